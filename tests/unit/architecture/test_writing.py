"""Files are written in one place, which leaves them whole or not there at all."""

import ast
from collections.abc import Iterator

import pytest

from tests.unit.architecture.sources import CODE, Finding, Source, broken, called, notices, sources

HERE = "shared/whole_file.py"
EVERYWHERE = (*CODE, "bench", "chaos")

KEPT_OPEN = {
    "shared/embedded/guarded.py": "the log of a server, which grows as it runs",
    "shared/embedded/folder.py": "the lock, which its holder keeps open",
    "shared/embedded/server.py": "the log that is put aside",
    "shared/worker/heartbeat.py": "a sign of life, without content",
    "shared/surat/cetak.py": "what the typesetter reads, in a temporary folder of its own",
    "izin/bundel/periksa_sk.py": "what openssl reads, in a temporary folder; it runs without us",
    "izin/demo/workers.py": "the log of a worker",
    "izin/supervisor.py": "the log of a process",
    "izin/cli/stdout_end.py": "the place where nothing is kept",
    "chaos/cluster.py": "a line more in a configuration",
    "chaos/forge.py": "the log of a process",
    "bench/kecepatan/pekerja.py": "the log of a process",
    "bench/meja/kantor.py": "the log of a process",
}
WRITING = {"write_text", "write_bytes", "touch", "mkstemp", "NamedTemporaryFile", "copytree"}
MOVING = {"os.replace", "os.rename", "os.link", "shutil.copy", "shutil.copy2", "shutil.move"}


def writes_itself(source: Source) -> Iterator[Finding]:
    if source.path == HERE or source.path in KEPT_OPEN:
        return
    for call in source.nodes(ast.Call):
        whole = ast.unparse(call.func)
        if _writes(call) or whole in MOVING or _opens_to_write(call):
            yield Finding(call.lineno, f"{ast.unparse(call)[:60]}: shared.whole_file writes files")


def _writes(call: ast.Call) -> bool:
    """`touch` with something in its hand is another verb."""
    return called(call) in WRITING and not (called(call) == "touch" and call.args)


def _opens_to_write(call: ast.Call) -> bool:
    if ast.unparse(call.func) == "os.open":
        return any(flag in ast.unparse(call) for flag in ("O_CREAT", "O_APPEND", "O_TRUNC"))
    if called(call) != "open":
        return False
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    modes = [ast.unparse(one) for one in given if not isinstance(one, ast.Attribute)]
    return any(set("wax+") & set(mode.strip("'\"")) for mode in modes if _is_mode(mode))


def _is_mode(text: str) -> bool:
    """Also a mode that is chosen: `"wb" if replace else "xb"`."""
    words = [word for word in text.split() if word.startswith(("'", '"'))]
    return any(0 < len(word.strip("'\"")) <= 3 for word in words)


def makes_a_folder(source: Source) -> Iterator[Finding]:
    for call in source.nodes(ast.Call):
        if called(call) in {"mkdir", "makedirs"} and source.path not in {HERE, *KEPT_OPEN}:
            yield Finding(call.lineno, "shared.whole_file makes folders")


def test_files_are_written_in_one_place() -> None:
    assert broken(writes_itself, *EVERYWHERE) == []


def test_folders_are_made_there_too() -> None:
    assert broken(makes_a_folder, *CODE) == []
    assert notices(makes_a_folder, "folder.mkdir()")


def test_what_is_kept_open_is_still_there() -> None:
    assert set(KEPT_OPEN) <= {source.path for source in sources(*EVERYWHERE)}


@pytest.mark.parametrize(
    "text",
    [
        'berkas.write_text("isi")',
        'berkas.write_bytes(b"isi")',
        "berkas.touch()",
        'open("a", "w")',
        'open("a", mode="xb")',
        'berkas.open("ab")',
        'berkas.open("wb" if ganti else "xb")',
        "os.open(berkas, os.O_WRONLY | os.O_CREAT, 0o600)",
        "os.replace(baru, lama)",
        "tempfile.mkstemp()",
    ],
)
def test_a_file_written_elsewhere_is_noticed(text: str) -> None:
    assert notices(writes_itself, text)


@pytest.mark.parametrize(
    "text",
    ["open(berkas)", 'berkas.open("rb")', "os.open(folder, os.O_RDONLY)", 'teks.replace("a", "b")'],
)
def test_reading_is_left_alone(text: str) -> None:
    assert not notices(writes_itself, text)
