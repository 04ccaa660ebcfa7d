"""`make mutasi`: its table is about today's code, and only a test that fails notices anything."""

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scripts.mutasi.table import Mutation, TableWrong, problems, read_table
from scripts.mutasi.tree import Tree
from scripts.mutasi.trial import TABLE_TEST, Verdict, judged
from scripts.mutasi.watching import foreign
from tests.unit.architecture.sources import ROOT

TEST = "tests/unit/test_angka.py"
SOUND = Mutation(
    1, "one is two", "shared/angka.py", "SATU = 1", "SATU = 2", (f"{TEST}::test_satu",)
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "proyek"
    for path, text in {
        "shared/angka.py": "SATU = 1\nDUA = 1\n",
        TEST: "def test_satu() -> None: ...\n",
        ".gitignore": "rahasia\n",
        "rahasia": "",
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    return root


def test_fifty_mutations_are_edits_of_the_code_and_name_tests_that_are_there() -> None:
    table = read_table()
    assert list(problems(table, ROOT)) == []
    assert len(table) >= 50
    assert (ROOT / TABLE_TEST).samefile(__file__)


@pytest.mark.parametrize(
    ("changes", "kata"),
    [
        ({"before": "SATU = 3"}, "ada 0 kali"),
        ({"before": " = 1"}, "ada 2 kali"),
        ({"after": "SATU  =  1"}, "tidak mengubah apa pun"),
        ({"after": "SATU = ("}, "bukan Python lagi"),
        ({"file": "shared/tiada.py"}, "shared/tiada.py tidak ada"),
        ({"tests": ()}, "tidak menyebut uji"),
        ({"tests": ("tests/unit/test_tiada.py",)}, "test_tiada.py tidak ada"),
        ({"tests": (f"{TEST}::test_dua",)}, "test_dua tidak ada"),
        ({"tests": ("tests/integration/cli",)}, "bukan uji cepat"),
    ],
)
def test_a_table_that_is_not_about_this_code_is_told(
    project: Path, changes: dict[str, Any], kata: str
) -> None:
    assert list(problems([SOUND], project)) == []
    (said,) = problems([replace(SOUND, **changes)], project)
    assert kata in said
    assert "one is two" in said


def test_two_mutations_of_one_name_are_told(project: Path) -> None:
    assert list(problems([SOUND, SOUND], project)) == ["nama 'one is two' dipakai 2 kali"]


def test_a_file_is_another_one_for_a_while_in_the_copy_and_never_in_the_project(
    project: Path, tmp_path: Path
) -> None:
    tree = Tree(project, tmp_path / "salinan")
    copy, times = tree.place / SOUND.file, set()
    for _ in range(2):
        times.add(copy.stat().st_mtime)
        with tree.mutated(SOUND):
            times.add(copy.stat().st_mtime)
            assert copy.read_text(encoding="utf-8") == "SATU = 2\nDUA = 1\n"
        assert copy.read_text(encoding="utf-8") == "SATU = 1\nDUA = 1\n"
    assert len(times) == 4  # or Python would take what it compiled for the mutation before
    assert (project / SOUND.file).read_text(encoding="utf-8") == "SATU = 1\nDUA = 1\n"
    assert not (tree.place / "rahasia").exists()
    with pytest.raises(TableWrong), tree.mutated(replace(SOUND, before="= 3")):
        pass


FAILED = {
    "test": f"{TEST}::test_satu",
    "phase": "call",
    "error": "AssertionError",
    "import": "",
    "slow": "",
}


@pytest.mark.parametrize(
    ("code", "report", "verdict"),
    [
        (0, {}, Verdict.PASSED),
        (1, FAILED, Verdict.FAILED),
        (1, FAILED | {"phase": "collect"}, Verdict.BROKEN),  # pytest -x ends by 1 there too
        (1, FAILED | {"error": "ImportError", "import": "ya"}, Verdict.BROKEN),
        (1, FAILED | {"error": "Failed", "slow": "ya"}, Verdict.SLOW),
        (2, FAILED, Verdict.BROKEN),
        (5, {}, Verdict.BROKEN),
        (0, {"foreign": ["shared.angka"]}, Verdict.BROKEN),
        (1, FAILED | {"foreign": ["shared.angka"]}, Verdict.BROKEN),
        (3, None, Verdict.BROKEN),
    ],
)
def test_only_a_test_that_failed_over_the_copy_has_noticed_something(
    tmp_path: Path, code: int, report: dict[str, Any] | None, verdict: Verdict
) -> None:
    said = tmp_path / "keluaran.txt"
    said.write_text("1 failed\n", encoding="utf-8")
    if report is not None:
        (tmp_path / "laporan.json").write_text(json.dumps({"foreign": []} | report))
    assert judged(code, tmp_path / "laporan.json", said)[0] is verdict


def test_what_was_imported_from_elsewhere_is_named(tmp_path: Path) -> None:
    assert foreign(ROOT) == []
    assert "shared.errors" in foreign(tmp_path)
