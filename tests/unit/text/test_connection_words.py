"""Why a server could not be spoken to, whatever the library said."""

import errno
import socket

import pytest

from shared.connection_words import sebab_sambungan


class ServerSelectionTimeoutError(Exception):
    """As the driver's."""


class AMQPConnectionError(ConnectionError):
    """As the library's: it wraps the reason."""


class ProbableAuthenticationError(AMQPConnectionError):
    """As the library's."""


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ConnectionRefusedError(errno.ECONNREFUSED, "x"), "tidak ada yang menerima sambungan"),
        (
            ServerSelectionTimeoutError("db:27017: [Errno 111] Connection refused, Timeout: 5.0s"),
            "tidak ada yang menerima sambungan",
        ),
        (
            ServerSelectionTimeoutError("db:27017: [Errno -2] Name or service not known"),
            "nama komputernya tidak dikenal",
        ),
        (ServerSelectionTimeoutError("No servers found yet"), "tidak ada yang menjawab"),
        (AMQPConnectionError("[Errno 113] No route"), "komputernya tidak terjangkau"),
        (AMQPConnectionError(socket.gaierror(-2, "x")), "nama komputernya tidak dikenal"),
        (ProbableAuthenticationError("..."), "nama pengguna atau kata sandi ditolak"),
        (Exception("ACCESS_REFUSED - Login was refused"), "nama pengguna atau kata sandi ditolak"),
        (TimeoutError(), "tidak menjawab sampai batas waktu"),
        (ConnectionResetError(errno.ECONNRESET, "x"), "sambungan diputus dari sana"),
        (RuntimeError("odd"), "galat RuntimeError"),
    ],
)
def test_the_reason_is_found_under_the_library_s_words(error: Exception, said: str) -> None:
    assert sebab_sambungan(error).startswith(said)


def test_the_reason_behind_an_error_is_found() -> None:
    error = AMQPConnectionError("failed")
    error.__cause__ = OSError(errno.ENETUNREACH, "x")
    assert sebab_sambungan(error) == "jaringannya tidak terjangkau dari sini"
