"""When an open step is due, and how an officer is told of it."""

from datetime import datetime
from typing import Literal, NamedTuple

from rich.text import Text

from izin.cli.output import plain
from izin.cli.times import when
from izin.cli.watch_board.words import office_age
from shared.contracts import Tugas
from shared.kalender.model import Kalender
from shared.permohonan import Permohonan

State = Literal["dalam_batas", "mendekati", "terlampaui"]

STYLE: dict[State, str] = {"dalam_batas": "", "mendekati": "yellow", "terlampaui": "bold red"}
_WORD: dict[State, str] = {
    "dalam_batas": "sisa",
    "mendekati": "tinggal",
    "terlampaui": "terlampaui",
}


class Limit(NamedTuple):
    """`near` is None where nobody watches: an applicant's step, or one not reckoned yet."""

    near: datetime | None
    due: datetime | None

    def state(self, now: datetime) -> State | None:
        """None without a due instant. Exactly then is still in time."""
        if self.due is None:
            return None
        if now > self.due:
            return "terlampaui"
        return "mendekati" if self.near is not None and now > self.near else "dalam_batas"


class Moment(NamedTuple):
    """Now, and the calendar by which office time is told."""

    now: datetime
    kalender: Kalender


def limit_of(permohonan: Permohonan | None, tugas: Tugas | None = None) -> Limit:
    """As the store has it: a calendar may have moved it since the task was sent."""
    jaga = permohonan.jaga if permohonan else None
    if jaga is not None and jaga.jatuh_tempo is not None:
        return Limit(jaga.mendekati, jaga.jatuh_tempo)
    return Limit(None, tugas.jatuh_tempo if tugas else None)


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
