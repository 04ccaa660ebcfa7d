"""What is known of a file, against what a message says of it and what the SOP allows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shared.alur.jenis_berkas import KOSONG, salah_jenis, sebutan_jenis
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


def teks_melebihi(ukuran_bytes: int, batas_bytes: int) -> tuple[str, str]:
    """A size and the limit that it exceeds, told so that the two differ: ("10.0 MiB", "5.0 MiB"),
    ("10485761 byte", "10485760 byte")."""
    ukuran, batas = teks_ukuran(ukuran_bytes), teks_ukuran(batas_bytes)
    return (ukuran, batas) if ukuran != batas else (f"{ukuran_bytes} byte", f"{batas_bytes} byte")


def cacat_berkas(
    kode: str, dokumen: Dokumen, fakta: FaktaBerkas | None, aturan: AturanBerkas
) -> Iterator[str]:
    """Every reason to refuse this file, in words for the one who sent it."""
    nama = f"{kode} ({dokumen.nama_berkas})"
    if fakta is None:
        yield f"{nama}: berkas {dokumen.berkas_id} tidak ada di penyimpanan dokumen"
        return
    if fakta.ukuran_bytes == 0:
        yield f"{nama}: {KOSONG}"
        return
    if fakta.ukuran_bytes > aturan.batas_bytes:
        ukuran, batas = teks_melebihi(fakta.ukuran_bytes, aturan.batas_bytes)
        yield f"{nama}: ukuran {ukuran} melebihi batas {batas}"
        return
    if fakta.cacat and fakta.media_type in {"", *aturan.media}:
        yield f"{nama}: {fakta.cacat}"
        return
    if fakta.media_type not in aturan.media:
        yield f"{nama}: {salah_jenis(dokumen.nama_berkas, fakta.media_type, aturan.media)}"
    if fakta.ukuran_bytes != dokumen.ukuran_bytes:
        yield f"{nama}: ukuran tersimpan {fakta.ukuran_bytes}, disebut {dokumen.ukuran_bytes} byte"
    if fakta.sha256 != dokumen.sha256:
        yield f"{nama}: SHA-256 tersimpan {fakta.sha256}, disebut {dokumen.sha256}"
    if fakta.media_type in aturan.media and fakta.media_type != dokumen.media_type:
        isi, disebut = sebutan_jenis(fakta.media_type), sebutan_jenis(dokumen.media_type)
        yield f"{nama}: isi berkas {isi}, disebut {disebut} ('{dokumen.media_type}')"
