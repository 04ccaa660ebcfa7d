"""What every certificate that AlurIzin makes begins with."""

from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

MUNDUR = timedelta(minutes=5)
"""A machine whose clock is behind must not find a new certificate "not yet valid"."""


def sertifikat_dasar(
    subjek: x509.Name,
    penerbit: x509.Name,
    publik: ec.EllipticCurvePublicKey,
    kini: datetime,
    hari: int,
) -> x509.CertificateBuilder:
    """Valid from now on for `hari` days; to be completed and signed."""
    return (
        x509.CertificateBuilder()
        .subject_name(subjek)
        .issuer_name(penerbit)
        .public_key(publik)
        .serial_number(x509.random_serial_number())
        .not_valid_before(kini - MUNDUR)
        .not_valid_after(kini + timedelta(days=hari))
    )
