"""What went back or was refused in a month, by whom and why."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from uuid import UUID

from shared.laporan.bulan import Jangka
from shared.laporan.capaian import persen
from shared.laporan.model import BarisAlasan, BarisPengembalian, JenisAlasan, TeksAlasan
from shared.laporan.tinjauan import Tinjauan
from shared.mutu_baku.tempuh import kembali, kembali_ke_pemohon, pelaksana_pemohon
from shared.permohonan import Entri
from shared.sop.model import Sop

TEKS_MAKS = 5
"""Texts that are shown for one reason."""
PANJANG_MAKS = 200

_KunciLangkah = tuple[str, int]
_KunciAlasan = tuple[str, JenisAlasan, str]

_CATATAN = "Hanya catatan, tanpa menyebut dokumen"
_TANGGAL = (
    r"\b\d{1,2}[-/.]\d{1,2}[-/.]\d{4}\b(?: \d{1,2}[.:]\d{2}\b)?|\b\d{4}-\d{2}-\d{2}\b(?!-?\d)"
)
_PRIBADI = re.compile(
    rf"(?P<tetap>[A-Z]+-\d{{4}}-\d{{6,}}|{_TANGGAL})"
    r"|[+(]?\d(?:[\W_]{0,3}\d){8,}|[^@\s]+@[^@\s]+\.[^@\s]+"
)
"""Long numbers, whatever stands between their digits, and e-mail addresses. The number of an
application and a date are of no person."""
_SAMAR = "•••"


def samarkan(teks: str) -> str:
    """An officer's text on one line, without numbers and addresses by which a person is found
    (NIK, NIP, telephone, e-mail), and not too long."""
    rata = _PRIBADI.sub(lambda cocok: cocok["tetap"] or _SAMAR, " ".join(teks.split()))
    return rata if len(rata) <= PANJANG_MAKS else f"{rata[: PANJANG_MAKS - 1]}…"


def alasan_entri(entri: Entri) -> Iterator[tuple[JenisAlasan, str, str]]:
    """(kind, code, text) of each thing that a return to the applicant was about."""
    for satu in entri.perbaikan:
        yield satu.jenis, satu.kode, satu.alasan
    if not entri.perbaikan:
        yield "catatan", "", entri.catatan


class Pengembalian:
    """Counts the returns of the applications added to it."""

    def __init__(self, jangka: Jangka) -> None:
        self._jangka = jangka
        self._langkah: dict[_KunciLangkah, str] = {}
        self._jumlah: Counter[tuple[_KunciLangkah, str]] = Counter()
        self._nama: dict[_KunciAlasan, str] = {}
        self._kali: Counter[_KunciAlasan] = Counter()
        self._siapa: defaultdict[_KunciAlasan, set[UUID]] = defaultdict(set)
        self._teks: defaultdict[_KunciAlasan, Counter[str]] = defaultdict(Counter)
        self._salah: Counter[_KunciAlasan] = Counter()
        self._selesai: Counter[str] = Counter()

    def kenalkan(self, sop: Sop) -> None:
        """Its steps and persyaratan are shown also when nothing went back."""
        pemohon = pelaksana_pemohon(sop)
        for langkah in sop.langkah:
            if langkah.pelaksana != pemohon:
                self._langkah.setdefault((sop.kode, langkah.no), langkah.pelaksana)
        for satu in sop.persyaratan:
            self._nama.setdefault((sop.kode, "dokumen", satu.kode), satu.nama)

    def tambah(self, tinjauan: Tinjauan) -> None:
        sop, pernah = tinjauan.sop, set[_KunciAlasan]()
        for satu in tinjauan.bukaan:
            if satu.entri is None or satu.langkah.pelaksana == pelaksana_pemohon(sop):
                continue
            baru = self._jangka.memuat(satu.entri.ditutup_pada)
            pemohon = kembali_ke_pemohon(sop, satu.entri)
            if pemohon:
                pernah |= set(self._catat_alasan(tinjauan, satu.entri, baru=baru))
            if baru and (arah := _arah(satu.entri, ke_pemohon=pemohon, mundur=kembali(satu))):
                self._jumlah[(sop.kode, satu.langkah.no), arah] += 1
        seluruh = tinjauan.keseluruhan
        if seluruh is not None and seluruh.selesai is not None and not seluruh.ditarik:
            self._selesai[sop.kode] += 1
            self._salah.update(pernah)

    def baris_langkah(self) -> tuple[BarisPengembalian, ...]:
        return tuple(
            BarisPengembalian(
                sop=kunci[0],
                langkah=kunci[1],
                pelaksana=pelaksana,
                ke_pemohon=self._jumlah[kunci, "ke_pemohon"],
                ke_meja=self._jumlah[kunci, "ke_meja"],
                ditolak=self._jumlah[kunci, "ditolak"],
            )
            for kunci, pelaksana in sorted(self._langkah.items())
        )

    def baris_alasan(self) -> tuple[BarisAlasan, ...]:
        """The persyaratan in the SOP's order, then fields of the form, then mere notes."""
        urutan: tuple[JenisAlasan, ...] = ("dokumen", "isian", "catatan")
        semua = sorted(self._nama, key=lambda kunci: (kunci[0], urutan.index(kunci[1])))
        return tuple(self._baris(kunci) for kunci in semua)

    def _catat_alasan(
        self, tinjauan: Tinjauan, entri: Entri, *, baru: bool
    ) -> Iterator[_KunciAlasan]:
        nama: dict[tuple[JenisAlasan, str], str]
        nama = {(p.jenis, p.kode): p.nama for p in entri.perbaikan}
        for jenis, kode, teks in alasan_entri(entri):
            kunci: _KunciAlasan = (tinjauan.sop.kode, jenis, kode)
            self._nama.setdefault(kunci, nama.get((jenis, kode), _CATATAN))
            if baru:
                self._kali[kunci] += 1
                self._siapa[kunci].add(tinjauan.permohonan.id)
                self._teks[kunci][samarkan(teks)] += 1
            yield kunci

    def _baris(self, kunci: _KunciAlasan) -> BarisAlasan:
        sop, jenis, kode = kunci
        # Of texts that are as frequent the first in the alphabet: the same report every time.
        teks = sorted(self._teks[kunci].items(), key=lambda satu: (-satu[1], satu[0]))
        benar = self._selesai[sop] - self._salah[kunci]
        return BarisAlasan(
            sop=sop,
            jenis=jenis,
            kode=kode,
            nama=self._nama[kunci],
            kali=self._kali[kunci],
            permohonan=len(self._siapa[kunci]),
            alasan=tuple(TeksAlasan(teks=t, kali=n) for t, n in teks[:TEKS_MAKS]),
            alasan_lain=sum(n for _, n in teks[TEKS_MAKS:]),
            selesai=self._selesai[sop],
            sekali_benar=benar,
            sekali_benar_persen=persen(benar, self._selesai[sop]),
        )


def _arah(entri: Entri, *, ke_pemohon: bool, mundur: bool) -> str:
    """Empty when the application went on."""
    if ke_pemohon:
        return "ke_pemohon"
    if mundur:
        return "ke_meja"
    return "ditolak" if entri.ke == "ditolak" else ""
