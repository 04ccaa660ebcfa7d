"""Reads SOP files: text, TOML, model, checks; returns a sound SOP or refuses the file."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from shared.data_file import baca_teks, tolak_terlalu_besar
from shared.sop.checks import periksa
from shared.sop.errors import Masalah, SopTidakDikenal, SopTidakSah
from shared.sop.model import Sop, SopTermuat
from shared.text_reading import TidakTerbaca, urai_toml
from shared.validation_text import kalimat, letak

# The author of a file speaks of keys and tables, and may be shown the file's own words.
# Pydantic's errors about a file, said to the author of an SOP in Indonesian.
_KALIMAT = {
    "missing": "kunci ini wajib ada",
    "model_type": "harus berupa tabel",
    "enum": "{masukan} tidak dikenal; pilihannya {expected}",
    "literal_error": "{masukan} tidak dikenal; pilihannya {expected}",
}


def masalah_skema(galat: ValidationError, mentah: Mapping[str, Any]) -> tuple[Masalah, ...]:
    """`mentah` is the file as it was parsed: it tells which step an error is in."""
    return tuple(_terjemahkan(satu, mentah) for satu in galat.errors())


def _terjemahkan(galat: ErrorDetails, mentah: Mapping[str, Any]) -> Masalah:
    lokasi = galat["loc"]
    langkah = None
    if len(lokasi) > 1 and lokasi[0] == "langkah" and isinstance(lokasi[1], int):
        langkah = _nomor(mentah["langkah"][lokasi[1]], lokasi[1])
        lokasi = lokasi[2:]
    kata = kalimat(galat, _KALIMAT, masukan=f'"{galat["input"]}"')
    return Masalah(langkah, f"{letak(lokasi)}: {kata}" if lokasi else kata)


def _nomor(langkah: Any, indeks: int) -> int:
    """The number the file gives the step; otherwise its place in the file."""
    no = langkah.get("no") if isinstance(langkah, dict) else None
    return no if isinstance(no, int) and not isinstance(no, bool) else indeks + 1


FOLDER_BAWAAN = Path(__file__).parent


def baca(teks: str, berkas: str, pelaksana: frozenset[str] | None) -> SopTermuat:
    """An SOP from its text. `berkas` only names it in messages; `pelaksana` are the keys of the
    roles there are, or None for a text that was accepted before. Raises SopTidakSah."""
    isi = teks.encode()
    try:
        tolak_terlalu_besar(len(isi))
        mentah = urai_toml(teks)
    except TidakTerbaca as galat:
        raise _tidak_terbaca(berkas, galat) from galat
    sop = _susun(mentah, berkas)
    if masalah := periksa(sop, pelaksana):
        raise SopTidakSah(berkas, masalah)
    return SopTermuat(sop=sop, versi=hashlib.sha256(isi).hexdigest(), sumber=teks, berkas=berkas)


def baca_berkas(berkas: Path, pelaksana: frozenset[str]) -> SopTermuat:
    """An SOP from a file. Raises SopTidakSah, also when the file cannot be read."""
    try:
        teks = baca_teks(berkas)
    except TidakTerbaca as galat:
        raise _tidak_terbaca(berkas.name, galat) from galat
    return baca(teks, berkas.name, pelaksana)


class KatalogSop(Mapping[str, SopTermuat]):
    """The loaded SOPs by code, in the order of their codes."""

    def __init__(self, termuat: Iterable[SopTermuat]) -> None:
        self._menurut_kode: dict[str, SopTermuat] = {}
        for satu in sorted(termuat, key=lambda satu: (satu.sop.kode, satu.berkas)):
            self._tolak_kembar(satu)
            self._menurut_kode[satu.sop.kode] = satu

    def __getitem__(self, kode: str) -> SopTermuat:
        """Raises SopTidakDikenal, a KeyError."""
        try:
            return self._menurut_kode[kode]
        except KeyError:
            raise SopTidakDikenal(kode, self._menurut_kode) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._menurut_kode)

    def __len__(self) -> int:
        return len(self._menurut_kode)

    def _tolak_kembar(self, baru: SopTermuat) -> None:
        masalah = [
            Masalah(None, f'{kunci} "{nilai}" sudah dipakai oleh {lama.berkas}')
            for lama in self.values()
            for kunci, nilai, lain in (
                ("kode", baru.sop.kode, lama.sop.kode),
                ("awalan_nomor", baru.sop.awalan_nomor, lama.sop.awalan_nomor),
            )
            if nilai == lain
        ]
        if masalah:
            raise SopTidakSah(baru.berkas, masalah)


def muat_folder(folder: Path, pelaksana: frozenset[str]) -> KatalogSop:
    """Every *.toml of the folder itself. Raises SopTidakSah for the first file (by name) that is
    broken, and when there is none: a mistyped folder must not look like an office without SOPs."""
    berkas = sorted(
        satu for satu in folder.glob("*.toml") if satu.is_file() and not satu.name.startswith(".")
    )
    if not berkas:
        raise SopTidakSah(
            str(folder), [Masalah(None, "tidak ada berkas SOP (*.toml) di folder ini")]
        )
    return KatalogSop(baca_berkas(satu, pelaksana) for satu in berkas)


def _tidak_terbaca(berkas: str, galat: TidakTerbaca) -> SopTidakSah:
    return SopTidakSah(berkas, [Masalah(None, str(galat))])


def _susun(mentah: dict[str, Any], berkas: str) -> Sop:
    try:
        return Sop.model_validate(mentah)
    except ValidationError as galat:
        raise SopTidakSah(berkas, masalah_skema(galat, mentah)) from galat
