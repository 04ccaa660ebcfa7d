"""Load, write, load again: the same SOP."""

import pytest
from hypothesis import given, settings

from shared.sop.errors import SopTidakSah
from shared.sop.loader import baca
from shared.sop.model import Sop
from shared.sop.table import kolom_tabel, ringkasan_waktu, tabel_resmi
from tests.examples import tries
from tests.unit.sop.contoh import NAMA, PELAKSANA_CONTOH, contoh, katalog_resmi
from tests.unit.sop.strategies import sop_sah
from tests.unit.sop.writer import ke_toml


def test_the_official_sops_survive_being_written_and_read() -> None:
    for satu in katalog_resmi().values():
        lagi = baca(ke_toml(satu.sop), "lagi.toml", frozenset(NAMA))
        assert lagi.sop == satu.sop
        assert tabel_resmi(lagi.sop) == tabel_resmi(satu.sop)
        assert ke_toml(lagi.sop) == lagi.sumber


@settings(deadline=None, max_examples=tries(30))
@given(sop_sah())
def test_any_sound_sop_is_accepted_and_survives_being_written_and_read(sop: Sop) -> None:
    teks = ke_toml(sop)
    lagi = baca(teks, "buatan.toml", PELAKSANA_CONTOH)
    assert lagi.sop == sop
    assert baca(teks, "buatan.toml", PELAKSANA_CONTOH) == lagi
    assert {len(baris) for baris in tabel_resmi(sop)} == {len(kolom_tabel(sop))}
    assert ringkasan_waktu(sop).kalimat


@settings(deadline=None, max_examples=tries(30))
@given(sop_sah())
def test_a_sound_sop_without_its_last_step_has_a_route_to_nowhere(sop: Sop) -> None:
    sisa = sop.model_copy(update={"langkah": sop.langkah[:-1]})
    with pytest.raises(SopTidakSah):
        baca(ke_toml(sisa), "buatan.toml", PELAKSANA_CONTOH)


def test_a_written_sop_leaves_out_what_is_said_by_default() -> None:
    teks = ke_toml(contoh().sop)
    assert 'keterangan = ""' not in teks
    assert "image/jpeg" not in teks
    assert 'media = ["image/png"]' in teks
