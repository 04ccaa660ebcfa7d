"""The page of one case: everything about it, with the task where it lies at this desk."""

from collections.abc import Sequence
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from services.meja.perkara.berkas import perkara_dari
from services.meja.perkara.formulir import isi_formulir
from services.meja.perkara.riwayat import riwayat
from services.meja.permintaan import Permintaan
from services.meja.rute import Rute
from services.meja.untuk import Untuk
from shared.alur import berkas_terkini
from shared.contracts import Tugas
from shared.kantor.kotak import TugasTidakAda
from shared.kantor.perkara import Dosir
from shared.kotak.jejak import Dibuka
from shared.kotak.model import TugasMasuk


async def lihat_perkara(permintaan: Permintaan) -> Response:
    """Read only for who looks, and where the case has gone on."""
    perkara = await perkara_dari(permintaan)
    masuk = await tugas_terbuka(permintaan, perkara)
    isi = await isi_perkara(permintaan, perkara, masuk)
    if masuk is not None and isi["memutus"]:
        konsep = await permintaan.situs.pemutus.konsep(permintaan.saya, masuk.baris)
        isi |= isi_formulir(permintaan, perkara, masuk, konsep)
    return permintaan.halaman("perkara/perkara.html", **isi)


async def tugas_terbuka(permintaan: Permintaan, perkara: Dosir) -> TugasMasuk | None:
    """What lies in the inbox; None where it has been decided meanwhile, or has not come yet."""
    pelaksana, nomor = permintaan.jalur("pelaksana"), permintaan.jalur("nomor")
    try:
        masuk = await permintaan.situs.kotak.task(permintaan.saya, pelaksana, nomor)
    except TugasTidakAda:
        return None
    return masuk if berkas_terkini(masuk.tugas, perkara.permohonan) else None


async def isi_perkara(
    permintaan: Permintaan, perkara: Dosir, masuk: TugasMasuk | None
) -> dict[str, Any]:
    """What the templates of a case read."""
    kantor, pelaksana = permintaan.situs.kantor, permintaan.jalur("pelaksana")
    permohonan = perkara.permohonan
    return {
        "perkara": perkara,
        "permohonan": permohonan,
        "pelaksana": pelaksana,
        "pangkal": f"/perkara/{pelaksana}/{permohonan.nomor}",
        "memutus": masuk is not None and _dipegang(permintaan, masuk),
        "tugas": masuk.tugas if masuk else None,
        "baris": masuk.baris if masuk else None,
        "dokumen": tuple(perkara.dokumen),
        "riwayat": tuple(riwayat(perkara, kantor)),
        "label": {isian.kode: isian.label for isian in perkara.sop.isian},
        "semula": _semula(masuk.tugas) if masuk else {},
        "paraf": _berparaf(perkara),
        "dibuka": await _dibuka(permintaan, permohonan.nomor),
        "kini": await permintaan.kini(),
    }


async def _dibuka(permintaan: Permintaan, nomor: str) -> Sequence[Dibuka]:
    """Who looked at it, for who leads others."""
    return await permintaan.situs.jejak.of_case(nomor) if permintaan.saya.penyelia else ()


def _dipegang(permintaan: Permintaan, masuk: TugasMasuk) -> bool:
    """Whether this person has taken it, and may decide."""
    saya, pegangan = permintaan.saya, masuk.baris.pegangan
    mine = pegangan is not None and pegangan.akun == saya.akun.nama
    return mine and masuk.baris.pelaksana in saya.peran


def _semula(tugas: Tugas) -> dict[str, str]:
    """What a field of the form said before the last correction, by its path."""
    return {satu.bidang: satu.semula for satu in tugas.perubahan}


def _berparaf(perkara: Dosir) -> bool:
    """Whether there is a draft of which an officers' copy can be made."""
    for langkah in perkara.sop.langkah:
        if langkah.atas and (hasil := perkara.permohonan.hasil_untuk(langkah.atas)):
            return hasil.berkas is not None
    return False


async def milik_saya(permintaan: Permintaan) -> tuple[Dosir, TugasMasuk]:
    """A task that this person may decide. Raises `HTTPException`, the same as for one that is not
    there."""
    perkara = await perkara_dari(permintaan)
    masuk = await tugas_terbuka(permintaan, perkara)
    if masuk is None or masuk.baris.pelaksana not in permintaan.saya.peran:
        raise HTTPException(404)
    return perkara, masuk


RUTE = (Rute("/perkara/{pelaksana}/{nomor}", "perkara", Untuk.MASUK, baca=lihat_perkara),)
