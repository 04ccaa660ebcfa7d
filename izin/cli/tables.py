"""Tables from which nothing is lost, however narrow the terminal: what has to stay whole (numbers,
ids, instants) is never broken, texts are broken between words, and where there is no room for
that, every row becomes a paragraph with its cells below each other."""

from collections.abc import Collection, Iterator, Sequence

from rich.console import Console, ConsoleOptions, RenderableType
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from izin.cli.consoles import broken_lines
from izin.cli.output import plain

Cell = str | Text

READABLE = 16
"""Columns that a text should have, unless it is shorter: below that it is a column of syllables."""

INDENT = "  "


class Listing:
    """`texts` are the headings of columns that may be broken between words, `figures` of those that
    stand to the right."""

    def __init__(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        *,
        texts: Collection[str] = (),
        figures: Collection[str] = (),
        gap: int = 2,
    ) -> None:
        self._headings = headings
        self._rows = [[_text(cell) for cell in row] for row in rows]
        self._texts = texts
        self._figures = figures
        self._gap = gap

    @property
    def row_count(self) -> int:
        return len(self._rows)

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        if self._least() <= options.max_width:
            yield self._table()
        else:
            yield from self._paragraphs(options.max_width)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(min(self._least(), options.max_width), options.max_width)

    def _least(self) -> int:
        """So many columns are needed for a table."""
        widths = (self._width(place, heading) for place, heading in enumerate(self._headings))
        return sum(widths) + self._gap * (len(self._headings) - 1)

    def _width(self, place: int, heading: str) -> int:
        cells = [row[place] for row in self._rows]
        whole = max([len(heading), *(cell.cell_len for cell in cells)])
        if heading not in self._texts:
            return whole
        words = [len(word) for cell in cells for word in cell.plain.split()]
        return max([len(heading), min(whole, READABLE), *words])

    def _table(self) -> Table:
        table = Table(
            box=None, pad_edge=False, padding=(0, self._gap, 0, 0), header_style="dim", expand=False
        )
        for place, heading in enumerate(self._headings):
            text = heading in self._texts
            table.add_column(
                heading,
                justify="right" if heading in self._figures else "left",
                no_wrap=not text,
                overflow="fold",
                min_width=self._width(place, heading),
            )
        for row in self._rows:
            table.add_row(*row)
        return table

    def _paragraphs(self, width: int) -> Iterator[Text]:
        """The first cell is what a row is called by. A cell that has nothing to say is left out."""
        column = max(map(len, self._headings)) + 2
        for place, (first, *rest) in enumerate(self._rows):
            if place:
                yield Text()
            called = f"{self._headings[0]:<{column + len(INDENT)}}"
            yield from _labelled(width, called, _bold(first))
            for heading, cell in zip(self._headings[1:], rest, strict=True):
                if cell.plain.strip() not in ("", "-"):
                    yield from _labelled(width, f"{INDENT}{heading:<{column}}", cell)


def _labelled(width: int, label: str, cell: Text) -> Iterator[Text]:
    room = max(width - len(label), 1)
    for place, line in enumerate(broken_lines(cell, room)):
        yield _unbroken(Text(label if not place else " " * len(label), "dim").append_text(line))


def _bold(text: Text) -> Text:
    return Text(style="bold").append_text(text)


def _unbroken(text: Text) -> Text:
    text.no_wrap, text.overflow = True, "ignore"
    return text


def _text(cell: Cell) -> Text:
    return cell if isinstance(cell, Text) else plain(cell)


def pairs() -> Table:
    """Labels, and beside them what they stand for."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", overflow="fold")
    table.add_column(overflow="fold")
    return table
