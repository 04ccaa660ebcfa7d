"""A copy of the whole store on the disk: one BSON file a collection, and a manifest that says what
is in them. Written last, the manifest makes the copy complete."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from shared.errors import AlurIzinError
from shared.os_words import sebab_os
from shared.whole_file import OWNER_ONLY, Draft, new_file, write_file

MANIFES = "manifes.json"
FORMAT, VERSI = "cadangan-alurizin", 1
_POTONGAN = 1 << 20
_BATAS_SIDIK = 1 << 256


class CadanganRusak(AlurIzinError):
    """A copy that cannot be put back; `masalah` says why, one thing each."""

    def __init__(self, folder: Path, masalah: Iterable[str]) -> None:
        self.folder = folder
        self.masalah = tuple(masalah)
        super().__init__(f"cadangan di {folder} tidak utuh: {'; '.join(self.masalah)}")


class BasisDataBerisi(AlurIzinError):
    """A copy is put into an empty database only."""


@dataclass
class Hitungan:
    """What a collection holds, whatever the order: `sidik` is the sum of the documents' SHA-256."""

    dokumen: int = 0
    sidik: int = 0

    def tambah(self, mentah: bytes) -> None:
        self.dokumen += 1
        satu = int.from_bytes(hashlib.sha256(mentah).digest(), "big")
        self.sidik = (self.sidik + satu) % _BATAS_SIDIK


@dataclass(frozen=True)
class Koleksi:
    """One collection in a copy. `sha256` is the file's, `sidik` of `Hitungan`, both in hex."""

    nama: str
    dokumen: int
    ukuran_bytes: int
    sha256: str
    sidik: str

    @property
    def berkas(self) -> str:
        return f"{self.nama}.bson"


@dataclass(frozen=True)
class Manifes:
    """`dibuat_pada` is when the copy was begun, RFC 3339."""

    dibuat_pada: str
    basis_data: str
    koleksi: tuple[Koleksi, ...] = ()

    def untuk(self, nama: str) -> Koleksi | None:
        return next((satu for satu in self.koleksi if satu.nama == nama), None)


@dataclass
class Penulis:
    """Writes one collection's file."""

    nama: str
    isi: Draft
    hitungan: Hitungan = field(default_factory=Hitungan)

    def __post_init__(self) -> None:
        self._sha256 = hashlib.sha256()
        self._ukuran = 0

    def tambah(self, mentah: bytes) -> None:
        self.isi.write(mentah)
        self._sha256.update(mentah)
        self._ukuran += len(mentah)
        self.hitungan.tambah(mentah)

    def selesai(self) -> Koleksi:
        sidik = f"{self.hitungan.sidik:064x}"
        sha256 = self._sha256.hexdigest()
        return Koleksi(self.nama, self.hitungan.dokumen, self._ukuran, sha256, sidik)


@contextmanager
def penulis(folder: Path, nama: str) -> Iterator[Penulis]:
    """The file has its name when all of it is on the disk. For its owner alone."""
    with new_file(folder / f"{nama}.bson", mode=OWNER_ONLY) as isi:
        yield Penulis(nama, isi)


def tulis_manifes(folder: Path, manifes: Manifes) -> None:
    isi = {"format": FORMAT, "versi": VERSI, **asdict(manifes)}
    isi["sidik"] = _sidik(isi)
    teks = json.dumps(isi, ensure_ascii=False, indent=1)
    write_file(folder / MANIFES, teks, mode=OWNER_ONLY)


def _sidik(isi: Mapping[str, Any]) -> str:
    """Of everything else in the manifest."""
    tanpa = {nama: nilai for nama, nilai in isi.items() if nama != "sidik"}
    return hashlib.sha256(json.dumps(tanpa, sort_keys=True).encode()).hexdigest()


def baca_manifes(folder: Path) -> Manifes:
    """Raises `CadanganRusak`, also for a copy that was never finished."""
    try:
        isi = json.loads((folder / MANIFES).read_text(encoding="utf-8"))
        return _manifes(isi)
    except OSError as galat:
        pesan = f"{MANIFES} tidak terbaca ({sebab_os(galat)}); cadangannya mungkin tidak selesai"
        raise CadanganRusak(folder, [pesan]) from galat
    except (ValueError, TypeError, KeyError, AttributeError) as galat:
        raise CadanganRusak(
            folder, [f"{MANIFES} bukan manifes cadangan AlurIzin, atau berubah"]
        ) from galat


def _manifes(isi: Mapping[str, Any]) -> Manifes:
    if (isi["format"], isi["versi"], isi["sidik"]) != (FORMAT, VERSI, _sidik(isi)):
        raise ValueError("format, versi, sidik")
    koleksi = tuple(Koleksi(**satu) for satu in isi["koleksi"])
    if any("/" in satu.nama or satu.nama.startswith(".") for satu in koleksi):
        raise ValueError("nama koleksi")
    return Manifes(isi["dibuat_pada"], isi["basis_data"], koleksi)


def periksa_salinan(folder: Path) -> Manifes:
    """Every file is read and measured. Raises `CadanganRusak` with all that is wrong."""
    manifes = baca_manifes(folder)
    masalah = [m for satu in manifes.koleksi for m in _masalah(folder / satu.berkas, satu)]
    if masalah:
        raise CadanganRusak(folder, masalah)
    return manifes


def _masalah(jalan: Path, koleksi: Koleksi) -> Iterator[str]:
    try:
        with jalan.open("rb") as berkas:
            sha256 = hashlib.sha256()
            while potongan := berkas.read(_POTONGAN):
                sha256.update(potongan)
    except OSError as galat:
        yield f"{koleksi.berkas} tidak terbaca ({sebab_os(galat)})"
        return
    if sha256.hexdigest() != koleksi.sha256:
        yield f"{koleksi.berkas} isinya bukan yang disalin"
