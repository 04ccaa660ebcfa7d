"""Times as the official table writes them, and what they measure.

Menit are office minutes and hari are hari kerja: two units that are never turned into each
other, so a limit is in one of them.
"""

import re
from abc import ABC, abstractmethod
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, model_serializer, model_validator

MENIT_PER_JAM = 60

# Above these a limit is a slip of the pen, and its due date would leave the calendar.
MENIT_MAKS = 10_000
HARI_MAKS = 1_000

_LAMA = re.compile(
    r"(?:([0-9]{1,6}) +hari)? *(?:([0-9]{1,6}) +jam)? *(?:([0-9]{1,6}) +menit)?", re.IGNORECASE
)
_TOTAL = re.compile(r"(?P<rinci>[^()]+?) *\((?P<seluruh>[0-9]{1,6}) +hari\)", re.IGNORECASE)


def _urai(teks: str) -> tuple[int, int]:
    """The days and minutes of "4 Hari 1 Jam 18 Menit"; ValueError when it is no such text."""
    cocok = _LAMA.fullmatch(teks)
    if cocok is None or teks != teks.strip() or not any(cocok.groups()):
        raise ValueError(
            f'waktu "{teks}" tidak dapat dijadikan batas: tulis misalnya "30 Menit" atau "4 Hari"'
        )
    hari, jam, menit = (int(bagian or 0) for bagian in cocok.groups())
    return hari, jam * MENIT_PER_JAM + menit


def _urai_batas(teks: str) -> dict[str, Any]:
    hari, menit = _urai(teks)
    if hari and menit:
        raise ValueError(
            f'waktu "{teks}" tidak dapat dijadikan batas: pilih menit (jam) atau hari, satu saja'
        )
    if not hari and not menit:
        raise ValueError(f'waktu "{teks}" tidak dapat dijadikan batas: harus lebih dari nol')
    if hari > HARI_MAKS or menit > MENIT_MAKS:
        raise ValueError(
            f'waktu "{teks}" tidak dapat dijadikan batas: '
            f"paling lama {HARI_MAKS} hari atau {MENIT_MAKS} menit"
        )
    return {"teks": teks, "jumlah": hari or menit, "satuan": "hari" if hari else "menit"}


def _urai_total(teks: str) -> dict[str, Any]:
    cocok = _TOTAL.fullmatch(teks)
    if cocok is None or not int(cocok["seluruh"]):
        raise ValueError(
            f'total "{teks}" tidak terbaca: tulis misalnya "4 Hari 1 Jam 18 Menit (5 Hari)"'
        )
    hari, menit = _urai(cocok["rinci"])
    return {
        "teks": teks,
        "hari": hari,
        "menit": menit,
        "keseluruhan_hari": int(cocok["seluruh"]),
    }


def teks_lama(hari: int, menit: int) -> str:
    """A length in the words of the table: 4 days and 78 minutes are "4 Hari 1 Jam 18 Menit"."""
    jam, sisa = divmod(menit, MENIT_PER_JAM)
    bagian = ((hari, "Hari"), (jam, "Jam"), (sisa, "Menit"))
    return " ".join(f"{n} {satuan}" for n, satuan in bagian if n) or "0 Menit"


class _DariTeks(BaseModel, ABC):
    """Read from the official words, written back as the same words."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    teks: str

    @classmethod
    @abstractmethod
    def _urai(cls, teks: str) -> dict[str, Any]:
        """All fields, read from the words. Raises `ValueError`."""

    @model_validator(mode="before")
    @classmethod
    def _dari_teks(cls, nilai: Any) -> Any:
        if isinstance(nilai, str):
            return cls._urai(nilai)
        if not isinstance(nilai, dict | cls):
            raise ValueError('harus berupa teks, misalnya "10 Menit" (dengan tanda kutip)')
        return nilai

    @model_validator(mode="after")
    def _sesuai_teks(self) -> Self:
        if dict(self) != self._urai(self.teks):
            raise ValueError(f'angka tidak sesuai dengan teks "{self.teks}"')
        return self

    @model_serializer
    def _kembali_teks(self) -> str:
        return self.teks


class Waktu(_DariTeks):
    """The limit of one step: "30 Menit", "1 Jam" (60 menit), "4 Hari"."""

    jumlah: int
    satuan: Literal["menit", "hari"]

    @classmethod
    def _urai(cls, teks: str) -> dict[str, Any]:
        return _urai_batas(teks)


class TotalWaktu(_DariTeks):
    """The total as the SOP states it: its days and minutes, and "(5 Hari)" for the whole."""

    hari: int
    menit: int
    keseluruhan_hari: int

    @classmethod
    def _urai(cls, teks: str) -> dict[str, Any]:
        return _urai_total(teks)
