"""Routes for everybody: whether the desk is well, and in which colours it is shown."""

import asyncio

from starlette.responses import JSONResponse, Response

from services.meja.permintaan import ONE_YEAR, THEMES, Permintaan, jalan_di_sini
from services.meja.rute import Rute
from shared.errors import StoreTidakTerjangkau

HEALTH_SECONDS = 3.0


async def sehat(permintaan: Permintaan) -> Response:
    """For whoever watches over processes: 200, or 503 while the store does not answer."""
    try:
        async with asyncio.timeout(HEALTH_SECONDS):
            await permintaan.situs.kantor.permohonan.ping()
    except (StoreTidakTerjangkau, TimeoutError):
        return JSONResponse({"keadaan": "penyimpanan tidak menjawab"}, 503)
    return JSONResponse({"keadaan": "baik"})


async def tema(permintaan: Permintaan) -> Response:
    chosen = str(permintaan.isian.get("tema", ""))
    answer = permintaan.ke(jalan_di_sini(str(permintaan.isian.get("kembali", "/"))))
    if chosen in THEMES:
        return permintaan.with_cookie(answer, "tema", chosen, seconds=ONE_YEAR)
    return permintaan.with_cookie(answer, "tema", "", seconds=0)


async def muka(permintaan: Permintaan) -> Response:
    return permintaan.halaman("muka.html")


RUTE = (
    Rute("/", "muka", baca=muka),
    Rute("/sehat", "sehat", baca=sehat),
    Rute("/tema", "tema", tulis=tema),
)
