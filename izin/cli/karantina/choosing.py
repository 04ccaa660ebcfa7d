"""Which of the messages are meant."""

from collections.abc import Sequence
from typing import NamedTuple

from izin.cli.karantina.entry import Entry
from shared.kantor.errors import MasukanKeliru, TidakDitemukan

FEWEST_LETTERS = 4


class TidakDiKarantina(TidakDitemukan):
    """No message of this id is there, or not any more."""

    def __init__(self, id_: str) -> None:
        super().__init__(f"'{id_}' tidak ada di karantina")
        self.id = id_


class Wanted(NamedTuple):
    """Ids, or beginnings of them; or else everything of a kode and of a queue, where empty stands
    for any."""

    ids: Sequence[str] = ()
    kode: str = ""
    antrean: str = ""

    def of_the_kind(self, entry: Entry) -> bool:
        return self.kode in {"", entry.kode} and self.antrean in {"", entry.asal}


def choose(entries: Sequence[Entry], wanted: Wanted) -> list[Entry]:
    """In the order of the queue. Raises `TidakDiKarantina` and `MasukanKeliru`: nothing is done if
    one of several ids is wrong."""
    if not wanted.ids:
        return [entry for entry in entries if wanted.of_the_kind(entry)]
    meant = {_one(entries, text).id for text in wanted.ids}
    return [entry for entry in entries if entry.id in meant]


def _one(entries: Sequence[Entry], text: str) -> Entry:
    exact = [entry for entry in entries if entry.id == text]
    found = exact or [
        entry for entry in entries if len(text) >= FEWEST_LETTERS and entry.id.startswith(text)
    ]
    if not found:
        raise TidakDiKarantina(text)
    if len(found) > 1:
        raise MasukanKeliru(
            f"'{text}' berarti lebih dari satu pesan",
            rincian=(f"{entry.id}  {entry.kode}  {entry.asal}" for entry in found),
            anjuran="Tulis ID selengkapnya",
        )
    return found[0]
