"""Tables that keep to one line a row."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from izin.cli.output import plain


def one_line_table(headings: Sequence[str], rows: Sequence[Sequence[str | Text]]) -> Table:
    """Every column as wide as what it holds, and the last one gets what is left: only that one
    is ever cut."""
    table = Table(box=None, pad_edge=False, expand=True)
    for position, heading in enumerate(headings[:-1]):
        width = max(len(heading), *(len(row[position]) for row in rows))
        table.add_column(heading, width=width, no_wrap=True)
    table.add_column(headings[-1], ratio=1, no_wrap=True, overflow="ellipsis")
    for row in rows:
        table.add_row(*(cell if isinstance(cell, Text) else plain(cell) for cell in row))
    return table
