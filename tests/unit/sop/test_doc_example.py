"""docs/add-an-sop.md says everything an author needs, and its example works as it stands."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from shared.sop.loader import FOLDER_BAWAAN, baca, muat_folder
from shared.sop.model import FiktifPositif, Hasil, Isian, Langkah, Persyaratan, Rute, Sop
from shared.tindakan import Tindakan
from tests.unit.sop.contoh import NAMA

HALAMAN = (Path(__file__).parents[3] / "docs/add-an-sop.md").read_text(encoding="utf-8")


def contoh_halaman() -> str:
    (teks,) = re.findall(r"^```toml\n(.*?)^```$", HALAMAN, re.DOTALL | re.MULTILINE)
    return str(teks)


def test_the_example_of_the_page_is_a_sound_sop_whose_times_add_up() -> None:
    sop = baca(contoh_halaman(), "halaman", frozenset(NAMA)).sop
    assert sop.kode == "izin-bimbingan-belajar"
    assert (sop.selisih_hari(), sop.selisih_menit()) == (0, 0)


def test_the_example_of_the_page_can_stand_beside_the_official_sops(tmp_path: Path) -> None:
    for resmi in FOLDER_BAWAAN.glob("*.toml"):
        (tmp_path / resmi.name).write_bytes(resmi.read_bytes())
    (tmp_path / "izin-bimbingan-belajar.toml").write_text(contoh_halaman(), encoding="utf-8")
    assert len(muat_folder(tmp_path, frozenset(NAMA))) == 3


@pytest.mark.parametrize(
    ("judul", "model"),
    [
        ("### The SOP", Sop),
        ("### `[fiktif_positif]`", FiktifPositif),
        ("### `[[persyaratan]]`", Persyaratan),
        ("### `[[isian]]`", Isian),
        ("### `[[langkah]]`", Langkah),
        ("Each entry of `hasil`", Hasil),
        ("Each entry of `rute`", Rute),
    ],
)
def test_every_key_is_explained_where_its_table_is(judul: str, model: type[BaseModel]) -> None:
    bagian = re.split(r"^(?:### |Each entry)", HALAMAN.split(judul, 1)[1], flags=re.MULTILINE)[0]
    dijelaskan = {
        kunci
        for baris in re.findall(r"^\| (`[^|]*) \|", bagian, re.MULTILINE)
        for kunci in re.findall(r"`(\w+)`", baris)
    }
    tabel_sendiri = {"fiktif_positif", "persyaratan", "isian", "langkah"}
    assert dijelaskan == set(model.model_fields) - tabel_sendiri


def test_every_act_is_explained() -> None:
    bagian = HALAMAN.split("### The acts", 1)[1].split("##", 1)[0]
    kepala, *tindakan = re.findall(r"^\| `(\w+)` \|", bagian, re.MULTILINE)
    assert kepala == "tindakan"
    assert tindakan == [satu.value for satu in Tindakan]
