"""Errors of the parts below, as a command's own. Imported only when something went wrong."""

import os

from pydantic import ValidationError

from izin.cli.errors import BadInput, CliError, Failed, NotFound, Refused, Unreachable
from izin.cli.servers import NO_SERVERS
from izin.cli.stdout_end import StdoutTidakTertulis
from izin.cli.streams import shown
from izin.rahasia.tempat import FolderRahasia
from ops.notifier.errors import KabarTidakSah
from shared.data_file import BerkasTidakSah
from shared.embedded import EmbeddedError
from shared.errors import (
    AlamatTidakSah,
    AlurIzinError,
    BrokerTidakTerjangkau,
    Ditolak,
    StoreTidakTerjangkau,
)
from shared.kalender.loader import KalenderTidakSah
from shared.kantor.errors import (
    KantorError,
    MasukanKeliru,
    PenyimpananTidakTerjangkau,
    PermohonanTidakDikenal,
    SertifikatPenyimpananDitolak,
    TidakBerlaku,
    TidakDitemukan,
    TidakTerlaksana,
)
from shared.kantor.karantina import TidakDiKarantina
from shared.kantor.sk import SkTidakDikenal
from shared.kantor.unduh import BerkasTidakDitemukan
from shared.os_words import sebab_os
from shared.petugas.loader import DaftarPetugasTidakSah
from shared.rabbit.declare import TopologiBentrok, TopologiDitolak
from shared.rabbit.errors import AnswerTimeout, HakKurang, NotRouted, QueueMissing
from shared.readiness import TidakSiap
from shared.sop.errors import SopTidakDikenal, SopTidakSah
from shared.store.port import BerkasTerlaluBesar, HakSimpananKurang
from shared.store.salinan import BasisDataBerisi, CadanganRusak
from shared.tandatangan.susunan import TandaTanganTidakSah
from shared.validation_text import rincian_galat
from shared.whole_file import (
    BerkasSudahAda,
    BerkasTidakTertulis,
    FolderBerisi,
    is_full,
)

START_WORKERS = "Jalankan pelaksananya: izin jalankan semua"
CHECK_SERVERS = (
    "Periksa RABBITMQ_URL dan MONGODB_URL, atau jalankan server bawaan: izin jalankan semua"
)

OTHER_VHOST = (
    "Antrean atau exchange bernama sama sudah ada dengan sifat lain; pakai virtual host tersendiri"
)
EMPTY_DATABASE = (
    "Cadangan hanya dipasang ke basis data yang kosong: hentikan dahulu semua pelaksana, lalu sebut"
    " yang baru dengan IZIN_BASIS_DATA atau kosongkan yang itu"
)
CERTIFICATES = "Periksa alamat dan berkas CA-nya; masa berlakunya: izin rahasia FOLDER --periksa"
STORE_AS_OPS = "Isi MONGODB_URL dengan akun ops dari folder rahasia"
AS_OPS = "Isi RABBITMQ_URL dengan akun ops dari folder rahasia"
NOT_UTF8 = "Ada nama berkas, folder atau teks yang bukan UTF-8"
OTHER_ACCOUNT = (
    "Isi RABBITMQ_URL dengan akun yang berhak (daftarnya: izin akses daftar), atau perbarui hak di"
    " broker (izin akses definisi)"
)
AGAIN = f"{START_WORKERS}. Mengulang perintah yang sama aman: tidak menjadi dua"

_KINDS: tuple[tuple[type[KantorError], type[CliError]], ...] = (
    (MasukanKeliru, BadInput),
    (TidakDitemukan, NotFound),
    (TidakBerlaku, Refused),
    (TidakTerlaksana, Failed),
)
_ADVICE: tuple[tuple[type[KantorError], str], ...] = (
    (PermohonanTidakDikenal, "Daftarnya: izin lihat"),
    (TidakDiKarantina, "Daftarnya: izin karantina"),
    (BerkasTidakDitemukan, "Daftarnya: izin unduh NOMOR"),
    (SkTidakDikenal, "Daftarnya: izin sk daftar"),
)

_MENDING: tuple[tuple[type[BerkasTidakSah], str], ...] = (
    (SopTidakSah, ", lalu: izin sop periksa {berkas}"),
    (KalenderTidakSah, " (IZIN_KALENDER), lalu: izin kalender"),
    (DaftarPetugasTidakSah, " (IZIN_DAFTAR_PETUGAS), lalu: izin petugas periksa"),
    (KabarTidakSah, " (IZIN_KABAR), lalu: izin kabar periksa"),
    (TandaTanganTidakSah, " (IZIN_TANDA_TANGAN), lalu: izin tanda-tangan periksa"),
    (BerkasTidakSah, ""),
)

_UNREACHABLE: tuple[tuple[type[AlurIzinError] | tuple[type[AlurIzinError], ...], str], ...] = (
    (AnswerTimeout, AGAIN),
    (SertifikatPenyimpananDitolak, CERTIFICATES),
    (PenyimpananTidakTerjangkau, NO_SERVERS),
    ((NotRouted, QueueMissing), START_WORKERS),
    ((BrokerTidakTerjangkau, StoreTidakTerjangkau, TidakSiap), CHECK_SERVERS),
)


