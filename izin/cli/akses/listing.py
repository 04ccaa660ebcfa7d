"""`izin akses daftar`: who may do what."""

from collections.abc import Iterator, Sequence
from typing import Any

from izin.cli.output import plain, print_json, stdout
from shared.akses import Hak

NOTHING = "–"
MOST_NAMES = 8


def show(rights: Sequence[Hak], *, as_json: bool) -> None:
    if as_json:
        print_json([_row(hak) for hak in rights])
        return
    for hak in rights:
        stdout().print(plain(f"{hak.pengguna} ({hak.untuk})", style="bold"))
        for name, value in _said(hak):
            stdout().print(plain(f"  {name:<9} {value}"), soft_wrap=True)


def _row(hak: Hak) -> dict[str, Any]:
    return {
        "pengguna": hak.pengguna,
        "untuk": hak.untuk,
        "configure": hak.configure,
        "write": hak.write,
        "read": hak.read,
        "topik": [{"exchange": t.exchange, "write": t.write} for t in hak.topik],
        "tag": list(hak.tag),
    }


def _said(hak: Hak) -> Iterator[tuple[str, str]]:
    yield "membaca", _some(hak.baca)
    yield "menulis", _some(tuple(_written(hak)))
    yield "mengatur", _some(hak.atur)


def _some(names: Sequence[str]) -> str:
    """The administrator's are as many as there are queues: JSON has them all."""
    rest = len(names) - MOST_NAMES
    said = ", ".join(names[:MOST_NAMES]) or NOTHING
    return f"{said} dan {rest} lainnya" if rest > 0 else said


def _written(hak: Hak) -> Iterator[str]:
    topics = {t.exchange: t.kunci for t in hak.topik}
    for exchange in hak.tulis:
        keys = ", ".join(topics.get(exchange, ()))
        yield f"{exchange} (hanya {keys})" if keys else exchange
