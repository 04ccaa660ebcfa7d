"""`channels`: every queue, the two exchanges that anyone may bind to, and the reply queue."""

from izin.asyncapi import servers
from izin.asyncapi.messages import QUARANTINED
from izin.asyncapi.refs import BINDING_VERSION, Json, message_ref, server_ref
from shared import topology
from shared.topology import Antrean, Topologi

ANSWERS = "jawaban"


def message_names(queue: str) -> tuple[str, ...]:
    """What travels through a queue of the topology."""
    fixed = {
        topology.ANTREAN_KARANTINA: (QUARANTINED,),
        topology.ANTREAN_PEMBERITAHUAN: ("Pemberitahuan",),
        topology.ANTREAN_OPS: ("Pelanggaran",),
        topology.ANTREAN_JURNAL: ("Pelanggaran",),
        topology.antrean_berkas(topology.PELAKSANA_PENERIMA): ("Berkas", "Pengajuan"),
    }
    by_kind = {"berkas": ("Berkas",), "tugas": ("Tugas",), "putusan": ("Putusan",)}
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
    return [_exchange(nama) for nama in sorted(topologi.exchange)]


def _exchange(nama: str) -> Json:
    return {"name": nama, "type": "topic", "durable": True, "autoDelete": False}


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
    }


def _about(queue: str) -> str:
    fixed = {
        topology.ANTREAN_KARANTINA: "Whatever could not be handled, with why. For operators.",
        topology.ANTREAN_PEMBERITAHUAN: "Notices to applicants, for the portal to pass on.",
        topology.ANTREAN_OPS: "Every breach of mutu baku, for operators.",
        topology.ANTREAN_JURNAL: "A copy of every breach, by which the watchdogs know what was "
        "announced. Not for clients.",
        topology.antrean_berkas(topology.PELAKSANA_PENERIMA): "New submissions and corrections "
        "from the portal, and applications that come back to the Front Office.",
        topology.antrean_tugas(topology.PELAKSANA_PEMOHON): "The applicant's tasks, for the "
        "portal: a correction that is due (act `ajukan`), an SK to be received (`serahkan`).",
        topology.antrean_putusan(topology.PELAKSANA_PEMOHON): "The applicant's receipt of the SK, "
        "from the portal.",
    }
    pelaksana, _, kind = queue.rpartition(".")
    by_kind = {
        "berkas": f"Applications that come to {pelaksana}, from the worker before. Not for tools.",
        "tugas": f"Tasks for the officers' tools of {pelaksana}.",
        "putusan": f"Decisions from the officers' tools of {pelaksana}.",
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
        ("Jawaban",),
        "The client's own reply queue, named by `reply_to` of its message; reached through the "
        "default exchange.",
    )
