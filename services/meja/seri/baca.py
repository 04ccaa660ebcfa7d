"""Routes of reading: which drafts wait, and each of them with the facts of its case beside it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from starlette.exceptions import HTTPException
from starlette.responses import Response

from services.meja.kata import Kini
from services.meja.perkara.berkas import perkara_dari
from services.meja.perkara.perkara import isi_perkara, milik_saya
from services.meja.permintaan import Permintaan
from services.meja.rute import Rute
from services.meja.untuk import Untuk
from shared.kantor.kotak import TugasTidakAda
from shared.kantor.seri import SERI_MAKS, Bacaan, Calon, bukti_untuk, calon, tandai_dibaca
from shared.petugas.empat_mata import ikut_menyusun

CONFLICT = 409
KABAR = {
    "semua": "Semua draf sudah dibaca. Periksa pilihannya, lalu putuskan.",
    "tidak-ada": "Belum ada yang dipilih. Yang dapat dipilih adalah draf yang sudah dibaca.",
}


class Kelompok(NamedTuple):
    """The cases of one SOP."""

    izin: str
    calon: Sequence[Calon]

    def banyak(self, bacaan: Bacaan) -> int:
        return sum(satu.bacaan == bacaan for satu in self.calon)

    def terlampaui(self, kini: Kini) -> int:
        return sum(satu.baris.batas.keadaan(kini.saat) == "terlampaui" for satu in self.calon)


async def calon_saya(permintaan: Permintaan) -> list[Calon]:
    """Raises `HTTPException` for a desk that is not theirs."""
    pelaksana = permintaan.jalur("pelaksana")
    try:
        return await calon(permintaan.situs.pemutus, permintaan.saya, pelaksana)
    except TugasTidakAda as error:
        raise HTTPException(404) from error


async def lihat_seri(permintaan: Permintaan) -> Response:
    kabar = KABAR.get(permintaan.request.query_params.get("kabar", ""), "")
    return await halaman_seri(permintaan, kabar=kabar)


async def halaman_seri(permintaan: Permintaan, status: int = 200, **isi: Any) -> Response:
    """`ditinggal`: those that were chosen and cannot be decided, each with why."""
    semua = await calon_saya(permintaan)
    return permintaan.halaman(
        "seri/seri.html",
        status,
        pelaksana=permintaan.jalur("pelaksana"),
        kelompok=_kelompok(permintaan, semua),
        semua=semua,
        pertama=next((c.baris.nomor for c in semua if c.bacaan in {"belum", "berubah"}), ""),
        dibaca=sum(c.bacaan == "dibaca" for c in semua),
        maks=SERI_MAKS,
        kini=await permintaan.kini(),
        **{"kabar": "", "ditinggal": (), **isi},
    )


def _kelompok(permintaan: Permintaan, semua: Sequence[Calon]) -> list[Kelompok]:
    izin = {kode: t.sop.izin for kode, t in permintaan.situs.kantor.sop.katalog.items()}
    kode = dict.fromkeys(satu.baris.sop for satu in semua)
    return [
        Kelompok(izin.get(satu, satu), [c for c in semua if c.baris.sop == satu]) for satu in kode
    ]


class Letak(NamedTuple):
    """Where a draft stands in this person's row: "draf 3 dari 12"; neighbours are empty at an
    end."""

    ke: int
    dari: int
    sebelum: str
    sesudah: str
    belum: int
    kini: Calon


def letak(semua: Sequence[Calon], nomor: str) -> Letak | None:
    baris = [satu for satu in semua if satu.milik]
    di = next((ke for ke, satu in enumerate(baris) if satu.baris.nomor == nomor), None)
    if di is None:
        return None
    belum = sum(satu.bacaan in {"belum", "berubah"} for satu in baris)
    sebelum = baris[di - 1].baris.nomor if di else ""
    sesudah = baris[di + 1].baris.nomor if di + 1 < len(baris) else ""
    return Letak(di + 1, len(baris), sebelum, sesudah, belum, baris[di])


async def baca(permintaan: Permintaan) -> Response:
    """One draft, in place, with what its case is about."""
    return await _halaman(permintaan)


async def _halaman(permintaan: Permintaan, pesan: str = "", status: int = 200) -> Response:
    semua, nomor = await calon_saya(permintaan), permintaan.jalur("nomor")
    disini = letak(semua, nomor)
    if disini is None:
        await perkara_dari(permintaan)  # not theirs: as what is not there
        return permintaan.ke(f"/seri/{permintaan.jalur('pelaksana')}")
    perkara, masuk = await milik_saya(permintaan)
    isi = await isi_perkara(permintaan, perkara, masuk)
    langkah = perkara.sop.langkah_ke(masuk.tugas.langkah)
    saya = permintaan.saya
    isi |= {
        "letak": disini,
        "draf": masuk.tugas.atas,
        "bukti": bukti_untuk(saya, masuk, permintaan.ruang.kunci),
        "draf_sendiri": ikut_menyusun(saya.petugas, perkara.permohonan.riwayat, langkah.atas),
        "pesan": pesan,
        "dokumen_lain": [
            h for h in perkara.permohonan.hasil if h.berkas and h.kode != langkah.atas
        ],
    }
    return permintaan.halaman("seri/baca.html", status, **isi)


async def tandai(permintaan: Permintaan) -> Response:
    """Read; on to the next one that is not."""
    perkara, masuk = await milik_saya(permintaan)
    pemutus, kunci = permintaan.situs.pemutus, permintaan.ruang.kunci
    if not await tandai_dibaca(pemutus, permintaan.saya, masuk, permintaan.kata("bukti"), kunci):
        pesan = "Drafnya berubah sesudah halaman ini dibuka. Inilah draf yang sekarang."
        return await _halaman(permintaan, pesan, CONFLICT)
    pelaksana, nomor = masuk.baris.pelaksana, perkara.permohonan.nomor
    lagi = _berikut(await calon_saya(permintaan), nomor)
    return permintaan.ke(
        f"/seri/{pelaksana}/baca/{lagi}" if lagi else f"/seri/{pelaksana}?kabar=semua"
    )


def _berikut(semua: Sequence[Calon], nomor: str) -> str:
    """The next one that is not read, after this one and then from the beginning."""
    urut = [satu.baris.nomor for satu in semua]
    di = urut.index(nomor) + 1 if nomor in urut else 0
    for satu in (*semua[di:], *semua[:di]):
        if satu.bacaan in {"belum", "berubah"}:
            return satu.baris.nomor
    return ""


RUTE = (
    Rute("/seri/{pelaksana}/baca/{nomor}", "baca_draf", Untuk.PETUGAS, baca=baca, tulis=tandai),
)
