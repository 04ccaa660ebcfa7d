"""What the published schema lets through, the workers read; what it refuses, they refuse."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from pydantic import ValidationError

from shared.contracts import Pesan
from tests.unit.contracts import mutations
from tests.unit.contracts.golden import (
    FOLDER,
    SAMPLES,
    explain,
    generated,
    model_of,
    payload_of,
)

Mutation = Callable[[Any], Iterator[tuple[str, Any]]]

each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)


def validator(message: str) -> Draft7Validator:
    reference = {"$ref": f"#/components/schemas/{message}"}
    return Draft7Validator({"allOf": [reference], "components": generated()["components"]})


def model_reads(model: type[Pesan], payload: Any) -> bool:
    try:
        model.model_validate_json(json.dumps(payload))
    except ValidationError:
        return False
    return True


def verdicts(sample: Path, payload: Any) -> tuple[bool, bool]:
    """(the schema lets it through, the model reads it)"""
    model = model_of(sample)
    return validator(model.__name__).is_valid(payload), model_reads(model, payload)


@each_sample
def test_a_sample_is_valid_by_its_schema(sample: Path) -> None:
    errors = [
        e.message for e in validator(model_of(sample).__name__).iter_errors(payload_of(sample))
    ]
    assert not errors, explain(sample)


@each_sample
@pytest.mark.parametrize(
    "mutation",
    [
        mutations.unknown_fields,
        mutations.wrong_types,
        mutations.naive_instants,
        mutations.foreign_values,
    ],
    ids=lambda mutation: mutation.__name__,
)
def test_schema_and_model_refuse_the_same_spoilt_samples(sample: Path, mutation: Mutation) -> None:
    for what, payload in mutation(payload_of(sample)):
        assert verdicts(sample, payload) == (False, False), what


@each_sample
def test_schema_and_model_refuse_a_sample_that_lacks_a_required_field(sample: Path) -> None:
    fields = model_of(sample).model_fields
    required = [name for name, field in fields.items() if field.is_required()]
    for what, payload in mutations.missing_fields(payload_of(sample), required):
        assert verdicts(sample, payload) == (False, False), what


@pytest.mark.parametrize(
    ("sample", "changes"),
    [
        ("pengajuan-baru", {"nomor": "PAUD-2026-000041"}),
        ("pengajuan-baru", {"putaran": 2}),
        ("pengajuan-perbaikan", {"nomor": None}),
        ("pengajuan-perbaikan", {"putaran": 1}),
        ("pengajuan-baru", {"pengajuan_id": "pendek"}),
        ("pengajuan-baru", {"lembaga": {"nama": "   ", "alamat": "Jalan Contoh 1"}}),
        ("pengajuan-baru", {"isian": {"nib": "x" * 1001}}),
        ("putusan-setujui", {"langkah": 0}),
        ("putusan-setujui", {"atas": "bukan-sha256"}),
        ("putusan-setujui", {"diputuskan_pada": "1767575000"}),
    ],
)
def test_schema_and_model_refuse_the_same_contradictions(
    sample: str, changes: dict[str, Any]
) -> None:
    path = FOLDER / f"{sample}.json"
    assert verdicts(path, payload_of(path) | changes) == (False, False)


@pytest.mark.parametrize(
    ("sample", "changes"),
    [
        ("pengajuan-baru", {"mulai_pada": None}),
        ("pengajuan-baru", {"dokumen": [], "isian": {}}),
        ("pengajuan-baru", {"diajukan_pada": "2026-01-05T09:02:37+08:00"}),
        ("pengajuan-baru", {"diajukan_pada": "2026-01-05T01:02:37.123456789Z"}),
        ("putusan-setujui", {"permohonan_id": "BD223F6D-551C-51DA-84F3-59E526D3D6A2"}),
        ("putusan-setujui", {"verdik": [{"kode": "nib", "diterima": True}]}),
    ],
)
def test_schema_and_model_let_the_same_variants_through(
    sample: str, changes: dict[str, Any]
) -> None:
    path = FOLDER / f"{sample}.json"
    assert verdicts(path, payload_of(path) | changes) == (True, True)


def test_what_a_client_may_leave_out_can_be_left_out() -> None:
    path = FOLDER / "pengajuan-baru.json"
    optional = {"nomor", "putaran", "mulai_pada", "isian"}
    payload = {k: v for k, v in payload_of(path).items() if k not in optional}
    assert verdicts(path, payload) == (True, True)


@pytest.mark.parametrize("message", ["Pengajuan", "Putusan"])
def test_a_client_is_asked_to_name_the_message_and_its_version(message: str) -> None:
    """Stricter than the workers, who also take the AMQP property `type` for it."""
    assert {"tipe", "versi"} <= set(generated()["components"]["schemas"][message]["required"])
