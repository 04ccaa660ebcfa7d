"""What an application went by, and what that makes of its history."""

from datetime import datetime
from typing import NamedTuple

from shared.books import VersiSopHilang
from shared.errors import RiwayatRusak
from shared.gladi.gladi import Aturan, TidakDapatDihitung, nilai
from shared.kalender.berlaku import KalenderBerlaku
from shared.kantor.kantor import Kantor
from shared.mutu_baku.kejadian import Kejadian
from shared.permohonan import Permohonan, periksa_rantai
from shared.sop.errors import SopTidakSah

NOT_COMPUTABLE = (TidakDapatDihitung, RiwayatRusak, VersiSopHilang, SopTidakSah)
"""Why an application cannot be judged; the others still can."""


class Reckoning(NamedTuple):
    """The calendars that were in force, and until when events are derived."""

    berlaku: KalenderBerlaku
    kini: datetime


async def rules_of(
    kantor: Kantor, permohonan: Permohonan, berlaku: KalenderBerlaku
) -> Aturan:
    """For a history that is what was written. Raises `RiwayatRusak`, `VersiSopHilang` and
    `SopTidakSah`."""
    periksa_rantai(permohonan)
    return Aturan((await kantor.sop.version(permohonan.sop_versi)).sop, berlaku)


async def derived(
    kantor: Kantor, permohonan: Permohonan, by: Reckoning
) -> tuple[Kejadian, ...]:
    """Raises what is in `NOT_COMPUTABLE`."""
    rules = await rules_of(kantor, permohonan, by.berlaku)
    return nilai(permohonan, rules, by.kini).kejadian


def reason(error: Exception) -> str:
    """One line; what is wrong in an SOP's text is shown by other commands."""
    if isinstance(error, VersiSopHilang):
        return f"versi SOP-nya tidak tersimpan: {error}"
    return str(error).splitlines()[0]
