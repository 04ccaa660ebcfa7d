"""docs/asvs.md: every requirement of level 2 is answered once, and every file it names exists."""

import re

from tests.unit.docs.pages import DOCS, ROOT

PAGE = (DOCS / "asvs.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| ([\d. ]+) \| (met|office|n/a|open) \| (.+) \|$", re.MULTILINE)

LEVEL_2 = {
    "1": "1.1-7 2.1-4 4.1 4.4-5 5.1-4 6.1-4 7.1-2 8.1-2 9.1-2 10.1 11.1-2 12.2 14.1-6",
    "2": "1.1-12 2.1-3 3.1-3 4.1-6 5.1-7 6.1-3 7.1-6 8.1-7 9.1-3 10.1-4",
    "3": "1.1 2.1-4 3.1-4 4.1-5 5.1-3 7.1",
    "4": "1.1-3 1.5 2.1-2 3.1-3",
    "5": "1.1-5 2.1-8 3.1-10 4.1-3 5.1-4",
    "6": "1.1-3 2.1-6 3.1-2 4.1-2",
    "7": "1.1-4 2.1-2 3.1 3.3-4 4.1-3",
    "8": "1.1-4 2.1-3 3.1-8",
    "9": "1.1-3 2.1-4",
    "10": "2.1-2 3.1-3",
    "11": "1.1-8",
    "12": "1.1-3 2.1 3.1-6 4.1-2 5.1-2 6.1",
    "13": "1.1 1.3-5 2.1-3 2.5-6 3.1-2 4.1-2",
    "14": "1.1-4 2.1-6 3.2-3 4.1-7 5.1-4",
}
"""By chapter: section and first and last number. Those that 4.0.3 deleted, and those of level 3
alone, are left out."""


def wanted() -> list[str]:
    numbers = []
    for chapter, parts in LEVEL_2.items():
        for part in parts.split():
            section, _, span = part.partition(".")
            first, _, last = span.partition("-")
            numbers += [
                f"{chapter}.{section}.{n}" for n in range(int(first), int(last or first) + 1)
            ]
    return numbers


def test_every_requirement_of_level_2_is_answered_once() -> None:
    answered = [number for row in ROW.finditer(PAGE) for number in row[1].split()]
    assert len(answered) == len(set(answered)), [n for n in answered if answered.count(n) > 1]
    assert sorted(answered) == sorted(wanted())


def test_every_line_of_a_table_is_such_an_answer() -> None:
    lines = [
        line for line in PAGE.splitlines() if line.startswith("| ") and "| state |" not in line
    ]
    assert [line for line in lines if not ROW.fullmatch(line)] == []


def test_what_is_met_names_a_file_and_every_file_exists() -> None:
    for row in ROW.finditer(PAGE):
        files = [word for word in re.findall(r"`([^`]+)`", row[3]) if is_path(word)]
        assert files or row[2] != "met", row[0]
        assert [file for file in files if not (ROOT / file).exists()] == [], row[0]


def is_path(word: str) -> bool:
    return ("/" in word and not word.startswith(("/", "izin "))) or word in ROOT_FILES


ROOT_FILES = {"CONTRIBUTING.md", "Dockerfile", "docker-compose.yml", ".importlinter"}
