"""The kinds of text an SOP file may hold. The messages are what its author reads."""

import re
from typing import Annotated

from pydantic import AfterValidator

_KODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_AWALAN = re.compile(r"[A-Z]{2,12}")
_MEDIA = re.compile(r"[a-z]+/[a-z0-9][a-z0-9.+-]*")


def _kalimat(nilai: str) -> str:
    if not nilai or nilai != nilai.strip():
        raise ValueError("teks tidak boleh kosong, atau berspasi di awal atau akhir")
    return _tercetak(nilai)


def _tercetak(nilai: str) -> str:
    # What cannot be seen in print (line breaks, tabs, zero-width signs) would make two texts
    # look the same and compare unequal.
    if not nilai.isprintable():
        raise ValueError("teks harus satu baris tanpa tanda yang tidak terlihat")
    return nilai


def _boleh_kosong(nilai: str) -> str:
    return nilai and _kalimat(nilai)


def _kode(nilai: str) -> str:
    # Codes travel in routing keys, where a dot or a star would be syntax.
    if len(nilai) > 64 or not _KODE.fullmatch(nilai):
        raise ValueError(
            f'"{nilai}" bukan kode: huruf kecil dan angka, dipisah tanda hubung, seperti "draft-sk"'
        )
    return nilai


def _kode_atau_kosong(nilai: str) -> str:
    return nilai and _kode(nilai)


def _awalan(nilai: str) -> str:
    if not _AWALAN.fullmatch(nilai):
        raise ValueError(f'"{nilai}" bukan awalan nomor: 2 sampai 12 huruf besar, misalnya "PAUD"')
    return nilai


def _media(nilai: str) -> str:
    if not _MEDIA.fullmatch(nilai):
        raise ValueError(f'"{nilai}" bukan jenis media (MIME), misalnya "application/pdf"')
    return nilai


Kalimat = Annotated[str, AfterValidator(_kalimat)]
KalimatAtauKosong = Annotated[str, AfterValidator(_boleh_kosong)]
Kode = Annotated[str, AfterValidator(_kode)]
KodeAtauKosong = Annotated[str, AfterValidator(_kode_atau_kosong)]
AwalanNomor = Annotated[str, AfterValidator(_awalan)]
Media = Annotated[str, AfterValidator(_media)]
