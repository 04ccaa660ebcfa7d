"""SOPs made up by Hypothesis, loaded, with steps that the real ones do not have: a step of the
applicant in the middle that sends back, a whole route in one desk's hands."""

from hypothesis import strategies as st

from shared.sop.loader import baca
from shared.sop.model import Sop, SopTermuat
from tests.unit.sop.strategies import sop_sah
from tests.unit.sop.writer import ke_toml


def _muat(sop: Sop) -> SopTermuat:
    # Without documents: who judges them, and when, is not left to chance in a real SOP.
    return baca(ke_toml(sop.model_copy(update={"persyaratan": ()})), "buatan.toml", None)


def sop_buatan() -> st.SearchStrategy[SopTermuat]:
    return sop_sah().map(_muat)
