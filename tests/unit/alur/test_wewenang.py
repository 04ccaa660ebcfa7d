"""Decisions where the office keeps a register of officers, and what the riwayat keeps of it."""

from datetime import datetime, timedelta

import pytest

from shared.contracts import Petugas
from shared.errors import KodeTolak, PutusanDitolak, RiwayatRusak, SudahDiterapkan
from shared.permohonan import periksa_rantai
from shared.petugas.pemeriksaan import periksa_wewenang
from tests.builders import PAGI, Perjalanan, petugas
from tests.register import daftar, teks_mandat, teks_petugas, teks_semua

TANDA_TANGAN = 8
WAKIL = Petugas(id="wakil.1", nama="Wakil Contoh")
MULAI = datetime.fromisoformat("2026-01-06T00:00:00+08:00")
BERAKHIR = datetime.fromisoformat("2026-01-07T00:00:00+08:00")
SEMENIT = timedelta(minutes=1)


def berdaftar(langkah: int = 2) -> Perjalanan:
    """Everybody is in the register; the Kepala Dinas is away on 6 January 2026."""
    perjalanan = Perjalanan()
    perjalanan.daftar = daftar(
        teks_semua(teks_petugas(WAKIL.id, WAKIL.nama)),
        teks_mandat(WAKIL.id, "kepaladinas", "sejak = 2026-01-06\nsampai = 2026-01-06"),
        tunggal='["kepaladinas"]',
    )
    return perjalanan.sampai(langkah)


def pastikan_ditolak(perjalanan: Perjalanan, kode: KodeTolak = KodeTolak.DI_LUAR_MANDAT) -> None:
    sebelum = perjalanan.permohonan
    with pytest.raises(PutusanDitolak) as tolak:
        perjalanan.putus(petugas=WAKIL)
    assert tolak.value.kode is kode
    assert perjalanan.permohonan == sebelum


def test_every_decision_but_the_applicants_keeps_by_what_right_it_was_made() -> None:
    perjalanan = berdaftar(9)
    perjalanan.putus()
    riwayat = perjalanan.permohonan.riwayat
    hak = {e.langkah: e.wewenang for e in riwayat}
    assert hak[1] is None
    assert hak[9] is None
    assert all(
        h is not None and h.nama == petugas(h.sebagai).nama for no, h in hak.items() if 1 < no < 9
    )
    periksa_rantai(perjalanan.permohonan)
    assert list(periksa_wewenang(perjalanan.permohonan, berdaftar=True)) == []


def test_a_right_that_was_written_in_afterwards_shows() -> None:
    permohonan = berdaftar(4).permohonan
    riwayat = list(permohonan.riwayat)
    riwayat[1] = riwayat[1].model_copy(update={"wewenang": riwayat[2].wewenang})
    with pytest.raises(RiwayatRusak, match="isi entri 1 berubah"):
        periksa_rantai(permohonan.model_copy(update={"riwayat": tuple(riwayat)}))


def test_without_a_register_nothing_is_asked_and_nothing_is_kept() -> None:
    perjalanan = Perjalanan().sampai(TANDA_TANGAN)
    perjalanan.putus(petugas=WAKIL)
    assert {e.wewenang for e in perjalanan.permohonan.riwayat} == {None}
    assert list(periksa_wewenang(perjalanan.permohonan)) == []
    assert list(periksa_wewenang(perjalanan.permohonan, berdaftar=True))


def test_the_acting_head_signs_on_the_day_of_the_mandate() -> None:
    perjalanan = berdaftar(TANDA_TANGAN)
    perjalanan.pada(MULAI).putus(petugas=WAKIL, diputuskan_pada=MULAI)
    hak = perjalanan.permohonan.riwayat[-1].wewenang
    assert hak is not None
    assert (hak.jenis, hak.nama) == ("plh", WAKIL.nama)
    assert list(periksa_wewenang(perjalanan.permohonan, berdaftar=True)) == []


def test_not_a_moment_before_and_not_when_it_is_over() -> None:
    for saat in (MULAI - timedelta(milliseconds=1), BERAKHIR):
        perjalanan = berdaftar(TANDA_TANGAN).pada(saat)
        with pytest.raises(PutusanDitolak, match="Wakil Contoh berwenang sebagai Plh"):
            perjalanan.putus(petugas=WAKIL, diputuskan_pada=saat)


