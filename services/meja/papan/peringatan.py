"""Routes of the alerts: what came about, who has seen it, and that I have."""

from typing import Any

from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.responses import Response

from services.meja.halaman import potong
from services.meja.papan.papan import sejak
from services.meja.permintaan import Permintaan, jalan_di_sini
from services.meja.rute import Rute
from services.meja.untuk import Untuk
from shared.kantor.papan_hidup import PERINGATAN
from shared.kantor.peringatan import HARI, PeringatanTidakAda, SaringPeringatan, saringan
from shared.mutu_baku.kejadian import KESELURUHAN
from shared.words import SEBUTAN_TINGKAT


async def lihat_peringatan(permintaan: Permintaan) -> Response:
    situs = permintaan.situs
    saring = _saring(permintaan.request.query_params)
    dibuat_dari = await sejak(permintaan)
    semua = await situs.peringatan.daftar(permintaan.saya, saring)
    halaman = potong(permintaan, semua)
    isi: dict[str, Any] = {
        **halaman,
        "baru": [satu.kunci for satu in halaman["baris"] if not satu.oleh(permintaan.saya)],
        "saring": saring,
        "sop": {kode: t.sop for kode, t in situs.kantor.sop.katalog.items()},
        "meja": situs.ruang.meja,
        "tingkat": SEBUTAN_TINGKAT,
        "hari": HARI,
        "keseluruhan": KESELURUHAN,
        "buka": permintaan.saya.penyelia,
        "sejak": dibuat_dari,
    }
    sebagian = permintaan.htmx and permintaan.request.headers.get("hx-target") == "daftar"
    templat = "papan/kabar.html" if sebagian else "papan/peringatan.html"
    return permintaan.halaman(templat, **isi)


def _saring(given: QueryParams) -> SaringPeringatan:
    hari = given.get("hari", "")
    return saringan(
        SaringPeringatan(
            given.get("sop", ""),
            given.get("pelaksana", ""),
            given.get("tingkat", ""),
            given.get("dilihat", ""),
            int(hari) if hari.isdecimal() and len(hari) < 4 else HARI[0],
        )
    )


async def sudah_lihat(permintaan: Permintaan) -> Response:
    """One, or all that the page showed. Repeated, it changes nothing."""
    kunci = [satu for satu in permintaan.isian.getlist("kunci") if isinstance(satu, str)]
    try:
        await permintaan.situs.peringatan.lihat(permintaan.saya, kunci)
    except PeringatanTidakAda as error:
        raise HTTPException(404) from error
    permintaan.situs.kabar_papan.tell(PERINGATAN)
    back = jalan_di_sini(permintaan.kata("kembali"))
    return permintaan.ke(back if back != "/" else "/papan/peringatan")


RUTE = (
    Rute(
        "/papan/peringatan",
        "papan_peringatan",
        Untuk.PIMPINAN,
        baca=lihat_peringatan,
        tulis=sudah_lihat,
    ),
)
