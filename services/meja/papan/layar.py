"""The board for a screen on the wall: how much lies where, of no case and no person."""

from typing import Any

from starlette.responses import Response

from services.meja.papan.gambar import angka
from services.meja.papan.papan import Meja, jumlahkan, sejak
from services.meja.permintaan import Permintaan
from services.meja.rute import Rute
from services.meja.untuk import Untuk
from shared.kantor.mingguan import Mingguan
from shared.topology import PELAKSANA_PEMOHON


async def lihat_layar(permintaan: Permintaan) -> Response:
    situs = permintaan.situs
    papan = await situs.papan.papan()
    meja = [Meja(nama, papan.pada(nama)) for nama in situs.ruang.meja]
    mingguan = await situs.mingguan.lihat(sabar_detik=0)
    isi: dict[str, Any] = {
        "meja": meja,
        "semua": jumlahkan([satu.isi for satu in meja]),
        "pemohon": papan.pada(PELAKSANA_PEMOHON).terbuka,
        "belum_dilihat": await situs.peringatan.belum_dilihat(),
        "pengawasan": await situs.papan.pengawasan(),
        "minggu": _minggu_ini(mingguan) if mingguan else None,
        "angka": angka,
        "kini": await permintaan.kini(),
        "sejak": await sejak(permintaan),
    }
    sebagian = permintaan.htmx and permintaan.request.headers.get("hx-target") == "layar"
    templat = "papan/angka_layar.html" if sebagian else "papan/layar.html"
    return permintaan.halaman(templat, **isi)


def _minggu_ini(mingguan: Mingguan) -> dict[str, float | None]:
    """Of all SOPs: SKs, and how many of all that was done or is over were in time."""
    semua = mingguan.minggu[-1].keseluruhan
    tepat = sum(b.selesai.tepat for b in semua)
    dari = sum(b.selesai.jumlah + b.terbuka.lewat for b in semua)
    return {
        "masuk": sum(b.masuk for b in semua),
        "sk": sum(b.sk for b in semua),
        "tepat": round(100 * tepat / dari) if dari else None,
    }


RUTE = (Rute("/papan/layar", "papan_layar", Untuk.LAYAR, baca=lihat_layar),)
