"""Routes of one task: everything that its message says of it."""

from starlette.exceptions import HTTPException
from starlette.responses import Response

from services.meja.permintaan import Permintaan
from services.meja.rute import Rute
from services.meja.untuk import Untuk
from shared.kantor.kotak import TugasTidakAda


async def lihat_perkara(permintaan: Permintaan) -> Response:
    pelaksana, nomor = permintaan.jalur("pelaksana"), permintaan.jalur("nomor")
    try:
        masuk = await permintaan.situs.kotak.task(permintaan.saya, pelaksana, nomor)
    except TugasTidakAda as error:
        raise HTTPException(404) from error
    sop = (await permintaan.situs.kantor.sop.version(masuk.tugas.sop_versi)).sop
    return permintaan.halaman(
        "kotak/perkara.html",
        tugas=masuk.tugas,
        baris=masuk.baris,
        izin=sop.izin,
        label={isian.kode: isian.label for isian in sop.isian},
        kini=await permintaan.kini(),
    )


RUTE = (Rute("/perkara/{pelaksana}/{nomor}", "perkara", Untuk.MASUK, baca=lihat_perkara),)
