"""The lines of a report: limits by step, role, SOP and applicant; whose the time was; alerts
derived from the histories beside those on record."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from shared.contracts.pelanggaran import Cakupan, Tingkat
from shared.kalender.model import Kalender
from shared.laporan.capaian import Capaian, Hitungan, menit, persen
from shared.laporan.model import (
    BarisKeseluruhan,
    BarisLangkah,
    BarisPelaksana,
    BarisPemohon,
    BarisPeringatan,
    BarisWaktu,
    Pencocokan,
)
from shared.laporan.tinjauan import Tinjauan
from shared.mutu_baku.buku_waktu import Jenis, Jumlah, jumlahkan
from shared.mutu_baku.kejadian import Kejadian
from shared.mutu_baku.tempuh import pelaksana_pemohon
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
        for satu in _tidak_ditarik(tinjauan.langkah):
            kunci = _kunci(sop, satu)
            self._langkah[kunci].tambah(satu)
            self._pelaksana[kunci[2]].tambah(satu)
        for satu in _tidak_ditarik(tinjauan.pemohon):
            self._pemohon[_kunci(sop, satu)].tambah(satu)
        if tinjauan.keseluruhan is not None:
            seluruh = (sop, tinjauan.keseluruhan.batasan.teks)
            if not tinjauan.keseluruhan.ditarik:
                self._keseluruhan[seluruh].tambah(tinjauan.keseluruhan)
            self._golongkan(seluruh, tinjauan, tinjauan.keseluruhan)

    def _golongkan(self, kunci: _Keseluruhan, tinjauan: Tinjauan, satu: Capaian) -> None:
        masuk = satu.batasan.mulai >= self._dari
        self._macam[kunci, "masuk" if masuk else "bawaan"] += 1
        if satu.ditarik:
            self._macam[kunci, "ditarik"] += 1
        elif satu.selesai is not None:
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
            ditarik=self._macam[kunci, "ditarik"],
            sekali_benar=sekali,
            sekali_benar_persen=persen(sekali, selesai.jumlah),
            selesai=selesai,
            terbuka=hitungan.terbuka(),
            kepatuhan_persen=hitungan.kepatuhan(),
            nyata=hitungan.nyata.sebaran(),
        )


def _tidak_ditarik(semua: Iterable[Capaian]) -> Iterator[Capaian]:
    """What the applicant took back was neither kept nor missed."""
    return (satu for satu in semua if not satu.ditarik)


def _kunci(sop: str, satu: Capaian) -> _Langkah:
    batasan = satu.batasan
    return sop, batasan.langkah or 0, batasan.pelaksana or "", batasan.teks


_Pemilik = tuple[str, str, Jenis]
_KOSONG = Jumlah(timedelta(), timedelta())


class Pemilikan:
    """Adds up the stretches of time of the applications added to it, by SOP, owner and kind."""

    def __init__(self, kalender: Kalender) -> None:
        self._kalender = kalender
        self._jumlah: dict[_Pemilik, Jumlah] = {}
        self._siapa: defaultdict[_Pemilik, set[UUID]] = defaultdict(set)

    def tambah(self, tinjauan: Tinjauan) -> None:
        for (pemilik, jenis), baru in jumlahkan(tinjauan.ruas, self._kalender).items():
            kunci = (tinjauan.sop.kode, pemilik, jenis)
            ada = self._jumlah.get(kunci, _KOSONG)
            self._jumlah[kunci] = Jumlah(ada.lama + baru.lama, ada.kantor + baru.kantor)
            self._siapa[kunci].add(tinjauan.permohonan.id)

    def baris(self) -> tuple[BarisWaktu, ...]:
        """The longest first, SOP by SOP."""
        seluruh: Counter[str] = Counter()
        for (sop, _, _), satu in self._jumlah.items():
            seluruh[sop] += satu.lama // timedelta(milliseconds=1)
        urut = sorted(self._jumlah.items(), key=lambda s: (s[0][0], -s[1].lama, s[0]))
        return tuple(
            BarisWaktu(
                sop=sop,
                pemilik=pemilik,
                jenis=jenis,
                permohonan=len(self._siapa[sop, pemilik, jenis]),
                menit=menit(satu.lama),
                menit_kantor=menit(satu.kantor),
                persen=persen(satu.lama / timedelta(milliseconds=1), seluruh[sop]) or 0.0,
            )
            for (sop, pemilik, jenis), satu in urut
        )


_Macam = tuple[str, Cakupan, int | None, str | None, Tingkat]


class Catatan(NamedTuple):
    """An alert on record that came about in the month, by its unique key."""

    kunci: str
    diumumkan: bool


class Peringatan:
    """Counts alerts; a record is known again by the key it shares with the derived event."""

    def __init__(self) -> None:
        self._turunan: dict[str, _Macam] = {}
        self._tercatat: dict[str, bool] = {}

    def tambah(self, sop: str, permohonan_id: UUID, kejadian: tuple[Kejadian, ...]) -> None:
        for satu in kejadian:
            macam = (sop, satu.cakupan, satu.langkah, satu.pelaksana, satu.tingkat)
            self._turunan[satu.kunci(permohonan_id)] = macam

    def catat(self, catatan: Catatan) -> None:
        self._tercatat[catatan.kunci] = catatan.diumumkan

    def pencocokan(self) -> Pencocokan:
        turunan, tercatat = self._turunan.keys(), self._tercatat.keys()
        return Pencocokan(
            turunan=len(turunan),
            tercatat=len(tercatat),
            hanya_turunan=len(turunan - tercatat),
            hanya_tercatat=len(tercatat - turunan),
            belum_diumumkan=sum(not satu for satu in self._tercatat.values()),
        )

    def baris(self) -> tuple[BarisPeringatan, ...]:
        """By SOP and step, the whole application last."""
        jumlah = Counter(self._turunan.values())
        ada = Counter(m for kunci, m in self._turunan.items() if kunci in self._tercatat)
        return tuple(
            BarisPeringatan(
                sop=sop,
                cakupan=cakupan,
                langkah=langkah,
                pelaksana=pelaksana,
                tingkat=tingkat,
                jumlah=jumlah[macam],
                tercatat=ada[macam],
            )
            for macam in sorted(jumlah, key=_urutan)
            for sop, cakupan, langkah, pelaksana, tingkat in [macam]
        )


def _urutan(macam: _Macam) -> tuple[str, bool, int, str]:
    sop, _, langkah, _, tingkat = macam
    return sop, langkah is None, langkah or 0, tingkat
