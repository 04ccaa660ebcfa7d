"""AMQP 0-9-1 basic properties of each kind of message, under the names the protocol gives them.

AsyncAPI calls them `headers`; the AMQP table of that name is the property `headers` in here.
"""

from izin.asyncapi.refs import Json
from shared import topology

FROM_CLIENT = "AmqpDariKlien"
FROM_SYSTEM = "AmqpDariSistem"
ANSWER = "AmqpJawaban"
QUARANTINED = "AmqpKarantina"

_MESSAGE_ID_MAX = 255


def _text(description: str, **more: object) -> Json:
    return {"type": "string", "description": description, **more}


def _constant(value: object, description: str) -> Json:
    kind = "integer" if isinstance(value, int) else "string"
    return {"type": kind, "const": value, "description": description}


_CONTENT_TYPE = _constant("application/json", "The body is UTF-8 JSON, one object.")
_PERSISTENT = _constant(2, "Persistent.")
_TYPE = _text("Name of the message; the same as `tipe` in the body.")
_TIMESTAMP: Json = {
    "type": "integer",
    "description": "Whole seconds since 1970-01-01T00:00:00Z (the AMQP type). What counts is the "
    "instants in the body.",
}
_USER_ID = _text(
    "The account of the service that published it, where each has one of its own; the broker lets "
    "nobody say another's name."
)


def _properties(description: str, required: list[str], properties: Json) -> Json:
    return {
        "type": "object",
        "description": description,
        "required": required,
        "properties": properties,
    }


def property_schemas() -> dict[str, Json]:
    """By name, for `components/schemas`."""
    return {
        ANSWER: _answer(),
        FROM_CLIENT: _from_client(),
        FROM_SYSTEM: _from_system(),
        QUARANTINED: _quarantined(),
    }


def _from_client() -> Json:
    return _properties(
        "AMQP properties of what a client publishes.",
        ["content_type", "delivery_mode", "message_id", "type"],
        {
            "content_type": _CONTENT_TYPE,
            "delivery_mode": _PERSISTENT,
            "message_id": _text(
                "The `pengajuan_id`, `penarikan_id`, `putusan_id` or `permintaan_id` of the body.",
                maxLength=_MESSAGE_ID_MAX,
            ),
            "type": {
                **_TYPE,
                "description": "Name of the message. When it differs from `tipe` in the body, the "
                "message is refused (`pesan_tidak_sah`).",
            },
            "correlation_id": _text(
                "Whatever lets the client know its answer: the Jawaban carries it back unchanged "
                "(where there is none, the `message_id`). For the portal's first message about "
                "an application there is nothing else it could be.",
                maxLength=_MESSAGE_ID_MAX,
            ),
            "reply_to": _text(
                "Where the Jawaban is to go: `amq.rabbitmq.reply-to`, or, for an account that may "
                "declare queues, one of the client's own (exclusive, auto-delete, named by the "
                "server). Accounts of officers' tools and portals may not. The answer is "
                "published to the default exchange with this as routing key. Never a queue of "
                "this document: it would be ignored. Without it nobody is answered."
            ),
            "timestamp": _TIMESTAMP,
            "user_id": _text(
                "The name of the account that the client logged in with; the broker refuses any "
                "other. Owed wherever each service has an account of its own: without it, or from "
                "an account that may not write to this queue, the message is refused "
                "(`bukan_wewenang`)."
            ),
        },
    )


def _from_system() -> Json:
    return _properties(
        "AMQP properties of what the system publishes.",
        ["content_type", "correlation_id", "delivery_mode", "message_id", "timestamp", "type"],
        {
            "content_type": _CONTENT_TYPE,
            "correlation_id": _text(
                "The `permohonan_id`; for a Pemberitahuan `tidak_diterima`, which has none, the "
                "`pengajuan_id`."
            ),
            "delivery_mode": _PERSISTENT,
            "message_id": _text(
                "The same fact for the same destination always has the same id, so that a "
                "repetition is known by it: `<permohonan_id>/<langkah>.<putaran>/<routing key>`, "
                "with the step that the message is about (Berkas, Tugas: the open one; "
                "Pemberitahuan, Peristiwa: the one just closed). For a Pemberitahuan "
                "`tidak_diterima`: `<pengajuan_id>/<kode>/<routing key>`; for a Pelanggaran: "
                "`<permohonan_id>/<langkah or keseluruhan>.<putaran>/<tingkat>`. Compare it; do "
                "not take it apart.",
                maxLength=_MESSAGE_ID_MAX,
            ),
            "timestamp": _TIMESTAMP,
            "type": _TYPE,
            "user_id": _USER_ID,
        },
    )


def _answer() -> Json:
    return _properties(
        "AMQP properties of an answer.",
        ["content_type", "correlation_id", "message_id", "type"],
        {
            "content_type": _CONTENT_TYPE,
            "correlation_id": _text(
                "The `correlation_id` of the message answered, unchanged; where it had none, its "
                "`message_id`."
            ),
            "delivery_mode": _PERSISTENT,
            "message_id": _text("The `message_id` of the message answered, and `/jawaban`."),
            "timestamp": _TIMESTAMP,
            "type": _TYPE,
            "user_id": _USER_ID,
        },
    )


def _quarantined() -> Json:
    return _properties(
        "AMQP properties of a message in quarantine: those of the original (content_type, type, "
        "message_id, correlation_id, timestamp, as far as it had them; a worker gives one without "
        "message_id the SHA-256 of its body instead, and leaves reply_to out), and the reason in "
        "the table `headers`.",
        ["headers"],
        {"headers": {**_REASON, "description": "The AMQP header table."}},
    )


_REASON: Json = {
    "anyOf": [
        {
            "title": "Put aside by a worker",
            "type": "object",
            "required": ["kode", "alasan", "antrean_asal", "pelaksana", "dikarantina_pada"],
            "properties": {
                "kode": _text("A refusal code of `x-kode-tolak`."),
                "alasan": _text(
                    "Why, in Indonesian, naming the field or the file; at most 4000 characters."
                ),
                "antrean_asal": _text("The queue it came from, where it can be sent back to."),
                "pelaksana": _text("Whose worker put it aside."),
                "dikarantina_pada": _text("When, in RFC 3339 (UTC).", format="date-time"),
                topology.KEPALA_KALI_DIKIRIM: {
                    "type": "integer",
                    "description": "How often it had been delivered by then.",
                },
                topology.KEPALA_DIKIRIM_ULANG: {
                    "type": "integer",
                    "description": "How often it was sent back from karantina before.",
                },
                "pengguna_asal": _text(
                    "The account that wrote it at first, as far as it said so (`user_id`)."
                ),
            },
        },
        {
            "title": "Dead-lettered by the broker",
            "type": "object",
            "required": ["x-first-death-queue", "x-first-death-reason"],
            "properties": {
                "x-first-death-queue": _text("The queue it came from."),
                "x-first-death-reason": _text(
                    "`delivery_limit`: it was delivered too often without being acknowledged; "
                    "`rejected`: a consumer rejected it without requeue."
                ),
                "x-death": {"type": "array", "description": "RabbitMQ's full record."},
            },
        },
    ]
}
