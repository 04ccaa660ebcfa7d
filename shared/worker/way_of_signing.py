"""How this office signs, read at the start of a worker, and what it will not be able to do."""

from collections.abc import Collection

from shared.akun.aturan import penanda_tangan
from shared.log import get_logger
from shared.settings import Settings
from shared.sop.loader import KatalogSop
from shared.tandatangan.susunan import TandaTanganKantor, baca_susunan

log = get_logger()

_SEBAGAI_BERKAS = "SK harus dibawa petugas sebagai berkas yang sudah ditandatangani"
_TANPA_KUNCI = "SK tidak dapat ditandatangani di sini; permohonannya menunggu"


def read_signing(
    settings: Settings, pelaksana: Collection[str], katalog: KatalogSop
) -> TandaTanganKantor | None:
    """How this office signs. Tells once what a role that signs here will not be able to do. Raises
    `TandaTanganTidakSah`."""
    penanda = sorted(penanda_tangan(satu.sop for satu in katalog.values()) & set(pelaksana))
    if settings.tanda_tangan is None:
        for satu in penanda:
            log.warning("tanpa_tanda_tangan", pelaksana=satu, akibat=_SEBAGAI_BERKAS)
        return None
    kantor = baca_susunan(settings.tanda_tangan)
    if penanda:
        _look(kantor, penanda)
    return kantor


def _look(kantor: TandaTanganKantor, penanda: Collection[str]) -> None:
    from shared.tandatangan.akar import para_akar  # noqa: PLC0415 - libraries that few roles need

    para_akar(kantor)
    if kantor.cara == "lokal" and not kantor.ada_kunci:
        for satu in penanda:
            log.warning("tanpa_kunci_tanda_tangan", pelaksana=satu, akibat=_TANPA_KUNCI)
    for hilang in kantor.kunci_hilang():
        log.warning("kunci_tidak_terbaca", kunci=hilang, akibat=_TANPA_KUNCI)
