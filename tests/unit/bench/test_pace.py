"""How a driver brings its applications."""

import asyncio

import pytest

from bench.pesanan import Pesanan
from bench.petugas.irama import jalankan


class Loket:
    """Counts who is on the way at once."""

    def __init__(self) -> None:
        self.semua = self.kini = self.terbanyak = 0

    async def satu(self) -> None:
        self.semua += 1
        self.kini += 1
        self.terbanyak = max(self.terbanyak, self.kini)
        await asyncio.sleep(0)
        self.kini -= 1


async def test_all_are_on_their_way_at_once_where_nothing_else_is_asked() -> None:
    loket = Loket()
    jumlah, _ = await jalankan(Pesanan(jumlah=20), loket.satu)
    assert (jumlah, loket.semua, loket.terbanyak) == (20, 20, 20)


async def test_no_more_than_asked_are_on_their_way() -> None:
    loket = Loket()
    jumlah, _ = await jalankan(Pesanan(jumlah=20, serentak=3), loket.satu)
    assert (jumlah, loket.semua, loket.terbanyak) == (20, 20, 3)


async def test_at_a_pace_each_is_submitted_in_its_time() -> None:
    jumlah, detik = await jalankan(Pesanan(jumlah=5, laju=100.0), Loket().satu)
    assert jumlah == 5
    assert detik >= 4 / 100


async def test_for_a_time_as_many_as_finish_are_counted() -> None:
    loket = Loket()
    pesanan = Pesanan(jumlah=1, serentak=2, selama_detik=0.05)
    jumlah, detik = await jalankan(pesanan, loket.satu)
    assert jumlah == loket.semua >= 2
    assert detik >= 0.05


async def test_one_that_hangs_ends_the_run() -> None:
    with pytest.raises(TimeoutError):
        await jalankan(Pesanan(jumlah=1, batas_detik=0.05), lambda: asyncio.sleep(60))


def test_an_order_survives_the_command_line() -> None:
    pesanan = Pesanan(jumlah=3, laju=2.5, latensi=True)
    assert Pesanan.dari_teks(pesanan.ke_teks()) == pesanan
