"""A stand-in for a timestamp authority (RFC 3161): real HTTP on loopback, and what goes wrong."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal

from asn1crypto import keys, tsp  # type: ignore[import-untyped]
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.keys.internal import translate_pyca_cryptography_cert_to_asn1
from pyhanko.sign.timestamps import DummyTimeStamper

from shared.tandatangan.uji_coba import Otoritas
from tests.tandatangan import Sertifikat, pasangan

Gangguan = Literal["", "away", "503", "nonsense", "rejected", "slow"]


class LayananWaktu:
    """`gangguan` is what goes wrong this time; `kali` how often it was asked."""

    def __init__(self, penerbit: Otoritas | None = None) -> None:
        self.gangguan: Gangguan = ""
        self.kali = 0
        self.lepas = threading.Event()
        self.alamat = ""
        sertifikat, kunci = _kunci(penerbit)
        self._tsa = DummyTimeStamper(sertifikat, kunci, fixed_dt=None)

    def jawab(self, badan: bytes) -> bytes:
        if self.gangguan in {"nonsense", "503"}:
            return b"\x30\x03abc"
        if self.gangguan == "rejected":
            # A PKIStatusInfo that says rejection, and no token behind it.
            return bytes.fromhex("30053003020102")
        self._tsa.fixed_dt = datetime.now(UTC)
        return bytes(self._tsa.request_tsa_response(tsp.TimeStampReq.load(badan)).dump())


@cache
def _kunci(penerbit: Otoritas | None) -> tuple[object, keys.PrivateKeyInfo]:
    """RSA, for the stand-in signs with nothing else."""
    sendiri = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    bentuk = Sertifikat(
        nama="TSA uji", nip="", penerbit=penerbit, rsa_bit=2048, tambahan=(sendiri,)
    )
    sertifikat, kunci, _ = pasangan(bentuk)
    der = kunci.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return translate_pyca_cryptography_cert_to_asn1(sertifikat), keys.PrivateKeyInfo.load(der)


@contextmanager
def layanan_waktu(penerbit: Otoritas | None = None) -> Iterator[LayananWaktu]:
    """Of the tests' own authority, or of another."""
    keadaan = LayananWaktu(penerbit)

    class Penjawab(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            keadaan.kali += 1
            badan = self.rfile.read(int(self.headers["Content-Length"]))
            if keadaan.gangguan == "away":
                self.close_connection = True
                return
            if keadaan.gangguan == "slow":
                keadaan.lepas.wait(30)
                return
            isi = keadaan.jawab(badan)
            self.send_response(503 if keadaan.gangguan == "503" else 200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(isi)))
            self.end_headers()
            self.wfile.write(isi)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Penjawab)
    keadaan.alamat = f"http://127.0.0.1:{server.server_port}"
    utas = threading.Thread(target=server.serve_forever)
    utas.start()
    try:
        yield keadaan
    finally:
        keadaan.lepas.set()
        server.shutdown()
        server.server_close()
        utas.join()
