"""docs/route.md: the way of every SOP as a drawing and as the official table.

    python -m izin.route_doc

writes it anew. A test compares it with the SOP files.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from izin.registry import discover_desks
from shared.sop.loader import FOLDER_BAWAAN, KatalogSop, muat_folder
from shared.sop.model import Sop, SopTermuat
from shared.sop.table import gambar_rute, kolom_tabel, ringkasan_waktu, rute_tambahan, tabel_resmi
from shared.whole_file import write_file

PAGE = Path("docs/route.md")
COMMAND = "python -m izin.route_doc"

_INTRODUCTION = f"""\
# The route of every SOP

Written by `{COMMAND}` from `shared/sop/*.toml`; do not edit it by hand.

In the drawings a solid arrow is a route of the official table and a dashed one is our addition,
with the reason on it. The tables are the official ones, word for word, X marking the pelaksana.
"""


def page(folder: Path = FOLDER_BAWAAN) -> str:
    """Markdown. Raises `SopTidakSah` for a broken SOP file."""
    desks = discover_desks()
    catalogue: KatalogSop = muat_folder(folder, frozenset(desks))
    names = {desk.pelaksana: desk.nama for desk in desks.values()}
    return "\n".join([_INTRODUCTION, *(_section(one, names) for one in catalogue.values())])


def _section(loaded: SopTermuat, names: Mapping[str, str]) -> str:
    sop = loaded.sop
    parts = (
        f"## {sop.judul}\n\n`{sop.kode}`, from [`{loaded.berkas}`](../shared/sop/{loaded.berkas}).",
        f"```mermaid\n{gambar_rute(sop, names)}```",
        "### The official table",
        _table(kolom_tabel(sop, names), tabel_resmi(sop)),
        "### Total time",
        _times(sop),
        "### Routes that the official table does not have",
        "\n".join(_additions(sop)) or "None.",
    )
    return "\n\n".join(parts) + "\n"


def _times(sop: Sop) -> str:
    times = ringkasan_waktu(sop)
    difference = f"{times.selisih_hari} hari, {times.selisih_menit} menit"
    heads = ("stated by the SOP", "sum of the steps", "stated minus sum")
    return _table(heads, [(times.dinyatakan, times.dihitung, difference)])


def _additions(sop: Sop) -> Iterator[str]:
    if sop.penarikan:
        until = sop.penarikan.sampai
        yield f"- pemohon, sampai langkah {until} → ditarik: {sop.penarikan.tambahan}"
    for one in rute_tambahan(sop):
        owed = f" (owes {', '.join(one.hasil)})" if one.hasil else ""
        yield f"- langkah {one.dari}, {one.putusan} → {one.ke}{owed}: {one.alasan}"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(_row(cells) for cells in (heads, ["---"] * len(heads), *rows))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def main() -> None:
    write_file(PAGE, page())


if __name__ == "__main__":
    main()
