"""CRLs and OCSP answers, read. Each raises `ValueError` for what is none."""

from cryptography import x509
from cryptography.x509 import ocsp


def baca_crl(isi: bytes) -> x509.CertificateRevocationList:
    """PEM or DER."""
    muat = x509.load_pem_x509_crl if b"-----BEGIN" in isi else x509.load_der_x509_crl
    return muat(isi)


def baca_ocsp(isi: bytes) -> ocsp.OCSPResponse:
    return ocsp.load_der_ocsp_response(isi)
