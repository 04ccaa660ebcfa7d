"""All wire names stand in one file: queue names are an interface of other people's software."""

import ast
import re
from collections.abc import Iterator

import pytest

from shared import topology
from tests.unit.architecture.sources import Finding, Source, broken, called, literals, notices

HOME = "shared/topology.py"
NAMES = {
    nilai for nama, nilai in vars(topology).items() if nama.startswith(("EXCHANGE_", "ANTREAN_"))
}
SUFFIXES = [topology.antrean_berkas(""), topology.antrean_tugas(""), topology.antrean_putusan("")]
QUEUE_OF_A_ROLE = re.compile(rf"[a-z]*({'|'.join(map(re.escape, SUFFIXES))})")

WORDS_TOO = {topology.EXCHANGE_IZIN, topology.ANTREAN_KARANTINA}
"""Also the name of the program, of a key in SOP files, of a command: they count where they name an
exchange or a queue."""
WIRE_ARGUMENTS = {"exchange", "routing_key", "queue", "antrean", "kunci"}
WIRE_CALLS = {
    *("RabbitExchange", "RabbitQueue", "Kiriman", "Antrean"),
    *("declare_exchange", "declare_queue", "get_exchange", "get_queue", "publish"),
}


def names_the_wire(source: Source) -> Iterator[Finding]:
    if source.under(HOME):
        return
    for node in literals(source):
        text = str(node.value)
        if text in NAMES - WORDS_TOO or QUEUE_OF_A_ROLE.fullmatch(text):
            yield Finding(node.lineno, f"{text!r} belongs to {HOME}")
    for call in source.nodes(ast.Call):
        yield from _literal_arguments(call)


def _literal_arguments(call: ast.Call) -> Iterator[Finding]:
    named = [word.value for word in call.keywords if word.arg in WIRE_ARGUMENTS]
    first = call.args[:1] if called(call) in WIRE_CALLS else []
    for value in (*named, *first):
        if isinstance(value, ast.Constant) and value.value in WORDS_TOO:
            yield Finding(value.lineno, f"{value.value!r} on the wire belongs to {HOME}")


def test_no_module_spells_a_name_of_the_wire() -> None:
    assert broken(names_the_wire) == []


@pytest.mark.parametrize(
    "text",
    [
        'antrean = "frontoffice.berkas"',
        'antrean = f"{pelaksana}.tugas"',
        'queue = pelaksana + ".putusan"',
        'await channel.get_queue("karantina")',
        'EXCHANGE = "izin.peristiwa"',
        'await channel.get_exchange("izin")',
        'await broker.publish(isi, exchange="izin")',
    ],
)
def test_a_name_of_the_wire_elsewhere_is_noticed(text: str) -> None:
    assert notices(names_the_wire, text)
    assert not notices(names_the_wire, text, HOME)


@pytest.mark.parametrize(
    "text",
    [
        '"""Consumes `kabid.putusan`."""',
        'app(prog_name="izin")',
        'commands = {"karantina": Lazy("modul")}',
        'pesan = "lihat antrean kabid.tugas dahulu"',
        "antrean = topology.antrean_tugas(pelaksana)",
    ],
)
def test_words_about_the_wire_are_no_names(text: str) -> None:
    assert not notices(names_the_wire, text)
