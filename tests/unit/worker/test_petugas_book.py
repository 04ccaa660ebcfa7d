"""A register that changes on the disk is gone by at the next decision, and a broken one never."""

import os
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from shared.books import PetugasBook
from shared.petugas.loader import DaftarPetugasTidakSah
from tests.register import PERAN, WITA, teks_petugas

ANI, BUDI = teks_petugas("1", "Ani", ["kabid"]), teks_petugas("2", "Budi", ["kabid"])


@pytest.fixture
def berkas(tmp_path: Path) -> Path:
    berkas = tmp_path / "petugas.toml"
    berkas.write_text(ANI)
    return berkas


def buka(berkas: Path) -> PetugasBook:
    return PetugasBook(berkas, WITA, PERAN)


def tulis(berkas: Path, isi: str) -> None:
    """As an editor does: a new file in the place of the old one."""
    baru = berkas.with_suffix(".baru")
    baru.write_text(isi)
    baru.replace(berkas)


def nama(buku: PetugasBook) -> list[str]:
    return [satu.nama for satu in buku.berlaku().isi.petugas]


def test_a_new_register_is_in_force_at_once(berkas: Path) -> None:
    buku = buka(berkas)
    tulis(berkas, f"{ANI}\n{BUDI}")
    assert nama(buku) == ["Ani", "Budi"]


def test_one_that_has_not_changed_is_not_read_again(berkas: Path) -> None:
    buku = buka(berkas)
    assert buku.berlaku() is buku.berlaku()


def test_a_file_of_the_same_size_in_place_is_noticed(berkas: Path) -> None:
    buku = buka(berkas)
    berkas.write_text(ANI.replace("Ani", "Ina"))
    os.utime(berkas, ns=(1, 1))
    assert nama(buku) == ["Ina"]


@pytest.mark.parametrize("isi", ["", "[[petugas]", ANI.replace("kabid", "takada")])
def test_a_broken_one_is_refused_and_the_old_one_stays(berkas: Path, isi: str) -> None:
    buku = buka(berkas)
    tulis(berkas, isi)
    with capture_logs() as catatan:
        assert nama(buku) == nama(buku) == ["Ani"]
    (satu,) = [c for c in catatan if c["event"] == "daftar_petugas_ditolak"]
    assert satu["log_level"] == "error"
    assert satu["masalah"]
    tulis(berkas, BUDI)
    assert nama(buku) == ["Budi"]


def test_a_register_that_vanishes_is_no_leave_to_decide_anything(berkas: Path) -> None:
    buku = buka(berkas)
    berkas.unlink()
    with capture_logs() as catatan:
        assert nama(buku) == ["Ani"]
    assert [c["event"] for c in catatan] == ["daftar_petugas_ditolak"]


def test_nobody_begins_work_by_a_broken_register(berkas: Path) -> None:
    berkas.write_text("")
    with pytest.raises(DaftarPetugasTidakSah, match="tidak sah"):
        buka(berkas)
