"""A disk without room, an output that nobody takes: one sentence, exit code 2, and nothing half
written; a reader that has read enough ends the command without a word."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from izin.cli.laporan import Target, put
from shared.whole_file import BerkasTidakTertulis, new_file
from tests.full_disk import SAID, full_disk
from tests.unit.cli.running import izin
from tests.unit.cli.test_laporan_files import isi

SP = "izin-paud"


def files(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file()]


@pytest.mark.parametrize("room_bytes", [0, 100])
@pytest.mark.parametrize(
    "arguments",
    [
        ("asyncapi", "--ke", "{}/asyncapi.json"),
        ("ajukan", "{}/contoh", "--contoh", SP),
        ("rahasia", "{}/rahasia"),
    ],
)
def test_a_command_that_writes_tells_of_a_full_disk(
    arguments: Sequence[str], room_bytes: int, tmp_path: Path
) -> None:
    command = [one.format(tmp_path) for one in arguments]
    with full_disk(room_bytes):
        outcome = izin(*command)
    assert outcome.code == 2
    assert str(tmp_path) in outcome.said
    assert SAID in outcome.said
    assert "Kosongkan tempat di cakram itu" in outcome.said
    assert files(tmp_path) == []
    assert izin(*command).code == 0  # the same command, when there is room


def test_definitions_that_find_no_room_leave_those_before(tmp_path: Path) -> None:
    assert izin("rahasia", tmp_path / "rahasia").code == 0
    to = tmp_path / "definitions.json"
    to.write_text("lama")
    with full_disk(100):
        outcome = izin("akses", "definisi", "--rahasia", tmp_path / "rahasia", "--ke", to)
    assert (outcome.code, SAID in outcome.said) == (2, True)
    assert to.read_text() == "lama"


def test_new_certificates_are_a_pair_or_the_old_pair(tmp_path: Path) -> None:
    folder = tmp_path / "rahasia"
    assert izin("rahasia", folder).code == 0
    before = {one.name: one.read_bytes() for one in files(folder)}
    with full_disk(before["rabbitmq.crt"].__len__() + 10):
        assert izin("rahasia", folder, "--perbarui-sertifikat").code == 2
    assert {one.name: one.read_bytes() for one in files(folder)} == before


@pytest.mark.parametrize("form", ["csv", "xlsx", "json", "tabel"])
def test_a_report_is_whole_or_not_there(form: str, tmp_path: Path) -> None:
    target = Target(form, tmp_path / "laporan", replace=False)
    with full_disk(100), pytest.raises(BerkasTidakTertulis, match=SAID):
        put(isi(), target)
    assert files(tmp_path) == []
    put(isi(), target)
    assert files(tmp_path)


def izin_into(out: int, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-m", "izin", *arguments],
        stdout=out,
        stderr=subprocess.PIPE,
        check=False,
        env={**os.environ, "COLUMNS": "200"},
    )


def full() -> int:
    return os.open("/dev/full", os.O_WRONLY)


def without_a_reader() -> int:
    reader, writer = os.pipe()
    os.close(reader)
    return writer


SHOWN = (("--help",), ("sop", "cetak", SP), ("akses", "daftar", "--json"), ("asyncapi",))


@pytest.mark.parametrize("arguments", SHOWN)
@pytest.mark.parametrize(("end", "code"), [(full, 2), (without_a_reader, 141)])
def test_an_output_that_is_not_taken_ends_the_command(
    end: Callable[[], int], code: int, arguments: tuple[str, ...]
) -> None:
    out = end()
    done = izin_into(out, *arguments)
    os.close(out)
    said = done.stderr.decode().splitlines()
    assert done.returncode == code
    if code == 2:
        assert said[0] == f"Gagal: Keluaran tidak dapat ditulis: {SAID}"
        assert len(said) == 2
    else:
        assert said == []


def test_a_named_stdout_without_a_reader_is_no_failure_either(tmp_path: Path) -> None:
    out = without_a_reader()
    done = izin_into(out, "asyncapi", "--ke", "/dev/stdout")
    os.close(out)
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_file_that_may_not_grow_is_told_of_in_the_same_way(tmp_path: Path) -> None:
    """The system's own limit. `-B`: Python would cut its compiled modules short, too."""
    command = f"ulimit -f 1; exec {sys.executable} -B -m izin asyncapi --ke {tmp_path}/a.json"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert done.returncode == 2
    assert b"melewati batas besar berkas" in done.stderr
    assert files(tmp_path) == []


def test_messages_that_nobody_can_read_do_not_end_the_work(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as nowhere, (tmp_path / "out").open("wb") as out:
        done = subprocess.run(
            [sys.executable, "-m", "izin", "ajukan", tmp_path / "contoh", "--contoh", SP],
            stdout=out,
            stderr=nowhere,
            check=False,
        )
    assert done.returncode == 0
    assert (tmp_path / "contoh" / "permohonan.toml").exists()


def test_a_broken_pipe_of_a_server_is_no_reader_that_went_away(tmp_path: Path) -> None:
    """Only stdout's own reader ends a command in silence."""
    with pytest.raises(BrokenPipeError), new_file(tmp_path / "a"):
        raise BrokenPipeError
    assert files(tmp_path) == []
