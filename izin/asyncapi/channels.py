"""`channels`: every queue, the two exchanges that anyone may bind to, and the reply queue."""

from collections.abc import Iterable

from izin.asyncapi import servers
from izin.asyncapi.messages import QUARANTINED
from izin.asyncapi.refs import (
    BINDING_VERSION,
    Json,
    channel_message_ref,
    channel_ref,
    message_ref,
    server_ref,
    tags,
)
from shared import topology
from shared.topology import Antrean, JenisExchange, Topologi

ANSWERS = "jawaban"


def message_names(queue: str) -> tuple[str, ...]:
    """What travels through a queue of the topology."""
    fixed = {
        topology.ANTREAN_KARANTINA: (QUARANTINED,),
        topology.ANTREAN_PEMBERITAHUAN: ("Pemberitahuan",),
        topology.ANTREAN_OPS: ("Pelanggaran",),
        topology.ANTREAN_JURNAL: ("Pelanggaran",),
        topology.antrean_berkas(topology.PELAKSANA_PENERIMA): ("Berkas", "Pengajuan", "Penarikan"),
    }
    by_kind = {
        "berkas": ("Berkas",),
        "tugas": ("Tugas",),
        "putusan": ("Putusan", "MintaTugas", "MintaNaskah"),
    }
    return fixed.get(queue) or by_kind[queue.rpartition(".")[2]]


def channels(topologi: Topologi) -> dict[str, Json]:
    """By name: a queue's own name, or the exchange's."""
    described = {antrean.nama: _queue(antrean) for antrean in topologi.antrean}
    described[topology.EXCHANGE_PERISTIWA] = _events()
    described[topology.EXCHANGE_MUTU_BAKU] = _breaches()
    described[ANSWERS] = _answers()
    return described


def exchanges(topologi: Topologi) -> list[Json]:
    """For `x-exchanges`."""
    return [_exchange(nama, jenis) for nama, jenis in sorted(topologi.jenis_exchange.items())]


def _exchange(nama: str, jenis: JenisExchange = "topic") -> Json:
    return {"name": nama, "type": jenis, "durable": True, "autoDelete": False}


def _channel(address: str | None, messages: tuple[str, ...], description: str) -> Json:
    return {
        "address": address,
        "description": description,
        "servers": [server_ref(servers.BROKER)],
        "messages": {name: message_ref(name) for name in messages},
    }


def _queue(antrean: Antrean) -> Json:
    exchange, routing_key = antrean.ikatan
    queue = {"name": antrean.nama, "durable": True, "exclusive": False, "autoDelete": False}
    return {
        **_channel(antrean.nama, message_names(antrean.nama), _about(antrean.nama)),
        "bindings": {
            "amqp": {"is": "queue", "queue": queue, "bindingVersion": BINDING_VERSION},
        },
        "x-amqp": {
            "exchange": exchange,
            "routingKey": routing_key,
            "arguments": antrean.argumen,
        },
        **({"x-pintu": topology.pintu(antrean.nama)} if antrean.berpintu else {}),
    }


def _about(queue: str) -> str:
    fixed = {
        topology.ANTREAN_KARANTINA: "Whatever could not be handled, with why. For operators.",
        topology.ANTREAN_PEMBERITAHUAN: "Notices to applicants, for the portal to pass on.",
        topology.ANTREAN_OPS: "Every breach of mutu baku, for operators.",
        topology.ANTREAN_JURNAL: "A copy of every breach, by which the watchdogs know what was "
        "announced. Not for clients.",
        topology.antrean_berkas(topology.PELAKSANA_PENERIMA): "New submissions, corrections "
        "and withdrawals from the portal, and applications that come back to the Front Office.",
        topology.antrean_tugas(topology.PELAKSANA_PEMOHON): "The applicant's tasks, for the "
        "portal: a correction that is due (act `ajukan`), an SK to be received (`serahkan`).",
        topology.antrean_putusan(topology.PELAKSANA_PEMOHON): "The applicant's receipt of the SK, "
        "from the portal.",
    }
    pelaksana, _, kind = queue.rpartition(".")
    by_kind = {
        "berkas": f"Applications that come to {pelaksana}, from the worker before. Not for tools.",
        "tugas": f"Tasks for the officers' tools of {pelaksana}.",
        "putusan": f"Decisions from the officers' tools of {pelaksana}, and what these ask.",
    }
    return fixed.get(queue) or by_kind[kind]


