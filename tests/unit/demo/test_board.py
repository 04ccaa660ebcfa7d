"""The live board counts from facts alone, whatever order they come in."""

import random
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console

from izin.demo.cerita import ceritakan, laporkan
from izin.demo.jam import JamDemo
from izin.demo.papan import Papan
from izin.demo.periksa import periksa
from izin.demo.tayangan import Tayangan
from izin.registry import discover_desks
from shared.alur import kiriman_langkah
from shared.contracts import Peristiwa
from tests.builders import katalog
from tests.unit.demo.play import sop_bawaan
from tests.unit.demo.played import empat_puluh

NAMA = {kode: desk.nama for kode, desk in discover_desks().items()}


def peristiwa() -> Iterator[Peristiwa]:
    """The facts that the workers would have published for all forty applications."""
    for permohonan in empat_puluh().semua:
        sop = katalog()[permohonan.sop].sop
        for entri in permohonan.riwayat:
            for kiriman in kiriman_langkah(permohonan, entri.urutan, sop):
                if isinstance(kiriman.pesan, Peristiwa):
                    yield kiriman.pesan


def papan(fakta: list[Peristiwa]) -> Papan:
    hasil = Papan(sop_bawaan(), 40)
    for satu in fakta:
        hasil.catat(satu)
    return hasil


def layar(lebar: int) -> Console:
    return Console(file=StringIO(), width=lebar, force_terminal=False)


def teks(console: Console) -> str:
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_after_all_facts_everything_is_over_and_nobody_waits() -> None:
    akhir = papan(list(peristiwa()))
    assert akhir.tuntas
    assert (akhir.diajukan, akhir.berjalan, akhir.selesai, akhir.ditolak) == (40, 0, 39, 1)
    assert not any(akhir.menunggu.values())
    assert sum(akhir.diputus.values()) == sum(len(p.riwayat) for p in empat_puluh().semua)


def test_facts_that_come_twice_or_in_another_order_count_the_same() -> None:
    fakta = list(peristiwa())
    acak = fakta * 2
    random.Random(1).shuffle(acak)  # noqa: S311 - a test
    satu, lain = papan(fakta), papan(acak)
    assert (satu.diputus, satu.selesai, satu.ditolak) == (lain.diputus, lain.selesai, lain.ditolak)
    assert satu.dikembalikan == lain.dikembalikan
    assert +lain.menunggu == +satu.menunggu


def test_a_submission_waits_at_the_first_desk() -> None:
    awal = papan([next(peristiwa())])
    assert (awal.diajukan, awal.menunggu["frontoffice"], awal.tuntas) == (1, 1, False)


def test_desks_stand_in_the_order_in_which_an_application_meets_them() -> None:
    assert papan([]).pelaksana[:3] == ("pemohon", "frontoffice", "backoffice")


def test_the_table_fits_a_small_terminal_and_names_no_person(tmp_path: Path) -> None:
    console, isi = layar(80), papan(list(peristiwa()))
    for klaim in empat_puluh().bukti.waktu.klaim:
        isi.peringatkan(klaim.pelanggaran)
    jam = JamDemo(tmp_path / "jam.json", empat_puluh().bukti.waktu.mulai)
    tayangan = Tayangan(console, isi, NAMA, jam, ZoneInfo("Asia/Makassar"))
    console.print(tayangan.gambar())
    baris = teks(console).splitlines()
    assert max(map(len, baris)) <= 80
    assert len(baris) <= 24
    for kata in ("Kepala Dinas", "Senin 5 Januari 2026 08.00 WITA", "lewat", "selesai terlambat"):
        assert kata in teks(console)
    for permohonan in empat_puluh().semua:
        assert permohonan.pemohon.nama not in teks(console)


def test_the_summary_fits_a_small_terminal_and_names_no_person() -> None:
    console, selesai = layar(80), empat_puluh()
    ceritakan(console, selesai.bukti, selesai.harapan.skenario, NAMA)
    hasil = periksa(selesai.bukti, selesai.harapan)
    laporkan(console, hasil, [])
    baris = teks(console).splitlines()
    assert len([b for b in baris if "✓" in b]) == len(hasil)
    assert not [b for b in baris if "✗" in b]
    for permohonan in selesai.semua:
        for rahasia in (permohonan.pemohon.nama, permohonan.pemohon.nik):
            assert rahasia not in teks(console)


def test_the_summary_tells_each_kind_of_story_with_an_example() -> None:
    console, selesai = layar(100), empat_puluh()
    ceritakan(console, selesai.bukti, selesai.harapan.skenario, NAMA)
    for apa in (
        "lancar, SK terbit",
        "dikembalikan Front Office, SK terbit",
        "dikembalikan Sekretaris, SK terbit",
        "dikirim dua kali, SK terbit",
        "ditolak Dinas Teknis",
        "masukan buruk yang disengaja",
    ):
        assert apa in teks(console)


def test_what_is_wrong_is_shown_up_to_a_length_that_can_be_read() -> None:
    console, selesai = layar(100), empat_puluh()
    bukti = replace(
        selesai.bukti, semua=(), fakta={}, kabar=frozenset(), antrean={"kabid.tugas": 3}
    )
    kosong = periksa(bukti, selesai.harapan)
    laporkan(console, kosong, ["kabid menolak"])
    assert "✗ kabid menolak" in teks(console)
    assert "dan 35 lagi" in teks(console)
    assert "kabid.tugas masih berisi 3 pesan" in teks(console)


def test_alerts_are_counted_by_level_and_by_desk() -> None:
    isi, klaim = papan([]), empat_puluh().bukti.waktu.klaim
    for satu in klaim:
        isi.peringatkan(satu.pelanggaran)
    assert isi.tingkat.total() == len(klaim)
    mendekati = sum(n for (_, tingkat), n in isi.peringatan_meja.items() if tingkat == "mendekati")
    keseluruhan = [k for k in klaim if k.pelanggaran.langkah is None]
    assert isi.tingkat["mendekati"] == mendekati + sum(
        k.pelanggaran.tingkat == "mendekati" for k in keseluruhan
    )
    assert isi.peringatan[-1] == klaim[-1].pelanggaran
