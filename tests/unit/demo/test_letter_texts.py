"""What simulated officers write is sound for every letter, whatever the office's templates are."""

from datetime import date

import pytest

from izin.demo.material.isi import tulis_isi
from izin.demo.material.naskah import Naskah
from shared.contracts import SuratDiminta
from shared.surat.isi import baca_isi
from shared.surat.skema import skema_isi
from tests.builders import KURSUS, PAUD, PETUGAS, Perjalanan, surat, termuat
from tests.unit.kantor.tugas import tugas_of


@pytest.mark.parametrize("layak", [True, False])
@pytest.mark.parametrize("sop", [KURSUS, PAUD])
@pytest.mark.parametrize("kode", surat().jenis)
def test_the_text_is_sound(kode: str, sop: str, layak: bool) -> None:
    bidang = surat().bidang(kode, sop)
    diminta = SuratDiminta(
        jenis=kode, judul="x", versi=surat().versi, skema=skema_isi(bidang), awal={}
    )
    naskah = Naskah(
        tugas=tugas_of(Perjalanan(sop).sampai(4)),
        sop=termuat(sop).sop,
        tanggal=date(2026, 1, 8),
        penulis=PETUGAS,
        penanda_tangan=PETUGAS,
        layak=layak,
    )
    assert baca_isi(bidang, tulis_isi(diminta, naskah)).cacat == ()
