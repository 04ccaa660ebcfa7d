"""Proofs inside the file, from a timestamp service over real HTTP: B-T, and B-LT with a CRL."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from asn1crypto import keys, tsp  # type: ignore[import-untyped]
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from shared.tandatangan.bentuk import JangkaPanjang
from shared.tandatangan.errors import StempelWaktuGagal
from shared.tandatangan.hasil import HasilPeriksa, KodePeriksa
from shared.tandatangan.lokal import PenandatanganLokal
from shared.tandatangan.naskah import berawal_naskah
from shared.tandatangan.periksa import Kepercayaan, periksa_tanda_tangan
from shared.tandatangan.uji_coba import Otoritas, buat_otoritas
from tests.tandatangan import PADA, Sertifikat, akar, crl, naskah, pasangan, tulis_pkcs12


@pytest.fixture
def layanan_waktu(request: pytest.FixtureRequest) -> Iterator[str]:
    penerbit: Otoritas | None = getattr(request, "param", None)
    guna = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    sertifikat, kunci, _ = pasangan(
        Sertifikat(nama="Stempel", nip="", rsa_bit=2048, penerbit=penerbit, tambahan=(guna,))
    )
    der = kunci.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    stempel = DummyTimeStamper(
        asn1_x509.Certificate.load(sertifikat.public_bytes(serialization.Encoding.DER)),
        keys.PrivateKeyInfo.load(der),
        fixed_dt=PADA + timedelta(seconds=2),
    )

    class Penjawab(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            minta = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            isi = stempel.request_tsa_response(minta).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(isi)))
            self.end_headers()
            self.wfile.write(isi)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Penjawab)
    utas = threading.Thread(target=server.serve_forever)
    utas.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    utas.join()


def periksa(pdf: bytes, *, wajib: bool = False) -> HasilPeriksa:
    percaya = Kepercayaan(akar(), wajib_pencabutan=wajib)
    return periksa_tanda_tangan(pdf, percaya, PADA, naskah())


def test_a_timestamp_proves_the_time(tmp_path: Path, layanan_waktu: str) -> None:
    penanda = PenandatanganLokal(tulis_pkcs12(tmp_path), JangkaPanjang(layanan_waktu))
    hasil = periksa(penanda.tanda_tangani(naskah(), PADA))
    assert hasil.temuan == ()
    assert hasil.penanda[0].stempel_waktu == PADA + timedelta(seconds=2)


def test_a_crl_inside_the_file_answers_for_the_certificate(
    tmp_path: Path, layanan_waktu: str
) -> None:
    jangka = JangkaPanjang(layanan_waktu, akar(), crl=(crl([]),))
    pdf = PenandatanganLokal(tulis_pkcs12(tmp_path), jangka).tanda_tangani(naskah(), PADA)
    assert berawal_naskah(pdf, naskah())
    hasil = periksa(pdf, wajib=True)
    assert (hasil.temuan, hasil.revisi) == ((), 3)
    assert not periksa(pdf + b"x").sah


@pytest.mark.parametrize("layanan_waktu", [buat_otoritas(PADA)], indirect=True)
def test_a_timestamp_of_a_stranger_is_refused(tmp_path: Path, layanan_waktu: str) -> None:
    penanda = PenandatanganLokal(tulis_pkcs12(tmp_path), JangkaPanjang(layanan_waktu))
    hasil = periksa(penanda.tanda_tangani(naskah(), PADA))
    assert hasil.kode == {KodePeriksa.STEMPEL_WAKTU_TIDAK_SAH}


def test_a_timestamp_service_that_is_away_is_told(tmp_path: Path) -> None:
    jangka = JangkaPanjang("http://127.0.0.1:1/")
    with pytest.raises(StempelWaktuGagal, match="tidak diperoleh"):
        PenandatanganLokal(tulis_pkcs12(tmp_path), jangka).tanda_tangani(naskah(), PADA)
