"""Proofs that last: a timestamp of a service, and what an authority says of revoked certificates,
inside the signed file."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.dss import DocumentSecurityStore

from shared.tandatangan.bentuk import JangkaPanjang, KunciPkcs12
from shared.tandatangan.errors import SertifikatTidakBerlaku, StempelWaktuGagal
from shared.tandatangan.hasil import KodePeriksa
from shared.tandatangan.lokal import PenandatanganLokal
from shared.tandatangan.naskah import berawal_naskah
from shared.tandatangan.periksa import Kepercayaan, periksa_tanda_tangan
from shared.tandatangan.uji_coba import buat_otoritas
from tests.layanan_waktu import Gangguan, LayananWaktu, layanan_waktu
from tests.tandatangan import (
    PADA,
    Sertifikat,
    akar,
    crl,
    naskah,
    sertifikat_di,
    tulis_pkcs12,
)

KINI = datetime.now(UTC)
"""The service has a clock of its own."""
BENTUK = Sertifikat(sampai=KINI + timedelta(days=30))
DAFTAR = crl([], KINI - timedelta(hours=1))


@pytest.fixture
def waktu() -> Iterator[LayananWaktu]:
    with layanan_waktu() as satu:
        yield satu


@pytest.fixture
def kunci(tmp_path: Path) -> KunciPkcs12:
    return tulis_pkcs12(tmp_path, BENTUK)


def bukti(waktu: LayananWaktu, *daftar: bytes, batas_detik: float = 10.0) -> JangkaPanjang:
    return JangkaPanjang(waktu.alamat, akar(), daftar, batas_detik=batas_detik)


def tanda(kunci: KunciPkcs12, jangka: JangkaPanjang) -> bytes:
    return PenandatanganLokal(kunci, jangka).tanda_tangani(naskah(), KINI)


def test_timestamp_and_revocation_data_are_inside_what_is_signed(
    waktu: LayananWaktu, kunci: KunciPkcs12
) -> None:
    mulai = datetime.now(UTC)  # KINI is of the moment at which all tests were collected
    pdf = tanda(kunci, bukti(waktu, DAFTAR))
    assert berawal_naskah(pdf, naskah())
    tanpa_daftar = Kepercayaan(akar(), wajib_pencabutan=True)
    hasil = periksa_tanda_tangan(pdf, tanpa_daftar, datetime.now(UTC), naskah())
    assert hasil.temuan == (), "by what lies in the file alone"
    assert hasil.revisi == 2, "nothing stands behind the signature"
    (penanda,) = hasil.penanda
    assert penanda.stempel_waktu and abs(penanda.stempel_waktu - mulai) < timedelta(minutes=5)
    lebih = periksa_tanda_tangan(pdf + b"x", tanpa_daftar, datetime.now(UTC), naskah())
    assert not lebih.sah
    simpanan = DocumentSecurityStore.read_dss(PdfFileReader(io.BytesIO(pdf)))
    assert [satu.get_object().data for satu in simpanan.crls] == [DAFTAR]


@pytest.mark.parametrize(
    ("gangguan", "kata"),
    [
        ("away", "tidak terjangkau"),
        ("503", "galat 503"),
        ("slow", "tidak menjawab pada waktunya"),
        ("nonsense", "tidak memuat stempel waktu"),
        ("rejected", "tidak memuat stempel waktu"),
    ],
)
def test_without_a_timestamp_nothing_is_signed_and_the_reason_is_told(
    waktu: LayananWaktu, kunci: KunciPkcs12, gangguan: Gangguan, kata: str
) -> None:
    waktu.gangguan = gangguan
    batas = 0.05 if gangguan == "slow" else 10.0
    try:
        with pytest.raises(StempelWaktuGagal, match=kata) as galat:
            tanda(kunci, bukti(waktu, batas_detik=batas))
    finally:
        waktu.gangguan = ""
    assert "127.0.0.1: " in str(galat.value)


def test_a_timestamp_of_a_service_that_nobody_believes_is_not_taken(kunci: KunciPkcs12) -> None:
    with layanan_waktu(buat_otoritas(PADA - timedelta(days=40))) as asing:
        with pytest.raises(StempelWaktuGagal, match="tidak berasal dari penyelenggara"):
            tanda(kunci, bukti(asing, DAFTAR))
        pdf = tanda(kunci, bukti(asing))
    kode = periksa_tanda_tangan(pdf, Kepercayaan(akar()), datetime.now(UTC)).kode
    assert kode == {KodePeriksa.STEMPEL_WAKTU_TIDAK_SAH}


def test_a_revoked_certificate_signs_nothing_or_is_found_out(
    waktu: LayananWaktu, tmp_path: Path
) -> None:
    """Where the certificate says that there are lists, before it signs; else by whoever judges."""
    titik = x509.DistributionPoint(
        [x509.UniformResourceIdentifier("http://ca.example/ca.crl")], None, None, None
    )
    for tambahan in ((x509.CRLDistributionPoints([titik]),), ()):
        kunci = tulis_pkcs12(tmp_path, BENTUK.dengan(tambahan=tambahan))
        nomor = sertifikat_di(kunci).serial_number
        dicabut = crl([(nomor, KINI - timedelta(days=1))], KINI - timedelta(hours=1))
        if tambahan:
            with pytest.raises(SertifikatTidakBerlaku, match="sudah dicabut"):
                tanda(kunci, bukti(waktu, dicabut))
            continue
        pdf = tanda(kunci, bukti(waktu, dicabut))
        for percaya in (Kepercayaan(akar(), [dicabut]), Kepercayaan(akar())):
            kode = periksa_tanda_tangan(pdf, percaya, datetime.now(UTC)).kode
            assert kode == {KodePeriksa.SERTIFIKAT_DICABUT}


def test_a_list_that_is_out_of_date_says_nothing(waktu: LayananWaktu, kunci: KunciPkcs12) -> None:
    pdf = tanda(kunci, bukti(waktu))
    lama = Kepercayaan(akar(), [crl([], KINI - timedelta(days=60))], wajib_pencabutan=True)
    kode = periksa_tanda_tangan(pdf, lama, datetime.now(UTC)).kode
    assert kode == {KodePeriksa.PENCABUTAN_TIDAK_DIKETAHUI}
