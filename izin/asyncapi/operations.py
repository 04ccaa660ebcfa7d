"""`operations`, seen from the system: what it receives from others, and what it sends.

A client does the opposite: it publishes what the system receives. Names are the message, and
the pelaksana where there is one queue for each.
"""

from collections.abc import Iterable

from izin.asyncapi.channels import ANSWERS
from izin.asyncapi.refs import (
    BINDING_VERSION,
    Json,
    channel_message_ref,
    channel_ref,
    tags,
)
from shared import topology

PORTAL = "portal"
OFFICERS = "petugas"
OPERATORS = "ops"
INTERNAL = "internal"
ANYONE = "siapa-saja"

TAGS = {
    PORTAL: "For the portal that serves applicants.",
    OFFICERS: "For the tools of the officers.",
    OPERATORS: "For those who run the installation.",
    INTERNAL: "Between the workers; shown so that the picture is whole. Not for clients.",
    ANYONE: "For any dashboard or archive.",
}


def operations(pelaksana: Iterable[str]) -> dict[str, Json]:
    """By name. `pelaksana` are those of the topology."""
    described = _for_everyone()
    for one in sorted(pelaksana):
        described |= _of_pelaksana(one)
    return described


def _operation(action: str, channel: str, message: str, tag: str, summary: str) -> Json:
    binding: Json = {"bindingVersion": BINDING_VERSION}
    if action == "receive":
        binding |= {"ack": True}
    else:
        binding |= {"deliveryMode": 2, "timestamp": True}
    return {
        "action": action,
        "channel": channel_ref(channel),
        "messages": [channel_message_ref(channel, message)],
        "summary": summary,
        "tags": tags(tag),
        "bindings": {"amqp": binding},
    }


def _answered(operation: Json) -> Json:
    reply: Json = {
        "address": {
            "location": "$message.header#/reply_to",
            "description": "The AMQP property `reply_to`. Without it there is no answer.",
        },
        "channel": channel_ref(ANSWERS),
        "messages": [channel_message_ref(ANSWERS, "Jawaban")],
    }
    return {**operation, "reply": reply}


def _for_everyone() -> dict[str, Json]:
    intake = topology.antrean_berkas(topology.PELAKSANA_PENERIMA)
    return {
        "receivePengajuan": _answered(
            _operation(
                "receive",
                intake,
                "Pengajuan",
                PORTAL,
                "The portal publishes a new submission or a correction.",
            )
        ),
        "sendPemberitahuan": _operation(
            "send",
            topology.ANTREAN_PEMBERITAHUAN,
            "Pemberitahuan",
            PORTAL,
            "The portal consumes what applicants are to be told.",
        ),
        "sendPeristiwa": _operation(
            "send",
            topology.EXCHANGE_PERISTIWA,
            "Peristiwa",
            ANYONE,
            "Anyone binds a queue and consumes facts.",
        ),
        "sendPelanggaran": _operation(
            "send",
            topology.EXCHANGE_MUTU_BAKU,
            "Pelanggaran",
            OPERATORS,
            "The watchdog publishes breaches of mutu baku.",
        ),
        "sendPelanggaran.ops": _operation(
            "send",
            topology.ANTREAN_OPS,
            "Pelanggaran",
            OPERATORS,
            "Operators consume every breach.",
        ),
        "receivePelanggaran.jurnal": _operation(
            "receive",
            topology.ANTREAN_JURNAL,
            "Pelanggaran",
            INTERNAL,
            "The watchdogs take note of what was announced.",
        ),
        "sendDikarantina": _operation(
            "send",
            topology.ANTREAN_KARANTINA,
            "Dikarantina",
            OPERATORS,
            "Operators look at what could not be handled, and why.",
        ),
    }


def _of_pelaksana(one: str) -> dict[str, Json]:
    tag = PORTAL if one == topology.PELAKSANA_PEMOHON else OFFICERS
    tool = "portal" if one == topology.PELAKSANA_PEMOHON else f"tool of {one}"
    dossiers, tasks = topology.antrean_berkas(one), topology.antrean_tugas(one)
    decisions = topology.antrean_putusan(one)
    return {
        f"sendTugas.{one}": _operation("send", tasks, "Tugas", tag, f"The {tool} consumes tasks."),
        f"receivePutusan.{one}": _answered(
            _operation("receive", decisions, "Putusan", tag, f"The {tool} publishes a decision.")
        ),
        f"sendBerkas.{one}": _operation(
            "send", dossiers, "Berkas", INTERNAL, f"The worker before hands over to {one}."
        ),
        f"receiveBerkas.{one}": _operation(
            "receive", dossiers, "Berkas", INTERNAL, f"The worker of {one} takes it over."
        ),
    }
