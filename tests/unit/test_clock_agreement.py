"""Which clock may become the office's time: the pure judgement, beside the guard that asks it."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.clock_agreement import Pembacaan, Rentang, bandingkan
from shared.store.clock_port import Petunjuk, SemuaJam

STORE = datetime(2026, 11, 30, 1, 0, tzinfo=UTC)
KANTOR = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
TIGA_HARI = timedelta(days=3)


@pytest.mark.parametrize(("melompat", "menjadi_acuan"), [(True, False), (False, True)])
def test_a_trial_clock_that_was_just_set_does_not_become_the_office_s_time(
    melompat: bool, menjadi_acuan: bool
) -> None:
    """Nobody else is heard of: one that comes new brings its time along, one that jumped waits."""
    tampak = KANTOR + TIGA_HARI
    baca = Pembacaan(
        proses="satu",
        sistem=Rentang(STORE, STORE),
        jam="berkas-sendiri",
        tampak=Rentang(tampak, tampak),
        laju=1.0,
        store=STORE,
        terpercaya=True,
        melompat=melompat,
    )
    hasil = bandingkan(baca, SemuaJam(Petunjuk("berkas-kantor", KANTOR, 1.0, STORE), ()), 5.0)
    assert (hasil.acuan is not None, not hasil.sebab) == (menjadi_acuan, menjadi_acuan)
