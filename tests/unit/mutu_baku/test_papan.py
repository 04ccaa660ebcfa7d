"""The desks as the board counts them."""

from datetime import datetime, timedelta
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.mutu_baku.papan import KOSONG, Hitungan, Tertua, hitung
from shared.store.watch_port import Terbuka
from tests.builders import KURSUS, PAGI, PAUD

MENIT = timedelta(minutes=1)
KINI = PAGI + 100 * MENIT


def terbuka(
    nomor: str = "A-2026-000001",
    pelaksana: str = "meja",
    sop: str = KURSUS,
    sejak: datetime = PAGI,
    limit: tuple[datetime | None, datetime | None] = (None, None),
) -> Terbuka:
    return Terbuka(UUID(int=0), nomor, sop, 2, pelaksana, sejak, *limit)


def batas(mendekati: int, jatuh_tempo: int) -> tuple[datetime, datetime]:
    """Minutes from now."""
    return KINI + mendekati * MENIT, KINI + jatuh_tempo * MENIT


def test_an_office_without_work_has_an_empty_board() -> None:
    papan = hitung([], KINI)
    assert papan.pelaksana() == ()
    assert papan.pada("meja") == KOSONG


def test_a_step_counts_once_by_how_much_of_its_limit_is_used() -> None:
    papan = hitung(
        [
            terbuka(limit=batas(8, 10)),
            terbuka(limit=batas(-1, 1)),
            terbuka(limit=batas(-9, -7)),
            terbuka(limit=batas(-30, -20)),
            terbuka(),
        ],
        KINI,
    )
    assert papan.pada("meja")[:3] == (5, 1, 2)


def test_at_the_very_instant_nothing_is_near_or_over_yet() -> None:
    assert hitung([terbuka(limit=batas(0, 0))], KINI).pada("meja")[:3] == (1, 0, 0)
    assert hitung([terbuka(limit=batas(-1, 0))], KINI).pada("meja")[:3] == (1, 1, 0)


def test_the_next_limit_is_one_that_has_not_run_out() -> None:
    papan = hitung([terbuka(limit=batas(-9, -7)), terbuka(limit=batas(3, 5))], KINI)
    assert papan.pada("meja").berikutnya == KINI + 5 * MENIT
    assert hitung([terbuka(limit=batas(-9, -7))], KINI).pada("meja").berikutnya is None


def test_the_oldest_is_named() -> None:
    papan = hitung([terbuka("B", sejak=PAGI + MENIT), terbuka("A", sejak=PAGI)], KINI)
    assert papan.pada("meja").tertua == Tertua(PAGI, "A")


def test_each_role_is_counted_for_itself_and_for_each_sop() -> None:
    papan = hitung(
        [
            terbuka("A", "meja", KURSUS, PAGI + MENIT, batas(-2, 2)),
            terbuka("B", "meja", PAUD, PAGI, batas(-2, 1)),
            terbuka("C", "loket", PAUD),
        ],
        KINI,
    )
    assert papan.pelaksana() == ("loket", "meja")
    assert papan.pelaksana(KURSUS) == ("meja",)
    assert papan.pada("meja", KURSUS) == Hitungan(
        1, 1, 0, Tertua(PAGI + MENIT, "A"), KINI + 2 * MENIT
    )
    assert papan.pada("meja") == Hitungan(2, 2, 0, Tertua(PAGI, "B"), KINI + MENIT)
    assert papan.pada("loket", KURSUS) == KOSONG


_saat = st.integers(-200, 200).map(lambda menit: KINI + menit * MENIT)
_baris = st.builds(
    terbuka,
    nomor=st.sampled_from("ABC"),
    pelaksana=st.sampled_from(["meja", "loket"]),
    sop=st.sampled_from([KURSUS, PAUD]),
    sejak=_saat,
    limit=st.one_of(st.just((None, None)), st.tuples(_saat, _saat).map(lambda p: tuple(sorted(p)))),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_baris))
def test_the_board_says_what_one_finds_by_looking_at_every_step(baris: list[Terbuka]) -> None:
    papan = hitung(baris, KINI)
    for pelaksana in ("meja", "loket"):
        milik = [b for b in baris if b.pelaksana == pelaksana]
        lewat = [b for b in milik if b.jatuh_tempo and b.jatuh_tempo < KINI]
        dekat = [b for b in milik if b not in lewat and b.mendekati and b.mendekati < KINI]
        hitungan = papan.pada(pelaksana)
        assert hitungan[:3] == (len(milik), len(dekat), len(lewat))
        assert hitungan.tertua == min((Tertua(b.dibuka_pada, b.nomor) for b in milik), default=None)
        per_sop = [papan.pada(pelaksana, sop) for sop in (KURSUS, PAUD)]
        assert per_sop[0].ditambah(per_sop[1]) == hitungan
