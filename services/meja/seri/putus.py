"""Routes of deciding in series: what was chosen is confirmed by what becomes of it, decided one by
one beside the page, and answered for each."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.responses import Response

from services.meja.perkara.layanan import FRASA, NIK, RAHASIA
from services.meja.permintaan import Permintaan
from services.meja.rute import Rute
from services.meja.seri.baca import CONFLICT, halaman_seri, lihat_seri
from services.meja.untuk import Untuk
from shared.kantor.errors import MasukanKeliru
from shared.kantor.seri import susun
from shared.kantor.seri_jalan import PerjalananSeri
from shared.kantor.tanda_tangan import Kredensial, kredensial
from shared.kotak.seri import Seri

UNPROCESSABLE = 422


async def pilih(permintaan: Permintaan) -> Response:
    """What was chosen, to be confirmed; nothing is decided. `buang` is left out again."""
    pelaksana, buang = permintaan.jalur("pelaksana"), permintaan.kata("buang")
    nomor = [n for n in permintaan.isian.getlist("nomor") if isinstance(n, str) and n != buang]
    saya, pemutus = permintaan.saya, permintaan.situs.pemutus
    if pelaksana not in saya.peran:
        raise HTTPException(404)
    if not nomor:
        return permintaan.ke(f"/seri/{pelaksana}?kabar=tidak-ada")
    susunan = await susun(pemutus, saya, pelaksana, nomor, permintaan.ruang.wall())
    if susunan.seri is None or susunan.ditinggal:
        return await halaman_seri(permintaan, CONFLICT, ditinggal=susunan.ditinggal)
    return permintaan.ke(f"/seri/{pelaksana}/{susunan.seri.id}")


async def _seri(permintaan: Permintaan) -> Seri:
    """One's own. Raises `HTTPException`."""
    seri = await permintaan.situs.kotak.store.series(permintaan.jalur("id"))
    milik = seri is not None and seri.akun == permintaan.saya.akun.nama
    if seri is None or not milik or seri.pelaksana != permintaan.jalur("pelaksana"):
        raise HTTPException(404)
    return seri


async def lihat(permintaan: Permintaan) -> Response:
    """Before it is begun: what it does. After that: what became of each."""
    return _halaman(permintaan, await _seri(permintaan))


def _halaman(permintaan: Permintaan, seri: Seri, pesan: str = "", status: int = 200) -> Response:
    berjalan = seri.berjalan(permintaan.ruang.wall())
    isi = {
        "seri": seri,
        "pelaksana": seri.pelaksana,
        "pangkal": f"/seri/{seri.pelaksana}/{seri.id}",
        "berjalan": berjalan,
        "sisa": len(list(seri.sisa)),
        "akibat": _akibat(seri),
        "layanan": any(butir.layanan for _, butir in seri.sisa),
        "pesan": pesan,
    }
    if seri.dimulai and permintaan.htmx:
        answer = permintaan.halaman("seri/hasil_isi.html", status, **isi)
        if not berjalan:
            answer.headers["HX-Refresh"] = "true"  # the whole page: its navigation has counts
        return answer
    return permintaan.halaman(f"seri/{'hasil' if seri.dimulai else 'putus'}.html", status, **isi)


def _akibat(seri: Seri) -> Mapping[str, int]:
    """What becomes of them, and of how many."""
    banyak: dict[str, int] = {}
    for butir in seri.butir:
        banyak[butir.akibat] = banyak.get(butir.akibat, 0) + 1
    return banyak


async def putuskan(permintaan: Permintaan) -> Response:
    """Begun once for each time that the page was shown, however often its button is pressed; also
    gone on with, after a passphrase was wrong or a process had ended in the middle."""
    seri, situs = await _seri(permintaan), permintaan.situs
    try:
        rahasia = _kredensial(permintaan, seri)
    except MasukanKeliru as error:
        return _halaman(permintaan, seri, f"{error.pesan}.", UNPROCESSABLE)
    if seri.pelaksana not in permintaan.saya.peran:
        raise HTTPException(404)
    giliran = permintaan.kata("giliran")
    perjalanan = PerjalananSeri(
        situs.pemutus,
        lambda: situs.wires.client(seri.pelaksana),
        permintaan.saya,
        seri,
        permintaan.ruang.wall,
        diputus=lambda: situs.kabar.tell(seri.pelaksana),
        berhenti=lambda: situs.berjalan.berhenti,
    )
    if giliran == str(seri.giliran) and await perjalanan.mulai():
        situs.berjalan.mulai(seri.id, perjalanan.jalan(rahasia))
    return permintaan.ke(f"/seri/{seri.pelaksana}/{seri.id}")


def _kredensial(permintaan: Permintaan, seri: Seri) -> Kredensial | None:
    """Raises `MasukanKeliru`. A page from before the last turn begins nothing: not asked for."""
    lewat = any(butir.layanan for _, butir in seri.sisa)
    if not lewat or permintaan.kata("giliran") != str(seri.giliran):
        return None
    return kredensial(permintaan.kata(NIK), permintaan.kata(FRASA))


_MEJA = "/seri/{pelaksana}"
RUTE = (
    Rute(_MEJA, "seri", Untuk.PETUGAS, baca=lihat_seri, tulis=pilih),
    Rute(f"{_MEJA}/{{id}}", "seri_putusan", Untuk.PETUGAS, lihat, putuskan, rahasia=RAHASIA),
)
