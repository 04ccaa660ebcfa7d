"""The report of a month, put together from one application after the other (docs/laporan.md).

What is counted is a limit: each step over the openings that belong together, and the whole. In
time or late is decided by the rule that raises the alerts, so the two agree; a limit that is still
open is counted too, apart, for an average over what is finished alone would flatter the office.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from shared.gladi.gladi import TIDAK_TERHITUNG, sebab
from shared.kalender.berlaku import AWAL
from shared.laporan.baris import Baris, Catatan, Pemilikan, Peringatan
from shared.laporan.bulan import Bulan, Jangka
from shared.laporan.capaian import Capaian, menit
from shared.laporan.model import (
    BarisLewat,
    BarisSaat,
    KalenderDipakai,
    Laporan,
    SopDipakai,
    TakTerbaca,
    Tentang,
)
from shared.laporan.pengembalian import Pengembalian
from shared.laporan.sejak import Dasar, nama_gangguan
from shared.laporan.tinjauan import Lingkup, Tinjauan, tinjau
from shared.permohonan import Permohonan
from shared.sop.model import Sop


class Penyusun:
    """Takes in applications and records, in any order, and holds nothing but figures of them and
    one line for each limit that was not kept."""

    def __init__(self, lingkup: Lingkup) -> None:
        self._lingkup = lingkup
        self._baris = Baris(lingkup.jangka.dari)
        self._waktu = Pemilikan(lingkup.berlaku.pada(lingkup.jangka.sampai))
        self._pengembalian = Pengembalian(lingkup.jangka)
        self._peringatan = Peringatan()
        self._lewat: list[BarisLewat] = []
        self._saat: list[BarisSaat] = []
        self._entri: dict[str, int] = {}
        self._versi: Counter[tuple[str, str]] = Counter()
        self._tak_terbaca: list[TakTerbaca] = []

    def kenalkan(self, sop: Sop) -> None:
        """All of its steps are shown, also those at which nothing was done."""
        self._baris.kenalkan(sop)
        self._pengembalian.kenalkan(sop)

    def tambah(self, permohonan: Permohonan, sop: Sop) -> None:
        """`sop` in the version that the application runs under."""
        try:
            tinjauan = tinjau(permohonan, sop, self._lingkup)
        except TIDAK_TERHITUNG as galat:
            self.tak_terbaca(permohonan.nomor, f"riwayat tidak dapat dihitung: {sebab(galat)}")
            return
        if tinjauan is not None:
            self._tambah(tinjauan)

    def _tambah(self, tinjauan: Tinjauan) -> None:
        permohonan, sop = tinjauan.permohonan, tinjauan.sop
        self.kenalkan(sop)
        self._versi[sop.kode, permohonan.sop_versi] += 1
        self._baris.tambah(tinjauan)
        self._waktu.tambah(tinjauan)
        self._pengembalian.tambah(tinjauan)
        self._peringatan.tambah(sop.kode, permohonan.id, tinjauan.kejadian)
        self._lewat += _lewat(tinjauan)
        self._entri[permohonan.nomor] = len(permohonan.riwayat)
        self._saat += _saat(tinjauan, self._lingkup.jangka)

    def tambah_catatan(self, catatan: Catatan) -> None:
        """An alert on record that came about within the report's time."""
        self._peringatan.catat(catatan)

    def tak_terbaca(self, nomor: str, alasan: str) -> None:
        """An application that is missing from all figures, which the report will say."""
        self._tak_terbaca.append(TakTerbaca(nomor=nomor, alasan=alasan))

    @property
    def dasar(self) -> Dasar:
        """What has been taken in."""
        _, _, gangguan = self._lingkup
        return Dasar(self._entri, nama_gangguan(gangguan))

    def laporan(self, bulan: Bulan, dibuat: datetime) -> Laporan:
        return Laporan(
            tentang=self._tentang(bulan, dibuat),
            keseluruhan=self._baris.keseluruhan(),
            langkah=self._baris.langkah(),
            pelaksana=self._baris.pelaksana(),
            pemohon=self._baris.pemohon(),
            waktu=self._waktu.baris(),
            pengembalian=self._pengembalian.baris_langkah(),
            alasan=self._pengembalian.baris_alasan(),
            peringatan=self._peringatan.baris(),
            pencocokan=self._peringatan.pencocokan(),
            lewat=tuple(sorted(self._lewat, key=lambda b: (b.mulai, b.nomor, b.langkah or 0))),
            saat=tuple(sorted(self._saat, key=lambda b: (b.dihitung, b.nomor))),
        )

    def _tentang(self, bulan: Bulan, dibuat: datetime) -> Tentang:
        jangka, berlaku, _ = self._lingkup
        zona = berlaku.terkini.zona
        dipakai = (
            r for r in berlaku.rentang() if r.dari < jangka.sampai and r.sampai > jangka.dari
        )
        return Tentang(
            bulan=str(bulan),
            zona=zona.key,
            dari=jangka.dari,
            sampai=jangka.sampai,
            berjalan=jangka.sampai < bulan.jangka(zona).sampai,
            dibuat=dibuat,
            sop=tuple(
                SopDipakai(sop=sop, versi=versi, permohonan=jumlah)
                for (sop, versi), jumlah in sorted(self._versi.items())
            ),
            kalender=tuple(
                KalenderDipakai(versi=r.kalender.versi, dari=None if r.dari == AWAL else r.dari)
                for r in dipakai
            ),
            tak_terbaca=tuple(sorted(self._tak_terbaca, key=lambda t: t.nomor)),
        )


def _lewat(tinjauan: Tinjauan) -> Iterable[BarisLewat]:
    seluruhnya = (tinjauan.keseluruhan,) if tinjauan.keseluruhan else ()
    for satu in (*tinjauan.langkah, *seluruhnya):
        if satu.terlambat is not None or ((satu.selesai is None or satu.ditarik) and satu.lewat):
            yield _baris_lewat(tinjauan, satu)


def _saat(tinjauan: Tinjauan, jangka: Jangka) -> Iterable[BarisSaat]:
    for entri in tinjauan.permohonan.riwayat:
        disebut = entri.saat_pengirim.diputuskan_pada if entri.saat_pengirim else None
        if disebut is not None and jangka.memuat(entri.ditutup_pada):
            yield BarisSaat(
                nomor=tinjauan.permohonan.nomor,
                sop=tinjauan.sop.kode,
                langkah=entri.langkah,
                putaran=entri.putaran,
                disebut=disebut,
                dihitung=entri.diputuskan_pada,
            )


def _baris_lewat(tinjauan: Tinjauan, satu: Capaian) -> BarisLewat:
    batasan = satu.batasan
    return BarisLewat(
        nomor=tinjauan.permohonan.nomor,
        sop=tinjauan.sop.kode,
        cakupan=batasan.cakupan,
        langkah=batasan.langkah,
        pelaksana=batasan.pelaksana,
        batas=batasan.teks,
        mulai=batasan.mulai,
        jatuh_tempo=satu.jatuh_tempo,
        selesai=satu.selesai,
        menit_kantor=menit(satu.kantor),
        menit_kelebihan=menit(satu.kelebihan),
        hari=None if satu.hari is None else round(satu.hari, 2),
        karena_gangguan=satu.karena_gangguan,
    )