def _events() -> Json:
    return {
        **_channel(
            topology.kunci_peristiwa("{peristiwa}", "{sop}"),
            ("Peristiwa",),
            "Every fact as it happens, for dashboards and archives. Declare a queue of your own "
            "and bind it to this exchange, with `#` for all, or a pattern such as `selesai.*`. "
            "What is published while nothing is bound is gone.",
        ),
        "parameters": {
            "peristiwa": {"description": "`Peristiwa.peristiwa`."},
            "sop": {"description": "`Peristiwa.sop`."},
        },
        "bindings": _topic(topology.EXCHANGE_PERISTIWA),
    }


def _breaches() -> Json:
    return {
        **_channel(
            topology.kunci_pelanggaran("{tingkat}", "{pelaksana}"),
            ("Pelanggaran",),
            f"Breaches of mutu baku. The queue `{topology.ANTREAN_OPS}` is bound to all of them; "
            "bind one of your own for a selection.",
        ),
        "parameters": {
            "tingkat": {"description": "`Pelanggaran.tingkat`."},
            "pelaksana": {
                "description": "`Pelanggaran.pelaksana`, or `keseluruhan` when the whole "
                "application is meant."
            },
        },
        "bindings": _topic(topology.EXCHANGE_MUTU_BAKU),
    }


def _topic(exchange: str) -> Json:
    return {
        "amqp": {
            "is": "routingKey",
            "exchange": _exchange(exchange),
            "bindingVersion": BINDING_VERSION,
        }
    }


def _answers() -> Json:
    return _channel(
        None,
        ("Jawaban", "DaftarTugas", "Naskah"),
        "The client's own reply queue, named by `reply_to` of its message; reached through the "
        "default exchange.",
    )


# `operations`, seen from the system: what it receives from others, and what it sends.
#
# A client does the opposite: it publishes what the system receives. Names are the message, and the
# pelaksana where there is one queue for each.
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


def _answered(operation: Json, *answers: str) -> Json:
    """By a Jawaban, and by `answers` where it is applied otherwise."""
    reply: Json = {
        "address": {
            "location": "$message.header#/reply_to",
            "description": "The AMQP property `reply_to`. Without it there is no answer.",
        },
        "channel": channel_ref(ANSWERS),
        "messages": [channel_message_ref(ANSWERS, one) for one in ("Jawaban", *answers)],
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
        "receivePenarikan": _answered(
            _operation(
                "receive",
                intake,
                "Penarikan",
                PORTAL,
                "The portal publishes that an applicant withdraws.",
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
        f"receiveMintaTugas.{one}": _answered(
            _operation(
                "receive", decisions, "MintaTugas", tag, f"The {tool} asks anew for its open tasks."
            ),
            "DaftarTugas",
        ),
        f"receiveMintaNaskah.{one}": _answered(
            _operation(
                "receive",
                decisions,
                "MintaNaskah",
                tag,
                f"The {tool} asks for the text of an SK, where this is the desk that signs.",
            ),
            "Naskah",
        ),
        f"sendBerkas.{one}": _operation(
            "send", dossiers, "Berkas", INTERNAL, f"The worker before hands over to {one}."
        ),
        f"receiveBerkas.{one}": _operation(
            "receive", dossiers, "Berkas", INTERNAL, f"The worker of {one} takes it over."
        ),
    }
