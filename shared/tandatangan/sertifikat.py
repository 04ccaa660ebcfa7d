"""Certificates, read: who the subject is, and what the key is for."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.x509.oid import NameOID
from pyhanko.keys.internal import translate_pyca_cryptography_cert_to_asn1
from pyhanko.sign.validation.settings import KeyUsageConstraints

from shared.tandatangan.bentuk import TANDA_UJI_COBA
from shared.tandatangan.hasil import Penanda

KEGUNAAN = KeyUsageConstraints(key_usage={"non_repudiation"})
"""A signature binds whoever made it: the certificate has to say that it may."""

for _cerewet in ("pyhanko", "pyhanko_certvalidator"):
    # What is wrong is told in findings and errors; the library's traces quote certificates, and so
    # people.
    logging.getLogger(_cerewet).setLevel(logging.CRITICAL + 1)

_PENGENAL = (NameOID.SERIAL_NUMBER, NameOID.USER_ID)


class Dibaca(NamedTuple):
    """A signatory's certificate before the signature itself was asked for its time."""

    orang: Penanda
    mengikat: bool

    def bertanda(self, klaim: datetime | None, stempel: datetime | None) -> Penanda:
        return replace(self.orang, ditandatangani_pada=klaim, stempel_waktu=stempel)


def baca_akar(semua: Sequence[bytes]) -> list[Any]:
    """Each PEM, of one certificate or several, or DER. Raises `ValueError`."""
    return [
        translate_pyca_cryptography_cert_to_asn1(satu)
        for isi in semua
        for satu in (
            x509.load_pem_x509_certificates(isi)
            if _pem(isi)
            else [x509.load_der_x509_certificate(isi)]
        )
    ]


def _pem(isi: bytes) -> bool:
    return b"-----BEGIN" in isi


def crl_der(isi: bytes) -> bytes:
    """PEM or DER. Raises `ValueError`."""
    if not _pem(isi):
        return isi
    return x509.load_pem_x509_crl(isi).public_bytes(serialization.Encoding.DER)


def penanda(der: bytes) -> Dibaca:
    """Raises `ValueError` for what is no certificate."""
    satu = x509.load_der_x509_certificate(der)
    unit = _semua(satu.subject, NameOID.ORGANIZATIONAL_UNIT_NAME)
    orang = Penanda(
        nama=_pertama(satu.subject, NameOID.COMMON_NAME),
        instansi=_pertama(satu.subject, NameOID.ORGANIZATION_NAME),
        penerbit=_pertama(satu.issuer, NameOID.COMMON_NAME),
        nomor_sertifikat=f"{satu.serial_number:x}",
        berlaku_sejak=satu.not_valid_before_utc,
        berlaku_sampai=satu.not_valid_after_utc,
        uji_coba=TANDA_UJI_COBA in unit,
        pengenal=tuple(isi for oid in _PENGENAL for isi in _semua(satu.subject, oid)),
    )
    return Dibaca(orang, _mengikat(satu))


def _mengikat(satu: x509.Certificate) -> bool:
    try:
        kegunaan = satu.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return False
    return kegunaan.content_commitment


def _semua(nama: x509.Name, oid: x509.ObjectIdentifier) -> tuple[str, ...]:
    return tuple(str(satu.value) for satu in nama.get_attributes_for_oid(oid))


def _pertama(nama: x509.Name, oid: x509.ObjectIdentifier) -> str:
    return next(iter(_semua(nama, oid)), "")
