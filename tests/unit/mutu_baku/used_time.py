"""Office time that a limit has and has used, reckoned a second time and in another way than in
the code under test: summed up over what lies between the pauses."""

from dataclasses import replace
from datetime import datetime, timedelta

from shared.kalender.hitung import menit_kerja
from shared.mutu_baku.batasan import Batasan
from tests.unit.kalender.contoh import bawaan


def seluruh(satu: Batasan) -> timedelta:
    """All the office time that the limit has, as if nothing had ever been sent back."""
    tempo = replace(satu, jeda=()).hitung(bawaan()).jatuh_tempo
    assert tempo is not None
    return menit_kerja(bawaan(), satu.mulai, tempo)


def terpakai(satu: Batasan, sampai: datetime) -> timedelta:
    """Office time from the beginning until then, the pauses left out."""
    lama, mulai = timedelta(), satu.mulai
    for jeda in satu.jeda:
        if jeda.dari >= sampai:
            break
        lama += menit_kerja(bawaan(), mulai, jeda.dari)
        mulai = jeda.sampai or sampai
    return lama + menit_kerja(bawaan(), mulai, max(mulai, sampai))
