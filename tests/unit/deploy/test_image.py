"""The Dockerfile and what goes into it."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

from tests.unit.deploy.compose import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
IGNORED = [
    line
    for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
STAGES = re.split(r"^(?=FROM )", DOCKERFILE, flags=re.MULTILINE)[1:]


def test_the_base_image_is_pinned_to_a_minor_version_and_used_throughout() -> None:
    bases = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert re.fullmatch(r"python:\d+\.\d+-slim-\w+", bases[0])
    assert set(bases[1:]) == {"dasar"}


def test_everything_installed_has_a_known_hash() -> None:
    installs = re.findall(r"install[^&]*?--requirement \S+", DOCKERFILE.replace("\\\n", " "))
    assert len(installs) == 2
    assert all("--require-hashes" in install for install in installs)


def test_the_build_backend_is_found_in_the_lock() -> None:
    """The Dockerfile cuts this one entry out of the lock."""
    [pattern] = re.findall(r"awk '/(\S+)/", DOCKERFILE)
    lines = (ROOT / "requirements/dev.txt").read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if re.match(pattern, line)]) == 1


def test_the_image_can_read_the_qr_of_a_file_that_nobody_issued() -> None:
    runtime = (ROOT / "requirements/runtime.txt").read_text(encoding="utf-8")
    [qr] = re.findall(r'^qr = \["([\w-]+)', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert f"\n{qr}==" in runtime


def test_the_image_runs_as_an_ordinary_user_and_builds_nothing() -> None:
    last = STAGES[-1]
    assert re.search(r"^USER [1-9]\d*:[1-9]\d*$", last, re.MULTILINE)
    assert 'ENTRYPOINT ["izin"]' in last
    assert "pip" not in last


def test_only_what_is_named_enters_the_build() -> None:
    assert IGNORED[0] == "*"
    readmitted = {line[1:] for line in IGNORED if line.startswith("!")}
    copied = {
        source.rstrip("/")
        for sources in re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
        for source in sources.split()
    }
    assert {entry.partition("/")[0] for entry in readmitted} == copied


def make_secrets(root: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    """With the program of this machine instead of the image's."""
    program = Path(sys.executable).with_name("izin")
    return subprocess.run(
        [root / "deploy/buat-rahasia.sh", *options],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env={**os.environ, "IZIN": str(program)},
    )


def copy_of_deploy(folder: Path) -> Path:
    (folder / "deploy").mkdir()
    for name in ("buat-rahasia.sh", ".env.contoh"):
        target = folder / "deploy" / name
        target.write_bytes((ROOT / "deploy" / name).read_bytes())
        target.chmod((ROOT / "deploy" / name).stat().st_mode)
    return folder


def test_secrets_are_made_once_all_different_and_for_the_owner_only(tmp_path: Path) -> None:
    root = copy_of_deploy(tmp_path)
    answer = make_secrets(root)
    assert answer.returncode == 0, answer.stderr
    assert "ALURIZIN_RAHASIA=./rahasia\n" in (root / ".env").read_text()
    texts = [file.read_text() for file in (root / "rahasia").glob("*.env")]
    passwords = [p for text in texts for p in re.findall(r"[:=]([0-9a-f]{48})(?:@|$)", text, re.M)]
    accounts = sum("RABBITMQ_URL" in text for text in texts)
    own = "two each; for putting back, of MongoDB's administrator and of its health check one"
    assert len(set(passwords)) == 2 * accounts + 3, own
    assert not any(password in answer.stdout + answer.stderr for password in passwords)
    files = (root / ".env", *private(root))
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE((root / "rahasia").stat().st_mode) == 0o700


def private(root: Path) -> list[Path]:
    """The authority's certificate is for everybody; what containers read under a user of their own
    is protected by the folder."""
    files = [file for file in (root / "rahasia").iterdir() if file.is_file()]
    return [file for file in files if file.name not in {"ca.crt", "meja.kunci"}]


def test_the_register_of_the_office_names_who_gets_a_key(tmp_path: Path) -> None:
    root = copy_of_deploy(tmp_path)
    (root / "deploy/kantor").mkdir()
    register = (ROOT / "deploy/petugas.contoh.toml").read_text(encoding="utf-8")
    (root / "deploy/kantor/petugas.toml").write_text(register, encoding="utf-8")
    answer = make_secrets(root)
    assert "Kepala Dinas, M.Si. mendapat kunci tanda tangan UJI COBA" in answer.stderr
    answer = make_secrets(root, "--tambah")
    assert answer.returncode == 0, answer.stderr
    assert "Semua akun sudah ada" in answer.stderr, "into the folder that .env names"


def test_secrets_that_are_in_use_are_never_replaced(tmp_path: Path) -> None:
    root = copy_of_deploy(tmp_path)
    (root / ".env").write_text("ALURIZIN_RAHASIA=./dipakai\n")
    answer = make_secrets(root)
    assert answer.returncode == 1
    assert "sudah ada" in answer.stderr
    assert (root / ".env").read_text() == "ALURIZIN_RAHASIA=./dipakai\n"
    assert not (root / "rahasia").exists()


def test_without_a_folder_of_secrets_nothing_is_completed(tmp_path: Path) -> None:
    answer = make_secrets(copy_of_deploy(tmp_path), "--tambah")
    assert (answer.returncode, ".env belum ada" in answer.stderr) == (1, True)


def test_the_containers_user_makes_its_secrets_where_they_are_kept(tmp_path: Path) -> None:
    """With a program in place of Docker that says what it was asked."""
    root = copy_of_deploy(tmp_path)
    (root / ".env").write_text(f"ALURIZIN_RAHASIA={tmp_path / 'lain'}\n")
    (tmp_path / "lain").mkdir()
    (tmp_path / "docker").write_text('#!/bin/sh\necho "$@"\n')
    (tmp_path / "docker").chmod(0o755)
    asked = subprocess.run(
        [root / "deploy/buat-rahasia.sh", "--periksa"],
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": f"{tmp_path}:{os.environ['PATH']}"},
    ).stdout
    folder = tmp_path / "lain"
    assert f"--volume {folder}:{folder}" in asked
    assert asked.rstrip().endswith(f"alurizin:lokal rahasia {folder} --periksa")


def test_the_servers_are_started_by_scripts_that_can_be_run() -> None:
    for name in ("rabbitmq", "mongodb"):
        script = ROOT / "deploy" / name / "mulai.sh"
        assert os.access(script, os.X_OK)
        assert script.read_text().rstrip().endswith('exec docker-entrypoint.sh "$@"')
