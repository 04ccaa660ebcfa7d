"""Routes of the inbox: the list, taking, putting back, and what is told while a page is open."""

from collections.abc import Awaitable, Callable, Mapping
from typing import cast, get_args

from starlette.exceptions import HTTPException
from starlette.responses import Response

from services.meja.halaman import potong
from services.meja.permintaan import Permintaan, jalan_di_sini
from services.meja.rute import Rute
from services.meja.untuk import Untuk
from shared.kantor.kotak import SudahDipegang, TugasTidakAda
from shared.kantor.orang import Orang
from shared.kotak.hitung import Pemegang, Saring
from shared.kotak.model import Keadaan
from shared.kotak.seri import berdraf
from shared.web.stream import Event, stream

CONFLICT = 409
GAP_SECONDS = 3.0
"""A task that is taken, decided and passed on is told of several times: a page asks once."""


async def muka(permintaan: Permintaan) -> Response:
    """The desk that they sit at; who has none is told so."""
    saya, kotak = permintaan.saya, permintaan.situs.kotak
    meja = [*saya.peran, *kotak.terlihat(saya)]
    if meja:
        return permintaan.ke(f"/kotak/{meja[0]}")
    if Untuk.PIMPINAN.boleh(saya):
        return permintaan.ke("/papan")
    if Untuk.LAYAR.boleh(saya):
        return permintaan.ke("/papan/layar")
    return permintaan.halaman("kotak/tanpa_meja.html")


def saring(permintaan: Permintaan) -> Saring:
    """What the address asks for; what makes no sense asks for nothing."""
    given = permintaan.request.query_params
    keadaan, pemegang = given.get("keadaan", ""), given.get("pemegang", "semua")
    return Saring(
        kata=given.get("cari", "")[:100],
        sop=given.get("sop", ""),
        keadaan=keadaan if keadaan in get_args(Keadaan) else "",
        pemegang=cast("Pemegang", pemegang if pemegang in get_args(Pemegang) else "semua"),
    )


async def lihat_kotak(permintaan: Permintaan) -> Response:
    pelaksana = permintaan.jalur("pelaksana")
    kotak, wanted = permintaan.situs.kotak, saring(permintaan)
    urut = permintaan.urut  # what changes meanwhile is told of when the page listens
    sejak = ",".join(f"{nama}:{nomor}" for nama, nomor in urut.items())
    try:
        semua = await kotak.lines(permintaan.saya, pelaksana, wanted, urut)
    except TugasTidakAda as error:
        raise HTTPException(404) from error
    isi = potong(permintaan, semua) | {"kini": await permintaan.kini()}
    isi |= {"pelaksana": pelaksana, "saring": wanted, "sop": _sops(permintaan), "sejak": sejak}
    isi["beruntun"] = pelaksana in permintaan.saya.peran and _beruntun(permintaan, pelaksana)
    sebagian = permintaan.htmx and permintaan.request.headers.get("hx-target") == "daftar"
    if sebagian:
        # With the counts of the navigation: a page that is told of something asks once.
        return permintaan.halaman("kotak/segar.html", jalan=f"/kotak/{pelaksana}", **isi)
    return permintaan.halaman("kotak/kotak.html", **isi)


def _beruntun(permintaan: Permintaan, pelaksana: str) -> bool:
    """Whether drafts come to that desk."""
    katalog = permintaan.situs.kantor.sop.katalog.values()
    return any(berdraf(termuat.sop, pelaksana) for termuat in katalog)


def _sops(permintaan: Permintaan) -> Mapping[str, str]:
    katalog = permintaan.situs.kantor.sop.katalog
    return {kode: termuat.sop.izin for kode, termuat in katalog.items()}


async def ambil(permintaan: Permintaan) -> Response:
    ke = f"/perkara/{permintaan.jalur('pelaksana')}/{permintaan.jalur('nomor')}"
    return await _pindah(permintaan, permintaan.situs.kotak.take, ke)


async def lepas(permintaan: Permintaan) -> Response:
    back = jalan_di_sini(permintaan.kata("kembali"))
    ke = back if back != "/" else f"/kotak/{permintaan.jalur('pelaksana')}"
    return await _pindah(permintaan, permintaan.situs.kotak.put_back, ke)


async def _pindah(
    permintaan: Permintaan, change: Callable[[Orang, str, str], Awaitable[None]], ke: str
) -> Response:
    """A task changes hands; `ke`: where that leads."""
    pelaksana, nomor = permintaan.jalur("pelaksana"), permintaan.jalur("nomor")
    try:
        await change(permintaan.saya, pelaksana, nomor)
    except TugasTidakAda as error:
        raise HTTPException(404) from error
    except SudahDipegang as error:
        return permintaan.halaman("kotak/sudah_dipegang.html", CONFLICT, baris=error.baris)
    permintaan.situs.kabar.tell(pelaksana)
    return permintaan.ke(ke)


async def navigasi(permintaan: Permintaan) -> Response:
    """Its counts, anew; `di` is the page it stands on."""
    here = jalan_di_sini(permintaan.request.query_params.get("di", "/"))
    return permintaan.halaman("navigasi.html", jalan=here)


async def kabar(permintaan: Permintaan) -> Response:
    """Tells the page in which of its inboxes something is new; the page then asks for it. `sejak`
    is what it was made of."""
    kotak = permintaan.situs.kotak
    terlihat = kotak.terlihat(permintaan.saya)
    sejak = permintaan.request.query_params.get("sejak", "")

    def told(pelaksana: str) -> Event | None:
        return Event(f"kotak-{pelaksana}", "baru") if pelaksana in terlihat else None

    async def missed() -> list[Event]:
        kini = await kotak.store.numbers(terlihat)
        lama = set(sejak.split(","))
        baru = [nama for nama, urut in kini.items() if f"{nama}:{urut}" not in lama]
        return [Event(f"kotak-{nama}", "baru") for nama in baru]

    return stream(permintaan.situs.kabar, told, missed, gap_seconds=GAP_SECONDS)


RUTE = (
    Rute("/", "muka", Untuk.MASUK, baca=muka),
    Rute("/kotak/{pelaksana}", "kotak", Untuk.MASUK, baca=lihat_kotak),
    Rute("/kotak/{pelaksana}/{nomor}/ambil", "ambil", Untuk.PETUGAS, tulis=ambil),
    Rute("/kotak/{pelaksana}/{nomor}/lepas", "lepas", Untuk.MASUK, tulis=lepas),
    Rute("/navigasi", "navigasi", Untuk.MASUK, baca=navigasi),
    Rute("/kabar", "kabar", Untuk.MASUK, baca=kabar),
)
