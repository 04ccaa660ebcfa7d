"""The office's key, opened: from a PKCS#12 file, or in a PKCS#11 device."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext

import pkcs11
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign.general import SigningError
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
from pyhanko.sign.signers.pdf_cms import Signer, SimpleSigner

from shared.tandatangan.bentuk import KunciPkcs11, KunciPkcs12
from shared.tandatangan.errors import KunciTidakTerbuka

Pena = Callable[[], AbstractContextManager[Signer]]
"""Lends the key for one signature."""

_HASH: Mapping[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}


_PIN_SALAH = (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange, pkcs11.PinLocked)
_PIN_TIDAK_DIULANG = (
    "tidak dicoba lagi, agar perangkat tidak terkunci, sampai berkas PIN-nya diperbaiki"
)


class PinDitolak(KunciTidakTerbuka):
    """The device knows another PIN."""


class _PenandaTetap(SimpleSigner):
    """Signs the same bytes the same way: an elliptic curve's signature otherwise has a number of
    its own drawn for it (RFC 6979)."""

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        kunci = serialization.load_der_private_key(self.signing_key.dump(), password=None)
        if isinstance(kunci, ec.EllipticCurvePrivateKey):
            cara = ec.ECDSA(_HASH[digest_algorithm], deterministic_signing=True)
            return kunci.sign(data, cara)
        return bytes(super().sign_raw(data, digest_algorithm))


def buka_pkcs12(kunci: KunciPkcs12) -> Pena:
    """Raises `KunciTidakTerbuka`, never with the passphrase."""
    nama = kunci.berkas.name
    try:
        isi = kunci.berkas.read_bytes()
    except OSError as galat:
        raise KunciTidakTerbuka(
            f"berkas kunci {nama} tidak terbaca ({type(galat).__name__})"
        ) from galat
    try:
        dibuka = SimpleSigner.load_pkcs12_data(isi, (), kunci.frasa.get_secret_value().encode())
        penanda = _PenandaTetap(
            dibuka.signing_cert, dibuka.signing_key, dibuka.cert_registry, embed_roots=False
        )
    except (ValueError, TypeError, AttributeError, UnsupportedAlgorithm):
        raise KunciTidakTerbuka(
            f"berkas kunci {nama} tidak terbuka: frasa sandinya salah, atau bukan PKCS#12 yang"
            " berisi kunci dan sertifikat"
        ) from None
    return lambda: nullcontext(penanda)


def buka_pkcs11(kunci: KunciPkcs11) -> Pena:
    """Opens a session a signature, one at a time: a device logs a user in once. Whoever borrows
    the key gets `KunciTidakTerbuka` where the device or the key is not there. A PIN that was wrong
    is not tried again: a few times lock the device."""
    giliran = threading.Lock()
    salah: list[str] = []

    @contextmanager
    def pinjam() -> Iterator[Signer]:
        with giliran:
            if salah:
                raise KunciTidakTerbuka(f"{salah[0]}; {_PIN_TIDAK_DIULANG}")
            try:
                with _sesi(kunci) as sesi:
                    yield _di_perangkat(kunci, sesi)
            except PinDitolak as galat:
                salah.append(str(galat))
                raise
            except pkcs11.PKCS11Error as galat:
                raise KunciTidakTerbuka(_sebab_pkcs11(kunci, galat)) from None

    return pinjam


def _sesi(kunci: KunciPkcs11) -> pkcs11.Session:
    try:
        return open_pkcs11_session(
            str(kunci.modul),
            token_criteria=TokenCriteria(label=kunci.token),
            user_pin=kunci.pin.get_secret_value(),
        )
    except (RuntimeError, OSError) as galat:  # also: no such library, or none of its kind
        ditolak = isinstance(galat.__cause__ or galat, _PIN_SALAH)
        jenis = PinDitolak if ditolak else KunciTidakTerbuka
        raise jenis(_sebab_pkcs11(kunci, galat)) from None


def _di_perangkat(kunci: KunciPkcs11, sesi: pkcs11.Session) -> Signer:
    """Hashes are taken here: not every device takes them."""
    try:
        penanda = PKCS11Signer(
            sesi, kunci.label, key_label=kunci.label, embed_roots=False, use_raw_mechanism=True
        )
        if penanda.signing_cert is not None:
            return penanda
    except SigningError as galat:
        raise KunciTidakTerbuka(_sebab_pkcs11(kunci, galat)) from None
    raise KunciTidakTerbuka(f"token {kunci.token} tidak memuat sertifikat {kunci.label}")


def _sebab_pkcs11(kunci: KunciPkcs11, galat: Exception) -> str:
    """The kind of the error alone: what a device writes into its text is not ours to know."""
    asal = galat.__cause__ or galat
    return (
        f"token {kunci.token} atau kunci {kunci.label} di dalamnya tidak terbuka"
        f" ({type(asal).__name__}): periksa modul, nama token, PIN dan label"
    )
