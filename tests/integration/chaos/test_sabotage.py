"""The campaign sees: with a rule of delivery taken out of the workers it fails. For one of them
here; `make chaos-cabut` does it for each, beside the same campaign with all rules in force."""

from pathlib import Path

import pytest

from chaos.sabotage.proof import TARGETS
from chaos.sabotage.rules import RULES
from tests.integration.chaos.running import run

pytestmark = [pytest.mark.integration, pytest.mark.timeout(900)]

OUT = "aturan ini dicabut"


@pytest.mark.lama
def test_without_compare_and_set_the_campaign_fails(tmp_path: Path) -> None:
    only_without = ("--aturan", "cas", "--tanpa-pembanding", "--folder", str(tmp_path))
    done = run("chaos.sabotage.proof", *only_without)
    assert done.code == 0, done.said
    line = next(line for line in done.said.splitlines() if OUT in line)
    assert "setiap langkah diputus satu kali" in line


def test_every_rule_that_can_be_taken_out_has_a_campaign_of_its_own() -> None:
    assert TARGETS.keys() == RULES.keys()
