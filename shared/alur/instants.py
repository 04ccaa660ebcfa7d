"""How far an instant is believed that somebody outside has stamped: a portal, or an officer's tool.

Whoever sends a message says when it came about, and is believed within bounds: a clock that runs
ahead, a date of years ago or a typing error must not make the office late, nor change the months
that are past. Beyond the bounds the message counts from its arrival, and what was said stays in the
riwayat as a mark (`SaatPengirim`).
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from shared.permohonan import SaatPengirim

MUNDUR = timedelta(hours=72)
"""A portal, or a tool, that was cut off on Friday sends on Monday. The setting is
`IZIN_BATAS_MUNDUR_JAM`."""

MAJU = timedelta(minutes=1)
"""People do not stamp by NTP. An instant that is ahead by less counts as now, without a mark."""

MENGISI = timedelta(days=30)
"""A form may lie half filled in for weeks."""


class Dipakai(NamedTuple):
    """`pada` is what counts; `pengirim` is what was said, where that was not believed."""

    pada: datetime
    mulai: datetime | None = None
    pengirim: SaatPengirim | None = None


def saat_pengajuan(
    diajukan: datetime, mulai: datetime | None, kini: datetime, mundur: timedelta
) -> Dipakai:
    """From when the office's first clock runs, and when the applicant began."""
    percaya = kini - mundur <= diajukan <= kini + MAJU
    pada = min(diajukan, kini) if percaya else kini
    lama = mulai is not None and (mulai < pada - MENGISI or mulai > kini + MAJU)
    return Dipakai(
        pada,
        None if mulai is None or lama else min(mulai, pada),
        _tanda(None if percaya else diajukan, mulai if lama else None),
    )


def saat_putusan(
    diputuskan: datetime, dibuka: datetime, kini: datetime, mundur: timedelta
) -> Dipakai:
    """When an officer decided a step that was opened at `dibuka`."""
    paling_awal = max(dibuka - MAJU, kini - mundur)
    if min(paling_awal, kini) <= diputuskan <= kini + MAJU:
        return Dipakai(diputuskan)
    return Dipakai(kini, pengirim=_tanda(diputuskan, None))


def _tanda(diputuskan: datetime | None, mulai: datetime | None) -> SaatPengirim | None:
    if diputuskan is None and mulai is None:
        return None
    return SaatPengirim(dikerjakan_pada=mulai, diputuskan_pada=diputuskan)
