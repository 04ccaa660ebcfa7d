"""Certificates for trying out: an authority of the office's own that nobody else trusts, and keys
of its signatories. Every one of them says so in its subject and its issuer.

A real Surat Keputusan is signed with a certificate of a certified authority (PP 71/2019 art. 60).
"""

from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from shared.certificate_base import sertifikat_dasar
from shared.tandatangan.bentuk import TANDA_UJI_COBA

HARI_CA = 3650
HARI_PEJABAT = 730

_UMUM_MAKS = 64
"""Letters of a common name (X.520)."""


@dataclass(frozen=True)
class Otoritas:
    """An authority: its certificate, and the key that signs others."""

    sertifikat: x509.Certificate
    kunci: ec.EllipticCurvePrivateKey

    @property
    def sertifikat_pem(self) -> bytes:
        return self.sertifikat.public_bytes(serialization.Encoding.PEM)

    @property
    def kunci_pem(self) -> bytes:
        return self.kunci.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )


def buat_otoritas(kini: datetime, instansi: str = "AlurIzin", hari: int = HARI_CA) -> Otoritas:
    """Valid from `kini` on."""
    kunci = ec.generate_private_key(ec.SECP256R1())
    nama = _subjek(f"CA {instansi} (UJI COBA)", instansi)
    pembuat = _dasar(nama, nama, kunci.public_key(), kini, hari)
    pembuat = pembuat.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    pembuat = pembuat.add_extension(_kegunaan(ca=True), critical=True)
    return Otoritas(pembuat.sign(kunci, hashes.SHA256()), kunci)


def baca_otoritas(sertifikat_pem: bytes, kunci_pem: bytes) -> Otoritas:
    """Raises `ValueError` for anything but a pair that `buat_otoritas` made."""
    kunci = serialization.load_pem_private_key(kunci_pem, password=None)
    sertifikat = x509.load_pem_x509_certificate(sertifikat_pem)
    if not isinstance(kunci, ec.EllipticCurvePrivateKey):
        raise ValueError("kunci CA bukan kunci EC")
    if sertifikat.public_key() != kunci.public_key():
        raise ValueError("kunci CA tidak cocok dengan sertifikatnya")
    return Otoritas(sertifikat, kunci)


def buat_pkcs12(
    otoritas: Otoritas,
    nama: str,
    nip: str,
    kini: datetime,
    frasa: str,
    *,
    hari: int = HARI_PEJABAT,
) -> bytes:
    """Key, certificate and chain of a signatory, locked with `frasa`. The subject has the name as
    common name and the NIP as serial number."""
    kunci = ec.generate_private_key(ec.SECP256R1())
    instansi = _instansi(otoritas.sertifikat)
    subjek = _subjek(_nama_umum(nama), instansi, nip)
    induk = x509.AuthorityKeyIdentifier.from_issuer_public_key(otoritas.kunci.public_key())
    sertifikat = (
        _dasar(subjek, otoritas.sertifikat.subject, kunci.public_key(), kini, hari)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_kegunaan(ca=False), critical=True)
        .add_extension(induk, critical=False)
        .sign(otoritas.kunci, hashes.SHA256())
    )
    return pkcs12.serialize_key_and_certificates(
        nip.encode(),
        kunci,
        sertifikat,
        [otoritas.sertifikat],
        serialization.BestAvailableEncryption(frasa.encode()),
    )


def _nama_umum(nama: str) -> str:
    """Whole words of it, as many as there is room for."""
    if len(nama) <= _UMUM_MAKS:
        return nama
    utuh, _, _ = nama[: _UMUM_MAKS + 1].rpartition(" ")
    return utuh or nama[:_UMUM_MAKS]


def _instansi(sertifikat: x509.Certificate) -> str:
    return str(sertifikat.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value)


def _subjek(umum: str, instansi: str, nip: str = "") -> x509.Name:
    bagian = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, instansi[:_UMUM_MAKS]),
        x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, TANDA_UJI_COBA),
        x509.NameAttribute(NameOID.COMMON_NAME, umum),
    ]
    if nip:
        bagian.append(x509.NameAttribute(NameOID.SERIAL_NUMBER, nip))
    return x509.Name(bagian)


def _dasar(
    subjek: x509.Name,
    penerbit: x509.Name,
    publik: ec.EllipticCurvePublicKey,
    kini: datetime,
    hari: int,
) -> x509.CertificateBuilder:
    pengenal = x509.SubjectKeyIdentifier.from_public_key(publik)
    dasar = sertifikat_dasar(subjek, penerbit, publik, kini, hari)
    return dasar.add_extension(pengenal, critical=False)


def _kegunaan(*, ca: bool) -> x509.KeyUsage:
    """A signatory's key binds its owner (content commitment, also called non-repudiation)."""
    return x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=not ca,
        key_cert_sign=ca,
        crl_sign=ca,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
