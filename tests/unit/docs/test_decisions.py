"""docs/decisions: every dependency was chosen by somebody, for a reason that is written down."""

import re
import tomllib

import pytest

from tests.unit.docs.pages import DOCS, ROOT

RECORDS = sorted((DOCS / "decisions").glob("[0-9]*.md"))
TEXTS = {record.name: record.read_text(encoding="utf-8") for record in RECORDS}
ALL = "\n".join(TEXTS.values())


def dependencies() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = list(project["project"]["dependencies"])
    for extra in project["project"]["optional-dependencies"].values():
        listed += extra
    listed += project["build-system"]["requires"]
    listed += (ROOT / "requirements/bootstrap.in").read_text(encoding="utf-8").split()
    return sorted({re.split(r"[\[<>=]", line)[0] for line in listed})


def undecided(names: list[str]) -> list[str]:
    return [name for name in names if f"`{name}`" not in ALL]


def test_every_dependency_has_its_decision() -> None:
    assert {"faststream", "secantusdb", "ruff", "setuptools", "uv"} <= set(dependencies())
    assert undecided(dependencies()) == []


def test_a_dependency_without_a_decision_is_noticed() -> None:
    assert undecided(["requests"]) == ["requests"]


@pytest.mark.parametrize("name", TEXTS)
def test_each_record_has_context_decision_and_consequence(name: str) -> None:
    headings = re.findall(r"^#+ (.*)$", TEXTS[name], re.MULTILINE)
    assert headings[0].startswith(f"{int(name.partition('-')[0])}. ")
    assert headings[1:] == ["Context", "Decision", "Consequence"]


def test_each_record_has_a_number_of_its_own_and_is_listed() -> None:
    """Several are written at the same time: a number that nobody came to need stays free."""
    numbers = [int(name.partition("-")[0]) for name in TEXTS]
    assert len(set(numbers)) == len(numbers)
    index = (DOCS / "decisions/README.md").read_text(encoding="utf-8")
    assert re.findall(r"\]\((.*?)\)", index) == list(TEXTS)
