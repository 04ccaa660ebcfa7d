"""How tables and headings look at the terminal."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table

from izin.cli.laporan.cells import one_line
from izin.cli.output import plain


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], texts: int) -> Table:
    """The first `texts` columns are words, the others figures."""
    made = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    for ke, title in enumerate(headings):
        made.add_column(title, justify="left" if ke < texts else "right", overflow="fold")
    for row in rows:
        made.add_row(*(plain(one_line(cell)) for cell in row))
    return made


def heading(console: Console, text: str) -> None:
    console.print()
    console.print(plain(text, style="bold"))


def section(console: Console, title: str, part: Table) -> None:
    """Nothing at all where there is nothing in it."""
    if part.row_count:
        console.print(plain(title, style="italic"))
        console.print(part)
