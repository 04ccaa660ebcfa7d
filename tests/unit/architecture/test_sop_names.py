"""Only SOP files know steps, codes and who does what: no module names an SOP or a step."""

import ast
import re
from collections.abc import Iterator
from itertools import chain

import pytest

from izin.registry import discover_desks
from shared.sop.model import Sop
from tests.builders import katalog
from tests.unit.architecture.sources import (
    Finding,
    Rule,
    Source,
    broken,
    called,
    literals,
    notices,
)

SOPS: tuple[Sop, ...] = tuple(termuat.sop for termuat in katalog().values())
CODES = {sop.kode for sop in SOPS}
PREFIXES = {sop.awalan_nomor for sop in SOPS}
SUBJECTS = re.compile("|".join(kata for kode in CODES for kata in kode.split("-")[1:]), re.I)
PARTS = {
    kode
    for sop in SOPS
    for kode in (
        *(persyaratan.kode for persyaratan in sop.persyaratan),
        *(isian.kode for isian in sop.isian),
        *(hasil.kode for langkah in sop.langkah for hasil in langkah.hasil),
    )
}
ROLES = set(discover_desks()) - {"pemohon"}
"""`pemohon` is a field of the messages too."""

STEP = {"langkah", "no", "ke", "nomor_langkah"}
FIRST = 1
"""Numbers run from 1 in every SOP: the first step may be told from the others."""


def names_an_sop(source: Source) -> Iterator[Finding]:
    for node in literals(source):
        text = str(node.value)
        if text in PREFIXES or any(kode in text for kode in CODES):
            yield Finding(node.lineno, f"{text!r} names an SOP")
    names = ((node.lineno, node.id) for node in source.nodes(ast.Name))
    functions = ((node.lineno, node.name) for node in source.nodes(ast.FunctionDef))
    classes = ((node.lineno, node.name) for node in source.nodes(ast.ClassDef))
    for line, name in chain(names, functions, classes):
        if SUBJECTS.search(name):
            yield Finding(line, f"{name} is about one SOP")


def names_a_part(source: Source) -> Iterator[Finding]:
    """Sample applications of the command line and the demo have to be made up of something."""
    if source.under("izin"):
        return
    for node in literals(source):
        if node.value in PARTS:
            yield Finding(node.lineno, f"{node.value!r} is a code of an SOP file")


def names_a_step(source: Source) -> Iterator[Finding]:
    for comparison in source.nodes(ast.Compare):
        values = [comparison.left, *comparison.comparators]
        if any(_is_step(value) for value in values) and any(_number(v) for v in values):
            yield Finding(comparison.lineno, f"{ast.unparse(comparison)} knows a step")
    for call in source.nodes(ast.Call):
        looked_up = call.args[:1] if called(call) == "langkah_ke" else []
        named = [word.value for word in call.keywords if word.arg in STEP]
        if any(_number(value) for value in (*looked_up, *named)):
            yield Finding(call.lineno, f"{ast.unparse(call)[:60]} knows a step")


def _is_step(value: ast.expr) -> bool:
    return (isinstance(value, ast.Attribute) and value.attr in STEP) or (
        isinstance(value, ast.Name) and value.id in STEP
    )


def _number(value: ast.expr) -> bool:
    if isinstance(value, ast.Tuple | ast.List | ast.Set):
        return any(_number(element) for element in value.elts)
    return isinstance(value, ast.Constant) and type(value.value) is int and value.value > FIRST


def names_a_role(source: Source) -> Iterator[Finding]:
    """A desk says its own name, once; who comes next is the SOP file's to say."""
    if source.under("shared/topology.py"):
        return
    own = {
        id(call.args[0]) for call in source.nodes(ast.Call) if called(call) == "Desk" and call.args
    }
    for node in literals(source):
        if node.value in ROLES and not (source.under("services") and id(node) in own):
            yield Finding(node.lineno, f"{node.value!r} is a role")


@pytest.mark.parametrize("rule", [names_an_sop, names_a_part, names_a_step, names_a_role])
def test_no_module_knows_what_only_sop_files_know(rule: Rule) -> None:
    assert broken(rule) == []


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (names_an_sop, 'kode = "izin-paud"'),
        (names_an_sop, 'folder = Path("contoh/izin-kursus-pelatihan")'),
        (names_an_sop, 'if nomor.startswith("PAUD"): ...'),
        (names_an_sop, "def periksa_paud() -> None: ..."),
        (names_an_sop, "KURSUS = 1"),
        (names_a_part, 'draf = permohonan.hasil_untuk("draft-sk")'),
        (names_a_step, "if langkah.no == 5: ..."),
        (names_a_step, "if terbuka.no in (6, 7): ..."),
        (names_a_step, "if 4 < langkah < 9: ..."),
        (names_a_step, "berikut = sop.langkah_ke(3)"),
        (names_a_step, 'Rute(putusan="terima", ke=7)'),
        (names_a_role, 'berikut = "sekretaris"'),
        (names_a_role, 'ALUR = {"backoffice": "dinasteknis"}'),
    ],
)
def test_such_knowledge_is_noticed(rule: Rule, text: str) -> None:
    assert notices(rule, text)


def test_a_desk_names_itself_and_nobody_else() -> None:
    path = "services/approvals/kabid.py"
    assert not notices(names_a_role, 'DESK = Desk("kabid", "Kabid Perizinan")', path)
    assert notices(names_a_role, 'DESK = Desk("kabid", "kepaladinas")', path)


@pytest.mark.parametrize(
    "text",
    [
        "if langkah.no == 1: ...",
        "if langkah.tindakan is Tindakan.AJUKAN: ...",
        "if len(langkah.hasil) > 3: ...",
        'contoh = "misalnya PAUD-2026-000041"',
        "LangkahTerbuka(no=pertama.no, putaran=1)",
    ],
)
def test_what_holds_for_every_sop_may_be_said(text: str) -> None:
    assert not any(notices(rule, text) for rule in (names_an_sop, names_a_part, names_a_step))
