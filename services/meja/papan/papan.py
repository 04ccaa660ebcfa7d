"""Routes of the board: what waits at every desk, which cases these are, and what is told while a
page is open."""

from typing import Any, NamedTuple, get_args

from starlette.exceptions import HTTPException
from starlette.responses import Response

from services.meja.halaman import potong
from services.meja.permintaan import Permintaan
from services.meja.rute import Rute
from services.meja.untuk import Untuk
from shared.kantor.kotak import TugasTidakAda
from shared.kantor.papan_hidup import Pilihan
from shared.kantor.perkara import meja_perkara
from shared.kotak.model import Keadaan
from shared.mutu_baku.papan import KOSONG, Hitungan, Papan
from shared.sop.model import Sop
from shared.topology import PELAKSANA_PEMOHON
from shared.web.stream import Event, stream


class Meja(NamedTuple):
    """A desk's line in the table of an SOP."""

    pelaksana: str
    isi: Hitungan


class Tabel(NamedTuple):
    """`jumlah` is the office's: what lies with the applicant is no work of ours."""

    sop: str
    izin: str
    meja: tuple[Meja, ...]
    jumlah: Hitungan


async def lihat_papan(permintaan: Permintaan) -> Response:
    situs = permintaan.situs
    papan = await situs.papan.papan()
    tabel = [_tabel(papan, t.sop) for t in situs.kantor.sop.katalog.values()]
    isi: dict[str, Any] = {
        "tabel": tabel,
        "semua": jumlahkan([t.jumlah for t in tabel]),
        "belum_dilihat": await situs.peringatan.belum_dilihat(),
        "pengawasan": await situs.papan.pengawasan(),
        "kini": await permintaan.kini(),
        "sejak": await sejak(permintaan),
        "pemohon": PELAKSANA_PEMOHON,
    }
    sebagian = permintaan.htmx and permintaan.request.headers.get("hx-target") == "papan"
    return permintaan.halaman("papan/meja.html" if sebagian else "papan/papan.html", **isi)


def _tabel(papan: Papan, sop: Sop) -> Tabel:
    """Its desks in the order in which the SOP comes to them, and others at which something lies."""
    urutan = (*(satu.pelaksana for satu in sop.langkah), *papan.pelaksana(sop.kode))
    meja = tuple(Meja(p, papan.meja.get((p, sop.kode), KOSONG)) for p in dict.fromkeys(urutan))
    kantor = [satu.isi for satu in meja if satu.pelaksana != PELAKSANA_PEMOHON]
    return Tabel(sop.kode, sop.izin, meja, jumlahkan(kantor))


def jumlahkan(semua: list[Hitungan]) -> Hitungan:
    hasil = KOSONG
    for satu in semua:
        hasil = hasil.ditambah(satu)
    return hasil


def pilihan(permintaan: Permintaan) -> Pilihan:
    """What the address asks for; what makes no sense asks for everything."""
    given, kantor = permintaan.request.query_params, permintaan.situs.kantor
    sop, pelaksana, keadaan = (given.get(nama, "") for nama in Pilihan._fields)
    return Pilihan(
        sop if kantor.sop.current(sop) else "",
        pelaksana if pelaksana in kantor.desks else "",
        keadaan if keadaan in get_args(Keadaan) else "",
    )


async def lihat_daftar(permintaan: Permintaan) -> Response:
    """The cases that a figure of the board is made of."""
    situs, wanted = permintaan.situs, pilihan(permintaan)
    semua = await situs.papan.daftar(wanted)
    isi: dict[str, Any] = {
        **potong(permintaan, semua),
        "pilihan": wanted,
        "sop": {kode: t.sop for kode, t in situs.kantor.sop.katalog.items()},
        "meja": (*situs.ruang.meja, PELAKSANA_PEMOHON),
        "terlihat": _terlihat(permintaan),
        "kini": await permintaan.kini(),
        "sejak": await sejak(permintaan),
    }
    sebagian = permintaan.htmx and permintaan.request.headers.get("hx-target") == "daftar"
    return permintaan.halaman("papan/perkara.html" if sebagian else "papan/daftar.html", **isi)


def _terlihat(permintaan: Permintaan) -> tuple[str, ...]:
    """The desks whose cases this person may open."""
    saya, kotak = permintaan.saya, permintaan.situs.kotak
    return (*kotak.terlihat(saya), *((PELAKSANA_PEMOHON,) if saya.penyelia else ()))


async def ke_perkara(permintaan: Permintaan) -> Response:
    """To its page, at the desk by which this person may look at it."""
    nomor = permintaan.jalur("nomor")
    try:
        pelaksana = await meja_perkara(permintaan.situs.kotak, permintaan.saya, nomor)
    except TugasTidakAda as error:
        raise HTTPException(404) from error
    return permintaan.ke(f"/perkara/{pelaksana}/{nomor}")


async def sejak(permintaan: Permintaan) -> str:
    """What a page is made of: it is told of what came later."""
    return ",".join((await permintaan.situs.papan.tanda()).values())


async def kabar(permintaan: Permintaan) -> Response:
    """Tells the page what is new; the page then asks for it."""
    situs = permintaan.situs
    given = permintaan.request.query_params.get("sejak", "")

    async def missed() -> list[Event]:
        lama = set(given.split(","))
        kini = await situs.papan.tanda()
        return [Event(apa, "baru") for apa, tanda in kini.items() if tanda not in lama]

    return stream(situs.kabar_papan, lambda apa: Event(apa, "baru"), missed)


RUTE = (
    Rute("/papan", "papan", Untuk.PIMPINAN, baca=lihat_papan),
    Rute("/papan/daftar", "papan_daftar", Untuk.PIMPINAN, baca=lihat_daftar),
    Rute("/papan/perkara/{nomor}", "papan_perkara", Untuk.PIMPINAN, baca=ke_perkara),
    Rute("/papan/kabar", "papan_kabar", Untuk.LAYAR, baca=kabar),
)
