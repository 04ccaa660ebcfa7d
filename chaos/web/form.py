"""The form on the page of a case, and what an officer fills in: by the page alone."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

CASE_FORM = "formulir"
WORDS = "Diperiksa di lapangan."


@dataclass
class Field:
    """`value` is what the page has in it; of a choice, what it offers."""

    name: str
    kind: str
    value: str = ""
    checked: bool = False
    options: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, form: str) -> None:
        super().__init__()
        self.fields: list[Field] = []
        self._form, self._inside = form, False
        self._text: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = at.get("id", "") == self._form
        if not self._inside or not (name := at.get("name")) or "disabled" in at:
            if tag == "option" and self._inside and self.fields:
                self.fields[-1].options.append(at.get("value", "\0"))
            return
        if tag == "input":
            kind, value = at.get("type", "text"), at.get("value", "")
            self.fields.append(Field(name, kind, value, "checked" in at))
        elif tag in {"textarea", "select"}:
            self.fields.append(Field(name, tag))
            self._text = self.fields[-1] if tag == "textarea" else None

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        if tag == "textarea":
            self._text = None

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.value += data
        elif self.fields and self.fields[-1].options[-1:] == ["\0"]:
            self.fields[-1].options[-1] = data.strip()


def read_form(page: str, form: str = CASE_FORM) -> list[Field]:
    """Empty where the page has no such form."""
    reader = _Reader(form)
    reader.feed(page)
    return reader.fields


def ways(fields: list[Field]) -> list[str]:
    """What may be decided."""
    return [one.value for one in fields if one.name == "putusan" and one.kind == "radio"]


def fill(fields: list[Field], way: str, today: str, lots: random.Random) -> list[tuple[str, str]]:
    """All that a browser would send: every field with something in it, the first of every choice;
    where something is refused, one document with a reason."""
    judged = sorted({one.name for one in fields if one.name.startswith("verdik.")})
    wrong = lots.choice(judged) if judged and way == "tolak" else None
    return [*_choices(fields, way, wrong), *_words(fields, wrong, today, accepts=way == "terima")]


def _choices(fields: list[Field], way: str, wrong: str | None) -> Iterator[tuple[str, str]]:
    yield "putusan", way
    chosen = {"putusan"}
    for one in fields:
        if one.kind == "checkbox" and one.name == wrong:
            yield one.name, one.value
        if one.kind != "radio" or one.name in chosen:
            continue
        if one.name == wrong and one.value == "terima":
            continue
        chosen.add(one.name)
        yield one.name, one.value


def _words(
    fields: list[Field], wrong: str | None, today: str, *, accepts: bool
) -> Iterator[tuple[str, str]]:
    reason = f"alasan.{wrong.removeprefix('verdik.')}" if wrong else None
    for one in fields:
        if one.kind == "hidden" or (one.value and one.kind in {"text", "textarea", "date"}):
            yield one.name, one.value
        elif one.kind == "select":
            yield one.name, one.options[1] if one.name == reason else ""
        elif one.kind == "date":
            yield one.name, today
        elif one.name == "catatan":
            yield one.name, "" if accepts else "Mohon diperbaiki."
        elif one.kind in {"text", "textarea"}:
            yield one.name, _word(one.name)


def _word(name: str) -> str:
    """A note, a reason in one's own words and a number of service may stay empty."""
    if name.endswith((".catatan", ".nip", ".jabatan")) or name.startswith("alasan-lain."):
        return ""
    return "Petugas Lapangan" if name.endswith(".nama") else WORDS
