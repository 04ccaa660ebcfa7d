"""A bundle on a machine with openssl and pdfsig: the signature is checked by others than us."""

from pathlib import Path

import pytest

from izin.bundel.susun import susun_bundel
from shared.kantor.sk_bundel import IsiBundel
from shared.tandatangan.uji_coba import buat_otoritas
from tests.tandatangan import PADA, akar
from tests.unit.bundel.bundles import SK, check, files, isi, lay


@pytest.fixture
def found() -> IsiBundel:
    return isi()


def test_two_other_readers_say_that_it_is_signed(found: IsiBundel, tmp_path: Path) -> None:
    told = check(lay(tmp_path, files(found)))
    assert (told.returncode, told.stderr) == (0, ""), told.stdout
    assert "BAIK   ditandatangani Drs. H. Budi Santoso, M.Si." in told.stdout
    assert "BAIK   pdfsig: tanda tangannya sah" in told.stdout
    assert told.stdout.endswith("Sah.\n")


def test_an_authority_of_one_s_own_may_be_named(found: IsiBundel, tmp_path: Path) -> None:
    folder = lay(tmp_path / "b", susun_bundel(found, (), uji_coba=False))
    assert "tidak ada sertifikat yang dipercaya" in check(folder).stdout
    (own := tmp_path / "akar.pem").write_bytes(akar()[0])
    assert check(folder, "--akar", own).returncode == 0
    own.write_bytes(buat_otoritas(PADA).sertifikat_pem)
    told = check(folder, "--akar", own)
    assert (told.returncode, "tidak sah menurut openssl" in told.stdout) == (1, True)


def test_a_changed_byte_breaks_the_signature(found: IsiBundel, tmp_path: Path) -> None:
    folder = lay(tmp_path, files(found))
    data = bytearray(found.pdf)
    data[2000] ^= 1
    (folder / SK).write_bytes(bytes(data))
    told = check(folder)
    assert told.returncode == 1
    assert "SALAH  tanda tangan tidak sah menurut openssl" in told.stdout
    assert "SALAH  pdfsig" in told.stdout
