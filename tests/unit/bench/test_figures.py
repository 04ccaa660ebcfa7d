"""What is told of several runs."""

import pytest

from bench.kecepatan.hasil import cpu_pekerja, kemiringan, persentil, rasio, sebaran, tenang
from tests.unit.bench.hasil import berbiaya, jalan


def test_a_run_tells_its_rate_and_what_one_application_cost() -> None:
    hasil = jalan("alurizin", 1, detik=4.0)
    assert hasil.per_detik == 25.0
    assert hasil.langkah_per_detik == 225.0
    assert hasil.cpu_ms("penyimpanan") == 20.0
    assert (hasil.cpu_pekerja, hasil.cpu_semua) == (10.0, 37.5)
    assert hasil.rss_semua == 170.0


def test_the_median_is_told_with_the_smallest_and_the_largest() -> None:
    assert sebaran([9.0, 1.0, 2.0]) == (2.0, 1.0, 9.0)
    with pytest.raises(ValueError, match="tidak ada"):
        sebaran([])


def test_each_round_is_compared_with_its_own_round() -> None:
    """The machine was twice as slow in the second round, for both: the ratio does not change."""
    hasil = [
        *(jalan("alurizin", 1, detik=4.0), jalan("alurizin", 2, detik=8.0)),
        *(jalan("lantai", 1, detik=2.0), jalan("lantai", 2, detik=4.0)),
    ]
    assert rasio(hasil, "alurizin", "lantai") == (0.5, 0.5, 0.5)


def test_what_an_application_costs_is_compared_round_by_round_too() -> None:
    hasil = [
        *(berbiaya("alurizin", 1, 45.0), berbiaya("alurizin", 2, 80.0)),
        *(berbiaya("lantai", 1, 50.0), berbiaya("lantai", 2, 100.0)),
    ]
    assert rasio(hasil, "alurizin", "lantai", cpu_pekerja) == pytest.approx((0.85, 0.8, 0.9))


def test_a_run_of_which_the_host_took_a_twentieth_is_no_quiet_one() -> None:
    hasil = [berbiaya("alurizin", ke, 50.0, d) for ke, d in enumerate((0.0, 0.049, 0.05, 0.3))]
    assert [satu.putaran for satu in tenang(hasil)] == [0, 1]


def test_a_round_that_only_one_of_them_ran_is_left_out() -> None:
    hasil = [jalan("alurizin", 1, 4.0), jalan("alurizin", 2, 1.0), jalan("lantai", 1, 4.0)]
    assert rasio(hasil, "alurizin", "lantai") == (1.0, 1.0, 1.0)
    assert rasio(hasil, "alurizin", "tidak ada") is None


def test_percentiles_are_values_that_were_measured() -> None:
    """0.001 to 0.100 seconds: the 95th of a hundred is 95 ms."""
    assert persentil(ke / 1000 for ke in range(100, 0, -1)) == (50.0, 95.0, 99.0, 100)
    assert persentil([0.002]) == (2.0, 2.0, 2.0, 1)


@pytest.mark.parametrize(
    ("titik", "naik"),
    [
        ([(0.0, 50.0), (10.0, 50.0), (20.0, 50.0)], 0.0),  # flat
        ([(0.0, 50.0), (10.0, 60.0), (20.0, 70.0)], 1.0),  # one more each second
        ([(0.0, 50.0)], 0.0),  # a single sample tells nothing
        ([], 0.0),
    ],
)
def test_memory_that_grows_has_a_slope(titik: list[tuple[float, float]], naik: float) -> None:
    assert kemiringan(titik) == pytest.approx(naik)
