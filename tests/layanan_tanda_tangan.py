"""A stand-in for the national signing service: real HTTP on loopback, both versions of its API,
and the faults that its users report."""

import base64
import json
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

NIK, FRASA = "6372010101800001", "frasa-saat-ini"
AKUN = ("kantor", "sandi-kantor")

Gangguan = Literal[
    "", "salah-frasa", "terkunci", "kedaluwarsa", "tak-terdaftar", "rusak-500", "500-berkas",
    "lambat", "putus", "bukan-pdf", "terlalu-besar",
]  # fmt: skip


class Layanan:
    """`tanda_tangani` is what it does with a naskah; `gangguan` what goes wrong this time."""

    def __init__(self, tanda_tangani: Callable[[bytes], bytes]) -> None:
        self.tanda_tangani = tanda_tangani
        self.gangguan: Gangguan = ""
        self.diterima: list[Mapping[str, Any]] = []
        self.lepas = threading.Event()
        self.alamat = ""

    def jawab(self, minta: Mapping[str, Any], versi: int) -> tuple[int, bytes]:
        self.diterima.append(minta)
        kalimat = {
            "terkunci": "Akun terkunci",
            "kedaluwarsa": "Sertifikat sudah expired",
            "tak-terdaftar": f"NIK {minta['nik']} tidak terdaftar",
            "rusak-500": "Internal Server Error",
        }.get(self.gangguan)
        if self.gangguan == "salah-frasa" or minta["passphrase"] != FRASA:
            kalimat = f"Passphrase {minta['passphrase']} anda salah"
        if kalimat:
            return 400, json.dumps({"error": kalimat, "status_code": 2031}).encode()
        if self.gangguan == "bukan-pdf":
            return 200, b"<html>Gangguan</html>"
        if self.gangguan == "terlalu-besar":
            return 200, b"%PDF-" + b"0" * (21 * 1024 * 1024)
        berkas = self.tanda_tangani(minta["file"])
        isi = berkas if versi == 1 else json.dumps({"file": [_b64(berkas)], "time": 9}).encode()
        return (500 if self.gangguan == "500-berkas" else 200), isi


@contextmanager
def layanan(tanda_tangani: Callable[[bytes], bytes]) -> Iterator[Layanan]:
    keadaan = Layanan(tanda_tangani)

    class Penjawab(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            badan = self.rfile.read(int(self.headers["Content-Length"]))
            if self.headers["Authorization"] != f"Basic {_b64(':'.join(AKUN).encode())}":
                return self._kirim(401, b"{}")
            if keadaan.gangguan == "putus":
                self.connection.shutdown(socket.SHUT_RDWR)
                return None
            if keadaan.gangguan == "lambat":
                keadaan.lepas.wait(30)
                return None
            if self.path == "/api/v2/sign/pdf":
                return self._kirim(*keadaan.jawab(_dua(badan), 2))
            if self.path == "/api/sign/pdf":
                return self._kirim(*keadaan.jawab(_satu(self.headers["Content-Type"], badan), 1))
            return self._kirim(404, b"{}")

        def _kirim(self, status: int, isi: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(isi)))
            self.end_headers()
            try:
                self.wfile.write(isi)
            except ConnectionError:
                return

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


def _b64(isi: bytes) -> str:
    return base64.b64encode(isi).decode()


def _dua(badan: bytes) -> Mapping[str, Any]:
    isi = json.loads(badan)
    return {**isi, **isi["signatureProperties"][0], "file": base64.b64decode(isi["file"][0])}


def _satu(jenis: str, badan: bytes) -> Mapping[str, Any]:
    pesan = message_from_bytes(f"Content-Type: {jenis}\r\n\r\n".encode() + badan)
    bagian: dict[str, Any] = {}
    for satu in pesan.walk():
        nama = satu.get_param("name", header="content-disposition")
        isi = satu.get_payload(decode=True)
        if isinstance(nama, str) and isinstance(isi, bytes):
            bagian[nama] = isi if nama == "file" else isi.decode()
    return bagian
