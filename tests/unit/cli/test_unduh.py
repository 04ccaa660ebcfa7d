"""`izin unduh` over an office of doubles: what it lists, saves, and asks first."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from izin.cli.errors import BadInput
from izin.cli.unduh import Request, answer
from tests.unit.cli.running import izin
from tests.unit.kantor.lemari_berkas import NOMOR, SK, isi, selesai

SAVED = f"{NOMOR}-{SK}.pdf"


def asked(folder: Path, *codes: str, **more: Any) -> None:
    usual: dict[str, Any] = {
        "nomor": NOMOR,
        "codes": codes,
        "everything": False,
        "putaran": None,
        "folder": folder,
        "overwrite": False,
        "as_json": False,
    }

    async def run() -> None:
        await answer(await selesai().kantor(), Request(**(usual | more)))

    asyncio.run(run())


def test_the_list_names_every_file_within_80_columns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    asked(tmp_path)
    said = capsys.readouterr()
    for word in ("rencana-pencapaian-standar", "bapl", SK, "langkah 8, Kepala Dinas", "putaran 2"):
        assert word in said.out
    assert "digantikan; --putaran 1" in " ".join(said.out.split())
    assert f"izin unduh {NOMOR} {SK}" in said.err
    assert max(map(len, said.out.splitlines())) <= 80


def test_a_script_gets_the_same_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked(tmp_path, as_json=True)
    rows = json.loads(capsys.readouterr().out)
    sk = next(row for row in rows if row["kode"] == SK)
    assert sk["berlaku"] is True and len(sk["sha256"]) == 64
    asked(tmp_path, SK, as_json=True)
    (saved,) = json.loads(capsys.readouterr().out)
    assert saved["disimpan"] == str(tmp_path / SAVED)


def test_one_is_saved_under_its_number_and_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked(tmp_path / "baru", SK)
    said = capsys.readouterr()
    assert said.out == f"{tmp_path}/baru/{SAVED}\n"
    assert "SHA-256" in said.err
    assert (tmp_path / "baru" / SAVED).read_bytes() == isi(SK)


def test_all_are_those_that_stand(tmp_path: Path) -> None:
    asked(tmp_path, everything=True)
    names = [path.name for path in tmp_path.iterdir()]
    assert SAVED in names and f"{NOMOR}-nib.pdf" in names
    assert not [name for name in names if "putaran" in name or name.startswith(".")]


def test_nothing_is_fetched_where_one_would_replace_another(tmp_path: Path) -> None:
    (tmp_path / SAVED).write_bytes(b"lain")
    with pytest.raises(BadInput) as refused:
        asked(tmp_path, everything=True)
    assert refused.value.details == (str(tmp_path / SAVED),)
    assert "--timpa" in refused.value.remedy
    assert [path.name for path in tmp_path.iterdir()] == [SAVED]
    asked(tmp_path, SK, overwrite=True)
    assert (tmp_path / SAVED).read_bytes() == isi(SK)


def test_again_is_no_question(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        asked(tmp_path, SK)
    assert "1 sudah ada di sana" in capsys.readouterr().err


@pytest.mark.parametrize(
    "options",
    [("--semua", "nib"), ("--semua", "--putaran", "1"), ("--putaran", "1"), ("--timpa",)],
)
def test_options_that_say_nothing_together_are_refused(options: tuple[str, ...]) -> None:
    words = [word for word in options if word != "nib"]
    arguments = [NOMOR, "nib", *words] if "nib" in options else [NOMOR, *words]
    assert izin("unduh", *arguments).code == 2
