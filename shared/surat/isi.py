"""What an officer writes into a letter: read, normalised, and every defect named."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

from pydantic import ValidationError

from shared.contracts.parts import Dokumen
from shared.contracts.spelling import kosong_bila_tak_terlihat
from shared.surat.model import HASIL_PERIKSA, Bidang
from shared.validation_text import rincian_galat

Isi = dict[str, Any]
"""Field by field, as JSON has it."""

MEDIA_FOTO: Final = ("image/jpeg", "image/png")

BILANGAN_MAKS: Final = 10**12

_ORANG: Final = {"nama": True, "nip": False, "jabatan": False}
_TANDA = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True)
class IsiTerbaca:
    """`isi` has each sound field in one spelling (trimmed, NFC); `cacat` are sentences that each
    begin with the name of a field."""

    isi: Isi
    cacat: tuple[str, ...]


class _Cacat(ValueError):
    """One field's defect."""


def baca_isi(bidang: tuple[Bidang, ...], mentah: Mapping[str, Any]) -> IsiTerbaca:
    """Never raises: bad values become `cacat`."""
    isi: Isi = {}
    cacat = [
        f"{kode}: surat ini tidak punya bidang itu"
        for kode in mentah
        if kode not in {satu.kode for satu in bidang}
    ]
    for satu in bidang:
        try:
            nilai = _baca(satu, mentah.get(satu.kode))
        except _Cacat as galat:
            cacat.append(f"{satu.kode}: {galat}")
            continue
        if nilai is not None:
            isi[satu.kode] = nilai
    return IsiTerbaca(isi, tuple(cacat))


def dokumen_foto(bidang: tuple[Bidang, ...], isi: Mapping[str, Any]) -> Iterator[Dokumen]:
    """The pictures that a sound `isi` refers to, in its order."""
    for satu in bidang:
        if satu.jenis == "foto":
            for foto in isi.get(satu.kode, ()):
                yield Dokumen.model_validate(foto["berkas"])


def _baca(bidang: Bidang, nilai: Any) -> Any:
    """None where an optional field is empty. Raises _Cacat."""
    baku = _PEMBACA[bidang.jenis](bidang, nilai) if nilai is not None else None
    if baku in (None, "", [], {}):
        if bidang.wajib:
            raise _Cacat(f"wajib diisi ({bidang.label})")
        return None
    return baku


def _teks(bidang: Bidang, nilai: Any) -> str:
    return _kata(nilai, bidang.batas_huruf, baris=False)


def _paragraf(bidang: Bidang, nilai: Any) -> str:
    return _kata(nilai, bidang.batas_huruf, baris=True)


def _kata(nilai: Any, batas: int, *, baris: bool) -> str:
    if not isinstance(nilai, str):
        raise _Cacat("harus berupa teks")
    kata = nilai.replace("\r\n", "\n").replace("\r", "\n")
    if _TANDA.search(kata):
        raise _Cacat("memuat tanda kendali yang tidak dapat dicetak")
    kata = unicodedata.normalize("NFC", kata).strip()
    if not baris and ("\n" in kata or "\t" in kata):
        kata = " ".join(kata.split())
    if len(kata) > batas:
        raise _Cacat(f"paling banyak {batas} huruf, ini {len(kata)}")
    return kata if kosong_bila_tak_terlihat(kata) else ""


def _bilangan(_: Bidang, nilai: Any) -> int:
    if isinstance(nilai, bool) or not isinstance(nilai, int):
        raise _Cacat("harus berupa bilangan bulat")
    if not 0 <= nilai <= BILANGAN_MAKS:
        raise _Cacat(f"harus antara 0 dan {BILANGAN_MAKS}")
    return nilai


