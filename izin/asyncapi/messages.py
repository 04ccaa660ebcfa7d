"""`components/messages`: the models with their AMQP properties and examples."""

from collections.abc import Mapping

from izin.asyncapi import properties
from izin.asyncapi.refs import BINDING_VERSION, Json, schema_ref
from izin.asyncapi.schemas import FROM_CLIENTS
from shared.contracts import (
    SEMUA_PESAN,
    Berkas,
    DaftarTugas,
    Jawaban,
    MintaNaskah,
    MintaTugas,
    Naskah,
    Pelanggaran,
    Pemberitahuan,
    Penarikan,
    Pengajuan,
    Peristiwa,
    Pesan,
    Putusan,
    Tugas,
)

QUARANTINED = "Dikarantina"

SUMMARIES: Mapping[type[Pesan], str] = {
    Pengajuan: "A new submission, or the correction of one, from the portal.",
    Penarikan: "An applicant withdraws the application, from the portal.",
    Berkas: "An application comes to a pelaksana; between workers only.",
    Tugas: "One open step, with all that is needed to show and decide it.",
    Putusan: "An officer's decision on one open step; also the receipt of the SK.",
    MintaTugas: "A tool asks anew for the tasks that are open at its desk.",
    DaftarTugas: "The tasks that a tool asked for; to that tool alone.",
    MintaNaskah: "A tool asks for the text of the SK that its officer is about to sign.",
    Naskah: "The text of an SK, with its number, to be signed as it is; to that tool alone.",
    Pemberitahuan: "What the applicant is to be told.",
    Peristiwa: "One fact: a step of an application was closed. No personal data.",
    Jawaban: "Whether a Pengajuan, a Penarikan or a Putusan was applied, and if not, why.",
    Pelanggaran: "A breach of mutu baku: a limit of the SOP is near, or exceeded.",
}


def messages(examples: Mapping[str, list[Json]]) -> dict[str, Json]:
    """By name, for `components/messages`."""
    described = {model.__name__: _message(model, examples) for model in SEMUA_PESAN}
    return described | {QUARANTINED: _quarantined()}


def _message(model: type[Pesan], examples: Mapping[str, list[Json]]) -> Json:
    name = model.__name__
    message: Json = {
        "name": name,
        "title": name,
        "summary": SUMMARIES[model],
        "contentType": "application/json",
        "headers": schema_ref(_properties_of(model)),
        "payload": schema_ref(name),
        "correlationId": {"location": "$message.header#/correlation_id"},
        "bindings": {"amqp": {"messageType": name, "bindingVersion": BINDING_VERSION}},
    }
    if name in examples:
        message["examples"] = examples[name]
    return message


def _properties_of(model: type[Pesan]) -> str:
    if model in FROM_CLIENTS:
        return properties.FROM_CLIENT
    return properties.ANSWER if model in (Jawaban, DaftarTugas, Naskah) else properties.FROM_SYSTEM


def _quarantined() -> Json:
    return {
        "name": QUARANTINED,
        "title": QUARANTINED,
        "summary": "A message that could not be handled, byte for byte, with the reason.",
        "headers": schema_ref(properties.QUARANTINED),
        "payload": {"description": "The original body, whatever it was; often not even JSON."},
    }
