"""The figures of the house, over small trees: each counts what it says, and nothing else."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from scripts.figures.__main__ import main
from scripts.figures.checkout import Checkout
from scripts.figures.doors import DOORS, open_doors
from scripts.figures.figures import Figures, cycles, measure
from scripts.figures.language import HERE, Misnamed, Vocabulary, read_vocabulary, words
from tests.unit.architecture.sources import ROOT

VOCABULARY = Vocabulary(["papan", "hitung", "kejadian"], ["sop", "log"])
LAZY = "def muat() -> None:\n    from shared import b\n"
TYPING = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from shared.b import B\n"


def written(root: Path, tree: Mapping[str, str]) -> Path:
    for path, text in tree.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def measured(root: Path, tree: Mapping[str, str]) -> Figures:
    return measure(Checkout(written(root, tree)), VOCABULARY)


def test_lines_are_of_all_files_and_lengths_of_those_that_are_no_init(tmp_path: Path) -> None:
    short = {f"shared/m{no}.py": "x = 1\n" * no for no in range(1, 11)}
    figures = measured(tmp_path, {"shared/__init__.py": "x = 1\n" * 100, **short})
    lines = figures.lines
    assert (figures.modules, figures.modules_with_init, lines.total) == (10, 11, 155)
    assert (lines.median, lines.p90) == (5.5, 9)
    assert (lines.longest, lines.longest_path) == (10, "shared/m10.py")


def test_a_statement_over_several_lines_counts_with_all_of_them(tmp_path: Path) -> None:
    heading = '"""One.\n\nTwo.\n"""\n'
    text = heading + "\nfrom shared import (\n    b,\n    c,\n)\n\n\ndef f():\n    import os\n"
    figures = measured(tmp_path, {"shared/a.py": text})
    assert (figures.lines.imports, figures.lines.headings, figures.lines.total) == (5, 4, 13)


def test_a_module_with_one_importer_of_the_product_has_one_neighbour(tmp_path: Path) -> None:
    figures = measured(
        tmp_path,
        {
            "shared/a.py": "from shared import b\nfrom .c import C\n",
            "ops/d.py": "import shared.c\n",
            "shared/b.py": "from shared.b import itself\n",
            "shared/c.py": "",
            "tests/unit/test_b.py": "from shared.b import B\n",
        },
    )
    assert figures.one_neighbour == ("shared/b.py",)


def test_a_command_that_is_loaded_by_its_name_is_no_module_for_tests_only(tmp_path: Path) -> None:
    figures = measured(
        tmp_path,
        {
            "izin/cli/app.py": 'COMMANDS = {"lihat": "izin.cli.lihat"}\n',
            "izin/cli/lihat.py": "",
            "izin/cli/tua.py": "",
            "izin/cli/mati.py": "",
            "tests/test_x.py": "from izin.cli import lihat, tua\nfrom izin.cli.app import X\n",
        },
    )
    assert figures.tests_only == ("izin/cli/app.py", "izin/cli/tua.py")


@pytest.mark.parametrize(
    ("text", "at_start", "at_any_time"),
    [
        ("from shared.b import B\n", 1, 1),
        ("from . import b\n", 1, 1),
        ("try:\n    import shared.b\nexcept ImportError:\n    pass\n", 1, 1),
        (LAZY, 0, 1),
        (TYPING, 0, 1),
        ("from shared.c import C\n", 0, 0),
    ],
)
def test_a_cycle_at_start_is_told_from_one_of_lazy_and_typing_imports(
    tmp_path: Path, text: str, at_start: int, at_any_time: int
) -> None:
    tree = {"shared/a.py": text, "shared/b.py": "from shared.a import A\n", "shared/c.py": ""}
    figures = measured(tmp_path, tree)
    assert (len(figures.cycles_at_start), len(figures.cycles_at_any_time)) == (
        at_start,
        at_any_time,
    )
    assert set(figures.cycles_at_any_time) <= {("shared.a", "shared.b")}


def test_cycles_that_share_a_module_are_one_and_the_largest_comes_first() -> None:
    graph = {"a": {"b"}, "b": {"a"}, "c": {"d", "e"}, "d": {"c"}, "e": {"c", "a"}, "f": {"a"}}
    assert cycles(graph) == (("c", "d", "e"), ("a", "b"))


def test_a_file_in_another_language_than_it_defines_is_named(tmp_path: Path) -> None:
    figures = measured(
        tmp_path,
        {
            "shared/board.py": "class Papan: ...\ndef hitung(): ...\n",
            "shared/kejadian.py": "class Event: ...\nWORST = 1\n",
            # as many words of either; neither language; a single definition; private ones
            "shared/ledger.py": "class Papan: ...\ndef count(): ...\n",
            "shared/sop.py": "class Papan: ...\ndef hitung(): ...\n",
            "shared/event.py": "class Kejadian: ...\n_count = 1\n",
            # one of the definitions bears the file's name
            "shared/shell.py": "class Shell: ...\ndef hitung(): ...\nPAPAN = KEJADIAN = 1\n",
        },
    )
    assert figures.misnamed == (
        Misnamed("shared/board.py", "Inggris", "Indonesia"),
        Misnamed("shared/kejadian.py", "Indonesia", "Inggris"),
    )


def test_a_name_is_taken_apart_at_capitals_and_underscores() -> None:
    assert words("MongoSOPStore") == ["mongo", "sop", "store"]
    assert words("_BATAS_BYTES2") == ["batas", "bytes"]
    assert words("T") == []


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("susun_berkas", "Indonesia"),
        ("wewenang", "Indonesia"),  # from the glossary
        ("open_office", "Inggris"),
        ("SopId", None),
        ("PapanStore", None),
    ],
)
def test_the_lists_tell_the_two_languages_apart(name: str, language: str | None) -> None:
    assert read_vocabulary().language(name) == language


def test_the_lists_are_sorted_and_no_word_is_in_both() -> None:
    lists = [(HERE / f"{name}.txt").read_text().splitlines() for name in ("indonesian", "neutral")]
    assert all(one == sorted(set(one)) for one in lists)
    assert not {*lists[0]} & {*lists[1]}


def test_a_small_module_needs_two_importers_elsewhere_a_protocol_or_a_public_path(
    tmp_path: Path,
) -> None:
    figures = measured(
        tmp_path,
        {
            "shared/store/needed.py": "X = 1\n",
            "shared/store/port.py": "class Port(Protocol[T]): ...\n",
            "shared/store/long.py": "X = 1\n" * 40,
            "shared/store/__main__.py": "",
            "shared/worker/heartbeat.py": "",
            "services/kabid/desk.py": "",
            # imported once from elsewhere, and by a neighbour
            "shared/store/lonely.py": "X = 1\n",
            "shared/store/other.py": "from shared.store.lonely import X\n" * 40,
            "ops/a.py": "from shared.store import needed, lonely\n" * 40,
            "izin/b.py": "from shared.store.needed import X\n" * 40,
        },
    )
    assert figures.small == ("shared/store/lonely.py",)


@pytest.mark.parametrize("name", DOORS)
def test_doors_are_counted_over_this_very_checkout(name: str) -> None:
    doors = open_doors(ROOT, name)
    assert not doors.problem
    assert "shared/permohonan/chain.py" in doors.files
    assert not [file for file in doors.files if file.startswith("tests/")]
    assert all((ROOT / file).is_file() for file in doors.files)


def test_a_checkout_in_which_nothing_can_be_run_says_why(tmp_path: Path) -> None:
    assert "Perjalanan" in open_doors(written(tmp_path, {"shared/a.py": ""}), "putusan").problem


def test_the_table_and_the_json_tell_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tree = {"shared/a.py": LAZY, "shared/b.py": "import shared.a\n", "shared/papan.py": ""}
    assert main([str(written(tmp_path, tree)), "--kecil"]) == 0
    table = capsys.readouterr().out
    assert main([str(tmp_path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["cycles_at_any_time"] == [["shared.a", "shared.b"]]
    assert "shared.a shared.b" in table
    assert told["small"] == ["shared/a.py", "shared/b.py", "shared/papan.py"]
    assert all(path in table for path in told["small"])


def test_a_folder_without_modules_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path)]) == 2
    assert "Tidak ada modul" in capsys.readouterr().err


def test_words_in_no_list_can_be_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tree = {"shared/papan.py": "def kuraikan_board(): ...\n"}
    assert main([str(written(tmp_path, tree)), "--kata"]) == 0
    assert capsys.readouterr().out.split() == ["board", "kuraikan"]
