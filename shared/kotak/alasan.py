"""Reasons for sending a document back, as an office words them (`IZIN_ALASAN`)."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, ValidationError

from shared.data_file import BerkasTidakSah, baca_teks
from shared.sop.text import Kalimat, Kode
from shared.text_reading import TidakTerbaca, urai_toml
from shared.validation_text import rincian_galat

BERKAS_ALASAN = Path(__file__).parent / "alasan.toml"
"""The packaged list."""


class Alasan(BaseModel):
    """`untuk`: the persyaratan that it is for; none means all."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kata: Kalimat
    untuk: tuple[Kode, ...] = ()


class _Berkas(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    alasan: tuple[Alasan, ...]


class AlasanTidakSah(BerkasTidakSah):
    apa: ClassVar[str] = "daftar alasan"


def baca_alasan(berkas: Path) -> tuple[Alasan, ...]:
    """Raises `AlasanTidakSah`."""
    try:
        return _Berkas.model_validate(urai_toml(baca_teks(berkas))).alasan
    except TidakTerbaca as galat:
        raise AlasanTidakSah(str(berkas), [galat]) from galat
    except ValidationError as galat:
        raise AlasanTidakSah(str(berkas), rincian_galat(galat)) from galat


def alasan_untuk(semua: Sequence[Alasan], kode: str) -> list[str]:
    """Those that are for this document alone come first."""
    khusus = [satu.kata for satu in semua if kode in satu.untuk]
    return [*khusus, *(satu.kata for satu in semua if not satu.untuk)]
