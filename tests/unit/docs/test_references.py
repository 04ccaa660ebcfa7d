"""What the pages point at exists: links, files, commands, targets of make."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from izin.cli.app import app
from tests.unit.docs.pages import ROOT, pages

PAGES = {page.relative_to(ROOT).as_posix(): page for page in pages()}
PLACES = r"(?:shared|services|izin|tests|docs|deploy|scripts|requirements|contoh|\.ci)/[\w./-]*\w"
MADE_UP = {"services/approvals/kasi.py"}
"""What a page asks its reader to make."""


def broken_links(page: Path, text: str) -> Iterator[str]:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
        if "://" not in target and not (page.parent / target).exists():
            yield target


def missing_files(text: str) -> Iterator[str]:
    for place in re.findall(rf"`({PLACES})`", text):
        if place not in MADE_UP and not (ROOT / place).exists():
            yield place


def unknown_commands(text: str) -> Iterator[str]:
    known = get_command(app).list_commands(None)  # type: ignore[attr-defined]
    for command in re.findall(r"(?:^|`)(?:\.venv/bin/)?izin ([a-z][a-z-]*)", text, re.MULTILINE):
        if command not in known:
            yield f"izin {command}"


def unknown_targets(text: str) -> Iterator[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"(?:^|`)make ([a-z-]+)", text, re.MULTILINE):
        if not re.search(rf"^{target}:", makefile, re.MULTILINE):
            yield f"make {target}"


def wrong(page: Path, text: str) -> list[str]:
    return [
        *broken_links(page, text),
        *missing_files(text),
        *unknown_commands(text),
        *unknown_targets(text),
    ]


@pytest.mark.parametrize("name", PAGES)
def test_everything_a_page_points_at_exists(name: str) -> None:
    assert wrong(PAGES[name], PAGES[name].read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "text",
    [
        "see [there](docs/nowhere.md)",
        "see [there](docs/nowhere.md#part)",
        "in `shared/alur/nowhere.py`",
        "run `izin terbang`",
        "```\nizin terbang\n```",
        "run `make terbang`",
    ],
)
def test_a_reference_to_nothing_is_noticed(text: str) -> None:
    assert wrong(ROOT / "README.md", text)


def test_a_page_outside_is_not_looked_for() -> None:
    assert not wrong(ROOT / "README.md", "see [there](https://example.org/nowhere)")
