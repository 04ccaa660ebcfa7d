"""The project's own pages, for the tests that hold them to the code."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
DOCS = ROOT / "docs"


def pages() -> tuple[Path, ...]:
    """Every Markdown page that a reader of the project can come to."""
    return (*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md")))


def read(page: str) -> str:
    """`page` from the root of the project."""
    return (ROOT / page).read_text(encoding="utf-8")


OPERATIONS = tuple(
    f"docs/operations/{page}.md" for page in ("first-day", "every-morning", "when-something-breaks")
)


def operations() -> str:
    """The three pages for the operator, one after the other."""
    return "\n".join(map(read, OPERATIONS))


def blocks(text: str, language: str) -> list[str]:
    """The contents of the fenced blocks in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def rows(text: str) -> list[list[str]]:
    """The cells of every row of every table, rules left out."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if set("".join(row)) - set("-: ")]
