"""What /proc tells, read the way the kernel writes it."""

import os
import socket

import pytest

from bench.kecepatan.procstat import (
    DETAK_PER_DETIK,
    Mesin,
    Stat,
    baca_memori,
    baca_mesin,
    baca_soket,
    baca_stat,
    bagian_dicuri,
    cpu_detik,
    keturunan,
    memori,
    mesin_kini,
    pendengar,
    puncak_mib,
    semua_stat,
)

BARIS = (
    "4242 (python (x) 3.11) S 17 4242 4242 0 -1 4194304 26000 900 0 0 "
    "150 50 7 3 20 0 4 0 123456 300000000 22000 18446744073709551615"
)
SMAPS = """\
560000000000-7ffff0000000 ---p 00000000 00:00 0    [rollup]
Rss:               90112 kB
Pss:               61440 kB
Pss_Dirty:         40960 kB
"""


SOKET = """\
  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1628 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1
   1: 0100007F:1628 0100007F:9C40 01 00000000:00000000 00:00000000 00000000     0        0 4712 1
   2: 0100007F:1629 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4713 1
"""


def test_who_listens_is_not_who_is_connected() -> None:
    assert baca_soket(SOKET, 0x1628) == {"socket:[4711]"}
    assert baca_soket(SOKET, 80) == set()


def test_a_server_is_found_by_its_port() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert pendengar(port) == [os.getpid()]
    assert pendengar(port) == []


def test_a_name_with_parentheses_does_not_shift_the_fields() -> None:
    """utime 150, stime 50, and what ended children have used: 7 and 3."""
    assert baca_stat(BARIS) == Stat(pid=4242, induk=17, detak=210)


def test_a_process_is_charged_with_all_that_it_started() -> None:
    stat = {s.pid: s for s in (Stat(1, 0, 5), Stat(10, 1, 200), Stat(11, 10, 100), Stat(12, 11, 1))}
    assert keturunan([10], stat) == {10, 11, 12}
    assert cpu_detik([10], stat) == pytest.approx(301 / DETAK_PER_DETIK)


def test_one_that_is_named_twice_is_counted_once_and_one_that_is_gone_not_at_all() -> None:
    stat = {s.pid: s for s in (Stat(10, 1, 200), Stat(11, 10, 100))}
    assert cpu_detik([10, 11, 99], stat) == pytest.approx(300 / DETAK_PER_DETIK)


def test_memory_is_read_in_mib() -> None:
    assert baca_memori(SMAPS) == (88.0, 60.0)
    with pytest.raises(KeyError):
        baca_memori("")


def test_this_very_process_is_found_and_measured() -> None:
    stat = semua_stat()
    assert stat[os.getpid()].induk == os.getppid()
    assert 0 < memori(os.getpid()).pss <= memori(os.getpid()).rss <= puncak_mib(os.getpid())


def test_stolen_time_is_part_of_the_whole_and_guests_are_not_counted_twice() -> None:
    awal = baca_mesin("cpu  100 0 50 800 10 0 0 40 7 9\ncpu0 1 2 3 4 5 6 7 8 9 10\n")
    akhir = baca_mesin("cpu  160 0 70 890 10 0 0 70 90 9\n")
    assert (awal, akhir) == (Mesin(40, 1000), Mesin(70, 1200))
    assert bagian_dicuri(awal, akhir) == 0.15
    assert bagian_dicuri(awal, awal) == 0


def test_this_machine_tells_of_itself() -> None:
    kini = mesin_kini()
    assert 0 <= kini.dicuri < kini.semua
