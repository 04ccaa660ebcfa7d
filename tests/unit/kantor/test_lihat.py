"""Which applications a list shows, and in which order."""

from shared.kantor.lihat import Filter, choose
from shared.permohonan import Permohonan
from shared.store.memory import MemoryPermohonanStore
from tests.builders import Perjalanan


async def store(*cases: Perjalanan) -> tuple[MemoryPermohonanStore, list[Permohonan]]:
    """Each under a number of its own."""
    kept, applications = MemoryPermohonanStore(), []
    for position, case in enumerate(cases, start=1):
        one = case.permohonan.model_copy(update={"nomor": f"IKP-2026-{position:06d}"})
        await kept.insert(one)
        applications.append(one)
    return kept, applications


def at(langkah: int) -> Perjalanan:
    return Perjalanan().sampai(langkah)


def finished() -> Perjalanan:
    case = Perjalanan()
    while case.permohonan.langkah:
        case.putus()
    return case


async def test_the_one_that_waits_longest_comes_first_and_what_has_ended_comes_last() -> None:
    kept, (ended, young, old) = await store(finished(), at(6), at(2))
    chosen = await choose(kept, Filter(None, "", 10))
    assert [one.nomor for one in chosen.applications] == [old.nomor, young.nomor, ended.nomor]


async def test_a_role_sees_what_is_with_it_and_nothing_else() -> None:
    kept, (_, kabid, _) = await store(at(2), at(6), finished())
    chosen = await choose(kept, Filter("berjalan", "kabid", 10))
    assert (chosen.applications, chosen.total) == ([kabid], 1)


async def test_the_limit_keeps_the_first_and_counts_all() -> None:
    kept, applications = await store(at(5), at(2), at(4), at(3))
    chosen = await choose(kept, Filter("berjalan", "", 2))
    assert chosen.applications == [applications[1], applications[3]]
    assert chosen.total == 4
