"""Is this file signed, by whom, and is it what was approved?"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from shared.tandatangan.bentuk import Kotak
from shared.tandatangan.hasil import HasilPeriksa, KodePeriksa, Temuan
from shared.tandatangan.naskah import berawal_naskah


@dataclass(frozen=True)
class Kepercayaan:
    """Whom to believe: `akar`, the authorities of signatories and of timestamps, and nobody else.
    Without `crl` and `ocsp` those inside the file count. `wajib_pencabutan`: refuse a certificate
    of which nobody says whether it was revoked. All of it PEM or DER."""

    akar: Sequence[bytes] = field(repr=False)
    crl: Sequence[bytes] = field(default=(), repr=False)
    ocsp: Sequence[bytes] = field(default=(), repr=False)
    wajib_pencabutan: bool = False


def periksa_tanda_tangan(
    pdf: bytes,
    kepercayaan: Kepercayaan,
    pada: datetime,
    naskah: bytes | None = None,
    *,
    kotak: Kotak | None = None,
) -> HasilPeriksa:
    """Calculates for some 30 ms and asks nobody: to be called in a thread beside the event loop.

    `pada`: when the letter was signed, as the office recorded it, or now for one that has just
    come: certificates have to be valid then. `naskah`: what was approved; the file has to begin
    with it. `kotak`: the one place where a signature may show something. A flipped bit inside the
    signature's own container may go unnoticed: keep the file's SHA-256 as well."""
    if pada.tzinfo is None:
        raise ValueError("waktu pemeriksaan harus berzona")
    sidik = hashlib.sha256(pdf).hexdigest()
    awal = [] if naskah is None or berawal_naskah(pdf, naskah) else [_NASKAH_BERBEDA]
    try:
        from shared.tandatangan import pemeriksa  # noqa: PLC0415 - 40 MB that few processes need

        temuan, penanda, revisi = pemeriksa.nilai(pdf, kepercayaan, pada, kotak)
    except Exception as galat:  # noqa: BLE001 - a file that breaks its judge is no good file
        return HasilPeriksa(
            sidik, (*awal, Temuan(KodePeriksa.GALAT_PEMERIKSA, type(galat).__name__))
        )
    return HasilPeriksa(sidik, (*awal, *temuan), penanda, revisi)


_NASKAH_BERBEDA = Temuan(KodePeriksa.NASKAH_BERBEDA)
