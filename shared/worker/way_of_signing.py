"""How this office signs, read at the start of a worker, and what it will not be able to do."""

from collections.abc import Collection, Iterator

from shared.akun.aturan import penanda_tangan
from shared.alur.surat import bernomor
from shared.log import get_logger
from shared.settings import Settings
from shared.sop.loader import KatalogSop
from shared.sop.model import Sop
from shared.surat.loader import KatalogSurat
from shared.tandatangan.susunan import TandaTanganKantor, TandaTanganTidakSah, baca_susunan

log = get_logger()

_SEBAGAI_BERKAS = "SK harus dibawa petugas sebagai berkas yang sudah ditandatangani"
_TANPA_KUNCI = "SK tidak dapat ditandatangani di sini; permohonannya menunggu"


def read_signing(
    settings: Settings, pelaksana: Collection[str], katalog: KatalogSop, surat: KatalogSurat
) -> TandaTanganKantor | None:
    """How this office signs. Tells once what a role that signs here will not be able to do. Raises
    `TandaTanganTidakSah`, also for an SK that could come about in no way."""
    penanda = sorted(penanda_tangan(satu.sop for satu in katalog.values()) & set(pelaksana))
    berkas = settings.tanda_tangan
    sop = [satu.sop for satu in katalog.values()]
    if buntu := [s for satu in sop for s in _buntu(satu, penanda, surat, ada=berkas is not None)]:
        raise TandaTanganTidakSah(str(berkas or "IZIN_TANDA_TANGAN"), buntu)
    if settings.tanda_tangan is None:
        for satu in penanda:
            log.warning("tanpa_tanda_tangan", pelaksana=satu, akibat=_SEBAGAI_BERKAS)
        return None
    kantor = baca_susunan(settings.tanda_tangan)
    if penanda:
        _look(kantor, penanda)
    return kantor


def _buntu(sop: Sop, penanda: Collection[str], surat: KatalogSurat, *, ada: bool) -> Iterator[str]:
    """SKs that no file may be (`berkas = false`) and the system cannot make either. `ada`: the
    office has said how it signs."""
    semua = {hasil.kode: hasil for langkah in sop.langkah for hasil in langkah.hasil}
    for langkah in sop.langkah:
        draf = semua.get(langkah.atas or "")
        for hasil in langkah.hasil:
            if langkah.pelaksana not in penanda or hasil.berkas or not bernomor(hasil, surat):
                continue
            letak = f'SOP {sop.kode}, langkah {langkah.no}: "{hasil.kode}" dengan berkas = false'
            if not ada:
                yield f"{letak} harus ditandatangani sistem, tetapi IZIN_TANDA_TANGAN belum diisi"
            if surat.kantor.keputusan_untuk(sop.kode) is None:
                yield f"{letak} perlu nomor, tetapi kantor.toml tidak memuat [[keputusan]] untuknya"
            if draf is not None and draf.berkas:
                yield (
                    f'{letak} dibuat dari "{draf.kode}", yang boleh berupa berkas: tulis berkas ='
                    " false di sana juga"
                )


def _look(kantor: TandaTanganKantor, penanda: Collection[str]) -> None:
    from shared.tandatangan.akar import para_akar  # noqa: PLC0415 - libraries that few roles need

    para_akar(kantor)
    if kantor.cara == "lokal" and not kantor.ada_kunci:
        for satu in penanda:
            log.warning("tanpa_kunci_tanda_tangan", pelaksana=satu, akibat=_TANPA_KUNCI)
    for hilang in kantor.kunci_hilang():
        log.warning("kunci_tidak_terbaca", kunci=hilang, akibat=_TANPA_KUNCI)