def as_cli_error(error: Exception) -> CliError | None:
    """None for what nobody foresaw: that is a defect, and its traceback is wanted."""
    return _of_writing(error) or _of_ours(error)


def _of_ours(error: Exception) -> CliError | None:
    if isinstance(error, SopTidakDikenal):
        return NotFound(str(error), remedy="Lihat yang ada: izin sop daftar")
    if isinstance(error, ValueError | OSError):
        return _of_a_value(error)
    if isinstance(error, EmbeddedError):
        return Failed(str(error))
    if isinstance(error, KantorError):
        return _of_the_office(error)
    if isinstance(error, AlurIzinError):
        return _of_a_file(error) or _of_the_servers(error)
    return None


def _of_a_value(error: ValueError | OSError) -> CliError | None:
    if isinstance(error, OSError):
        return _of_the_system(error)
    if isinstance(error, ValidationError):
        return BadInput("Masukan tidak sah", details=rincian_galat(error))
    if isinstance(error, UnicodeError):
        return BadInput(NOT_UTF8, remedy="Ganti nama atau isinya menjadi UTF-8, lalu ulangi")
    return None


def _of_writing(error: Exception) -> CliError | None:
    """A file, a folder or stdout that was to be written, and a disk without room wherever a library
    met it; None for anything else."""
    if isinstance(error, OSError) and is_full(error):
        error = BerkasTidakTertulis(error.filename or "Berkas sementara", error)
    if isinstance(error, BerkasTidakTertulis | StdoutTidakTertulis):
        return BadInput(str(error), remedy=error.anjuran)
    if isinstance(error, BerkasSudahAda):
        return BadInput(str(error), remedy="Sebut nama berkas yang baru")
    if isinstance(error, FolderBerisi):
        return BadInput(str(error), remedy="Sebut folder yang baru atau kosong")
    return None


def _of_the_system(error: OSError) -> CliError | None:
    """None for a reader that went away: nobody reads what would be said."""
    if isinstance(error, BrokenPipeError):
        return None
    named = f"{shown(os.fsdecode(error.filename))}: " if error.filename else ""
    return Failed(f"{named}{sebab_os(error)}")


def _of_the_office(error: KantorError) -> CliError:
    kind = next(kind for theirs, kind in _KINDS if isinstance(error, theirs))
    advice = next((text for theirs, text in _ADVICE if isinstance(error, theirs)), error.anjuran)
    return kind(error.pesan, details=error.rincian, remedy=advice)


def _of_a_file(error: AlurIzinError) -> CliError | None:
    """What is wrong in a file that the office wrote; None for anything else."""
    if not isinstance(error, BerkasTidakSah):
        return _of_a_folder(error)
    advice = next(text for theirs, text in _MENDING if isinstance(error, theirs))
    return BadInput(
        f"{error.berkas}: {error.apa} tidak sah",
        details=map(str, error.masalah),
        remedy=f"Perbaiki berkas itu{advice.format(berkas=error.berkas)}",
    )


def _of_a_folder(error: AlurIzinError) -> CliError | None:
    """What is wrong with copies and secrets; None for anything else."""
    if isinstance(error, FolderRahasia):
        return BadInput(_sentence(error), remedy=error.anjuran)
    if isinstance(error, CadanganRusak):
        return Failed(f"Cadangan di {error.folder} tidak utuh", details=error.masalah)
    if isinstance(error, BasisDataBerisi):
        return Refused(_sentence(error), remedy=EMPTY_DATABASE)
    return None


def _of_the_servers(error: AlurIzinError) -> CliError:
    if isinstance(error, Ditolak):
        return Refused(error.alasan, details=error.rincian)
    text = _sentence(error)
    if isinstance(error, BerkasTerlaluBesar | AlamatTidakSah):
        return BadInput(text)
    if isinstance(error, TopologiBentrok):
        return BadInput(text, remedy=OTHER_VHOST)
    if isinstance(error, TopologiDitolak | HakKurang | HakSimpananKurang):
        return _of_an_account(error)
    for kinds, remedy in _UNREACHABLE:
        if isinstance(error, kinds):
            return Unreachable(text, remedy=remedy)
    return Failed(text)


def _of_an_account(error: TopologiDitolak | HakKurang | HakSimpananKurang) -> CliError:
    if isinstance(error, HakSimpananKurang):
        return Refused(_sentence(error), remedy=STORE_AS_OPS)
    if isinstance(error, HakKurang):
        return Refused(_first_upper(error.sebab), remedy=OTHER_ACCOUNT)
    return Refused(_sentence(error), remedy=AS_OPS)


def _sentence(error: AlurIzinError) -> str:
    return _first_upper(str(error) or (error.__doc__ or "").strip())


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]
