"""What is known of a file, against what a message says of it and what the SOP allows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shared.contracts.parts import Dokumen

MIB = 1024 * 1024


@dataclass(frozen=True)
class FaktaBerkas:
    """Measured from the stored bytes themselves, never taken from a message. `cacat` says what is
    wrong with them, whoever sends them and for whatever; empty when nothing is."""

    ukuran_bytes: int
    media_type: str
    sha256: str
    cacat: str = ""


Fakta = Mapping[str, FaktaBerkas]
"""By `berkas_id`; a file that the store does not have is absent."""


@dataclass(frozen=True)
class AturanBerkas:
    """Limits for one file: `media` are the MIME types allowed, `batas_bytes` the largest size."""

    media: tuple[str, ...]
    batas_bytes: int


def teks_ukuran(ukuran_bytes: int) -> str:
    return f"{ukuran_bytes / MIB:.1f} MiB" if ukuran_bytes >= MIB else f"{ukuran_bytes} byte"


def cacat_berkas(
    kode: str, dokumen: Dokumen, fakta: FaktaBerkas | None, aturan: AturanBerkas
) -> Iterator[str]:
    """Every reason to refuse this file, in words for the one who sent it."""
    nama = f"{kode} ({dokumen.nama_berkas})"
    if fakta is None:
        yield f"{nama}: berkas {dokumen.berkas_id} tidak ada di penyimpanan dokumen"
        return
    if fakta.ukuran_bytes == 0:
        yield f"{nama}: berkas kosong"
    if fakta.ukuran_bytes > aturan.batas_bytes:
        yield (
            f"{nama}: ukuran {teks_ukuran(fakta.ukuran_bytes)}"
            f" melebihi batas {teks_ukuran(aturan.batas_bytes)}"
        )
        return
    if fakta.cacat and fakta.media_type in {"", *aturan.media}:
        yield f"{nama}: {fakta.cacat}"
        return
    if fakta.media_type not in aturan.media:
        yield (
            f"{nama}: isi berkas berjenis {fakta.media_type},"
            f" yang diizinkan {', '.join(aturan.media)}"
        )
    if fakta.ukuran_bytes != dokumen.ukuran_bytes:
        yield f"{nama}: ukuran tersimpan {fakta.ukuran_bytes}, disebut {dokumen.ukuran_bytes} byte"
    if fakta.sha256 != dokumen.sha256:
        yield f"{nama}: SHA-256 tersimpan {fakta.sha256}, disebut {dokumen.sha256}"
    if fakta.media_type in aturan.media and fakta.media_type != dokumen.media_type:
        yield f"{nama}: isi berkas berjenis {fakta.media_type}, disebut {dokumen.media_type}"
