"""docs/asyncapi.json: official in form, up to date, and whole."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from izin.asyncapi import document, render
from izin.registry import discover_desks
from shared.contracts import SEMUA_PESAN, Pesan
from shared.errors import KodeTolak
from shared.sop.loader import FOLDER_BAWAAN, muat_folder
from shared.topology import Antrean, Topologi, pintu, topologi
from shared.worker.outcome import DITERAPKAN, SUDAH_DITERAPKAN
from tests.unit.contracts.golden import SAMPLES, generated, payload_of

ROOT = Path(__file__).parents[3]
PUBLISHED = ROOT / "docs" / "asyncapi.json"
OFFICIAL_SCHEMA = ROOT / "tests" / "schema" / "asyncapi-3.1.0.json"


def wire() -> Topologi:
    catalogue = muat_folder(FOLDER_BAWAAN, frozenset(discover_desks()))
    return topologi({p for one in catalogue.values() for p in one.sop.pelaksana})


def nodes(value: Any) -> list[Any]:
    children = (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    )
    return [value, *(node for child in children for node in nodes(child))]


def resolve(reference: str) -> Any:
    target: Any = generated()
    for key in reference.removeprefix("#/").split("/"):
        target = target[key]
    return target


def test_the_published_document_is_what_the_sources_say() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == render(generated()), (
        "docs/asyncapi.json has drifted: run `izin asyncapi --ke docs/asyncapi.json`, and look at"
        " the difference: it is what clients will see"
    )


def test_the_document_comes_out_the_same_every_time() -> None:
    assert render(document()) == render(generated())


def test_the_document_is_valid_asyncapi_3_1_0() -> None:
    official = Draft7Validator(json.loads(OFFICIAL_SCHEMA.read_text(encoding="utf-8")))
    assert [error.message for error in official.iter_errors(generated())] == []


def test_every_reference_leads_somewhere() -> None:
    references = [n["$ref"] for n in nodes(generated()) if isinstance(n, dict) and "$ref" in n]
    assert references
    for reference in references:
        assert resolve(reference), reference


@pytest.mark.parametrize("antrean", wire().antrean, ids=lambda antrean: antrean.nama)
def test_every_queue_is_a_channel_with_all_that_a_declaration_needs(antrean: Antrean) -> None:
    channel = generated()["channels"][antrean.nama]
    assert channel["address"] == antrean.nama
    assert channel["bindings"]["amqp"]["queue"] == {
        "name": antrean.nama,
        "durable": True,
        "exclusive": False,
        "autoDelete": False,
    }
    exchange, routing_key = antrean.ikatan
    assert channel["x-amqp"] == {
        "exchange": exchange,
        "routingKey": routing_key,
        "arguments": antrean.argumen,
    }


def test_a_queue_that_tools_write_to_names_the_door_of_an_account_of_its_own() -> None:
    described = generated()
    direct = {one["name"] for one in described["x-exchanges"] if one["type"] == "direct"}
    doors = {nama: one.get("x-pintu") for nama, one in described["channels"].items()}
    for antrean in wire().antrean:
        assert doors[antrean.nama] == (pintu(antrean.nama) if antrean.berpintu else None)
    assert {door for door in doors.values() if door} == direct


def test_every_exchange_is_listed() -> None:
    assert {one["name"] for one in generated()["x-exchanges"]} == set(wire().exchange)


def test_every_channel_is_used_by_an_operation() -> None:
    used = {operation["channel"]["$ref"] for operation in generated()["operations"].values()}
    used |= {
        operation["reply"]["channel"]["$ref"]
        for operation in generated()["operations"].values()
        if "reply" in operation
    }
    assert used == {f"#/channels/{name}" for name in generated()["channels"]}


def test_what_a_client_publishes_is_answered() -> None:
    answered = {name for name, one in generated()["operations"].items() if "reply" in one}
    received = {
        name
        for name, one in generated()["operations"].items()
        if one["action"] == "receive" and one["tags"] != [{"name": "internal"}]
    }
    assert answered == received
    assert "receivePengajuan" in answered


@pytest.mark.parametrize("model", SEMUA_PESAN, ids=lambda model: model.__name__)
def test_every_message_is_described_with_examples_and_travels_somewhere(model: type[Pesan]) -> None:
    name = model.__name__
    message = generated()["components"]["messages"][name]
    assert message["bindings"]["amqp"]["messageType"] == name
    payloads = [example["payload"] for example in message["examples"]]
    assert payloads == [payload_of(s) for s in SAMPLES if payload_of(s)["tipe"] == name]
    assert any(name in channel["messages"] for channel in generated()["channels"].values())


def test_every_schema_and_every_field_says_what_it_means() -> None:
    for name, schema in generated()["components"]["schemas"].items():
        assert schema.get("description"), name
        for field, about in schema.get("properties", {}).items():
            assert about.get("description"), f"{name}.{field}"


def test_every_refusal_code_is_explained() -> None:
    explained = {one["kode"]: one for one in generated()["x-kode-tolak"]}
    assert set(explained) == set(KodeTolak)
    for one in explained.values():
        assert one["arti"] and one["tindak_lanjut"] and one["tentang"]


def test_the_codes_of_success_are_named() -> None:
    about = generated()["components"]["schemas"]["Jawaban"]["properties"]["kode"]["description"]
    assert f"`{DITERAPKAN}`" in about
    assert f"`{SUDAH_DITERAPKAN}`" in about


def test_a_client_learns_what_each_sop_asks_of_an_applicant() -> None:
    catalogue = muat_folder(FOLDER_BAWAAN, frozenset(discover_desks()))
    listed = {one["kode"]: one for one in generated()["x-sop"]}
    assert set(listed) == set(catalogue)
    for code, loaded in catalogue.items():
        asked = [one["kode"] for one in listed[code]["persyaratan"]]
        assert asked == [one.kode for one in loaded.sop.persyaratan]
        form = [one["kode"] for one in listed[code]["isian"]]
        assert form == [one.kode for one in loaded.sop.isian]


def test_an_installation_with_another_sop_has_a_contract_of_its_own(tmp_path: Path) -> None:
    source = (FOLDER_BAWAAN / "izin-paud.toml").read_text(encoding="utf-8")
    (tmp_path / "lain.toml").write_text(
        source.replace('kode = "izin-paud"', 'kode = "izin-lain"'), encoding="utf-8"
    )
    assert [one["kode"] for one in document(tmp_path)["x-sop"]] == ["izin-lain"]
