"""Reads a folder of letters: kinds, templates, the office's own particulars; or refuses it."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from shared.data_file import BERKAS_MAKS_BYTE
from shared.surat.errors import SuratTidakDikenal, SuratTidakSah
from shared.surat.kantor import KantorSurat
from shared.surat.model import Bidang, JenisSurat
from shared.text_reading import TidakTerbaca, teks_utf8, urai_toml
from shared.validation_text import masalah_berkas

JENIS = "surat.toml"
TEMPLAT = "surat.typ"
CONTOH = "contoh.toml"
KANTOR = "kantor.toml"

M = TypeVar("M", bound=BaseModel)

_AKHIRAN = frozenset({".toml", ".typ", ".svg", ".png", ".jpg", ".ttf", ".otf"})
_BERKAS_MAKS = 200
_HURUF_MAKS_BYTE = 8 * 1024 * 1024
_PAKET = re.compile(rb'(?:import|include)\s+"@')
_KALIMAT = {"missing": "kunci ini wajib ada", "model_type": "harus berupa tabel"}


@dataclass(frozen=True)
class KatalogSurat:
    """All kinds of letters as they stood at one moment. `berkas` is every file by its path within
    the folder; `versi`, the SHA-256 (hex) over names and bytes, names the whole."""

    berkas: Mapping[str, bytes]
    kantor: KantorSurat
    jenis: Mapping[str, JenisSurat]

    @cached_property
    def versi(self) -> str:
        sidik = hashlib.sha256()
        for nama, isi in sorted(self.berkas.items()):
            for bagian in (nama.encode(), isi):
                sidik.update(len(bagian).to_bytes(8, "big") + bagian)
        return sidik.hexdigest()

    def surat(self, kode: str) -> JenisSurat:
        """Raises SuratTidakDikenal."""
        if satu := self.jenis.get(kode):
            return satu
        raise SuratTidakDikenal(kode, tuple(self.jenis))

    def bidang(self, kode: str, sop: str) -> tuple[Bidang, ...]:
        """What a person fills in, also what the kind has from the one that it is like. Raises
        SuratTidakDikenal."""
        satu = self.surat(kode)
        dasar = self.bidang(satu.seperti, sop) if satu.seperti else ()
        return (*dasar, *satu.bidang_untuk(sop))

    def contoh(self, kode: str, sop: str) -> Mapping[str, Any]:
        """What a person fills in, for trying: `[<sop>]` of the sample goes over `[semua]`."""
        satu = self.surat(kode)
        dasar = dict(self.contoh(satu.seperti, sop)) if satu.seperti else {}
        tabel = urai_toml(self.berkas.get(f"{kode}/{CONTOH}", b"").decode())
        return {**dasar, **tabel.get("semua", {}), **tabel.get(sop, {})}


def muat_surat(folder: Path) -> KatalogSurat:
    """Raises SuratTidakSah."""
    try:
        berkas = dict(_berkas(folder))
    except OSError as galat:
        raise SuratTidakSah(
            str(folder), [f"tidak dapat dibaca: {galat.filename or folder}"]
        ) from galat
    if not berkas:
        raise SuratTidakSah(str(folder), ["folder ini tidak berisi surat"])
    return susun_katalog(berkas, str(folder))


def susun_katalog(berkas: Mapping[str, bytes], sebutan: str) -> KatalogSurat:
    """From files that were read before. `sebutan` only names them. Raises SuratTidakSah with every
    problem found."""
    masalah: list[str] = []
    kantor = _baca(KantorSurat, KANTOR, berkas, masalah)
    jenis = {}
    for nama in sorted(berkas):
        letak = PurePosixPath(nama)
        if letak.name != JENIS or len(letak.parts) != 2:
            continue
        if satu := _baca(JenisSurat, nama, berkas, masalah):
            jenis[satu.kode] = satu
            masalah.extend(_periksa(satu, letak.parts[0], berkas))
    masalah.extend(_rujukan(jenis))
    if not jenis and not masalah:
        masalah.append(f"tidak ada satu pun {JENIS}")
    if masalah or kantor is None:
        raise SuratTidakSah(sebutan, masalah)
    if kantor.lambang and kantor.lambang not in berkas:
        raise SuratTidakSah(sebutan, [f"{KANTOR}: lambang {kantor.lambang} tidak ada di folder"])
    return KatalogSurat(dict(berkas), kantor, jenis)


def _berkas(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Hidden files and what is no part of a template, an editor's copy, stay out."""
    ada = [
        satu
        for satu in sorted(folder.rglob("*"))
        if satu.suffix in _AKHIRAN
        and satu.is_file()
        and not any(bagian.startswith(".") for bagian in satu.relative_to(folder).parts)
    ]
    if len(ada) > _BERKAS_MAKS:
        raise SuratTidakSah(str(folder), [f"lebih dari {_BERKAS_MAKS} berkas"])
    for satu in ada:
        batas = BERKAS_MAKS_BYTE if satu.suffix in {".toml", ".typ"} else _HURUF_MAKS_BYTE
        nama = satu.relative_to(folder).as_posix()
        if satu.stat().st_size > batas:
            raise SuratTidakSah(str(folder), [f"{nama}: lebih dari {batas} byte"])
        yield nama, satu.read_bytes()


def _baca(model: type[M], nama: str, berkas: Mapping[str, bytes], masalah: list[str]) -> M | None:
    if nama not in berkas:
        masalah.append(f"{nama}: berkas ini wajib ada")
        return None
    try:
        return model.model_validate(urai_toml(teks_utf8(berkas[nama])))
    except TidakTerbaca as galat:
        masalah.append(f"{nama}: {galat}")
    except ValidationError as galat:
        masalah.extend(f"{nama}: {masalah_berkas(satu, _KALIMAT)}" for satu in galat.errors())
    return None


def _periksa(satu: JenisSurat, folder: str, berkas: Mapping[str, bytes]) -> Iterator[str]:
    if satu.kode != folder:
        yield f'{folder}/{JENIS}: kode "{satu.kode}" harus sama dengan nama foldernya'
    for nama, isi in berkas.items():
        if nama.startswith(f"{folder}/") and nama.endswith(".typ") and _PAKET.search(isi):
            yield f'{nama}: paket dari luar (import "@...") tidak dipakai; salin isinya kemari'
    if f"{folder}/{TEMPLAT}" not in berkas:
        yield f"{folder}/{TEMPLAT}: berkas ini wajib ada"


def _rujukan(jenis: Mapping[str, JenisSurat]) -> Iterator[str]:
    for satu in jenis.values():
        dasar = jenis.get(satu.seperti) if satu.seperti else None
        if satu.seperti and dasar is None:
            yield f'{satu.kode}/{JENIS}: seperti "{satu.seperti}" tidak ada'
        elif dasar and dasar.seperti:
            yield f"{satu.kode}/{JENIS}: seperti menunjuk surat yang sendiri seperti surat lain"
        elif dasar and (kembar := {b.kode for b in dasar.bidang} & {b.kode for b in satu.bidang}):
            kata = ", ".join(sorted(kembar))
            yield f'{satu.kode}/{JENIS}: bidang {kata} sudah dimiliki "{dasar.kode}"'
