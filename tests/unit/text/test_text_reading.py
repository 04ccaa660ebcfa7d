"""Bytes from anywhere: read as text, or told in words where they are none."""

import codecs
import json
import tomllib

import pytest

from shared.text_reading import BOM, TidakTerbaca, teks_utf8, urai_json, urai_toml

FORM = 'nama = "José"\n'

ENGLISH = (
    "expect",
    "invalid",
    "unterminated",
    "illegal",
    "unclosed",
    "cannot",
    "duplicate",
    "line",
)


def refusal(content: bytes) -> str:
    with pytest.raises(TidakTerbaca) as caught:
        teks_utf8(content)
    return str(caught.value)


def test_what_is_utf8_is_read_and_its_mark_kept() -> None:
    assert teks_utf8(FORM.encode()) == FORM
    assert teks_utf8(codecs.BOM_UTF8 + FORM.encode()) == BOM + FORM
    assert urai_toml(BOM + FORM) == {"nama": "José"}
    assert urai_json(BOM + '{"a": 1}') == {"a": 1}


def test_latin_1_is_told_with_line_and_byte() -> None:
    said = refusal(b"# satu\n" + FORM.encode("latin-1"))
    assert "bukan teks UTF-8" in said
    assert "baris 2, byte ke-19 berkas, bernilai 0xE9" in said
    assert "simpan sebagai UTF-8" in said


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_and_32_are_called_by_their_names(encoding: str) -> None:
    marks = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    said = refusal(marks.get(encoding, b"") + FORM.encode(encoding))
    assert encoding.upper()[:6] in said
    assert "simpan sebagai UTF-8" in said


BROKEN_TOML = [
    "a",
    "a b",
    "= 1",
    "a = ",
    "a = 1 b = 2",
    "a = 'x",
    'a = "x',
    'a = "\\q"',
    'a = "\\u12"',
    'a = "\\ud800"',
    'a = """x',
    "a = [1, 2",
    "a = {b = 1",
    "a = {b = 1, b = 2}",
    "a = {}\n[a.b]",
    "[a",
    "[[a",
    "[a]\n[a]",
    "a = 1\na = 2",
    "a = 2026-13-01",
    "a = \x00",
    'a = "\x01"',
    "a = 0x",
    "# \x01",
]


@pytest.mark.parametrize("text", BROKEN_TOML)
def test_what_is_wrong_in_toml_is_said_in_indonesian(text: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        tomllib.loads(text)
    with pytest.raises(TidakTerbaca, match="TOML tidak terbaca pada ") as caught:
        urai_toml(text)
    told = str(caught.value)
    assert not any(word in told.lower() for word in ENGLISH), told
    assert "susunannya tidak sah" not in told


BROKEN_JSON = [
    "",
    "{",
    "{'a': 1}",
    '{"a" 1}',
    '{"a": 1 "b": 2}',
    '{"a": 1,}',
    '{"a": }',
    '{"a": 1} x',
    '{"a": "x}',
    '{"a": "x\n"}',
    '{"a": "\\q"}',
    '{"a": "\\u12"}',
    "9" * 5000,
]


@pytest.mark.parametrize("text", BROKEN_JSON)
def test_what_is_wrong_in_json_is_said_in_indonesian(text: str) -> None:
    with pytest.raises(ValueError):
        json.loads(text)
    with pytest.raises(TidakTerbaca, match="JSON tidak terbaca") as caught:
        urai_json(text)
    told = str(caught.value)
    assert not any(word in told.lower() for word in ENGLISH), told


def test_what_is_nested_without_end_is_told() -> None:
    with pytest.raises(TidakTerbaca, match="bersarang terlalu dalam"):
        urai_toml("a = " + "[" * 5000)
    with pytest.raises(TidakTerbaca, match="bersarang terlalu dalam"):
        urai_json("[" * 100_000)
