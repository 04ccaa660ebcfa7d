"""A clock that disagrees with the store's is not read, from the very reading on that would have
used it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shared.clock import JamTidakTerbaca, TrialClock
from shared.clock_guard import ClockGuard
from shared.errors import JamTidakSepakat, StoreTidakTerjangkau
from shared.store.memory_clocks import MemoryClockStore

MULAI = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
HARI = timedelta(days=1)
TEPAT = timedelta()
JAUH = [timedelta(days=3), timedelta(minutes=9), timedelta(minutes=-9), timedelta(seconds=-6)]


class Machines:
    """Real time passes for all of them; each one's clock may be wrong by an amount of its own.
    What `ask_seconds` is set to passes while the store is asked."""

    def __init__(self) -> None:
        self.passed = timedelta()
        self.store = MemoryClockStore(self.asked)
        self.store_error = TEPAT
        self.ask_seconds = 0.0

    def asked(self) -> datetime:
        self.wait(self.ask_seconds / 2)
        told = MULAI + self.passed + self.store_error
        self.wait(self.ask_seconds / 2)
        return told

    def wait(self, seconds: float) -> None:
        self.passed += timedelta(seconds=seconds)

    def uptime(self) -> float:
        return self.passed.total_seconds()

    def machine(self, nama: str = "frontoffice") -> "Machine":
        return Machine(self, nama)


class Machine:
    def __init__(self, machines: Machines, nama: str, berkas: Path | None = None) -> None:
        self.wrong = TEPAT
        self.guard = ClockGuard(
            nama,
            machines.store,
            berkas,
            5.0,
            system=lambda: MULAI + machines.passed + self.wrong,
            uptime=machines.uptime,
        )

    def refuses(self) -> bool:
        try:
            self.guard.clock()
        except JamTidakSepakat:
            return True
        return False


@pytest.fixture
def machines() -> Machines:
    return Machines()


async def test_before_the_first_comparison_no_clock_is_read(machines: Machines) -> None:
    satu = machines.machine()
    assert satu.refuses()
    await satu.guard.join()
    assert satu.guard.clock() == MULAI == satu.guard.wall()


@pytest.mark.parametrize("wrong", JAUH)
async def test_a_process_that_starts_with_a_wrong_clock_waits(
    machines: Machines, wrong: timedelta
) -> None:
    satu = machines.machine()
    satu.wrong = wrong
    with pytest.raises(JamTidakSepakat, match="jam penyimpanan"):
        await satu.guard.join()
    assert not satu.guard.agreed
    satu.wrong = TEPAT
    await satu.guard.join()
    assert satu.guard.agreed


@pytest.mark.parametrize("wrong", JAUH)
async def test_a_jump_is_seen_by_the_very_reading_that_would_have_used_it(
    machines: Machines, wrong: timedelta
) -> None:
    satu = machines.machine()
    await satu.guard.join()
    machines.wait(2)
    satu.wrong = wrong
    assert satu.refuses()
    await satu.guard.compare()
    assert satu.refuses()
    satu.wrong = TEPAT
    await satu.guard.compare()
    assert satu.guard.clock() == MULAI + timedelta(seconds=2)


async def test_a_jump_is_compared_at_once_and_not_at_the_next_turn(machines: Machines) -> None:
    satu = machines.machine()
    await satu.guard.join()
    satu.wrong = timedelta(seconds=3)
    assert satu.refuses()
    await satu.guard.stop()  # what it has begun by itself is cancelled in order
    await satu.guard.compare()
    assert not satu.refuses(), "three seconds are within what is allowed"


async def test_a_small_difference_is_allowed(machines: Machines) -> None:
    satu = machines.machine()
    satu.wrong = timedelta(seconds=4.9)
    await satu.guard.join()
    assert not satu.refuses()


async def test_the_time_of_the_question_is_not_held_against_the_clock(machines: Machines) -> None:
    machines.ask_seconds = 30.0
    satu = machines.machine()
    satu.wrong = timedelta(seconds=18)
    await satu.guard.join()
    satu.wrong = timedelta(seconds=21)
    with pytest.raises(JamTidakSepakat):
        await satu.guard.join()


async def test_a_machine_that_slept_goes_on_after_one_comparison(machines: Machines) -> None:
    satu = machines.machine()
    await satu.guard.join()
    machines.wait(8 * 3600)
    assert satu.guard.clock() == MULAI + timedelta(hours=8)


async def test_two_that_agree_with_each_other_and_not_with_the_store_both_stop(
    machines: Machines,
) -> None:
    keduanya = [machines.machine("frontoffice"), machines.machine("watchdog")]
    for satu in keduanya:
        await satu.guard.join()
    machines.store_error = -timedelta(hours=2)
    for satu in keduanya:
        await satu.guard.compare()
    assert all(satu.refuses() for satu in keduanya)
    machines.store_error = TEPAT
    for satu in keduanya:
        await satu.guard.compare()
    assert not any(satu.refuses() for satu in keduanya)


async def test_a_store_that_is_away_changes_nothing_for_a_clock_that_runs_on(
    machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    satu = machines.machine()
    await satu.guard.join()

    async def away() -> datetime:
        raise StoreTidakTerjangkau("pergi")

    monkeypatch.setattr(machines.store, "time", away)
    machines.wait(600)
    with pytest.raises(StoreTidakTerjangkau):
        await satu.guard.compare()
    assert not satu.refuses()
    satu.wrong = timedelta(minutes=9)
    assert satu.refuses()


async def test_the_store_tells_which_process_stands_still(machines: Machines) -> None:
    satu, dua = machines.machine("frontoffice"), machines.machine("watchdog")
    dua.wrong = timedelta(minutes=9)
    await satu.guard.join()
    with pytest.raises(JamTidakSepakat):
        await dua.guard.join()
    diam = [j for j in (await machines.store.clocks()).proses if not j.sepakat]
    assert [(j.sebutan.split()[0], j.selisih_detik) for j in diam] == [("watchdog", 540.0)]


# Trial clocks: an office of one file, and processes with others.


class Trials:
    """Trial clocks are set by `set`; the office's file is `jam`."""

    def __init__(self, machines: Machines, folder: Path) -> None:
        self._machines, self._folder = machines, folder

    def set(self, nama: str, tampak: datetime) -> None:
        """Written by a machine of right time; its file is dated by the machines' time."""
        berkas = self._folder / nama
        TrialClock.write(berkas, tampak, 1.0)
        isi = berkas.read_text()
        nyata = isi.split('"nyata": "')[1].split('"')[0]
        berkas.write_text(isi.replace(nyata, (MULAI + self._machines.passed).isoformat()))

    def machine(self, nama: str, berkas: str) -> Machine:
        return Machine(self._machines, nama, self._folder / berkas)


