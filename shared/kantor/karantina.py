"""Karantina: looked at first, acted on afterwards.

There are two ways out, back to its queue and away. Each is written down before the message is
let go, so that a crash at any point leaves it here, and the same can be done again.
"""

import base64
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, NamedTuple

from shared.akses.penjaga import KEPALA_ASAL, pengguna_asal
from shared.contracts import Petugas
from shared.kantor.errors import MasukanKeliru, TidakDitemukan
from shared.kantor.karantina_entry import Entry, Reader
from shared.rabbit.browse import Held, browsing, copy_of
from shared.rabbit.client import Connection, open_connection
from shared.rabbit.connection import broker_errors
from shared.rabbit.errors import NotRouted
from shared.rabbit.send import Sender, open_sender
from shared.store.watch_port import CatatanKarantina, KarantinaStore, TindakanKarantina
from shared.topology import (
    ANTREAN_KARANTINA,
    KEPALA_DIKIRIM_ULANG,
    KEPALA_KARANTINA,
    Topologi,
    tujuan_asal,
)

Action = Callable[[Entry, Held], Awaitable[None]]


class Shelf(NamedTuple):
    """Methods raise `QueueMissing` and `BrokerTidakTerjangkau`."""

    wire: Connection
    topologi: Topologi

    async def entries(self) -> list[Entry]:
        """The oldest first; everything stays."""
        found: list[Entry] = []

        async def keep(entry: Entry, _: Held) -> None:
            found.append(entry)

        await self._each(keep)
        return found

    async def act(self, ids: Collection[str], action: Action) -> None:
        """On each of them that is still there. A message that the action acknowledges is gone."""

        async def if_chosen(entry: Entry, message: Held) -> None:
            if entry.id in ids:
                await action(entry, message)

        await self._each(if_chosen)

    async def sender(self) -> Sender:
        return await open_sender(self.wire)

    async def _each(self, action: Action) -> None:
        read = Reader({satu.nama: satu.batas_kirim_ulang for satu in self.topologi.antrean})
        with broker_errors():
            async with browsing(self.wire, ANTREAN_KARANTINA) as messages:
                async for message in messages:
                    await action(read(message), message)


@asynccontextmanager
async def open_shelf(rabbitmq_url: str, topologi: Topologi) -> AsyncIterator[Shelf]:
    """`topologi`: all queues of the office. Raises `BrokerUnreachable`."""
    async with open_connection(rabbitmq_url) as wire:
        yield Shelf(wire, topologi)


# All of a message, as JSON can hold it: for a file, for the record, for the screen.
PROPERTIES = (
    *("content_type", "content_encoding", "type", "message_id", "correlation_id", "reply_to"),
    *("timestamp", "app_id", "user_id"),
)


def properties_of(message: Held) -> dict[str, Any]:
    """The AMQP properties that are set, `headers` among them."""
    named = {name: as_json(getattr(message, name)) for name in PROPERTIES}
    said = {name: value for name, value in named.items() if value is not None}
    return {**said, "headers": as_json(message.headers)}


def body_of(message: Held) -> dict[str, str]:
    """`isi` as text, or `isi_base64` for other bytes."""
    try:
        return {"isi": message.body.decode()}
    except UnicodeDecodeError:
        return {"isi_base64": base64.b64encode(message.body).decode()}


def as_json(value: object) -> Any:
    if isinstance(value, Mapping):
        return {str(name): as_json(one) for name, one in value.items()}
    if isinstance(value, bytes | bytearray):
        return value.decode(errors="backslashreplace")
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [as_json(one) for one in value]
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


class Book(NamedTuple):
    """Records an action with its officer, reason and time."""

    store: KarantinaStore
    oleh: Petugas
    alasan: str
    clock: Callable[[], datetime]

    async def record(self, entry: Entry, message: Held, tindakan: TindakanKarantina) -> None:
        """A message sent back can still be looked at in its queue; a dropped one is kept here."""
        dibuang = tindakan == "buang"
        await self.store.record(
            CatatanKarantina(
                kunci=f"{_stay(entry, message)}/{tindakan}",
                tindakan=tindakan,
                pada=self.clock(),
                oleh_id=self.oleh.id,
                oleh_nama=self.oleh.nama,
                alasan=self.alasan,
                message_id=entry.message_id,
                kode=entry.kode,
                antrean_asal=entry.asal,
                sebab=entry.alasan,
                properti=properties_of(message) if dibuang else {},
                isi=message.body if dibuang else b"",
            )
        )


class SendBack:
    """Only to the queue that each came from. One that cannot go back is named in
    `failed` and stays."""

    def __init__(self, sender: Sender, topologi: Topologi, book: Book) -> None:
        self._sender = sender
        self._topologi = topologi
        self._book = book
        self.done: list[str] = []
        self.failed: dict[str, str] = {}

    async def __call__(self, entry: Entry, message: Held) -> None:
        """Raises `NotConfirmed` and `StoreTidakTerjangkau`: the message is still here."""
        tujuan = tujuan_asal(entry.asal, self._topologi)
        if tujuan is None:
            asal = f"'{entry.asal}' bukan antrean kita" if entry.asal else "asalnya tidak diketahui"
            self.failed[entry.id] = asal
            return
        # Its sender does not wait for the answer any more.
        copy = copy_of(message, without=(*KEPALA_KARANTINA, KEPALA_ASAL), reply=False)
        copy.headers[KEPALA_DIKIRIM_ULANG] = entry.dikirim_ulang + 1
        copy.headers |= _writer(message)
        try:
            await self._sender.publish(copy, *tujuan)
        except NotRouted as error:
            self.failed[entry.id] = str(error)
            return
        await self._book.record(entry, message, "kirim_ulang")
        await message.ack()
        self.done.append(entry.id)


def _writer(message: Held) -> dict[str, str]:
    """It goes out under our own account, so a header names its first writer, and readers go by
    that. The header that it came with is believed only if a worker put it aside."""
    asal = pengguna_asal(message.user_id, message.headers.get(KEPALA_ASAL))
    return {} if asal is None else {KEPALA_ASAL: asal}


class Drop:
    def __init__(self, book: Book) -> None:
        self._book = book
        self.done: list[str] = []

    async def __call__(self, entry: Entry, message: Held) -> None:
        """Raises `StoreTidakTerjangkau`: the message is still here."""
        await self._book.record(entry, message, "buang")
        await message.ack()
        self.done.append(entry.id)


def _stay(entry: Entry, message: Held) -> str:
    sejak = entry.sejak.isoformat() if entry.sejak else ""
    isi = hashlib.sha256(message.body).hexdigest()
    return "/".join((entry.message_id or isi, entry.asal, sejak, entry.id))


FEWEST_LETTERS = 4


class TidakDiKarantina(TidakDitemukan):
    """A message of this id is not there, or not any more."""

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
    """In the order of the queue. Raises `TidakDiKarantina` and `MasukanKeliru`: one wrong id among
    several refuses them all."""
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
