"""Time-based codes (RFC 6238): the second factor that any authenticator on a telephone shows."""

from datetime import datetime

import pyotp

LANGKAH_DETIK = 30
_SEBELAH = (0, -1, 1)
"""The step of now, and its neighbours: telephones' clocks differ."""


def langkah_cocok(rahasia: str, kode: str, saat: datetime, terakhir: int) -> int | None:
    """The step of time whose code this is, later than the last one that was used; None for any
    other code."""
    polos = "".join(kode.split())
    if not (polos.isascii() and polos.isdecimal()):
        return None
    kini = int(saat.timestamp()) // LANGKAH_DETIK
    pembuat = pyotp.TOTP(rahasia, interval=LANGKAH_DETIK)
    for langkah in sorted((kini + geser for geser in _SEBELAH), key=lambda n: abs(n - kini)):
        if langkah > terakhir and pyotp.utils.strings_equal(
            pembuat.at(langkah * LANGKAH_DETIK), polos
        ):
            return langkah
    return None


def alamat_pasang(rahasia: str, nama: str, penerbit: str) -> str:
    """The address (`otpauth:`) that an authenticator reads from a QR code."""
    return pyotp.TOTP(rahasia, interval=LANGKAH_DETIK).provisioning_uri(
        name=nama, issuer_name=penerbit
    )
