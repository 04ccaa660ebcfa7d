"""Why a server could not be spoken to, in words: libraries wrap the operating system's reason in
errors of their own, and say it in English."""

import errno
import os
import re
from collections.abc import Iterator

from shared.certificate_words import sebab_sertifikat
from shared.errors import AlurIzinError, BrokerTidakTerjangkau, StoreTidakTerjangkau
from shared.os_words import NAMA_TIDAK_DIKENAL, TIDAK_MENJAWAB, sebab_os
from shared.rights_words import sebab_hak

_ERRNO = re.compile(r"\[Errno (-?\d+)\]")
DITOLAK = "nama pengguna atau kata sandi ditolak"
_MENURUT_NAMA = (
    ("AuthenticationError", DITOLAK),
    ("AuthenticationFailed", DITOLAK),
    ("ProbableAuthenticationError", DITOLAK),
    ("InvalidURI", "alamatnya bukan URL MongoDB yang sah"),
    ("ConfigurationError", "pilihan di alamatnya tidak sah"),
    ("ValueError", "ada bagian alamatnya yang tidak sah"),
    ("IncompatibleProtocolError", "yang menjawab di alamat itu bukan RabbitMQ"),
    ("InvalidFrameError", "yang menjawab di alamat itu bukan RabbitMQ, atau menutup sambungan"),
    ("ServerSelectionTimeoutError", "tidak ada yang menjawab di alamat itu"),
    ("NetworkTimeout", TIDAK_MENJAWAB),
    ("AutoReconnect", "sambungan terputus"),
    ("ConnectionClosed", "sambungan ditutup dari sana"),
    ("AMQPConnectionError", "sambungan tidak terjadi"),
    ("TimeoutError", TIDAK_MENJAWAB),
    ("CancelledError", "sambungan terputus"),
)


_PEMBUNGKUS = (BrokerTidakTerjangkau, StoreTidakTerjangkau)
"""Ours, around a library's error; more special ones have a sentence of their own."""


def sebab_sambungan(galat: BaseException) -> str:
    """One clause, without the address, which its caller knows, and without a password."""
    for satu in _rantai(galat):
        if kata := _yang_dikatakan(satu):
            return kata
    for satu in _rantai(galat):
        for nama, kata in _MENURUT_NAMA:
            if any(kelas.__name__ == nama for kelas in type(satu).__mro__):
                return kata
    return f"galat {type(galat).__name__}"


def _yang_dikatakan(galat: BaseException) -> str:
    """By its number or its text; empty where neither says anything."""
    if isinstance(galat, AlurIzinError) and type(galat) not in _PEMBUNGKUS:
        return str(galat)
    if kata := sebab_sertifikat(galat) or sebab_hak(galat):
        return kata
    if "ACCESS_REFUSED" in str(galat) or "uthentication" in str(galat):
        return DITOLAK
    if isinstance(galat, OSError) and galat.errno is not None:
        return sebab_os(galat)
    return _dari_teks(str(galat))


def _rantai(galat: BaseException) -> Iterator[BaseException]:
    satu: BaseException | None = galat
    while satu is not None:
        yield satu
        satu = satu.__cause__


def _dari_teks(teks: str) -> str:
    if "Name or service not known" in teks or "nodename nor servname" in teks:
        return NAMA_TIDAK_DIKENAL
    if (temu := _ERRNO.search(teks)) is None:
        return ""
    nomor = int(temu[1])
    if nomor < 0:  # getaddrinfo counts its own errors below zero
        return NAMA_TIDAK_DIKENAL
    return sebab_os(OSError(nomor, os.strerror(nomor))) if nomor in errno.errorcode else ""
