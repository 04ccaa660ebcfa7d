"""What holds for the report of any history: nothing is left out, nothing counted twice, and it says
what the alerts say."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.kalender.berlaku import KalenderBerlaku
from shared.laporan.bulan import Bulan, Jangka
from shared.laporan.laporan import Penyusun
from shared.laporan.model import Laporan, MasihTerbuka, Selesai
from shared.laporan.tinjauan import Lingkup
from shared.mutu_baku.buku_waktu import Gangguan
from shared.mutu_baku.pelanggaran import kejadian
from shared.mutu_baku.tempuh import bukaan, pelaksana_pemohon, tempuh
from shared.permohonan import Permohonan
from tests.examples import tries
from tests.histories import MILIDETIK, Dijaga, Rencana, awalan, rencana, selesaikan
from tests.unit.laporan.report_case import BERLAKU, ZONA
from tests.unit.mutu_baku.calendars import berlaku_acak, diketahui
from tests.unit.mutu_baku.made_up import sop_buatan

SEDIKIT = settings(deadline=None, max_examples=tries(15))
semua_rencana = rencana() | rencana(sop_buatan())
nanti = st.integers(0, 70 * 24 * 3600 * 1000).map(lambda ms: ms * MILIDETIK)


def bulan_dari(saat: datetime) -> Bulan:
    lokal = saat.astimezone(ZONA)
    return Bulan(lokal.year, lokal.month)


def bulan_bulan(permohonan: Permohonan, kini: datetime) -> Iterator[Bulan]:
    """Every month from its beginning until now."""
    bulan = bulan_dari(permohonan.riwayat[0].dibuka_pada)
    while bulan.jangka(ZONA).dari < kini:
        yield bulan
        bulan = Bulan(bulan.tahun + bulan.bulan // 12, bulan.bulan % 12 + 1)


def susun(
    penuh: Dijaga,
    bulan: Bulan,
    kini: datetime,
    berlaku: KalenderBerlaku = BERLAKU,
    gangguan: tuple[Gangguan, ...] = (),
) -> Laporan:
    return susun_dari(penuh.permohonan, penuh, (bulan, kini), Lingkup(JANGKA, berlaku, gangguan))


JANGKA = Bulan(2026, 1).jangka(ZONA)


def susun_dari(
    permohonan: Permohonan, penuh: Dijaga, kapan: tuple[Bulan, datetime], lingkup: Lingkup
) -> Laporan:
    bulan, kini = kapan
    penyusun = Penyusun(lingkup._replace(jangka=bulan.sampai_kini(ZONA, kini)))
    penyusun.tambah(permohonan, penuh.sop)
    return penyusun.laporan(bulan, kini)


def bagian(isi: Laporan) -> Iterator[tuple[Selesai, MasihTerbuka]]:
    for baris in (*isi.keseluruhan, *isi.langkah, *isi.pelaksana, *isi.pemohon):
        yield baris.selesai, baris.terbuka


@SEDIKIT
@given(semua_rencana, nanti)
def test_over_all_months_each_limit_is_finished_once_and_what_is_not_is_open_at_the_end(
    rencana: Rencana, lewat: timedelta
) -> None:
    penuh = selesaikan(rencana, lambda _: BERLAKU)
    permohonan, kini = penuh.permohonan, penuh.kini + lewat + MILIDETIK
    semua = [susun(penuh, bulan, kini) for bulan in bulan_bulan(permohonan, kini)]
    pemohon = pelaksana_pemohon(penuh.sop)
    milik = [t for t in tempuh(bukaan(permohonan, penuh.sop)) if t.langkah.pelaksana != pemohon]
    berakhir = permohonan.langkah is None
    selesai = [t for t in milik if t.akhir is not None or berakhir]
    for baris in ("langkah", "pelaksana"):
        tuntas = sum(b.selesai.jumlah for isi in semua for b in getattr(isi, baris))
        assert tuntas == len(selesai)
        sisa = sum(b.terbuka.jumlah for b in getattr(semua[-1], baris))
        assert sisa == len(milik) - len(selesai)


@SEDIKIT
@given(semua_rencana, berlaku_acak(), nanti)
def test_late_in_the_report_is_what_was_announced_as_late(
    rencana: Rencana, berlaku: KalenderBerlaku, lewat: timedelta
) -> None:
    penuh = selesaikan(rencana, diketahui(berlaku))
    kini = penuh.kini + lewat + MILIDETIK
    bulan = bulan_dari(penuh.permohonan.riwayat[-1].ditutup_pada)
    isi = susun(penuh, bulan, kini, berlaku)
    jangka = bulan.sampai_kini(ZONA, kini)
    semua = kejadian(penuh.permohonan, penuh.sop, berlaku, jangka.sampai)
    terjadi = [k for k in semua if jangka.memuat(k.terjadi)]
    tingkat = Counter[tuple[int | None, str]]()
    for baris in isi.peringatan:
        tingkat[baris.langkah, baris.tingkat] += baris.jumlah
    assert tingkat == Counter((k.langkah, k.tingkat) for k in terjadi)
    terlambat = Counter(k.langkah for k in terjadi if k.tingkat == "selesai_terlambat")
    for satu in isi.langkah:
        assert _diumumkan(satu.selesai, satu.terbuka) == terlambat[satu.langkah]
    assert sum(_diumumkan(b.selesai, b.terbuka) for b in isi.keseluruhan) == terlambat[None]


def _diumumkan(selesai: Selesai, terbuka: MasihTerbuka) -> int:
    return selesai.terlambat - selesai.terlambat_sebelumnya + terbuka.kembali_terlambat


@SEDIKIT
@given(semua_rencana, berlaku_acak(), nanti)
def test_counts_add_up(rencana: Rencana, berlaku: KalenderBerlaku, lewat: timedelta) -> None:
    penuh = selesaikan(rencana, diketahui(berlaku))
    isi = susun(penuh, bulan_dari(penuh.kini), penuh.kini + lewat + MILIDETIK, berlaku)
    for selesai, terbuka in bagian(isi):
        assert selesai.tepat + selesai.terlambat == selesai.jumlah
        assert selesai.karena_gangguan <= selesai.terlambat
        assert selesai.terlambat_sebelumnya <= selesai.terlambat
        assert terbuka.mendekati + terbuka.lewat <= terbuka.jumlah
        assert terbuka.kembali_terlambat <= terbuka.lewat
        assert (selesai.lama.median_menit is None) == (selesai.jumlah == 0)
    for baris in isi.keseluruhan:
        assert baris.bawaan + baris.masuk == baris.selesai.jumlah + baris.terbuka.jumlah <= 1
        assert baris.sk + baris.ditolak == baris.selesai.jumlah
    assert len(isi.lewat) == sum(
        b.selesai.terlambat + b.terbuka.lewat for b in (*isi.langkah, *isi.keseluruhan)
    )


@SEDIKIT
@given(semua_rencana, berlaku_acak(), st.integers(1, 20), nanti)
def test_a_month_that_is_past_stays_as_it_was(
    rencana: Rencana, berlaku: KalenderBerlaku, banyak: int, lewat: timedelta
) -> None:
    """Made when its last instant was past, and made again when all else had happened."""
    penuh = selesaikan(rencana, diketahui(berlaku))
    bulan = bulan_dari(penuh.permohonan.riwayat[: banyak + 1][-1].ditutup_pada)
    akhir = bulan.jangka(ZONA).sampai
    tertutup = sum(e.ditutup_pada < akhir for e in penuh.permohonan.riwayat)
    dulu = awalan(penuh.permohonan, tertutup)
    lingkup = Lingkup(JANGKA, diketahui(berlaku)(akhir))
    kini = max(akhir, penuh.kini) + lewat
    sesudah = susun(penuh, bulan, kini, berlaku)
    sebelum = susun_dari(dulu, penuh, (bulan, kini), lingkup)
    if tertutup:
        kalender = [k for k in sebelum.tentang.kalender if k.dari is None or k.dari < akhir]
        assert [*sesudah.tentang.kalender] == kalender
        sama = {"tentang": sesudah.tentang}
        assert sesudah == sebelum.model_copy(update=sama)


@SEDIKIT
@given(semua_rencana, nanti)
def test_the_owners_time_is_all_the_time_there_was(rencana: Rencana, lewat: timedelta) -> None:
    penuh = selesaikan(rencana, lambda _: BERLAKU)
    kini = penuh.kini + lewat + MILIDETIK
    bulan = bulan_dari(penuh.permohonan.riwayat[-1].ditutup_pada)
    jangka = bulan.sampai_kini(ZONA, kini)
    seluruh = _hidup(penuh.permohonan, jangka)
    menit = sum(satu.menit for satu in susun(penuh, bulan, kini).waktu)
    assert abs(menit - seluruh / timedelta(minutes=1)) < 0.1


def _hidup(permohonan: Permohonan, jangka: Jangka) -> timedelta:
    mulai = permohonan.riwayat[0].dibuka_pada
    berakhir = permohonan.riwayat[-1].ditutup_pada if permohonan.langkah is None else jangka.sampai
    return max(min(berakhir, jangka.sampai) - max(mulai, jangka.dari), timedelta())


@SEDIKIT
@given(semua_rencana, nanti)
def test_when_nothing_but_outage_took_time_nothing_is_late_for_another_reason(
    rencana: Rencana, lewat: timedelta
) -> None:
    """No officer ever took anything in hand, and no worker ever worked."""
    aksi = tuple(satu.__class__(**{**vars(satu), "dikerjakan": None}) for satu in rencana.aksi)
    rencana = Rencana(rencana.termuat, rencana.diajukan, rencana.kurang, aksi)
    penuh = selesaikan(rencana, lambda _: BERLAKU)
    kini = penuh.kini + lewat + MILIDETIK
    mulai = penuh.permohonan.riwayat[0].dibuka_pada
    gangguan = tuple(Gangguan(p, mulai, kini) for p in penuh.sop.pelaksana)
    isi = susun(penuh, bulan_dari(penuh.kini), kini, gangguan=gangguan)
    for baris in (*isi.langkah, *isi.keseluruhan):
        assert baris.selesai.karena_gangguan == baris.selesai.terlambat