@pytest.fixture
def trials(machines: Machines, tmp_path: Path) -> Trials:
    return Trials(machines, tmp_path)


PAGI = datetime(2026, 12, 2, 1, 0, tzinfo=UTC)


async def _office(trials: Trials) -> list[Machine]:
    trials.set("jam", PAGI)
    semua = [trials.machine(nama, "jam") for nama in ("frontoffice", "watchdog")]
    for satu in semua:
        await satu.guard.join()
    return semua


async def test_an_office_moves_its_trial_clock_without_a_comparison(trials: Trials) -> None:
    semua = await _office(trials)
    trials.set("jam", PAGI + HARI)
    assert [satu.guard.clock() for satu in semua] == [PAGI + HARI] * 2
    for satu in semua:
        await satu.guard.compare()
    assert [satu.guard.clock() for satu in semua] == [PAGI + HARI] * 2


@pytest.mark.parametrize("wrong", JAUH)
async def test_a_process_with_another_trial_clock_has_to_show_the_offices_time(
    trials: Trials, wrong: timedelta
) -> None:
    semua = await _office(trials)
    trials.set("lain", PAGI + wrong)
    lain = trials.machine("watchdog", "lain")
    with pytest.raises(JamTidakSepakat, match="jam kantor"):
        await lain.guard.join()
    trials.set("jam", PAGI + HARI)
    for satu in semua:
        await satu.guard.compare()
        assert satu.guard.clock() == PAGI + HARI, "the office is not held up by it"
    trials.set("lain", PAGI + HARI)
    await lain.guard.join()
    assert lain.guard.clock() == PAGI + HARI


