"""What is asked of a signature: a key, a place on the page, proofs that outlive the certificate."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pydantic import SecretStr

TANDA_UJI_COBA = "UJI COBA, bukan sertifikat resmi"
"""In the subject of every certificate for trying out, and of its issuer."""


class Kotak(NamedTuple):
    """A rectangle on a page, in points from the lower left corner; `halaman` counts from 1, and
    -1 is the last."""

    halaman: int
    kiri: float
    bawah: float
    kanan: float
    atas: float


@dataclass(frozen=True)
class KunciPkcs12:
    """A file with key, certificate and chain; `frasa` opens it."""

    berkas: Path
    frasa: SecretStr


@dataclass(frozen=True)
class KunciPkcs11:
    """A key that never leaves its device. `modul`: the device's library; key and certificate bear
    the same `label` on the token of that name."""

    modul: Path
    token: str
    pin: SecretStr
    label: str


@dataclass(frozen=True)
class JangkaPanjang:
    """Proofs inside the file: a timestamp of `layanan_waktu` (RFC 3161), and, where `crl` or `ocsp`
    are given, that nothing in the chain was revoked. `akar`: the authorities of signer and
    timestamp. Certificates, CRLs and OCSP answers are PEM or DER."""

    layanan_waktu: str
    akar: Sequence[bytes] = ()
    crl: Sequence[bytes] = field(default=(), repr=False)
    ocsp: Sequence[bytes] = field(default=(), repr=False)
    batas_detik: float = 10.0
