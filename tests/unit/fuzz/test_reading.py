"""Whatever a body holds, it is a message of the contract or a refusal in words."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.contracts import SEMUA_PESAN, Pengajuan, Pesan, Putusan
from shared.contracts.reading import baca_pesan, pengenal
from shared.errors import RINCIAN_MAKS, PesanTidakTerbaca
from tests.examples import tries
from tests.unit.fuzz.from_schema import messages
from tests.unit.fuzz.spoiling import spoilt

SOME = settings(
    max_examples=tries(8),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
each_message = pytest.mark.parametrize("model", SEMUA_PESAN, ids=lambda model: model.__name__)


def read(model: type[Pesan], body: bytes) -> Pesan | None:
    try:
        return baca_pesan(body, None, {model.__name__: model})
    except PesanTidakTerbaca as galat:
        assert 0 < len(galat.rincian) <= RINCIAN_MAKS + 1
        str(galat).encode()  # fit for an answer and for a header
        return None
    finally:
        pengenal(body).encode()


@each_message
@SOME
@given(data=st.data())
def test_what_the_schema_lets_through_is_read_and_comes_back_the_same(
    model: type[Pesan], data: st.DataObject
) -> None:
    payload: Any = data.draw(messages(model.__name__))
    pesan = read(model, json.dumps(payload).encode())
    if pesan is not None:
        assert read(model, pesan.ke_json()) == pesan


@each_message
@SOME
@given(data=st.data())
def test_a_spoilt_message_is_read_or_refused_in_words(
    model: type[Pesan], data: st.DataObject
) -> None:
    pesan = read(model, data.draw(spoilt(model.__name__)))
    if pesan is not None:
        assert read(model, pesan.ke_json()) == pesan


@SOME
@given(body=st.binary(max_size=200))
def test_noise_is_refused_in_words(body: bytes) -> None:
    assert read(Pengajuan, body) is None
    assert read(Putusan, body) is None
