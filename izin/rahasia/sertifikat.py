"""The installation's own certificate authority, and a certificate for each server.

P-256, signed with SHA-256: what RabbitMQ, MongoDB and Python take since long. The authority may
sign for nothing but servers, and no authority below itself.
"""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from shared.certificate_base import sertifikat_dasar

HARI_CA = 3650
HARI_SERVER = 730

KEGUNAAN_SERVER = [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]
"""The members of a MongoDB replica set are clients of each other."""


@dataclass(frozen=True)
class Pasangan:
    """A certificate and its key, both PEM."""

    sertifikat: bytes
    kunci: bytes


def buat_ca(kini: datetime) -> Pasangan:
    kunci = ec.generate_private_key(ec.SECP256R1())
    nama = _nama("AlurIzin")
    pembuat = (
        sertifikat_dasar(nama, nama, kunci.public_key(), kini, HARI_CA)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_kegunaan(ca=True), critical=True)
        .add_extension(_pengenal(kunci.public_key()), critical=False)
    )
    return _pasangan(pembuat.sign(kunci, hashes.SHA256()), kunci)


def buat_server(ca: Pasangan, nama: Iterable[str], kini: datetime) -> Pasangan:
    """For these host names and addresses, the first of which is its subject. Raises `ValueError`
    when `ca` is no pair of certificate and key, or a name is no name of a host."""
    nama = tuple(dict.fromkeys(nama))
    kunci_ca = _kunci(ca.kunci)
    sertifikat_ca = x509.load_pem_x509_certificate(ca.sertifikat)
    kunci = ec.generate_private_key(ec.SECP256R1())
    pembuat = (
        sertifikat_dasar(
            _nama(nama[0]), sertifikat_ca.subject, kunci.public_key(), kini, HARI_SERVER
        )
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_kegunaan(ca=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage(KEGUNAAN_SERVER), critical=False)
        .add_extension(x509.SubjectAlternativeName([_san(n) for n in nama]), critical=False)
        .add_extension(_pengenal(kunci.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(kunci_ca.public_key()),
            critical=False,
        )
    )
    return _pasangan(pembuat.sign(kunci_ca, hashes.SHA256()), kunci)


def berlaku_sampai(pem: bytes) -> datetime:
    """Raises `ValueError` for what is no certificate."""
    return x509.load_pem_x509_certificate(pem).not_valid_after_utc


def nama_server(pem: bytes) -> tuple[str, ...]:
    """The names and addresses that a certificate is for."""
    sertifikat = x509.load_pem_x509_certificate(pem)
    san = sertifikat.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return tuple(str(satu.value) for satu in san)


def sekarang() -> datetime:
    return datetime.now(UTC)


def _nama(umum: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, umum)])


def _san(nama: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(nama))
    except ValueError:
        return x509.DNSName(nama)


def _kegunaan(*, ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not ca,
        key_cert_sign=ca,
        crl_sign=ca,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _pengenal(publik: ec.EllipticCurvePublicKey) -> x509.SubjectKeyIdentifier:
    return x509.SubjectKeyIdentifier.from_public_key(publik)


def _kunci(pem: bytes) -> ec.EllipticCurvePrivateKey:
    kunci = serialization.load_pem_private_key(pem, password=None)
    if not isinstance(kunci, ec.EllipticCurvePrivateKey):
        raise ValueError("kunci CA bukan kunci EC")
    return kunci


def _pasangan(sertifikat: x509.Certificate, kunci: ec.EllipticCurvePrivateKey) -> Pasangan:
    return Pasangan(
        sertifikat.public_bytes(serialization.Encoding.PEM),
        kunci.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
    )
