"""What is written on a paper, before it becomes a file."""

from dataclasses import dataclass

Pasangan = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Pejabat:
    """Who signs. `cap` is what the round stamp says."""

    jabatan: str
    nama: str
    nip: str = ""
    cap: str = ""


@dataclass(frozen=True)
class Surat:
    """A letter, list or plan. The last line of `kop` is the address; `tabel` begins with its
    header row; `bagian` are (heading, text)."""

    judul: str
    lembaga: str
    kop: tuple[str, ...]
    pembuka: str
    penutup: str
    tempat_tanggal: str
    pejabat: Pejabat
    nomor: str = ""
    identitas: Pasangan = ()
    tabel: tuple[tuple[str, ...], ...] = ()
    bagian: Pasangan = ()


@dataclass(frozen=True)
class Keputusan:
    """A decree; not `sah` is a draft, with nobody's signature."""

    judul: str
    lembaga: str
    kop: tuple[str, ...]
    jenis: str
    nomor: str
    tentang: str
    menimbang: tuple[str, ...]
    mengingat: tuple[str, ...]
    diktum: Pasangan
    identitas: Pasangan
    tempat_tanggal: str
    pejabat: Pejabat
    sah: bool
    catatan_sah: str = ""


@dataclass(frozen=True)
class Kartu:
    """A card, photographed. `buram`: out of focus, not to be read; `foto_ke` counts the tries."""

    judul: str
    lembaga: str
    baris: Pasangan
    foto_ke: int = 1
    buram: bool = False


Kertas = Surat | Keputusan | Kartu


@dataclass(frozen=True)
class BerkasJadi:
    """A finished file, ready to be uploaded."""

    nama_berkas: str
    media_type: str
    isi: bytes
