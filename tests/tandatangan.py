"""Letters, authorities and keys for tests of signatures: a fixed authority and signatory, and
certificates with one thing wrong."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import typst
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from pydantic import SecretStr

from shared.tandatangan.bentuk import KunciPkcs12
from shared.tandatangan.lokal import PenandatanganLokal
from shared.tandatangan.uji_coba import Otoritas, buat_otoritas

PADA = datetime(2026, 11, 23, 2, 15, tzinfo=UTC)
NIP = "198001012005011001"
NAMA = "Drs. H. Budi Santoso, M.Si."
FRASA = "frasa-pembuka"

Kunci = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@cache
def naskah(isi: str = "Keputusan Kepala Dinas") -> bytes:
    """One page of PDF/A-2b, always the same bytes for the same text."""
    teks = f'#set document(title: "SK")\n= Surat Keputusan\n{isi}\n'
    dibuat = typst.compile(
        teks.encode(), ignore_system_fonts=True, pdf_standards=["a-2b"], timestamp=1_700_000_000
    )
    assert isinstance(dibuat, bytes)
    return dibuat


@cache
def otoritas() -> Otoritas:
    return buat_otoritas(PADA - timedelta(days=30))


def akar() -> tuple[bytes, ...]:
    return (otoritas().sertifikat_pem,)


@dataclass(frozen=True)
class Sertifikat:
    """What a certificate is to be like; the fields that nobody changes make a good one."""

    nama: str = NAMA
    nip: str = NIP
    sejak: datetime = PADA - timedelta(days=10)
    sampai: datetime = PADA + timedelta(days=300)
    penerbit: Otoritas | None = None
    sendiri: bool = False
    mengikat: bool = True
    rsa_bit: int = 0
    tambahan: tuple[x509.ExtensionType, ...] = ()

    def dengan(self, **lain: object) -> "Sertifikat":
        return replace(self, **lain)  # type: ignore[arg-type]


def pasangan(bentuk: Sertifikat) -> tuple[x509.Certificate, Kunci, Otoritas]:
    penerbit = bentuk.penerbit or otoritas()
    kunci: Kunci = (
        rsa.generate_private_key(65537, bentuk.rsa_bit)
        if bentuk.rsa_bit
        else ec.generate_private_key(ec.SECP256R1())
    )
    bagian = [x509.NameAttribute(NameOID.COMMON_NAME, bentuk.nama)]
    if bentuk.nip:
        bagian.append(x509.NameAttribute(NameOID.SERIAL_NUMBER, bentuk.nip))
    subjek = x509.Name(bagian)
    pembuat = (
        x509.CertificateBuilder()
        .subject_name(subjek)
        .issuer_name(subjek if bentuk.sendiri else penerbit.sertifikat.subject)
        .public_key(kunci.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(bentuk.sejak)
        .not_valid_after(bentuk.sampai)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_kegunaan(bentuk.mengikat), critical=True)
    )
    for satu in bentuk.tambahan:
        pembuat = pembuat.add_extension(satu, critical=False)
    penanda = kunci if bentuk.sendiri else penerbit.kunci
    return pembuat.sign(penanda, hashes.SHA256()), kunci, penerbit


def tulis_pkcs12(folder: Path, bentuk: Sertifikat | None = None) -> KunciPkcs12:
    sertifikat, kunci, penerbit = pasangan(bentuk or Sertifikat())
    berkas = folder / f"{sertifikat.serial_number}.p12"
    sandi = serialization.BestAvailableEncryption(FRASA.encode())
    berkas.write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"kunci", kunci, sertifikat, [penerbit.sertifikat], sandi
        )
    )
    return KunciPkcs12(berkas, SecretStr(FRASA))


def penandatangan(folder: Path, bentuk: Sertifikat | None = None) -> PenandatanganLokal:
    return PenandatanganLokal(tulis_pkcs12(folder, bentuk))


def sertifikat_di(kunci: KunciPkcs12) -> x509.Certificate:
    isi = pkcs12.load_pkcs12(kunci.berkas.read_bytes(), FRASA.encode())
    assert isi.cert is not None
    return isi.cert.certificate


def crl(dicabut: Iterable[tuple[int, datetime]], terbit: datetime = PADA) -> bytes:
    """What the authority has revoked: serial numbers, and since when."""
    pembuat = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(otoritas().sertifikat.subject)
        .last_update(terbit)
        .next_update(terbit + timedelta(days=30))
    )
    for nomor, sejak in dicabut:
        satu = x509.RevokedCertificateBuilder().serial_number(nomor).revocation_date(sejak)
        pembuat = pembuat.add_revoked_certificate(satu.build())
    ditandatangani = pembuat.sign(otoritas().kunci, hashes.SHA256())
    return ditandatangani.public_bytes(serialization.Encoding.DER)


def _kegunaan(mengikat: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=mengikat,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
