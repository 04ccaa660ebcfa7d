"""The shape of the tables of broken SOPs, and how a row of them is tried."""

from typing import NamedTuple

import pytest

from shared.sop.errors import SopTidakSah
from tests.unit.sop.contoh import contoh


class Rusak(NamedTuple):
    """A text of contoh.toml, what it becomes, and every problem that is then reported, in order:
    the step (None: the file as a whole) and a part of the reason."""

    cari: str
    ganti: str
    masalah: tuple[tuple[int | None, str], ...]


def rusak(cari: str, ganti: str, *masalah: tuple[int | None, str]) -> Rusak:
    return Rusak(cari, ganti, masalah)


def pastikan_ditolak(baris: Rusak) -> None:
    with pytest.raises(SopTidakSah) as tangkap:
        contoh(baris.cari, baris.ganti)
    galat = tangkap.value
    assert galat.berkas == "contoh.toml"
    assert [satu.langkah for satu in galat.masalah] == [no for no, _ in baris.masalah], str(galat)
    for satu, (_, alasan) in zip(galat.masalah, baris.masalah, strict=True):
        assert alasan in satu.alasan
        assert str(satu) in str(galat)
