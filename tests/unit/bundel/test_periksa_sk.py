"""A bundle checks itself with Python alone, and says what it could not look at."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from izin.bundel.periksa_sk import KETERANGAN, tanda_tangan
from shared.kantor.sk_bundel import IsiBundel
from tests.unit.bundel.bundles import SEJARAH, SK, check, files, fresh, isi, lay

NOWHERE = "/tidak-ada"
"""Without openssl and pdfsig."""


@pytest.fixture
def found() -> IsiBundel:
    return isi()


@pytest.fixture
def bundle(found: IsiBundel, tmp_path: Path) -> Path:
    return lay(tmp_path / "bundel", files(found))


def test_without_other_programs_it_checks_all_but_the_signature(bundle: Path) -> None:
    told = check(bundle, path=NOWHERE)
    assert (told.returncode, told.stderr) == (3, ""), told.stdout
    assert told.stdout.count("BAIK ") == 4
    assert "BELUM  tanda tangan tidak diperiksa: program openssl tidak ada" in told.stdout
    assert "hanya kantor yang tahu" in told.stdout


def test_every_file_is_named_in_the_page_that_explains_them(bundle: Path) -> None:
    page = (bundle / "BACA-SAYA.txt").read_text(encoding="utf-8")
    for file in bundle.iterdir():
        assert file.name in page or file.name == "BACA-SAYA.txt"
    assert max(map(len, page.splitlines())) <= 80


def flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def other_note(data: bytes) -> bytes:
    return data.replace(b'"catatan": ""', b'"catatan": "lain"', 1)


def facts(**lain: Any) -> Callable[[bytes], bytes]:
    return lambda data: json.dumps(json.loads(data) | lain).encode()


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        (SK, lambda data: flipped(data, 2000), "isi SK bukan yang dicatat"),
        (SK, lambda data: flipped(data, 2000), "naskah yang ditandatangani bukan"),
        (SK, lambda data: flipped(data, -2000), "isi SK bukan yang dicatat"),
        (SK, lambda data: data + b"tambahan", "8 byte sesudah tanda tangan"),
        (SK, lambda data: b"halo", "bukan PDF yang utuh"),
        (SEJARAH, other_note, "riwayat: entri 0"),
        (KETERANGAN, facts(sidik_terakhir="0" * 64), "sidik terakhirnya bukan"),
        (KETERANGAN, facts(permohonan="PAUD-2026-000009"), "milik PAUD-2026-000001"),
        (KETERANGAN, facts(naskah="0" * 64), "naskah yang ditandatangani bukan"),
    ],
)
def test_what_was_changed_is_told(
    bundle: Path, name: str, change: Callable[[bytes], bytes], said: str
) -> None:
    (bundle / name).write_bytes(change((bundle / name).read_bytes()))
    told = check(bundle, path=NOWHERE)
    assert told.returncode == 1, told.stdout + told.stderr
    assert said in told.stdout
    assert told.stdout.endswith("TIDAK SAH.\n")


def test_another_sk_of_the_office_is_not_this_one(bundle: Path) -> None:
    """File and facts changed together: the sealed history does not have it."""
    other = files(fresh())
    (bundle / SK).write_bytes(other[SK])
    old = json.loads((bundle / KETERANGAN).read_bytes())
    new = json.loads(other[KETERANGAN])
    old |= {name: new[name] for name in ("sha256", "naskah")}
    (bundle / KETERANGAN).write_text(json.dumps(old), encoding="utf-8")
    told = check(bundle, path=NOWHERE)
    assert (told.returncode, "riwayat: tidak memuat SK ini" in told.stdout) == (1, True)


def test_the_head_of_the_chain_can_be_compared(bundle: Path, found: IsiBundel) -> None:
    digest = found.permohonan.riwayat[-1].digest
    assert check(bundle, "--sidik", digest, path=NOWHERE).returncode == 3
    assert check(bundle, "--sidik", "0" * 64, path=NOWHERE).returncode == 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (KETERANGAN, b"{}"),
        (KETERANGAN, b"bukan json"),
        (KETERANGAN, b'{"format": "bundel-sk-alurizin", "versi": 9}'),
        (KETERANGAN, None),
        (SEJARAH, None),
        (SEJARAH, b"\xff"),
        (SK, None),
    ],
)
def test_what_cannot_be_read_is_told(bundle: Path, name: str, data: bytes | None) -> None:
    if data is None:
        (bundle / name).unlink()
    else:
        (bundle / name).write_bytes(data)
    told = check(bundle, path=NOWHERE)
    assert (told.returncode, told.stderr) == (2, "")
    assert "tidak terbaca" in told.stdout


def test_files_outside_the_folder_are_not_read(bundle: Path) -> None:
    facts_of = json.loads((bundle / KETERANGAN).read_bytes())
    (bundle / KETERANGAN).write_text(json.dumps(facts_of | {"berkas": "../lain.pdf"}))
    assert check(bundle, path=NOWHERE).returncode == 2


def test_options_that_there_are_not_are_told(bundle: Path) -> None:
    for arguments in (("--lain", "x"), ("--akar",), ("x",)):
        told = check(bundle, *arguments)
        assert (told.returncode, "Cara pakai" in told.stdout) == (2, True)


@pytest.mark.parametrize(
    "pdf",
    [
        b"/ByteRange [1 2 3 4]",
        b"/ByteRange [0 20 30 99999]",
        b"/ByteRange [0 20 24 1]<zz>.....",
        b"/ByteRange[0 24 28 1]...<00>.",
        b"/ByteRange[0 24 26 1]...<>.",
    ],
)
def test_a_signature_that_is_none_is_no_crash(pdf: bytes) -> None:
    with pytest.raises(ValueError):
        tanda_tangan(pdf)


def test_a_trial_is_called_so(found: IsiBundel, tmp_path: Path) -> None:
    from izin.bundel.susun import susun_bundel  # noqa: PLC0415

    lay(tmp_path, susun_bundel(found, (), uji_coba=True))
    told = check(tmp_path, path=NOWHERE)
    assert "UJI COBA: ditandatangani dengan sertifikat percobaan" in told.stdout
    assert "UJI COBA" in (tmp_path / "BACA-SAYA.txt").read_text(encoding="utf-8")
