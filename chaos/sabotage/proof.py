"""`python -m chaos.sabotage.proof`: each rule is taken out, and the campaign must notice.

For each rule a small campaign of the failures that it is there for, with all rules first (which
must pass) and without that one (which must fail).
"""

import argparse
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from chaos.campaign import Outcome
from chaos.cli import perform, quiet
from chaos.stage import DIRECTORY, Manners, Options

_SMALL = Options(
    applications=30,
    failures=6,
    minutes=8,
    at_once=20,
    watchdogs=0,
    settle_seconds=120,
)

TARGETS: Mapping[str, Options] = {
    # What is in a worker's hands when it dies is gone; nobody repeats a decision.
    "ack": replace(
        _SMALL,
        kinds={"bunuh-penyimpanan-dan-pekerja": 1, "bunuh-pekerja": 1},
        manners=Manners(unanswered=100, slow=0, contradicted=0),
    ),
    # Two officers decide at the same moment, through two processes. What was decided twice never
    # comes to a proper end: there is nothing to wait for.
    "cas": replace(
        _SMALL,
        failures=2,
        settle_seconds=30,
        kinds={"gandakan-pesan": 1},
        manners=Manners(contradicted=70, repeated=70, slow=0),
    ),
    # A queue is gone for a moment, and whoever publishes to it does not hear of it.
    "confirm": replace(
        _SMALL,
        kinds={"hapus-antrean-petugas": 4, "bunuh-broker": 1},
        manners=Manners(slow=0),
    ),
    # A decision is repeated because nobody knows whether it arrived.
    "ulangan": replace(
        _SMALL,
        kinds={"putus-sambungan": 1, "bunuh-pekerja": 1},
        manners=Manners(repeated=60, slow=0),
    ),
}


def prove(rule: str, given: argparse.Namespace, seed: int) -> Outcome:
    """The campaign for a rule, without it."""
    options = replace(TARGETS[rule], removed=rule)
    return perform(replace(options, seed=seed, folder=given.folder, joined=given.gabung))


def control(rule: str, given: argparse.Namespace, seed: int) -> Outcome:
    """The same campaign, with all rules in force."""
    options = replace(TARGETS[rule], settle_seconds=_SMALL.settle_seconds)
    return perform(replace(options, seed=seed, folder=given.folder, joined=given.gabung))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--aturan", action="append", choices=sorted(TARGETS), default=[])
    parser.add_argument("--kali", type=int, default=1, help="berapa benih untuk tiap aturan")
    parser.add_argument("--benih", type=int, default=1)
    parser.add_argument("--tanpa-pembanding", action="store_true")
    parser.add_argument(
        "--gabung", type=int, default=0, metavar="N", help="seperti pada python -m chaos"
    )
    parser.add_argument("--folder", type=Path, default=DIRECTORY / "cabut")
    given = parser.parse_args()
    quiet()
    lines, fine = [], True
    for rule in given.aturan or sorted(TARGETS):
        for seed in range(given.benih, given.benih + given.kali):
            if not given.tanpa_pembanding:
                found = control(rule, given, seed)
                lines.append(f"{rule:8} benih {seed}, semua aturan berlaku: {_said(found)}")
                fine = fine and not found.violations
            found = prove(rule, given, seed)
            lines.append(f"{rule:8} benih {seed}, aturan ini dicabut:    {_said(found)}")
            fine = fine and bool(found.violations)
    print("\n".join(["", *lines]))
    return 0 if fine else 1


def _said(outcome: Outcome) -> str:
    if not outcome.violations:
        return f"tidak ada pelanggaran ({outcome.figures.seconds:.0f} detik)"
    rules = Counter(one.rule for one in outcome.violations)
    return f"{len(outcome.violations)} pelanggaran: {dict(rules)}"


if __name__ == "__main__":
    sys.exit(main())
