"""Whatever comes to a worker, it ends in exactly one way, and nothing is unforeseen."""

import asyncio
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from shared.contracts import Pengajuan, Putusan
from shared.errors import KodeTolak
from tests.builders import PEMOHON, pengajuan
from tests.examples import tries
from tests.unit.fuzz.from_schema import messages
from tests.unit.fuzz.office import REPLY, FuzzedOffice, Settled
from tests.unit.fuzz.spoiling import spoilt

MANY = settings(
    max_examples=tries(15),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
ASKED = st.sampled_from([None, REPLY])
NUMBERS = st.integers(0, 40)
SECRETS = (PEMOHON.nik, PEMOHON.telepon, PEMOHON.surel)


def settle(office: FuzzedOffice, body: bytes, tipe: str | None, reply_to: str | None) -> Settled:
    async def once() -> Settled:
        await office.open()
        return await office.receive(body, tipe, reply_to)

    with capture_logs() as logged:
        settled = asyncio.run(once())
    assert not [one for one in logged if one["event"] == "unforeseen"], settled.events
    assert not any(secret in str(logged) for secret in SECRETS)
    assert settled.events[-1] == "ack"
    assert settled.events.count("ack") == 1
    return settled


def check(settled: Settled, reply_to: str | None) -> None:
    """Applied or refused with a known code; a refusal changes nothing, and is never silent."""
    applied = settled.kode in {None, "diterapkan", "sudah_diterapkan"}
    if not applied:
        assert settled.kode in set(KodeTolak) - {KodeTolak.GALAT_TAK_TERDUGA}
        assert settled.sesudah == settled.sebelum
    if reply_to is None:
        assert not any(one.startswith("jawab") for one in settled.events)


@pytest.mark.parametrize("tipe", ["Pengajuan", "Berkas", "Putusan", "Tugas"])
@MANY
@given(data=st.data())
def test_a_spoilt_message_ends_in_exactly_one_way(tipe: str, data: st.DataObject) -> None:
    office, reply_to = FuzzedOffice(data.draw(NUMBERS)), data.draw(ASKED)
    property_ = data.draw(st.sampled_from([None, tipe, "Lain", "\x00"]))
    check(settle(office, data.draw(spoilt(tipe)), property_, reply_to), reply_to)


@pytest.mark.parametrize("tipe", ["Pengajuan", "Berkas", "Putusan"])
@MANY
@given(data=st.data())
def test_what_the_schema_lets_through_is_applied_or_refused_with_a_code(
    tipe: str, data: st.DataObject
) -> None:
    office, reply_to = FuzzedOffice(data.draw(NUMBERS)), data.draw(ASKED)
    payload: dict[str, Any] = data.draw(messages(tipe))
    if data.draw(st.booleans()):
        payload |= _known(office, payload)
    check(settle(office, json.dumps(payload).encode(), tipe, reply_to), reply_to)


def _known(office: FuzzedOffice, payload: dict[str, Any]) -> dict[str, Any]:
    """It is about the application that there is, so that it comes further than the door."""
    permohonan = office.journey.permohonan
    terbuka = permohonan.langkah
    assert terbuka is not None
    if "pengajuan_id" in payload:
        nomor = {"nomor": permohonan.nomor, "putaran": max(2, terbuka.putaran)}
        baru: dict[str, Any] = {"nomor": None, "putaran": 1}
        return {"sop": permohonan.sop, **(nomor if terbuka.no == 1 else baru)}
    return {
        "permohonan_id": str(permohonan.id),
        "langkah": terbuka.no,
        "putaran": terbuka.putaran,
        "pelaksana": terbuka.pelaksana,
    }


@MANY
@given(data=st.data())
def test_a_decision_with_parts_of_another_is_applied_or_refused(data: st.DataObject) -> None:
    """Sound in itself, for an application at any step: one step further, or not at all."""
    office, reply_to = FuzzedOffice(data.draw(NUMBERS)), data.draw(ASKED)
    other = FuzzedOffice(data.draw(NUMBERS)).journey
    sound = office.journey.putusan(data.draw(st.sampled_from(["terima", "tolak", "kembalikan"])))
    mixed = other.putusan(data.draw(st.sampled_from(["terima", "tolak", "kembalikan"])))
    fields = data.draw(st.sets(st.sampled_from(sorted(set(Putusan.model_fields) - {"tipe"}))))
    putusan = sound.model_copy(update={field: getattr(mixed, field) for field in fields})
    settled = settle(office, putusan.ke_json(), None, reply_to)
    check(settled, reply_to)
    assert settled.sebelum is not None
    assert settled.sesudah is not None
    applied = settled.kode in {None, "diterapkan"}
    assert settled.sesudah.urutan == settled.sebelum.urutan + applied


@MANY
@given(data=st.data())
def test_a_correction_with_parts_of_another_submission_is_applied_or_refused(
    data: st.DataObject,
) -> None:
    office, reply_to = FuzzedOffice(data.draw(NUMBERS)), data.draw(ASKED)
    journey, terbuka = office.journey, office.journey.permohonan.langkah
    assert terbuka is not None
    other = FuzzedOffice(data.draw(NUMBERS)).journey.pengajuan
    sound = pengajuan(
        journey.sop, [], nomor=journey.permohonan.nomor, putaran=max(2, terbuka.putaran)
    )
    fields = data.draw(st.sets(st.sampled_from(sorted(set(Pengajuan.model_fields) - {"tipe"}))))
    mixed = sound.model_copy(update={field: getattr(other, field) for field in fields})
    check(settle(office, mixed.ke_json(), None, reply_to), reply_to)
