import json
import subprocess
from pathlib import Path

import pytest

from tests import long_run


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one commit, and a record that names it."""
    monkeypatch.setattr(long_run, "ROOT", tmp_path)
    monkeypatch.setattr(long_run, "RECORD", tmp_path / "docs" / "uji-lama.json")
    (tmp_path / "shared" / "store").mkdir(parents=True)
    (tmp_path / "docs").mkdir()
    (tmp_path / "shared" / "store" / "codec.py").write_text("1")
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    return tmp_path


def git(tree: Path, *words: str) -> None:
    author = ("-c", "user.name=Uji", "-c", "user.email=uji@localhost")
    subprocess.run(["git", *author, *words], cwd=tree, check=True, capture_output=True)


def commit(tree: Path) -> None:
    git(tree, "add", "--all")
    git(tree, "commit", "--quiet", "--allow-empty", "--message", "uji")


def recorded(tree: Path) -> dict[str, dict[str, object]]:
    text = (tree / "docs" / "uji-lama.json").read_text()
    record: dict[str, dict[str, object]] = json.loads(text)
    return record


def test_a_run_that_passes_is_recorded_with_its_commit_and_figures(tree: Path) -> None:
    long_run.write_record("uji", {"lulus": 3})
    assert recorded(tree)["uji"]["lulus"] == 3
    assert recorded(tree)["uji"]["commit"] == long_run.ask_git("rev-parse", "HEAD")


def test_each_kind_of_run_keeps_its_own_record(tree: Path) -> None:
    long_run.write_record("uji", {})
    commit(tree)
    long_run.write_record("kampanye", {})
    assert recorded(tree).keys() == {"uji", "kampanye"}


def test_what_is_not_committed_is_not_recorded(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tree / "shared" / "store" / "codec.py").write_text("2")
    long_run.write_record("uji", {})
    assert not (tree / "docs" / "uji-lama.json").exists()
    assert "tidak dicatat" in capsys.readouterr().out


def test_what_changed_since_is_named_only_where_a_run_is_owed(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long_run.write_record("uji", {})
    (tree / "shared" / "store" / "codec.py").write_text("2")
    (tree / "README.md").write_text("2")
    commit(tree)
    assert long_run.tell() == 0
    said = capsys.readouterr().out
    assert "berubah sejak itu: shared/store/codec.py" in said
    assert "README" not in said


def test_a_commit_that_is_not_known_here_owes_everything(tree: Path) -> None:
    assert long_run.changed_since("0" * 40) == [*long_run.OWED_BY]


def test_what_owes_a_run_is_there(pytestconfig: pytest.Config) -> None:
    assert all((pytestconfig.rootpath / path).exists() for path in long_run.OWED_BY)
