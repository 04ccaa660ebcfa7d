"""Hours of a day as the calendar file writes them: "07.30-16.00", with a break or without."""

import re
from typing import Annotated, Any, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, PlainValidator, model_validator

MENIT_PER_JAM = 60
_JAM = r"([01][0-9]|2[0-3])[.:]([0-5][0-9])"
_RENTANG = re.compile(rf"{_JAM} *- *(?:{_JAM}|24[.:]00)")
_AKHIR_HARI = 24 * MENIT_PER_JAM


class Rentang(NamedTuple):
    """From and to, in minutes after midnight by the office's clocks; the end is not part of it."""

    dari: int
    sampai: int

    def __str__(self) -> str:
        return "-".join(f"{m // MENIT_PER_JAM:02}.{m % MENIT_PER_JAM:02}" for m in self)


def _urai(nilai: Any) -> Rentang:
    cocok = _RENTANG.fullmatch(nilai) if isinstance(nilai, str) else None
    if cocok is None:
        raise ValueError('jam tidak terbaca: tulis misalnya "07.30-16.00"')
    jam, menit, jam_akhir, menit_akhir = cocok.groups()
    sampai = _AKHIR_HARI if jam_akhir is None else _menit(jam_akhir, menit_akhir)
    rentang = Rentang(_menit(jam, menit), sampai)
    if rentang.dari >= rentang.sampai:
        raise ValueError(f'jam "{nilai}" berakhir sebelum mulai')
    return rentang


def _menit(jam: str, menit: str) -> int:
    return int(jam) * MENIT_PER_JAM + int(menit)


class JamHari(BaseModel):
    """The hours of one day: from opening to closing, less the break."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kerja: Annotated[Rentang, PlainValidator(_urai)]
    istirahat: Annotated[Rentang, PlainValidator(_urai)] | None = None

    @model_validator(mode="after")
    def _istirahat_di_dalam(self) -> Self:
        if self.istirahat is not None and not (
            self.kerja.dari < self.istirahat.dari and self.istirahat.sampai < self.kerja.sampai
        ):
            raise ValueError(f"istirahat {self.istirahat} tidak di dalam jam kerja {self.kerja}")
        return self

    @property
    def potongan(self) -> tuple[Rentang, ...]:
        """The office time itself: one stretch, or two around the break."""
        if self.istirahat is None:
            return (self.kerja,)
        return (
            Rentang(self.kerja.dari, self.istirahat.dari),
            Rentang(self.istirahat.sampai, self.kerja.sampai),
        )
