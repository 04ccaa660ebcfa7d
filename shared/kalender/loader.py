"""Reads the calendar file: what comes out can be counted with, or is refused."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from shared.data_file import BerkasTidakSah, baca_teks
from shared.kalender.berkas import NAMA_HARI, BerkasKalender
from shared.kalender.model import Kalender
from shared.kalender.nasional import SumberLibur
from shared.text_reading import TidakTerbaca, urai_toml
from shared.validation_text import masalah_berkas

# What makes a calendar that parses fit to count with; each check yields every problem it sees.
HARI_RAMADAN_MAKS = 31
"""A lunar month has 29 or 30 days; one more is left to an office that adds a day."""


def periksa(kalender: BerkasKalender) -> tuple[str, ...]:
    """All problems; empty when the calendar is sound."""
    return tuple(masalah for cek in _CEK for masalah in cek(kalender))


def _ada_hari_kerja(kalender: BerkasKalender) -> Iterator[str]:
    # With no office time at all a limit would never end.
    for nama, minggu in (("jam", kalender.jam), ("jam_ramadan", kalender.jam_ramadan)):
        if minggu is not None and not any(minggu.menurut_hari):
            yield f"{nama}: tidak ada hari kerja sama sekali"


def _ramadan_berjam(kalender: BerkasKalender) -> Iterator[str]:
    if kalender.ramadan and kalender.jam_ramadan is None:
        yield "jam_ramadan: wajib ada, karena ada [[ramadan]]"


def _ramadan_wajar(kalender: BerkasKalender) -> Iterator[str]:
    for ke, satu in enumerate(kalender.ramadan, start=1):
        if satu.selesai < satu.mulai:
            yield f"ramadan ke-{ke}: selesai {satu.selesai} sebelum mulai {satu.mulai}"
        elif satu.selesai - satu.mulai >= timedelta(days=HARI_RAMADAN_MAKS):
            yield f"ramadan ke-{ke}: lebih dari {HARI_RAMADAN_MAKS} hari"
    for lebih_dulu, berikut in pairwise(sorted(kalender.ramadan, key=lambda satu: satu.mulai)):
        if berikut.mulai <= lebih_dulu.selesai:
            yield f"ramadan: {berikut.mulai} sudah termasuk ramadan sejak {lebih_dulu.mulai}"


def _tanggal_tunggal(kalender: BerkasKalender) -> Iterator[str]:
    libur = [satu.tanggal for satu in kalender.libur]
    masuk = [satu.tanggal for satu in kalender.masuk]
    for satu, kali in Counter(libur + masuk).items():
        if kali > 1:
            yield f"libur dan masuk: {satu} disebut {kali} kali"


def _masuk_berjam(kalender: BerkasKalender) -> Iterator[str]:
    for ke, satu in enumerate(kalender.masuk, start=1):
        if satu.jam is None and kalender.jam_biasa(satu.tanggal) is None:
            hari = NAMA_HARI[satu.tanggal.weekday()]
            yield f"masuk ke-{ke}: jam wajib ada, karena {hari} {satu.tanggal} tidak mempunyainya"


_CEK: tuple[Callable[[BerkasKalender], Iterator[str]], ...] = (
    _ada_hari_kerja,
    _ramadan_berjam,
    _ramadan_wajar,
    _tanggal_tunggal,
    _masuk_berjam,
)


class KalenderTidakSah(BerkasTidakSah):
    """Kalender tidak sah."""

    apa = "kalender"


BERKAS_BAWAAN = Path(__file__).parent / "kalender.toml"

_TANGGAL = "harus berupa tanggal tanpa tanda kutip, misalnya 2026-03-18"
# The author of a file speaks of keys and tables.
_KALIMAT = {
    "missing": "kunci ini wajib ada",
    "model_type": "harus berupa tabel",
    "date_type": _TANGGAL,
    "date_from_datetime_inexact": _TANGGAL,
}


def baca(teks: str, berkas: str, nasional: SumberLibur) -> Kalender:
    """A calendar from its text; `berkas` only names it in messages. Raises KalenderTidakSah."""
    try:
        mentah = urai_toml(teks)
    except TidakTerbaca as galat:
        raise KalenderTidakSah(berkas, [str(galat)]) from galat
    isi = _susun(mentah, berkas)
    if masalah := periksa(isi):
        raise KalenderTidakSah(berkas, masalah)
    return Kalender(isi, nasional, _versi(teks, nasional), teks)


def baca_berkas(berkas: Path, nasional: SumberLibur) -> Kalender:
    """A calendar from a file. Raises KalenderTidakSah, also when the file cannot be read."""
    try:
        teks = baca_teks(berkas)
    except TidakTerbaca as galat:
        raise KalenderTidakSah(str(berkas), [str(galat)]) from galat
    return baca(teks, str(berkas), nasional)


def _versi(teks: str, nasional: SumberLibur) -> str:
    return hashlib.sha256(f"{nasional.sebutan}\n{teks}".encode()).hexdigest()


def _susun(mentah: dict[str, Any], berkas: str) -> BerkasKalender:
    try:
        return BerkasKalender.model_validate(mentah)
    except ValidationError as galat:
        raise KalenderTidakSah(
            berkas, (masalah_berkas(satu, _KALIMAT) for satu in galat.errors())
        ) from galat
