"""The language of a name, word by word; files that are named in another one than they define.

The words of the glossary and of `indonesian.txt` are Indonesian. Those of `neutral.txt` belong to
both languages or to none, and count for nothing. Any other word is English.

The rule (CONTRIBUTING): nouns of the office are Indonesian, verbs and machinery English. So a file
whose name is of `machinery.txt` may define nouns of the office, and one named after such a noun, or
after a command, may define English verbs.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from scripts.figures.checkout import Checkout, Module

HERE = Path(__file__).parent
GLOSSARY = HERE.parents[1] / "docs" / "glossary.md"
"""Of this checkout: every other one is measured by the same words."""

LEAST_DEFINITIONS = 2
"""One name is too little to tell a language by."""

SCREENS = ("izin/cli/", "shared/kantor/")

Language = Literal["Indonesia", "Inggris"]

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


@dataclass(frozen=True)
class Misnamed:
    path: str
    named: Language
    defines: Language


class Vocabulary:
    def __init__(
        self, indonesian: Iterable[str], neutral: Iterable[str], machinery: Iterable[str] = ()
    ) -> None:
        self.neutral = frozenset(neutral)
        self.machinery = frozenset(machinery)
        self.indonesian = frozenset(indonesian) - self.neutral

    def language(self, *names: str) -> Language | None:
        """Of most words in the names; None for a tie."""
        counted = [word for name in names for word in words(name) if word not in self.neutral]
        indonesian = sum(word in self.indonesian for word in counted)
        if 2 * indonesian == len(counted):
            return None
        return "Indonesia" if 2 * indonesian > len(counted) else "Inggris"

    def misnamed(self, modules: Iterable[Module]) -> Iterator[Misnamed]:
        """`shell.py` with a `Shell` is named rightly, whatever else stands in it."""
        for module in modules:
            if len(module.definitions) < LEAST_DEFINITIONS or self._bears_a_name(module):
                continue
            if self._is_machinery(module.stem) or _is_of_a_screen(module):
                continue
            named, defines = self.language(module.stem), self.language(*module.definitions)
            if named and defines and named != defines:
                yield Misnamed(module.path, named, defines)

    def _bears_a_name(self, module: Module) -> bool:
        stem = {*words(module.stem)} - self.neutral
        return any(stem <= {*words(name)} for name in module.definitions)

    def _is_machinery(self, stem: str) -> bool:
        return bool(self.machinery & {*words(stem)})

    def english(self, checkout: Checkout) -> list[str]:
        """Words that are in no list: an Indonesian one among them is to be added."""
        names = (name for one in checkout.proper for name in (one.stem, *one.definitions))
        return sorted({w for n in names for w in words(n)} - self.indonesian - self.neutral)


def _is_of_a_screen(module: Module) -> bool:
    """Commands and use cases bear the office's word for what they do."""
    return module.path.startswith(SCREENS)


def words(name: str) -> list[str]:
    """Of "SopTermuat": ["sop", "termuat"]. A single letter is no word."""
    return [word.lower() for word in _WORD.findall(name) if len(word) > 1]


def read_vocabulary() -> Vocabulary:
    return Vocabulary(
        [*_glossary(), *_list("indonesian.txt")], _list("neutral.txt"), _list("machinery.txt")
    )


def _list(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").split()


def _glossary() -> Iterator[str]:
    """The first column of its tables."""
    for line in GLOSSARY.read_text(encoding="utf-8").splitlines():
        if line.startswith("| "):
            entry = line.split("|")[1].strip()
            yield from words(entry) if entry != "word" else ()
