"""The lines of a report that count limits: by step, by role, by SOP, and the applicant's."""

from collections import Counter
from datetime import datetime

from shared.mutu_baku.report_limit import Capaian
from shared.mutu_baku.report_model import (
    BarisKeseluruhan,
    BarisLangkah,
    BarisPelaksana,
    BarisPemohon,
)
from shared.mutu_baku.report_tally import Hitungan, persen
from shared.mutu_baku.report_view import Tinjauan
from shared.mutu_baku.timeline import pelaksana_pemohon
from shared.sop.model import Sop

_Langkah = tuple[str, int, str, str]
"""SOP, number, pelaksana and limit: a version with another limit has lines of its own."""
_Keseluruhan = tuple[str, str]


class Baris:
    """One count a line; lines stay in the order in which they became known."""

    def __init__(self, dari: datetime) -> None:
        self._dari = dari
        self._langkah: dict[_Langkah, Hitungan] = {}
        self._pemohon: dict[_Langkah, Hitungan] = {}
        self._pelaksana: dict[str, Hitungan] = {}
        self._keseluruhan: dict[_Keseluruhan, Hitungan] = {}
        self._kegiatan: dict[_Langkah, str] = {}
        self._izin: dict[str, str] = {}
        self._macam: Counter[tuple[_Keseluruhan, str]] = Counter()

    def kenalkan(self, sop: Sop) -> None:
        self._izin.setdefault(sop.kode, sop.izin)
        self._keseluruhan.setdefault((sop.kode, sop.total.teks), Hitungan(self._dari))
        pemohon = pelaksana_pemohon(sop)
        for langkah in sop.langkah:
            kunci = (sop.kode, langkah.no, langkah.pelaksana, langkah.waktu.teks)
            self._kegiatan.setdefault(kunci, langkah.kegiatan)
            milik = self._pemohon if langkah.pelaksana == pemohon else self._langkah
            milik.setdefault(kunci, Hitungan(self._dari))
            if langkah.pelaksana != pemohon:
                self._pelaksana.setdefault(langkah.pelaksana, Hitungan(self._dari, hari=False))

    def tambah(self, tinjauan: Tinjauan) -> None:
        """Of an SOP that is known."""
        sop = tinjauan.sop.kode
        for satu in tinjauan.langkah:
            kunci = _kunci(sop, satu)
            self._langkah[kunci].tambah(satu)
            self._pelaksana[kunci[2]].tambah(satu)
        for satu in tinjauan.pemohon:
            self._pemohon[_kunci(sop, satu)].tambah(satu)
        if tinjauan.keseluruhan is not None:
            seluruh = (sop, tinjauan.keseluruhan.batasan.teks)
            self._keseluruhan[seluruh].tambah(tinjauan.keseluruhan)
            self._golongkan(seluruh, tinjauan, tinjauan.keseluruhan)

    def _golongkan(self, kunci: _Keseluruhan, tinjauan: Tinjauan, satu: Capaian) -> None:
        masuk = satu.batasan.mulai >= self._dari
        self._macam[kunci, "masuk" if masuk else "bawaan"] += 1
        if satu.selesai is not None:
            ditolak = tinjauan.permohonan.status == "ditolak"
            self._macam[kunci, "ditolak" if ditolak else "sk"] += 1
            self._macam[kunci, "sekali_benar"] += tinjauan.sekali_benar

    def langkah(self) -> tuple[BarisLangkah, ...]:
        return tuple(
            BarisLangkah(
                sop=kunci[0],
                langkah=kunci[1],
                kegiatan=self._kegiatan[kunci],
                pelaksana=kunci[2],
                batas=kunci[3],
                selesai=hitungan.selesai(),
                terbuka=hitungan.terbuka(),
                kepatuhan_persen=hitungan.kepatuhan(),
            )
            for kunci, hitungan in sorted(self._langkah.items(), key=lambda s: s[0])
        )

    def pelaksana(self) -> tuple[BarisPelaksana, ...]:
        return tuple(
            BarisPelaksana(
                pelaksana=pelaksana,
                selesai=hitungan.selesai(),
                terbuka=hitungan.terbuka(),
                kepatuhan_persen=hitungan.kepatuhan(),
            )
            for pelaksana, hitungan in self._pelaksana.items()
        )

    def pemohon(self) -> tuple[BarisPemohon, ...]:
        return tuple(
            BarisPemohon(
                sop=kunci[0],
                langkah=kunci[1],
                kegiatan=self._kegiatan[kunci],
                batas=kunci[3],
                selesai=hitungan.selesai(),
                terbuka=hitungan.terbuka(),
                kepatuhan_persen=hitungan.kepatuhan(),
                nyata=hitungan.nyata.sebaran(),
            )
            for kunci, hitungan in sorted(self._pemohon.items(), key=lambda s: s[0])
        )

    def keseluruhan(self) -> tuple[BarisKeseluruhan, ...]:
        semua = sorted(self._keseluruhan.items(), key=lambda s: s[0])
        return tuple(self._baris_keseluruhan(*satu) for satu in semua)

    def _baris_keseluruhan(self, kunci: _Keseluruhan, hitungan: Hitungan) -> BarisKeseluruhan:
        selesai, sekali = hitungan.selesai(), self._macam[kunci, "sekali_benar"]
        return BarisKeseluruhan(
            sop=kunci[0],
            izin=self._izin[kunci[0]],
            batas=kunci[1],
            bawaan=self._macam[kunci, "bawaan"],
            masuk=self._macam[kunci, "masuk"],
            sk=self._macam[kunci, "sk"],
            ditolak=self._macam[kunci, "ditolak"],
            sekali_benar=sekali,
            sekali_benar_persen=persen(sekali, selesai.jumlah),
            selesai=selesai,
            terbuka=hitungan.terbuka(),
            kepatuhan_persen=hitungan.kepatuhan(),
            nyata=hitungan.nyata.sebaran(),
        )


def _kunci(sop: str, satu: Capaian) -> _Langkah:
    batasan = satu.batasan
    return sop, batasan.langkah or 0, batasan.pelaksana or "", batasan.teks
