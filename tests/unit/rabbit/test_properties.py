"""Properties that no honest program writes, as they come off the wire."""

import struct
from datetime import UTC, datetime

import pytest
from pamqp import commands

from shared.rabbit.properties import read_leniently

FLAGS = commands.Basic.Properties.flags


def short(value: bytes) -> bytes:
    return bytes([len(value)]) + value


def table(entries: bytes) -> bytes:
    return struct.pack(">I", len(entries)) + entries


def read(**properties: bytes) -> commands.Basic.Properties:
    """`properties` in the order of the protocol."""
    read_leniently()
    found = commands.Basic.Properties()
    flags = sum(FLAGS[name] for name in properties)
    found.unmarshal(flags, b"".join(properties.values()))
    return found


@pytest.mark.parametrize("instant", [2**64 - 1, 2**63, 253_402_300_800_000])
def test_an_instant_that_no_calendar_has_is_left_out(instant: int) -> None:
    found = read(
        message_id=short(b"id-1"),
        timestamp=struct.pack(">Q", instant),
        message_type=short(b"Tugas"),
    )
    assert (found.message_id, found.timestamp, found.message_type) == ("id-1", None, "Tugas")


def test_a_text_that_is_no_utf_8_shows_where_it_is_not() -> None:
    found = read(message_id=short(b"id-\xff\xfe"), message_type=short(b"Tugas"))
    assert (found.message_id, found.message_type) == ("id-��", "Tugas")


@pytest.mark.parametrize(
    "entries",
    [
        short(b"\xff") + b"S" + struct.pack(">I", 1) + b"x",
        short(b"t") + b"T" + struct.pack(">Q", 2**64 - 1),
        short(b"t") + b"?" + b"x",
        short(b"t") + b"F" + struct.pack(">I", 1000),
        short(b"tanpa-isi"),
    ],
)
def test_headers_that_cannot_be_read_are_left_out_and_what_follows_is_read(entries: bytes) -> None:
    found = read(headers=table(entries), message_id=short(b"id-1"))
    assert (found.headers, found.message_id) == ({}, "id-1")


def test_properties_as_they_should_be_are_read_as_ever() -> None:
    asli = commands.Basic.Properties(
        headers={"kode": "x", "kali": 3},
        message_id="id-1",
        timestamp=datetime(2026, 1, 5, 1, 0, tzinfo=UTC),
    )
    read_leniently()
    found = commands.Basic.Properties()
    found.unmarshal(FLAGS["headers"] | FLAGS["message_id"] | FLAGS["timestamp"], asli.marshal()[2:])
    assert (found.headers, found.message_id, found.timestamp) == (
        asli.headers,
        "id-1",
        asli.timestamp,
    )
