"""The end of the demo, for whoever wants to know where the time went."""

from dataclasses import replace
from io import StringIO

from rich.console import Console

from izin.demo.bukti import Bukti
from izin.demo.cerita import ceritakan_waktu, paling_berliku
from izin.demo.tayangan import TINGKAT, teks_kecepatan, teks_peringatan
from izin.registry import discover_desks
from tests.unit.demo.cheap_play import semua_ragam

NAMA = {kode: desk.nama for kode, desk in discover_desks().items()}


def cerita(bukti: Bukti, lebar: int = 80) -> str:
    console = Console(file=StringIO(), width=lebar, force_terminal=False)
    ceritakan_waktu(console, bukti, semua_ragam().harapan, NAMA)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_it_fits_a_small_terminal_and_names_no_person() -> None:
    teks = cerita(semua_ragam().bukti)
    assert max(map(len, teks.splitlines())) <= 80
    assert "…" not in teks
    for permohonan in semua_ragam().semua:
        for rahasia in (permohonan.pemohon.nama, permohonan.pemohon.nik):
            assert rahasia not in teks


def test_every_level_is_counted() -> None:
    bukti = semua_ragam().bukti
    teks = cerita(bukti)
    for tingkat, kata in TINGKAT.items():
        jumlah = sum(k.pelanggaran.tingkat == tingkat for k in bukti.waktu.klaim)
        assert any(baris.split()[: len(kata.split()) + 1] == [*kata.split(), str(jumlah)]
                   for baris in teks.splitlines()), (kata, jumlah)  # fmt: skip


def test_each_step_of_the_office_is_shown_and_none_of_the_applicant() -> None:
    teks = cerita(semua_ragam().bukti)
    for sop in (termuat.sop for termuat in semua_ragam().harapan.sop.values()):
        assert f"{sop.kode}, keseluruhan" in teks
    assert teks.count("4. Dinas Teknis") == 2
    assert "1. Pemohon" not in teks


def test_the_ledger_is_of_the_application_with_most_to_tell() -> None:
    satu = paling_berliku(semua_ragam().bukti)
    assert satu is not None
    assert len(satu.riwayat) == max(len(p.riwayat) for p in semua_ragam().semua)
    assert f"Ke mana waktu {satu.nomor}" in cerita(semua_ragam().bukti)


def test_alerts_that_nobody_planned_are_told_as_such() -> None:
    bukti = semua_ragam().bukti
    assert "di luar rencana" not in cerita(bukti)
    tenang = next(
        p for p in bukti.semua if not semua_ragam().harapan.skenario[str(p.id)].peringatan
    )
    lebih = bukti.waktu.klaim[0]
    pelanggaran = lebih.pelanggaran.model_copy(
        update={"permohonan_id": tenang.id, "nomor": tenang.nomor}
    )
    klaim = (*bukti.waktu.klaim, replace(lebih, kunci="lain", pelanggaran=pelanggaran))
    berlebih = replace(bukti, waktu=replace(bukti.waktu, klaim=klaim))
    assert "1 di antaranya di luar rencana" in cerita(berlebih)


def test_of_an_empty_office_there_is_nothing_to_tell() -> None:
    bukti = semua_ragam().bukti
    kosong = replace(bukti, semua=(), waktu=replace(bukti.waktu, klaim=(), pengumuman=()))
    assert paling_berliku(kosong) is None
    assert "Ke mana waktu" not in cerita(kosong)


def test_an_alert_is_one_line_that_fits_a_small_terminal() -> None:
    klaim = semua_ragam().bukti.waktu.klaim
    zona = semua_ragam().bukti.waktu.berlaku.terkini.zona
    baris = [teks_peringatan(satu.pelanggaran, NAMA, zona) for satu in klaim]
    assert max(map(len, baris)) <= 80
    (seluruhnya, *_) = [satu for satu in baris if "Keseluruhan: terlampaui" in satu]
    assert seluruhnya.endswith("(5 Hari)")
    assert baris[0].startswith("05/01 08.")


def test_a_rate_is_told_in_two_figures() -> None:
    assert [teks_kecepatan(kali) for kali in (1.0, 19.7, 2345.0, 23456.0)] == [
        "1 kali",
        "20 kali",
        "2.300 kali",
        "23.000 kali",
    ]
