"""What each account asks of the store: every command that a driver sends, by the user that it
logged in with."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from motor.motor_asyncio import AsyncIOMotorClient
from pymongo.monitoring import (
    CommandFailedEvent,
    CommandListener,
    CommandStartedEvent,
    CommandSucceededEvent,
)

from shared.store import motor_client
from shared.store.hak import Aksi

Asked = tuple[str, str, str]
"""The account, the action, the collection."""

OF_A_COLLECTION: Mapping[str, tuple[Aksi, ...]] = {
    "find": (Aksi.BACA,),
    "aggregate": (Aksi.BACA,),
    "count": (Aksi.BACA,),
    "distinct": (Aksi.BACA,),
    "insert": (Aksi.TAMBAH,),
    "delete": (Aksi.HAPUS,),
    "findAndModify": (Aksi.BACA, Aksi.UBAH),
    "createIndexes": (Aksi.INDEKS,),
    "listIndexes": (Aksi.LIHAT_INDEKS,),
    "drop": (Aksi.BUANG,),
}
FREE = {"ping", "hello", "getMore", "killCursors", "saslStart", "saslContinue", "endSessions"}
"""They need no right, or that of the cursor which they belong to."""


class Recorder(CommandListener):
    """Of one user's clients."""

    def __init__(self, user: str, asked: set[Asked]) -> None:
        self._user, self._asked = user, asked

    def started(self, event: CommandStartedEvent) -> None:
        for action, collection in needed(event.command_name, event.command):
            self._asked.add((self._user, action, collection))

    def succeeded(self, event: CommandSucceededEvent) -> None: ...

    def failed(self, event: CommandFailedEvent) -> None: ...


def needed(name: str, command: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The actions, as MongoDB documents them for each command."""
    if name in FREE:
        return
    if name == "listCollections":
        yield Aksi.LIHAT_KOLEKSI, ""
    elif name == "update":
        yield Aksi.UBAH, command[name]
        if any(one.get("upsert") for one in command["updates"]):
            yield Aksi.TAMBAH, command[name]
    else:
        for action in OF_A_COLLECTION.get(name, ()) or (f"perintah {name}",):
            yield action, str(command[name])


def record(monkeypatch: Any) -> set[Asked]:
    """Of every client that is made from now on."""
    asked: set[Asked] = set()
    make = AsyncIOMotorClient

    def recorded(url: str, **options: Any) -> Any:
        user = unquote(urlsplit(url).username or "")
        return make(url, event_listeners=[Recorder(user, asked)], **options)

    monkeypatch.setattr(motor_client, "AsyncIOMotorClient", recorded)
    return asked
