"""Alerts in the words of the office: a subject and a body, without personal data."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple, get_args
from zoneinfo import ZoneInfo

from ops.notifier.aturan_eskalasi import Eskalasi, Sebab
from ops.notifier.quarantine import PeringatanKarantina
from shared.contracts import Pelanggaran
from shared.contracts.pelanggaran import Tingkat
from shared.words import SEBUTAN_TINGKAT, in_full, length

GENTING: frozenset[Tingkat] = frozenset({"terlampaui", "selesai_terlambat"})
PENGEMBALIAN: frozenset[Tingkat] = frozenset(get_args(Tingkat)) - GENTING - {"mendekati"}
"""Not about a limit that has run out: when it was sent back says more than when it is due."""

TERLAMBAT_MINIMUM_DETIK = 60
"""A late detection is news for people from a minute on."""


class Surat(NamedTuple):
    """`genting`: a limit has been passed."""

    judul: str
    isi: str
    genting: bool


@dataclass(frozen=True)
class Penulis:
    """`nama_pelaksana`: the name of each role; a missing one goes by its code."""

    nama_pelaksana: Mapping[str, str]
    zona: ZoneInfo

    def surat(self, kabar: Sequence[Pelanggaran], rincian_maks: int) -> Surat:
        """One letter for all of them, the earliest first."""
        genting = any(satu.tingkat in GENTING for satu in kabar)
        urut = sorted(kabar, key=lambda satu: (satu.terjadi_pada, satu.nomor))
        if len(urut) == 1:
            judul, isi = self.pokok(urut[0]), self._sendiri(urut[0])
        else:
            judul, isi = self._judul_kelompok(urut), self._kelompok(urut, rincian_maks)
        return Surat(f"[AlurIzin] {judul}", isi, genting)

    def pokok(self, satu: Pelanggaran) -> str:
        """Terlampaui: IKP-2026-000041, langkah 2 Front Office"""
        return f"{SEBUTAN_TINGKAT[satu.tingkat]}: {satu.nomor}, {self._letak(satu)}"

    def kalimat(self, satu: Pelanggaran) -> str:
        """Everything there is to say about one of them, on one line."""
        bagian = [self.pokok(satu)]
        if satu.putaran > 1:
            bagian.append(f"putaran {satu.putaran}")
        bagian.append(f"batas {satu.batas}")
        bagian.append(self._kapan(satu))
        if satu.terlambat_terdeteksi_detik >= TERLAMBAT_MINIMUM_DETIK:
            terlambat = timedelta(seconds=satu.terlambat_terdeteksi_detik)
            bagian.append(f"terlambat terdeteksi {length(terlambat)}")
        teks = ", ".join(bagian)
        return f"{teks}. Keterangan: {satu.keterangan}" if satu.keterangan else teks

    def _letak(self, satu: Pelanggaran) -> str:
        if satu.langkah is None or satu.pelaksana is None:
            return "seluruh permohonan"
        return f"langkah {satu.langkah} {self.nama_pelaksana.get(satu.pelaksana, satu.pelaksana)}"

    def _kapan(self, satu: Pelanggaran) -> str:
        if satu.tingkat in PENGEMBALIAN:
            return f"dikembalikan {self._saat(satu.terjadi_pada)}"
        tempo = f"jatuh tempo {self._saat(satu.jatuh_tempo)}"
        if satu.tingkat == "selesai_terlambat":
            return f"{tempo}, selesai {self._saat(satu.terjadi_pada)}"
        return tempo

    def _saat(self, instan: datetime) -> str:
        return in_full(instan, self.zona)

    def _sendiri(self, satu: Pelanggaran) -> str:
        return f"{self.kalimat(satu)}\n\nRiwayatnya: izin lihat {satu.nomor}"

    def _judul_kelompok(self, kabar: Sequence[Pelanggaran]) -> str:
        return f"{len(kabar)} kabar mutu baku: {_rekap(kabar)}"

    def _kelompok(self, kabar: Sequence[Pelanggaran], rincian_maks: int) -> str:
        baris = [f"- {self.kalimat(satu)}" for satu in kabar[:rincian_maks]]
        if sisa := kabar[rincian_maks:]:
            baris.append(f"… dan {len(sisa)} lagi: {_rekap(sisa)}")
        return "\n".join(baris)


def surat_uji(saluran: str, pada: datetime, zona: ZoneInfo) -> Surat:
    """Its text must show that it is a test."""
    isi = (
        f"Ini uji coba saluran {saluran}, dikirim {in_full(pada, zona)}.\n"
        "Tidak ada pelanggaran; tidak ada yang perlu dilakukan."
    )
    return Surat(f"[AlurIzin] UJI COBA saluran {saluran}", isi, genting=False)


def surat_karantina(peringatan: PeringatanKarantina, zona: ZoneInfo) -> Surat:
    judul = f"[AlurIzin] {peringatan.pesan} pesan di karantina"
    isi = (
        f"{peringatan.pesan} pesan tidak dapat ditangani dan menunggu di karantina sejak"
        f" {in_full(peringatan.sejak, zona)}.\n"
        "Yang diurus pesan itu tidak berjalan sampai ada yang menanganinya.\n\n"
        "Apa dan mengapa: izin karantina"
    )
    return Surat(judul, isi, genting=True)


SEBUTAN_SEBAB: Mapping[Sebab, str] = {
    "belum_dilihat": "belum dilihat siapa pun",
    "masih_terbuka": "langkahnya belum tercatat selesai",
}


def surat_eskalasi(semua: Sequence[Eskalasi], penulis: Penulis, rincian_maks: int) -> Surat:
    """To the superior, who may not know of the alert: what it is about, and why it comes."""
    baris = [
        f"- {penulis.kalimat(satu.pelanggaran)}.\n"
        f"  Sudah lebih dari {satu.menit} menit kantor {SEBUTAN_SEBAB[satu.sebab]}."
        for satu in semua[:rincian_maks]
    ]
    if len(semua) > rincian_maks:
        baris.append(f"… dan {len(semua) - rincian_maks} lagi.")
    if len(semua) == 1:
        judul = f"Eskalasi: {penulis.pokok(semua[0].pelanggaran)}"
    else:
        judul = f"Eskalasi: {len(semua)} peringatan mutu baku"
    isi = "\n".join((*baris, "", "Anda menerimanya sebagai atasan menurut daftar petugas."))
    return Surat(f"[AlurIzin] {judul}", isi, genting=True)


def _rekap(kabar: Sequence[Pelanggaran]) -> str:
    """7 terlampaui, 5 mendekati batas"""
    jumlah = Counter(satu.tingkat for satu in kabar)
    sebutan = ((t, teks.lower()) for t, teks in SEBUTAN_TINGKAT.items())
    return ", ".join(f"{jumlah[t]} {teks}" for t, teks in sebutan if jumlah[t])
