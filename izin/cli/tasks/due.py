"""When an open step is due, and how an officer is told of it."""

from rich.text import Text

from izin.cli.output import plain
from izin.cli.times import when
from izin.cli.watch_board.words import office_age
from shared.kantor.tugas import Limit, Moment, State

STYLE: dict[State, str] = {"dalam_batas": "", "mendekati": "yellow", "terlampaui": "bold red"}
_WORD: dict[State, str] = {
    "dalam_batas": "sisa",
    "mendekati": "tinggal",
    "terlampaui": "terlampaui",
}


def remaining(limit: Limit, moment: Moment) -> Text:
    """In office time: "sisa 7 menit", "terlampaui 3 jam"; empty without a limit."""
    state = limit.state(moment.now)
    if state is None or limit.due is None:
        return plain("")
    span = sorted((limit.due, moment.now))
    return plain(f"{_WORD[state]} {office_age(moment.kalender, *span)}", STYLE[state])


def due_line(limit: Limit, moment: Moment) -> Text:
    """Sel 24 Nov 2026 08.20.00 WITA, sisa 7 menit waktu kantor"""
    if limit.due is None:
        return plain("")
    text = plain(f"{when(limit.due, moment.kalender.zona)}, ")
    return text.append_text(remaining(limit, moment)).append(" waktu kantor")
