"""The two ways out of karantina. Each is written down before the message is let go, so that a
crash at any point leaves it here, and the same can be done again."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from izin.cli.karantina.contents import properties_of
from izin.cli.karantina.entry import Entry
from shared.akses.penjaga import KEPALA_ASAL, pengguna_asal
from shared.contracts import Petugas
from shared.rabbit.browse import Held, copy_of
from shared.rabbit.errors import NotRouted
from shared.rabbit.send import Sender
from shared.store.watch_port import CatatanKarantina, KarantinaStore, TindakanKarantina
from shared.topology import KEPALA_DIKIRIM_ULANG, KEPALA_KARANTINA, Topologi, tujuan_asal


class Book(NamedTuple):
    """Who writes down what, why and when."""

    store: KarantinaStore
    oleh: Petugas
    alasan: str
    clock: Callable[[], datetime]

    async def record(self, entry: Entry, message: Held, tindakan: TindakanKarantina) -> None:
        """What is sent back is still there to be looked at; what is dropped is kept here."""
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
    """To the queue that each came from, and to no other. One that cannot go back is named in
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
        # Nobody waits for the answer any more.
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
    """It goes out under our own account: whoever reads it goes by who wrote it at first, which is
    what the header says only if a worker put it aside."""
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
