"""`izin sop cetak`: the official table, our additions apart, the stated total beside the real."""

from collections.abc import Mapping

from rich.console import Console
from rich.table import Table
from rich.text import Text

from izin.cli.output import plain, print_json, stdout
from shared.sop.model import Langkah, Sop
from shared.sop.table import (
    kolom_tabel,
    nama_pelaksana,
    ringkasan_waktu,
    rute_tambahan,
    sebutan_tujuan,
    tabel_resmi,
)

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
        table.add_column(heading, justify="center" if heading in names.values() else "left")
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
    table.add_column(width=15, style="dim", justify="right")
    table.add_column()
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


def _additions(console: Console, sop: Sop) -> None:
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
