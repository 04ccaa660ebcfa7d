"""An exported history verifies itself with Python alone, and shows every change with its place."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from izin.riwayat import periksa_riwayat
from izin.riwayat.ekspor import nama_berkas, susun_ekspor
from izin.riwayat.periksa_riwayat import lama, periksa
from shared.audit.keluaran import berkas_disebut
from tests.builders import KURSUS, Perjalanan, kode_wajib
from tests.examples import tries

SCRIPT = Path(periksa_riwayat.__file__)


def finished() -> Perjalanan:
    """Sent back once, corrected, issued: 11 entries."""
    hilang = kode_wajib(Perjalanan(KURSUS).sop)[-1]
    jalan = Perjalanan(KURSUS, tanpa=[hilang])
    jalan.putus("tolak", catatan='perbaiki "lampiran"\nsegera \N{EN DASH} é')
    jalan.perbaiki([jalan.lemari.berkode(hilang)])
    while jalan.permohonan.langkah is not None:
        jalan.putus(mulai_pada=jalan.kini)
    return jalan


JALAN = finished()
EKSPOR = susun_ekspor(JALAN.permohonan, JALAN.termuat.sumber)
TEKS = json.dumps(EKSPOR, ensure_ascii=False, indent=1).encode()


def run(*arguments: object, cwd: Path | None = None) -> "subprocess.CompletedProcess[str]":
    """By an interpreter that knows nothing of this project."""
    words = [sys.executable, "-I", "-S", str(SCRIPT), *map(str, arguments)]
    return subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    path = tmp_path / "riwayat.json"
    path.write_bytes(TEKS)
    return path


def test_a_stranger_verifies_it_and_reads_each_step_beside_its_limit(exported: Path) -> None:
    told = run(exported)
    assert told.returncode == 0, told.stdout + told.stderr
    assert f"Riwayat {JALAN.permohonan.nomor}" in told.stdout
    assert "1 menit menurut jam; mutu baku 10 Menit" in told.stdout
    assert "mutu baku 4 Hari" in told.stdout
    assert told.stdout.count("mutu baku") == len(JALAN.permohonan.riwayat)
    assert told.stdout.endswith(f"Sidik terakhir: {JALAN.permohonan.riwayat[-1].digest}\n")


def test_no_personal_data_of_the_applicant_goes_along() -> None:
    pemohon = JALAN.permohonan.pemohon
    for rahasia in (pemohon.nik, pemohon.telepon, pemohon.surel, pemohon.nama):
        assert rahasia.encode() not in TEKS


def test_a_changed_letter_is_named_with_its_step(exported: Path) -> None:
    exported.write_bytes(TEKS.replace(b"segera", b"segara", 1))
    told = run(exported)
    assert told.returncode == 1
    assert "BERUBAH: entri 1 (langkah 2): isinya bukan yang disegel" in told.stdout


def test_a_past_that_was_rewritten_whole_has_another_last_digest(exported: Path) -> None:
    akhir = JALAN.permohonan.riwayat[-1].digest
    assert run(exported, "--sidik", akhir).returncode == 0
    told = run(exported, "--sidik", "0" * 64)
    assert told.returncode == 1
    assert "entri terakhir" in told.stdout


@pytest.mark.parametrize("isi", [b"", b"{", b"\xff\xfe", b'{"a": "\\ud800"', b"9" * 5000])
def test_what_cannot_be_read_is_no_traceback(exported: Path, isi: bytes) -> None:
    exported.write_bytes(isi)
    told = run(exported)
    assert (told.returncode, told.stderr) == (2, "")
    assert "tidak terbaca" in told.stdout
    assert not any(word in told.stdout for word in ("codec", "Expecting", "Exceeds", "Errno"))


def test_without_a_file_it_says_how_it_is_used() -> None:
    assert "Cara pakai" in run().stdout
    assert run("a", "b").returncode == 2


@settings(max_examples=tries(100), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(TEKS) - 1), st.integers(1, 255))
@example(TEKS.index(b"riwayat-alurizin"), 1)
@example(TEKS.index(b'"versi": 1') + 9, 3)
@example(TEKS.index(b'"nomor"') + 10, 1)
@example(len(TEKS) - 6, 1)
def test_one_byte_of_any_value_changed_anywhere_is_noticed_and_placed(
    tempat: int, beda: int
) -> None:
    berubah = bytearray(TEKS)
    berubah[tempat] ^= beda
    try:
        lain = json.loads(berubah.decode())
    except ValueError:
        return  # not even JSON any more: `test_what_cannot_be_read_is_no_traceback`
    assume(lain != EKSPOR or repr(lain) != repr(EKSPOR))
    masalah = list(periksa(lain))
    assert masalah
    tempat_tempat = ("ekspor", "format", "identitas", "riwayat", "entri", "teks_sop")
    assert masalah[0].startswith(tempat_tempat)


@settings(max_examples=tries(40), deadline=None)
@given(st.integers(0, len(JALAN.permohonan.riwayat) - 1), st.data())
def test_the_entry_that_was_changed_is_named(urutan: int, data: st.DataObject) -> None:
    lain = json.loads(TEKS)
    entri = lain["riwayat"][urutan]
    bidang = data.draw(st.sampled_from(sorted(entri)))
    entri[bidang] = "berubah"
    (satu,) = periksa(lain)
    assert satu.startswith(f"entri {urutan} ")


@pytest.mark.parametrize("urutan", [0, 3, len(JALAN.permohonan.riwayat) - 2])
def test_an_entry_that_was_taken_out_leaves_a_gap_that_shows(urutan: int) -> None:
    lain = json.loads(TEKS)
    del lain["riwayat"][urutan]
    (satu,) = periksa(lain)
    assert satu.startswith(f"entri {urutan} ")
    assert "tidak menyambung" in satu


@pytest.mark.parametrize(
    "lain",
    [
        *(None, [], {}, EKSPOR | {"riwayat": []}, EKSPOR | {"riwayat": [1]}, EKSPOR | {"x": 1}),
        *(EKSPOR | {"identitas": None}, EKSPOR | {"teks_sop": None}, EKSPOR | {"versi": True}),
        *(EKSPOR | {"teks_sop": "\ud800"}, EKSPOR | {"identitas": {"id": "\ud800"}}),
    ],
)
def test_a_file_of_another_shape_is_refused_without_a_stumble(lain: Any) -> None:
    assert list(periksa(lain))


def test_files_beside_it_are_measured(exported: Path) -> None:
    folder = exported.parent / "berkas"
    folder.mkdir()
    semua = {b.berkas_id: b for b in berkas_disebut(JALAN.permohonan)}.values()
    for berkas in semua:
        isi = berkas.nama_berkas.removesuffix(".pdf").encode()
        (folder / nama_berkas(berkas)).write_bytes(isi)
    assert run(exported).returncode == 0
    pertama, kedua, *_ = sorted(folder.iterdir())
    pertama.write_bytes(pertama.read_bytes() + b" ")
    kedua.rename(folder / "asing.pdf")
    told = run(exported)
    assert told.returncode == 1
    assert "isinya bukan yang dicatat riwayat" in told.stdout
    assert "tidak disertakan" in told.stdout
    assert "berkas asing.pdf: tidak disebut riwayat" in told.stdout


@pytest.mark.parametrize(
    ("sampai", "teks"),
    [
        ("2026-01-05T01:00:00.000Z", "0 detik"),
        ("2026-01-05T01:00:59.999Z", "59 detik"),
        ("2026-01-05T02:01:01.000Z", "1 jam 1 menit"),
        ("2026-01-07T01:00:30.000Z", "2 hari 30 detik"),
    ],
)
def test_the_time_that_a_step_took_is_told_by_the_clock(sampai: str, teks: str) -> None:
    assert lama("2026-01-05T01:00:00.000Z", sampai) == teks
