"""`izin sop daftar`."""

from collections.abc import Iterator
from typing import Any

from rich.table import Table

from izin.cli.output import print_json, stdout
from shared.sop.loader import KatalogSop
from shared.sop.table import ringkasan_waktu


def show(catalogue: KatalogSop, *, as_json: bool) -> None:
    rows = list(_rows(catalogue))
    if as_json:
        print_json(rows)
        return
    table = Table(box=None, pad_edge=False)
    table.add_column("Kode", style="bold", no_wrap=True)
    for heading in ("Izin", "Total menurut SOP", "Dihitung"):
        table.add_column(heading)
    for row in rows:
        table.add_row(row["kode"], row["izin"], row["dinyatakan"], row["dihitung"])
    stdout().print(table)


def _rows(catalogue: KatalogSop) -> Iterator[dict[str, Any]]:
    for loaded in catalogue.values():
        sop, waktu = loaded.sop, ringkasan_waktu(loaded.sop)
        yield {
            "kode": sop.kode,
            "judul": sop.judul,
            "izin": sop.izin,
            "langkah": len(sop.langkah),
            "dinyatakan": waktu.dinyatakan,
            "dihitung": waktu.dihitung,
            "selisih_hari": waktu.selisih_hari,
            "selisih_menit": waktu.selisih_menit,
            "berkas": loaded.berkas,
            "versi": loaded.versi,
        }
