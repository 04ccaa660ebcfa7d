"""A file is there whole, or not at all, whatever the disk says and whenever it says it."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from shared.whole_file import (
    BerkasSudahAda,
    BerkasTidakTertulis,
    FolderBerisi,
    make_folder,
    new_file,
    whole_folder,
    write_file,
    write_files,
)
from tests.full_disk import SAID, full_disk

ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EIO, errno.EFBIG)
MOMENTS = ("open", "write", "fsync", "replace")


def left(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def fail_at(moment: str, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    place = Path if moment == "replace" else os
    monkeypatch.setattr(place, moment, fail)


@pytest.mark.parametrize("number", ERRORS)
@pytest.mark.parametrize("moment", MOMENTS)
def test_an_error_at_any_moment_leaves_the_old_file_and_nothing_else(
    moment: str, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "isi.json"
    path.write_text("lama")
    with monkeypatch.context() as broken:
        fail_at(moment, number, broken)
        with pytest.raises(BerkasTidakTertulis) as told:
            write_file(path, "baru")
    assert str(told.value).startswith(f"{path} tidak dapat ditulis: ")
    assert os.strerror(number) not in str(told.value)
    assert told.value.anjuran
    assert path.read_text() == "lama"
    assert left(tmp_path) == ["isi.json"]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda folder: folder / "tidak-ada" / "a", "foldernya tidak ada"),
        (lambda folder: folder, "itu sebuah folder"),
        (lambda folder: folder / ("x" * 300), "namanya terlalu panjang"),
        (lambda folder: _file(folder / "b") / "a", "bukan folder"),
        (lambda _: Path("/dev/full"), SAID),
        (lambda folder: _link(folder / "putar", folder / "putar"), "tautannya berputar"),
    ],
)
def test_a_place_that_cannot_be_is_told_in_words(
    make: Callable[[Path], Path], said: str, tmp_path: Path
) -> None:
    with pytest.raises(BerkasTidakTertulis, match=said):
        write_file(make(tmp_path), "isi")


def _file(path: Path) -> Path:
    path.write_text("")
    return path


def _link(path: Path, to: Path) -> Path:
    path.symlink_to(to)
    return path


def test_a_device_is_written_to_and_stays_a_device(tmp_path: Path) -> None:
    pipe = tmp_path / "pipa"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_file(pipe, "isi")
    assert os.read(reader, 10) == b"isi"
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert left(tmp_path) == ["pipa"]


def test_an_open_file_by_its_number_is_written_to_and_stays(tmp_path: Path) -> None:
    with (tmp_path / "keluaran").open("wb") as out:
        write_file(_link(tmp_path / "stdout", Path(f"/proc/self/fd/{out.fileno()}")), "isi")
    assert (tmp_path / "keluaran").read_text() == "isi"
    assert (tmp_path / "stdout").is_symlink()


def test_a_link_is_followed_unless_it_must_not_be(tmp_path: Path) -> None:
    (tmp_path / "jauh").mkdir()
    target = _file(tmp_path / "jauh" / "isi")
    link = _link(tmp_path / "tautan", target)
    write_file(link, "satu")
    assert (link.is_symlink(), target.read_text()) == (True, "satu")
    with new_file(link, follow=False) as file:
        file.write(b"dua")
    assert (link.is_symlink(), target.read_text(), link.read_text()) == (False, "satu", "dua")


def test_rights_are_those_asked_for_or_those_of_the_file_before(tmp_path: Path) -> None:
    path = tmp_path / "isi"
    write_file(path, "rahasia", mode=0o600)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o640)
    write_file(path, "lagi")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    old = os.umask(0o027)
    try:
        write_file(tmp_path / "baru", "isi")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "baru").stat().st_mode) == 0o640


def test_a_file_that_is_not_to_be_replaced_stays(tmp_path: Path) -> None:
    path = _file(tmp_path / "isi")
    with pytest.raises(BerkasSudahAda, match="sudah ada"):
        write_file(path, "baru", replace=False)
    assert path.read_text() == ""


def test_a_name_that_is_taken_while_the_file_is_written_stays_with_who_took_it(
    tmp_path: Path,
) -> None:
    path = tmp_path / "isi"
    with pytest.raises(BerkasSudahAda), new_file(path, replace=False) as file:
        file.write(b"kita")
        path.write_text("mereka")
    assert path.read_text() == "mereka"
    assert left(tmp_path) == ["isi"]


def test_a_file_system_without_links_takes_new_files_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as without:
        fail_at("link", errno.EPERM, without)
        write_file(tmp_path / "isi", "isi", replace=False)
    assert left(tmp_path) == ["isi"]


def test_a_block_that_fails_leaves_no_file_and_its_own_error(tmp_path: Path) -> None:
    with pytest.raises(ConnectionError), new_file(tmp_path / "isi") as file:
        file.write(b"setengah")
        raise ConnectionError
    assert left(tmp_path) == []


def test_of_several_files_all_are_there_or_none(tmp_path: Path) -> None:
    files: dict[Path, bytes | str] = {tmp_path / "a": "12345", tmp_path / "b": b"67890"}
    with full_disk(7), pytest.raises(BerkasTidakTertulis, match=SAID):
        write_files(files)
    assert left(tmp_path) == []
    write_files(files, replace=False)
    assert left(tmp_path) == ["a", "b"]
    (tmp_path / "a").unlink()
    with pytest.raises(BerkasSudahAda):
        write_files(files, replace=False)
    assert left(tmp_path) == ["b"]


@pytest.mark.parametrize("there", [True, False])
def test_a_folder_is_whole_or_as_it_was(there: bool, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    if there:
        folder.mkdir()
    with full_disk(7), pytest.raises(BerkasTidakTertulis), whole_folder(folder, 0o700):
        write_file(folder / "a", "12345")
        make_folder(folder / "dalam")
        write_file(folder / "dalam" / "b", "67890")
    assert folder.exists() is there
    assert not there or left(folder) == []
    with whole_folder(folder, 0o700):
        write_file(folder / "a", "12345")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    with pytest.raises(FolderBerisi, match="sudah berisi"), whole_folder(folder):
        raise AssertionError("must not be entered")


def test_a_folder_where_a_file_is_cannot_be_made(tmp_path: Path) -> None:
    with pytest.raises(BerkasTidakTertulis, match="bukan folder"):
        make_folder(_file(tmp_path / "a"))


def test_a_file_survives_a_power_cut_with_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Synced before it is placed, and its folder afterwards."""
    seen: list[str] = []
    sync, replace = os.fsync, Path.replace

    def synced(descriptor: int) -> None:
        folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        seen.append("folder" if folder else "berkas")
        sync(descriptor)

    def placed(path: Path, target: Path) -> Path:
        seen.append("nama")
        return replace(path, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", placed)
    write_file(tmp_path / "isi", "isi")
    assert seen == ["berkas", "nama", "folder"]
