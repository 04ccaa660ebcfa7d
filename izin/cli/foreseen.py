"""Errors of the parts below, as a command's own. Imported only when something went wrong."""

from pydantic import ValidationError

from izin.cli.errors import BadInput, CliError, Failed, NotFound, Refused, Unreachable
from izin.client.errors import AnswerTimeout, NotRouted, QueueMissing
from ops.notifier.errors import KabarTidakSah
from shared.embedded import EmbeddedError
from shared.errors import (
    AlurIzinError,
    BrokerTidakTerjangkau,
    Ditolak,
    StoreTidakTerjangkau,
)
from shared.kalender.errors import KalenderTidakSah
from shared.readiness import TidakSiap
from shared.sop.errors import SopTidakDikenal, SopTidakSah
from shared.store.port import BerkasTerlaluBesar
from shared.validation_text import rincian_galat
from shared.worker.topology_setup import TopologiBentrok

START_WORKERS = "Jalankan pelaksananya: izin jalankan semua"
CHECK_SERVERS = (
    "Periksa RABBITMQ_URL dan MONGODB_URL, atau jalankan server bawaan: izin jalankan semua"
)

OTHER_VHOST = (
    "Antrean atau exchange bernama sama sudah ada dengan sifat lain; pakai virtual host tersendiri"
)
AGAIN = f"{START_WORKERS}. Mengulang perintah yang sama aman: tidak menjadi dua"

_UNREACHABLE: tuple[tuple[type[AlurIzinError] | tuple[type[AlurIzinError], ...], str], ...] = (
    (AnswerTimeout, AGAIN),
    ((NotRouted, QueueMissing), START_WORKERS),
    ((BrokerTidakTerjangkau, StoreTidakTerjangkau, TidakSiap), CHECK_SERVERS),
)


def as_cli_error(error: Exception) -> CliError | None:
    """None for what nobody foresaw: that is a defect, and its traceback is wanted."""
    if isinstance(error, SopTidakSah):
        return BadInput(
            f"{error.berkas}: SOP tidak sah",
            details=map(str, error.masalah),
            remedy=f"Perbaiki berkas itu, lalu: izin sop periksa {error.berkas}",
        )
    if isinstance(error, SopTidakDikenal):
        return NotFound(str(error), remedy="Lihat yang ada: izin sop daftar")
    if isinstance(error, KalenderTidakSah):
        return BadInput(
            f"{error.berkas}: kalender tidak sah",
            details=error.masalah,
            remedy="Perbaiki berkas itu (IZIN_KALENDER), lalu: izin kalender",
        )
    if isinstance(error, KabarTidakSah):
        return BadInput(
            f"{error.berkas}: berkas kabar tidak sah",
            details=error.masalah,
            remedy="Perbaiki berkas itu (IZIN_KABAR), lalu: izin kabar periksa",
        )
    if isinstance(error, ValidationError):
        return BadInput("Masukan tidak sah", details=rincian_galat(error))
    if isinstance(error, EmbeddedError):
        return Failed(str(error))
    return _of_the_servers(error) if isinstance(error, AlurIzinError) else None


def _of_the_servers(error: AlurIzinError) -> CliError:
    if isinstance(error, Ditolak):
        return Refused(error.alasan, details=error.rincian)
    text = _sentence(error)
    if isinstance(error, BerkasTerlaluBesar):
        return BadInput(text)
    if isinstance(error, TopologiBentrok):
        return BadInput(text, remedy=OTHER_VHOST)
    for kinds, remedy in _UNREACHABLE:
        if isinstance(error, kinds):
            return Unreachable(text, remedy=remedy)
    return Failed(text)


def _sentence(error: AlurIzinError) -> str:
    text = str(error) or (error.__doc__ or "").strip()
    return text[:1].upper() + text[1:]