def _tanggal(_: Bidang, nilai: Any) -> str:
    """ISO 8601, the extended form alone: "20260105" is a number to most readers."""
    if not isinstance(nilai, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", nilai.strip()):
        raise _Cacat("harus berupa tanggal, misalnya 2026-01-05")
    try:
        return date.fromisoformat(nilai.strip()).isoformat()
    except ValueError as galat:
        raise _Cacat(f"tidak ada tanggal {nilai.strip()}") from galat


def _pilihan(bidang: Bidang, nilai: Any) -> str:
    ada = [satu.kode for satu in bidang.pilihan]
    if nilai not in ada:
        raise _Cacat(f"pilihannya {', '.join(ada)}")
    return str(nilai)


def _daftar(bidang: Bidang, nilai: Any) -> list[str]:
    return [
        satu
        for ke, mentah in _butir(bidang, nilai)
        if (satu := _di(ke, partial(_kata, mentah, bidang.batas_huruf, baris=True)))
    ]


def _orang(bidang: Bidang, nilai: Any) -> list[Isi]:
    return [_di(ke, partial(_satu_orang, mentah)) for ke, mentah in _butir(bidang, nilai)]


def _satu_orang(nilai: Any) -> Isi:
    _pastikan_kunci(nilai, _ORANG)
    orang = {kunci: _kata(nilai.get(kunci, ""), 200, baris=False) for kunci in _ORANG}
    if not orang["nama"]:
        raise _Cacat("nama wajib diisi")
    return {kunci: kata for kunci, kata in orang.items() if kata}


def _periksa(bidang: Bidang, nilai: Any) -> Isi:
    """An answer for every line of the checklist; what is not as it should be needs a word."""
    if not isinstance(nilai, Mapping):
        raise _Cacat("harus berupa objek: satu jawaban untuk tiap butir")
    kode = [satu.kode for satu in bidang.butir]
    if asing := [satu for satu in nilai if satu not in kode]:
        raise _Cacat(f"butir tidak dikenal: {', '.join(map(str, asing))}")
    if kurang := [satu for satu in kode if satu not in nilai]:
        raise _Cacat(f"butir belum diisi: {', '.join(kurang)}")
    return {satu: _di(satu, partial(_satu_periksa, nilai[satu])) for satu in kode}


def _satu_periksa(nilai: Any) -> Isi:
    _pastikan_kunci(nilai, {"hasil": True, "catatan": False})
    if nilai["hasil"] not in HASIL_PERIKSA:
        raise _Cacat(f"hasil: pilihannya {', '.join(HASIL_PERIKSA)}")
    catatan = _kata(nilai.get("catatan", ""), 500, baris=False)
    if nilai["hasil"] == "tidak-sesuai" and not catatan:
        raise _Cacat("catatan wajib diisi bila hasilnya tidak-sesuai")
    return {"hasil": nilai["hasil"]} | ({"catatan": catatan} if catatan else {})


def _foto(bidang: Bidang, nilai: Any) -> list[Isi]:
    return [_di(ke, partial(_satu_foto, mentah)) for ke, mentah in _butir(bidang, nilai)]


def _satu_foto(nilai: Any) -> Isi:
    _pastikan_kunci(nilai, {"berkas": True, "keterangan": True})
    try:
        dokumen = Dokumen.model_validate(nilai["berkas"])
    except ValidationError as galat:
        raise _Cacat("berkas: " + "; ".join(rincian_galat(galat))) from galat
    if dokumen.media_type not in MEDIA_FOTO:
        raise _Cacat("berkas: foto harus JPEG atau PNG")
    keterangan = _kata(nilai["keterangan"], 200, baris=False)
    if not keterangan:
        raise _Cacat("keterangan wajib diisi")
    return {"berkas": dokumen.model_dump(mode="json"), "keterangan": keterangan}


def _butir(bidang: Bidang, nilai: Any) -> Iterator[tuple[str, Any]]:
    if not isinstance(nilai, list | tuple):
        raise _Cacat("harus berupa daftar")
    if len(nilai) > bidang.batas_butir:
        raise _Cacat(f"paling banyak {bidang.batas_butir} butir, ini {len(nilai)}")
    for ke, satu in enumerate(nilai, start=1):
        yield f"ke-{ke}", satu


def _pastikan_kunci(nilai: Any, kunci: Mapping[str, bool]) -> None:
    """`kunci` says which are owed."""
    if not isinstance(nilai, Mapping):
        raise _Cacat(f"harus berupa objek dengan {', '.join(kunci)}")
    if asing := [str(satu) for satu in nilai if satu not in kunci]:
        raise _Cacat(f"kunci tidak dikenal: {', '.join(asing)}")
    if kurang := [satu for satu, wajib in kunci.items() if wajib and satu not in nilai]:
        raise _Cacat(f"{', '.join(kurang)} wajib diisi")


def _di(letak: str, baca: Callable[[], Any]) -> Any:
    """A defect inside a list is told with its place in it."""
    try:
        return baca()
    except _Cacat as galat:
        raise _Cacat(f"{letak}: {galat}") from galat


_PEMBACA: Final[Mapping[str, Callable[[Bidang, Any], Any]]] = {
    "teks": _teks,
    "paragraf": _paragraf,
    "bilangan": _bilangan,
    "tanggal": _tanggal,
    "pilihan": _pilihan,
    "daftar": _daftar,
    "orang": _orang,
    "periksa": _periksa,
    "foto": _foto,
}
