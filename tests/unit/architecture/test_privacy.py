"""Personal data travels in messages and documents, never in logs or public events."""

import ast
from collections.abc import Iterator

import pytest

from shared.contracts import Pelanggaran, Pemohon, Peristiwa
from tests.unit.architecture.sources import Finding, Source, broken, notices

PERSONAL = (set(Pemohon.model_fields) - {"nama"}) | {"pemohon", "isian", "body"}
LOGGERS = {"log", "logger"}
LEVELS = {"debug", "info", "warning", "error", "exception", "critical", "bind"}


def logs_personal_data(source: Source) -> Iterator[Finding]:
    for call in source.nodes(ast.Call):
        if _logs(call):
            for word in _said(call) & PERSONAL:
                yield Finding(call.lineno, f"{word} in a log")


def _logs(call: ast.Call) -> bool:
    return (
        isinstance(call.func, ast.Attribute)
        and call.func.attr in LEVELS
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id in LOGGERS
    )


def _said(call: ast.Call) -> set[str]:
    """Names of what is handed to the logger, and of every attribute that is looked up for it."""
    values = [*call.args, *(word.value for word in call.keywords)]
    nodes = [node for value in values for node in ast.walk(value)]
    return (
        {word.arg for word in call.keywords if word.arg}
        | {node.attr for node in nodes if isinstance(node, ast.Attribute)}
        | {node.id for node in nodes if isinstance(node, ast.Name)}
    )


def test_no_personal_data_is_logged() -> None:
    assert broken(logs_personal_data) == []


@pytest.mark.parametrize("pesan", [Peristiwa, Pelanggaran])
def test_what_anyone_may_read_carries_no_personal_data(
    pesan: type[Peristiwa | Pelanggaran],
) -> None:
    assert not {"pemohon", "lembaga", "isian", "dokumen", "catatan"} & set(pesan.model_fields)


@pytest.mark.parametrize(
    "text",
    [
        "log.info('diterima', nik=pengajuan.pemohon.nik)",
        "log.warning('ditolak', siapa=permohonan.pemohon)",
        "log.info(f'telepon {p.telepon}')",
        "log.error('rusak', isi=amplop.body)",
    ],
)
def test_personal_data_in_a_log_is_noticed(text: str) -> None:
    assert notices(logs_personal_data, text)


def test_a_log_of_names_and_codes_is_left_alone() -> None:
    assert not notices(logs_personal_data, "log.warning('refused', antrean=antrean, kode=kode)")
