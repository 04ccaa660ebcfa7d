"""The one question we ask a RabbitMQ of ours: do you know us?

Spoken frame by frame over a blocking socket, because servers are started outside of any loop, and
with AMQP alone, because a node without the management plugin has nothing else to be asked by.
"""

import socket
from enum import Enum, auto
from urllib.parse import unquote, urlsplit

from pamqp.base import Frame
from pamqp.commands import Connection
from pamqp.exceptions import PAMQPException
from pamqp.frame import marshal, unmarshal
from pamqp.header import ProtocolHeader

PROBE_TIMEOUT_S = 2.0
FRAME_HEADER_BYTES = 7  # type, channel, size of what follows; then one byte that ends the frame
ACCESS_REFUSED = 403


class Answer(Enum):
    WELCOME = auto()
    REFUSED = auto()
    SILENCE = auto()  # nobody there, or nobody who speaks AMQP


def ask_login(rabbitmq_url: str) -> Answer:
    """What the broker says to the login in the address."""
    parts = urlsplit(rabbitmq_url)
    where = (parts.hostname or "", parts.port or 0)
    try:
        with socket.create_connection(where, PROBE_TIMEOUT_S) as connection:
            connection.sendall(ProtocolHeader().marshal())
            _read(connection)
            _send(connection, _start_ok(parts.username or "", parts.password or ""))
            answer = _read(connection)
            if isinstance(answer, Connection.Tune):
                _leave(connection, answer)
                return Answer.WELCOME
    except (OSError, PAMQPException):
        return Answer.SILENCE
    refused = isinstance(answer, Connection.Close) and answer.reply_code == ACCESS_REFUSED
    return Answer.REFUSED if refused else Answer.SILENCE


def _start_ok(username: str, password: str) -> Frame:
    """Words as they stand in an address. The capability makes the broker say no, where it would
    hang up after a while."""
    return Connection.StartOk(
        client_properties={"capabilities": {"authentication_failure_close": True}},
        mechanism="PLAIN",
        response=f"\0{unquote(username)}\0{unquote(password)}",
    )


def _leave(connection: socket.socket, tune: Connection.Tune) -> None:
    """As the protocol has it: who just hangs up is a warning in the broker's log."""
    _send(
        connection,
        Connection.TuneOk(tune.channel_max, tune.frame_max, tune.heartbeat),
        Connection.Open(),
        Connection.Close(reply_code=200, reply_text="", class_id=0, method_id=0),
    )
    while not isinstance(_read(connection), Connection.CloseOk | Connection.Close):
        pass


def _send(connection: socket.socket, *frames: Frame) -> None:
    connection.sendall(b"".join(marshal(frame, 0) for frame in frames))


def _read(connection: socket.socket) -> object:
    header = _exactly(connection, FRAME_HEADER_BYTES)
    rest = _exactly(connection, int.from_bytes(header[3:7], "big") + 1)
    return unmarshal(header + rest)[2]


def _exactly(connection: socket.socket, count: int) -> bytes:
    read = bytearray()
    while len(read) < count:
        piece = connection.recv(count - len(read))
        if not piece:
            raise ConnectionError("the other side hung up")
        read += piece
    return bytes(read)