def test_a_decision_dated_back_into_the_mandate_is_refused() -> None:
    perjalanan = berdaftar(TANDA_TANGAN).pada(BERAKHIR)
    with pytest.raises(PutusanDitolak) as tolak:
        perjalanan.putus(petugas=WAKIL, diputuskan_pada=BERAKHIR - SEMENIT)
    assert tolak.value.kode is KodeTolak.DI_LUAR_MANDAT


def test_a_decision_made_before_the_mandate_is_refused_although_it_arrives_within_it() -> None:
    perjalanan = berdaftar(TANDA_TANGAN).pada(MULAI)
    with pytest.raises(PutusanDitolak) as tolak:
        perjalanan.putus(petugas=WAKIL, diputuskan_pada=MULAI - SEMENIT)
    assert tolak.value.kode is KodeTolak.DI_LUAR_MANDAT


def test_a_decision_dated_ahead_into_the_mandate_is_refused() -> None:
    """A tool's clock counts no further than the instant at which its decision arrived."""
    perjalanan = berdaftar(TANDA_TANGAN).pada(MULAI - SEMENIT)
    with pytest.raises(PutusanDitolak) as tolak:
        perjalanan.putus(petugas=WAKIL, diputuskan_pada=MULAI + SEMENIT)
    assert tolak.value.kode is KodeTolak.DI_LUAR_MANDAT


def test_a_date_before_the_step_was_opened_counts_from_the_arrival() -> None:
    """Old dates gain nothing and cost nothing: a tool whose clock is behind may go on."""
    perjalanan = berdaftar(TANDA_TANGAN)
    perjalanan.putus(diputuskan_pada=PAGI - timedelta(days=9))
    entri = perjalanan.permohonan.riwayat[-1]
    assert entri.diputuskan_pada == entri.ditutup_pada
    assert entri.saat_pengirim is not None


def test_a_repeated_decision_stands_also_after_the_mandate_has_ended() -> None:
    perjalanan = berdaftar(TANDA_TANGAN).pada(MULAI)
    putusan = perjalanan.putusan(petugas=WAKIL, diputuskan_pada=MULAI)
    perjalanan.terapkan(putusan)
    perjalanan.daftar = daftar(teks_semua())
    with pytest.raises(SudahDiterapkan):
        perjalanan.pada(BERAKHIR + SEMENIT).terapkan(putusan)


def test_who_is_not_in_the_register_decides_nothing_but_the_applicant_does() -> None:
    perjalanan = berdaftar(2)
    perjalanan.daftar = daftar(teks_semua(kecuali="backoffice"))
    perjalanan.sampai(3)
    with pytest.raises(PutusanDitolak, match="tidak ada dalam daftar petugas"):
        perjalanan.putus()
    perjalanan.daftar = daftar(teks_semua())
    perjalanan.sampai(9).putus(petugas=Petugas(id="warga", nama="Siti Contoh"))
    assert perjalanan.permohonan.status == "selesai"


def test_a_mandate_does_not_open_a_second_pair_of_eyes() -> None:
    """Back Office as acting Kabid may decide, but not about the own draft."""
    ani = petugas("backoffice")
    perjalanan = berdaftar(2)
    perjalanan.daftar = daftar(
        teks_semua(), teks_mandat(ani.id, "kabid", "sejak = 2026-01-01\nsampai = 2026-01-31")
    )
    perjalanan.sampai(6)
    with pytest.raises(PutusanDitolak) as tolak:
        perjalanan.putus(petugas=ani)
    assert tolak.value.kode is KodeTolak.DRAF_SENDIRI
    perjalanan.putus("kembalikan", petugas=ani)
    assert perjalanan.permohonan.putaran == 2


def test_what_may_not_be_decided_is_not_looked_at_any_further() -> None:
    """A stranger does not learn what else is missing."""
    perjalanan = berdaftar(TANDA_TANGAN)
    with pytest.raises(PutusanDitolak) as tolak:
        perjalanan.putus(petugas=WAKIL, hasil=(), atas=None)
    assert tolak.value.rincian == ()
    pastikan_ditolak(perjalanan)
