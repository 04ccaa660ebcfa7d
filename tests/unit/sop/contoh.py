"""The SOPs that the tests of shared.sop share."""

from pathlib import Path

from shared.sop.loader import FOLDER_BAWAAN, KatalogSop, baca, muat_folder
from shared.sop.model import SopTermuat

DATA = Path(__file__).parent / "data"
TEKS_CONTOH = (DATA / "contoh.toml").read_text(encoding="utf-8")
PELAKSANA_CONTOH = frozenset({"pemohon", "loket", "kepala"})

# In the order of the columns of the official table.
NAMA = {
    "pemohon": "Pemohon",
    "frontoffice": "Front Office",
    "backoffice": "Back Office",
    "dinasteknis": "Dinas Teknis",
    "kabid": "Kabid Perizinan",
    "sekretaris": "Sekretaris",
    "kepaladinas": "Kepala Dinas",
}


def contoh(cari: str = "", ganti: str = "") -> SopTermuat:
    """The made-up SOP, with one text in it replaced."""
    return baca(ubah(cari, ganti), "contoh.toml", PELAKSANA_CONTOH)


def ubah(cari: str, ganti: str) -> str:
    """Replaces `cari`, which must occur exactly once: a test that breaks nothing is none."""
    if cari:
        assert TEKS_CONTOH.count(cari) == 1, f"{cari!r} occurs {TEKS_CONTOH.count(cari)} times"
    return TEKS_CONTOH.replace(cari, ganti) if cari else TEKS_CONTOH


def katalog_resmi() -> KatalogSop:
    return muat_folder(FOLDER_BAWAAN, frozenset(NAMA))
