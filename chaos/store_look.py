"""A glance at the store while the campaign runs: how many are under way."""

import asyncio
from typing import Any

import pymongo
from pymongo.errors import PyMongoError


class StoreLook:
    """`running` is as of the last time the store answered; None before the first time."""

    def __init__(self, mongodb_url: str, database: str) -> None:
        self._client = pymongo.MongoClient[dict[str, Any]](mongodb_url)
        self._database = self._client[database]
        self.running: int | None = None

    async def refresh(self) -> int | None:
        """None when the store does not answer."""
        try:
            self.running = await asyncio.to_thread(self._count)
        except PyMongoError:
            return None
        return self.running

    async def unannounced(self) -> int | None:
        try:
            return await asyncio.to_thread(self._waiting)
        except PyMongoError:
            return None

    def close(self) -> None:
        self._client.close()

    def _count(self) -> int:
        found = self._database["permohonan"].find({"status": "berjalan"}, {"_id": 1})
        return sum(1 for _ in found)

    def _waiting(self) -> int:
        return sum(1 for _ in self._database["pelanggaran"].find({"menunggu": True}, {"_id": 1}))
