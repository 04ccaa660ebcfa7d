"""What is shown of an applicant unless all of it was asked for."""

from collections.abc import Mapping
from typing import Any

SHOWN = 3
MASKED = ("nik", "telepon")


def mask(value: str) -> str:
    """The last digits are enough to compare with a card in the hand."""
    return "*" * max(len(value) - SHOWN, 0) + value[-SHOWN:]


def masked_applicant(pemohon: Mapping[str, Any]) -> dict[str, Any]:
    """A dumped Pemohon with its identity and telephone numbers masked."""
    return {name: mask(str(v)) if name in MASKED else v for name, v in pemohon.items()}


def masked(value: Any) -> Any:
    """Any JSON with these fields masked, wherever they are."""
    if isinstance(value, Mapping):
        return {
            name: mask(str(one)) if name in MASKED and isinstance(one, str | int) else masked(one)
            for name, one in value.items()
        }
    return [masked(one) for one in value] if isinstance(value, list) else value