async def test_of_two_with_a_file_each_the_one_that_jumps_stops(trials: Trials) -> None:
    trials.set("satu", PAGI)
    trials.set("dua", PAGI)
    satu, dua = trials.machine("frontoffice", "satu"), trials.machine("watchdog", "dua")
    await satu.guard.join()
    await dua.guard.join()
    await satu.guard.compare()
    for jumper, other, nama in ((satu, dua, "satu"), (dua, satu, "dua")):
        trials.set(nama, PAGI + 3 * HARI)
        assert jumper.refuses()
        await jumper.guard.compare()
        await other.guard.compare()
        await jumper.guard.compare()
        assert (jumper.refuses(), other.refuses()) == (True, False), nama
        trials.set(nama, PAGI)
        await jumper.guard.compare()
        assert not jumper.refuses()


@pytest.mark.parametrize("first", [0, 1])
async def test_when_both_have_jumped_apart_neither_goes_on(trials: Trials, first: int) -> None:
    nama = ("satu", "dua")
    for satu in nama:
        trials.set(satu, PAGI)
    mesin = [trials.machine(satu, satu) for satu in nama]
    for mulai in (*mesin, *mesin):
        await mulai.guard.join()
    for ke, wrong in ((first, HARI), (1 - first, 3 * HARI)):
        trials.set(nama[ke], PAGI + wrong)
        assert mesin[ke].refuses()
        for satu_mesin in (*mesin, *mesin):
            await satu_mesin.guard.compare()
    assert all(satu_mesin.refuses() for satu_mesin in mesin)
    trials.set(nama[first], PAGI)
    await mesin[first].guard.compare()
    assert [satu_mesin.refuses() for satu_mesin in mesin] == [first == 1, first == 0]


async def test_a_process_that_ends_while_it_stands_still_stands_in_nobodys_way(
    machines: Machines, trials: Trials
) -> None:
    await _office(trials)
    trials.set("lain", PAGI + HARI)
    lain = trials.machine("watchdog", "lain")
    with pytest.raises(JamTidakSepakat):
        await lain.guard.join()
    await lain.guard.stop()
    assert all(j.sepakat for j in (await machines.store.clocks()).proses)


async def test_when_both_were_moved_alike_the_office_moves(trials: Trials) -> None:
    trials.set("satu", PAGI)
    trials.set("dua", PAGI)
    keduanya = [trials.machine("frontoffice", "satu"), trials.machine("watchdog", "dua")]
    for satu in (*keduanya, *keduanya):
        await satu.guard.join()
    for nama in ("dua", "satu"):
        trials.set(nama, PAGI + HARI)
    for satu in (*keduanya, *keduanya):
        await satu.guard.compare()
    assert [satu.guard.clock() for satu in keduanya] == [PAGI + HARI] * 2


async def test_the_next_trial_of_a_database_may_begin_at_another_time(
    machines: Machines, trials: Trials
) -> None:
    await _office(trials)
    machines.wait(60)
    trials.set("lain", PAGI - HARI)
    lain = trials.machine("frontoffice", "lain")
    await lain.guard.join()
    assert lain.guard.clock() == PAGI - HARI


async def test_a_trial_clock_is_no_excuse_in_an_office_that_goes_by_real_time(
    machines: Machines, trials: Trials
) -> None:
    nyata = machines.machine()
    await nyata.guard.join()
    trials.set("lain", MULAI + timedelta(minutes=9))
    lain = trials.machine("watchdog", "lain")
    with pytest.raises(JamTidakSepakat):
        await lain.guard.join()
    await nyata.guard.compare()
    assert not nyata.refuses()


async def test_nor_is_real_time_in_an_office_that_goes_by_a_trial_clock(
    machines: Machines, trials: Trials
) -> None:
    await _office(trials)
    with pytest.raises(JamTidakSepakat, match="jam percobaan kantor"):
        await machines.machine().guard.join()


async def test_a_file_that_cannot_be_read_is_no_clock(trials: Trials, tmp_path: Path) -> None:
    (satu, _) = await _office(trials)
    (tmp_path / "jam").write_text("bukan jam")
    with pytest.raises(JamTidakTerbaca):
        satu.guard.clock()
    trials.set("jam", PAGI)
    assert not satu.refuses()
