"""The operating system's refusals, in words."""

import errno
import os
import socket

import pytest

from shared.os_words import sebab_os


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOENT, "tidak ada"),
        (errno.EACCES, "tidak diizinkan"),
        (errno.ENOSPC, "cakram penuh"),
        (errno.ECONNREFUSED, "tidak ada yang menerima sambungan di alamat itu"),
        (errno.ENOTSOCK, "galat sistem ENOTSOCK"),
    ],
)
def test_a_number_has_its_words(number: int, said: str) -> None:
    assert sebab_os(OSError(number, os.strerror(number))) == said


def test_what_has_no_number_is_told_too() -> None:
    assert sebab_os(TimeoutError()) == "tidak menjawab sampai batas waktu"
    assert sebab_os(socket.gaierror(-2, "Name or service not known")) == (
        "nama komputernya tidak dikenal"
    )
    assert sebab_os(OSError("odd")) == "galat sistem"
