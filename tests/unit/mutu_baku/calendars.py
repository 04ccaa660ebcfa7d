"""Calendars that change while applications are open."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache

from hypothesis import strategies as st

from shared.kalender.berlaku import AWAL, KalenderBerlaku, Masa
from shared.kalender.libur_nasional import LIBUR_INDONESIA
from shared.kalender.loader import baca
from shared.kalender.model import Kalender
from tests.histories import AWAL_2026, MILIDETIK
from tests.unit.kalender.contoh import bawaan, dengan, diganti

TANPA_HENTI = """
zona = "Asia/Makassar"
libur_nasional = false
cuti_bersama = false
[jam]
sumber = "Selalu buka"
""" + "\n".join(
    f'{hari} = {{ kerja = "00.00-24.00" }}'
    for hari in ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
)
LIBUR = "\n".join(
    f'[[libur]]\ntanggal = 2026-{bulan:02}-{hari:02}\nalasan = "Banjir"\nsumber = "Edaran"'
    for bulan, hari in ((1, 6), (1, 7), (1, 8), (2, 3), (3, 12), (6, 10), (9, 9))
)


@cache
def tanpa_henti() -> Kalender:
    """Office time is clock time: what is expected can be told at once."""
    return baca(TANPA_HENTI, "tanpa-henti.toml", LIBUR_INDONESIA)


@cache
def kalender_lain() -> tuple[Kalender, ...]:
    """Each moves some deadlines of the packaged one: later, earlier, both."""
    return (
        dengan(LIBUR),
        diganti("libur_nasional = true", "libur_nasional = false"),
        diganti("07.30-16.00", "08.00-15.00"),
        tanpa_henti(),
    )


def diketahui(
    berlaku: KalenderBerlaku, lebih_awal: timedelta = timedelta()
) -> Callable[[datetime], KalenderBerlaku]:
    """What is known of the calendars at an instant: those in force by then, or so much later."""

    def pada(kini: datetime) -> KalenderBerlaku:
        return KalenderBerlaku(
            tuple(satu for satu in berlaku.masa if satu.dari <= kini + lebih_awal)
        )

    return pada


def _berlaku(kalender: list[Kalender], dari: list[datetime]) -> KalenderBerlaku:
    mulai = [AWAL, *sorted(dari)]
    pasangan = zip(mulai, [bawaan(), *kalender], strict=False)
    return KalenderBerlaku(tuple(Masa(*satu) for satu in pasangan))


def berlaku_acak() -> st.SearchStrategy[KalenderBerlaku]:
    """The packaged calendar, and perhaps others after it."""
    return st.tuples(
        st.lists(st.deferred(lambda: st.sampled_from(kalender_lain())), max_size=2),
        st.lists(
            st.integers(0, 310 * 24 * 3600 * 1000).map(lambda ms: AWAL_2026 + ms * MILIDETIK),
            min_size=2,
            max_size=2,
            unique=True,
        ),
    ).map(lambda isi: _berlaku(*isi))
