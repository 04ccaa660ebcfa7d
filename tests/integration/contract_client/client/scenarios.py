"""What the client is made to do; each scenario gives what it saw, and raises when it differs."""

from collections.abc import Callable, Mapping

from .contract import Json
from .office import Office
from .scenario_correction import correction
from .scenario_issue import issue
from .scenario_quarantine import quarantine
from .scenario_refused_decisions import outside_the_register, refused_decisions
from .scenario_refused_submissions import refused_submissions
from .scenario_signed_elsewhere import nothing_to_sign, signed_elsewhere
from .scenario_withdrawal import withdrawal


def declare(office: Office) -> Json:
    """A client may be there first: what it declares must be what the workers expect."""
    office.wire.declare()
    return {"queues": len(office.contract.queue_channels)}


SCENARIOS: Mapping[str, Callable[[Office], Json]] = {
    "issue": issue,
    "signed_elsewhere": signed_elsewhere,
    "nothing_to_sign": nothing_to_sign,
    "correction": correction,
    "refused_decisions": refused_decisions,
    "outside_the_register": outside_the_register,
    "refused_submissions": refused_submissions,
    "quarantine": quarantine,
    "withdrawal": withdrawal,
    "declare": declare,
}

__all__ = ["SCENARIOS"]
