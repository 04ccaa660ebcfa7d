"""The authorities that an office believes, and what they say of revoked certificates, read at last:
the file that names them may be read long before anything is signed or judged."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from cryptography import x509

from shared.tandatangan.folder_uji_coba import CA
from shared.tandatangan.isi_pencabutan import baca_crl, baca_ocsp
from shared.tandatangan.susunan import TandaTanganKantor, TandaTanganTidakSah


class Akar(NamedTuple):
    """`nama`: of its subject."""

    berkas: str
    nama: str
    berlaku_sejak: datetime
    berlaku_sampai: datetime


def para_akar(kantor: TandaTanganKantor) -> tuple[Akar, ...]:
    """Each certificate of each file. Raises `TandaTanganTidakSah` that names every file of
    certificates, CRLs and OCSP answers that is none."""
    masalah: list[str] = []
    akar = []
    for nama, isi in zip(_nama_akar(kantor), kantor.kepercayaan.akar, strict=True):
        for satu in _baca(_sertifikat, nama, isi, masalah) or ():
            akar.append(
                Akar(
                    berkas=nama.name,
                    nama=satu.subject.rfc4514_string(),
                    berlaku_sejak=satu.not_valid_before_utc,
                    berlaku_sampai=satu.not_valid_after_utc,
                )
            )
    for nama, isi in zip(kantor.susunan.crl, kantor.kepercayaan.crl, strict=True):
        _baca(baca_crl, nama, isi, masalah)
    for nama, isi in zip(kantor.susunan.ocsp, kantor.kepercayaan.ocsp, strict=True):
        _baca(baca_ocsp, nama, isi, masalah)
    if masalah:
        raise TandaTanganTidakSah(kantor.berkas, masalah)
    return tuple(akar)


def daftar_lewat(kantor: TandaTanganKantor, kini: datetime) -> Iterator[str]:
    """CRLs that are out of date: they say nothing any more."""
    for nama, isi in zip(kantor.susunan.crl, kantor.kepercayaan.crl, strict=True):
        sampai = baca_crl(isi).next_update_utc
        if sampai and sampai < kini:
            yield f"{nama.name}: daftar sertifikat yang dicabut hanya sampai {sampai:%Y-%m-%d}"


def _nama_akar(kantor: TandaTanganKantor) -> Sequence[Path]:
    susunan = kantor.susunan
    return (*susunan.akar, *((susunan.uji_coba / CA,) if susunan.uji_coba else ()))


def _baca(cara: Callable[[bytes], Any], nama: Path, isi: bytes, masalah: list[str]) -> Any:
    try:
        return cara(isi)
    except ValueError:
        masalah.append(f"{nama} rusak, atau bukan berkas yang dimaksud")
        return None


def _sertifikat(isi: bytes) -> Sequence[x509.Certificate]:
    if b"-----BEGIN" in isi:
        return x509.load_pem_x509_certificates(isi)
    return [x509.load_der_x509_certificate(isi)]
