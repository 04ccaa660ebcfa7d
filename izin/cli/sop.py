"""`izin sop`: list, check and print SOPs."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from izin.cli.catalogue import load_catalogue, load_file, load_sop, pelaksana_names
from izin.cli.exits import Exit
from izin.cli.options import Json
from izin.cli.output import plain, print_json, stderr, stdout
from izin.cli.servers import load_settings
from izin.cli.tables import Listing
from izin.cli.typer_id import Perintah, new_app
from shared.sop.errors import SopTidakSah
from shared.sop.loader import KatalogSop
from shared.sop.model import AturanPenarikan, Langkah, Sop, SopTermuat
from shared.sop.table import (
    kolom_tabel,
    nama_pelaksana,
    ringkasan_waktu,
    rute_tambahan,
    sebutan_tujuan,
    tabel_resmi,
)


def check(path: Path, *, as_json: bool) -> Exit:
    try:
        loaded = load_file(path)
    except SopTidakSah as error:
        _show_problems(error, path, as_json=as_json)
        return Exit.USAGE
    _show_sound(loaded, path, as_json=as_json)
    return Exit.OK


def _show_problems(error: SopTidakSah, path: Path, *, as_json: bool) -> None:
    if as_json:
        found = [masalah._asdict() for masalah in error.masalah]
        print_json({"berkas": str(path), "sah": False, "masalah": found})
        return
    console = stderr()
    heading = f"{path}: tidak sah, {len(error.masalah)} masalah"
    console.print(plain(heading, style="bold red"))
    for masalah in error.masalah:
        where = f"langkah {masalah.langkah}" if masalah.langkah else "seluruh berkas"
        console.print(Text(f"  {where}: ", style="bold").append_text(plain(masalah.alasan)))


def _show_sound(loaded: SopTermuat, path: Path, *, as_json: bool) -> None:
    waktu = ringkasan_waktu(loaded.sop)
    facts: dict[str, Any] = {
        "berkas": str(path),
        "sah": True,
        "kode": loaded.sop.kode,
        "versi": loaded.versi,
        "langkah": len(loaded.sop.langkah),
        "masalah": [],
        "waktu": waktu._asdict(),
    }
    if as_json:
        print_json(facts)
        return
    console = stdout()
    console.print(Text("Sah: ", style="bold green").append_text(plain(loaded.sop.judul)))
    console.print(plain(f"{len(loaded.sop.langkah)} langkah, versi {loaded.versi[:12]}"))
    console.print(plain(f"Total menurut SOP   {waktu.dinyatakan}"))
    console.print(plain(f"Jumlah semua langkah {waktu.dihitung}"))
    differs = waktu.selisih_hari or waktu.selisih_menit
    console.print(plain(waktu.kalimat, style="yellow" if differs else ""))


def show(catalogue: KatalogSop, *, as_json: bool) -> None:
    rows = list(_rows(catalogue))
    if as_json:
        print_json(rows)
        return
    headings = ("Kode", "Izin", "Total menurut SOP", "Dihitung")
    cells = [[row["kode"], row["izin"], row["dinyatakan"], row["dihitung"]] for row in rows]
    stdout().print(Listing(headings, cells, texts=headings[1:]))


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


WIDE = 150
"""Terminal columns from which the thirteen official columns can be read side by side."""


def as_json(sop: Sop, names: Mapping[str, str]) -> None:
    print_json(
        {
            "kode": sop.kode,
            "judul": sop.judul,
            "kolom": kolom_tabel(sop, names),
            "baris": tabel_resmi(sop),
            "rute_tambahan": [satu._asdict() for satu in rute_tambahan(sop)],
            "waktu": ringkasan_waktu(sop)._asdict(),
        }
    )


def as_markdown(sop: Sop, names: Mapping[str, str]) -> None:
    """Fit to be put into a document: no colours, no wrapping."""
    columns = kolom_tabel(sop, names)
    lines = [f"# {sop.judul}", "", _row(columns), _row(["---"] * len(columns))]
    lines += [_row(row) for row in tabel_resmi(sop)]
    lines += ["", ringkasan_waktu(sop).kalimat]
    if sop.penarikan:
        lines += ["", f"Penarikan, tidak ada dalam tabel resmi: {_withdrawal(sop.penarikan)}"]
    if additions := rute_tambahan(sop):
        lines += ["", "Rute tambahan, tidak ada dalam tabel resmi:", ""]
        lines += [f"- langkah {r.dari}, {r.putusan} ke {r.ke}: {r.alasan}" for r in additions]
    print("\n".join(lines))


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def as_table(sop: Sop, names: Mapping[str, str]) -> None:
    console = stdout()
    console.print(plain(sop.judul, style="bold"))
    console.print()
    if console.width >= WIDE:
        console.print(_official(sop, names))
    else:
        _stacked(console, sop, names)
    _times(console, sop)
    _additions(console, sop)


def _official(sop: Sop, names: Mapping[str, str]) -> Table:
    table = Table(show_lines=True)
    for heading in kolom_tabel(sop, names):
        justify: Any = "center" if heading in names.values() else "left"
        table.add_column(heading, justify=justify, overflow="fold")
    for row in tabel_resmi(sop):
        table.add_row(*(plain(cell) for cell in row))
    return table


def _stacked(console: Console, sop: Sop, names: Mapping[str, str]) -> None:
    """The same table with its columns below each other: no terminal is too narrow for it."""
    for langkah in sop.langkah:
        heading = f"{nama_pelaksana(langkah.pelaksana, names)} · {langkah.waktu.teks}"
        console.print(Text(f"{langkah.no:>2}  ", style="bold").append_text(plain(heading, "cyan")))
        console.print(_cells(langkah))


def _cells(langkah: Langkah) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=15, style="dim", justify="right", overflow="fold")
    table.add_column(overflow="fold")
    for heading, cell in (
        ("Kegiatan", langkah.kegiatan),
        ("Kelengkapan", langkah.kelengkapan),
        ("Output", langkah.output),
        ("Keterangan", langkah.keterangan),
    ):
        if cell:
            table.add_row(heading, plain(cell))
    table.add_row("Rute", _routes(langkah))
    return table


def _routes(langkah: Langkah) -> Text:
    return Text("; ").join(
        Text(
            f"{rute.putusan} → {sebutan_tujuan(rute.ke)}", style="yellow" if rute.tambahan else ""
        ).append(" (tambahan)" if rute.tambahan else "")
        for rute in langkah.rute
    )


def _times(console: Console, sop: Sop) -> None:
    waktu = ringkasan_waktu(sop)
    differs = waktu.selisih_hari or waktu.selisih_menit
    console.print()
    console.print(plain(f"Jumlah waktu keseluruhan menurut SOP: {waktu.dinyatakan}"))
    console.print(plain(f"Jumlah waktu semua langkah, dihitung: {waktu.dihitung}"))
    console.print(plain(waktu.kalimat, style="yellow" if differs else "green"))


def _withdrawal(rule: AturanPenarikan) -> str:
    return f"sampai langkah {rule.sampai}; {rule.tambahan}"


def _additions(console: Console, sop: Sop) -> None:
    if sop.penarikan:
        console.print()
        console.print("Penarikan, tidak ada dalam tabel resmi:", style="bold")
        console.print(plain(f"  {_withdrawal(sop.penarikan)}"))
    if not (additions := rute_tambahan(sop)):
        return
    console.print()
    console.print("Rute tambahan, tidak ada dalam tabel resmi:", style="bold")
    for satu in additions:
        console.print(
            plain(
                f"  langkah {satu.dari}, {satu.putusan} ke {satu.ke}: ", style="yellow"
            ).append_text(plain(satu.alasan))
        )


app = new_app("Daftar, periksa dan cetak SOP.")


@app.command("daftar", cls=Perintah)
def list_sops(json: Json = False) -> None:
    """Daftar SOP yang berlaku."""
    show(load_catalogue(load_settings()), as_json=json)


@app.command("periksa", cls=Perintah)
def check_sop(
    berkas: Annotated[Path, typer.Argument(metavar="FILE", help="Berkas SOP (.toml).")],
    json: Json = False,
) -> None:
    """Periksa satu berkas SOP: setiap masalah disebut dengan langkah dan alasannya."""
    raise typer.Exit(check(berkas, as_json=json))


@app.command("cetak", cls=Perintah)
def print_sop(
    sop: Annotated[str, typer.Argument(metavar="KODE", help="Kode SOP, atau jalur berkas .toml.")],
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Tabel resmi sebagai Markdown.")
    ] = False,
    json: Json = False,
) -> None:
    """Cetak SOP sebagai tabel resmi; rute tambahan ditandai, total dibandingkan."""
    loaded = load_sop(load_settings(), sop).sop
    names = pelaksana_names()
    if json:
        as_json(loaded, names)
    elif markdown:
        as_markdown(loaded, names)
    else:
        as_table(loaded, names)
