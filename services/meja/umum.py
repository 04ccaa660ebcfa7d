"""Routes for everybody: whether the desk is well, and in which colours it is shown."""

import asyncio

from starlette.responses import JSONResponse, Response

from services.meja.permintaan import ONE_YEAR, THEMES, Permintaan, jalan_di_sini
from services.meja.rute import Rute
from services.meja.untuk import Untuk
from shared.errors import JamTidakSepakat, StoreTidakTerjangkau

HEALTH_SECONDS = 3.0


async def sehat(permintaan: Permintaan) -> Response:
    """For whoever watches over processes: 200, or 503 while the store does not answer or has
    another time."""
    try:
        async with asyncio.timeout(HEALTH_SECONDS):
            await permintaan.situs.kantor.permohonan.ping()
            permintaan.situs.kantor.clock()
    except JamTidakSepakat:
        return JSONResponse({"keadaan": "jam tidak sepakat dengan penyimpanan"}, 503)
    except (StoreTidakTerjangkau, TimeoutError):
        return JSONResponse({"keadaan": "penyimpanan tidak menjawab"}, 503)
    return JSONResponse({"keadaan": "baik"})


async def tema(permintaan: Permintaan) -> Response:
    chosen = permintaan.kata("tema")
    answer = permintaan.ke(jalan_di_sini(permintaan.kata("kembali")))
    if chosen in THEMES:
        return permintaan.with_cookie(answer, "tema", chosen, seconds=ONE_YEAR)
    return permintaan.with_cookie(answer, "tema", "", seconds=0)


RUTE = (
    Rute("/sehat", "sehat", Untuk.SIAPA_PUN, baca=sehat),
    Rute("/tema", "tema", Untuk.SIAPA_PUN, tulis=tema),
)
