"""Golden samples: what is written there is what the world relies on."""

import json
from pathlib import Path
from typing import get_args

import pytest
from pydantic import ValidationError

from shared.contracts import SEMUA_PESAN, Pesan
from shared.contracts.messages import JenisPemberitahuan
from tests.unit.contracts.golden import SAMPLES, explain, model_of, payload_of

each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)


@each_sample
def test_the_model_reads_a_sample_and_writes_it_back_byte_for_byte(sample: Path) -> None:
    try:
        message = model_of(sample).dari_json(sample.read_bytes())
    except ValidationError as error:
        pytest.fail(f"{error}{explain(sample)}")
    compact = json.dumps(payload_of(sample), separators=(",", ":"), ensure_ascii=False)
    assert message.ke_json().decode() == compact, explain(sample)


@each_sample
def test_a_sample_file_is_written_in_one_form_only(sample: Path) -> None:
    indented = json.dumps(payload_of(sample), indent=2, ensure_ascii=False) + "\n"
    assert sample.read_text(encoding="utf-8") == indented


@each_sample
def test_a_sample_is_named_after_its_message(sample: Path) -> None:
    assert sample.stem.partition("-")[0] == payload_of(sample)["tipe"].lower()


@pytest.mark.parametrize("model", SEMUA_PESAN, ids=lambda model: model.__name__)
def test_every_message_has_a_sample(model: type[Pesan]) -> None:
    assert model in {model_of(sample) for sample in SAMPLES}


@pytest.mark.parametrize("model", SEMUA_PESAN, ids=lambda model: model.__name__)
def test_the_samples_show_every_field_with_a_value_at_least_once(model: type[Pesan]) -> None:
    seen = {
        field
        for sample in SAMPLES
        if model_of(sample) is model
        for field, value in payload_of(sample).items()
        if value not in (None, "", [], {})
    }
    assert set(model.model_fields) - seen == set()


def test_every_kind_of_notice_has_a_sample() -> None:
    shown = {
        payload_of(sample)["jenis"]
        for sample in SAMPLES
        if payload_of(sample)["tipe"] == "Pemberitahuan"
    }
    assert shown == set(get_args(JenisPemberitahuan))
