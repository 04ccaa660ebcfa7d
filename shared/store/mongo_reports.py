"""The first report of each month, on the MongoDB wire."""

import json
import zlib

from shared.mongo_driver import OperationFailure
from shared.store.indeks import LAPORAN
from shared.store.motor_client import Client, store_errors
from shared.store.port import KunciGanda
from shared.store.report_port import Isi

UNAUTHORIZED = 13


class MongoReportStore:
    """In `laporan`, by month, each one packed: an application a line makes megabytes of it."""

    def __init__(self, client: Client, basis_data: str) -> None:
        self._laporan = client[basis_data][LAPORAN]

    async def first(self, kunci: str) -> Isi | None:
        with store_errors():
            document = await self._laporan.find_one({"_id": kunci})
        return dict(json.loads(zlib.decompress(document["isi"]))) if document else None

    async def keep(self, kunci: str, isi: Isi) -> bool:
        packed = zlib.compress(json.dumps(isi).encode())
        try:
            with store_errors():
                await self._laporan.insert_one({"_id": kunci, "isi": packed})
        except KunciGanda:
            return False
        except OperationFailure as error:
            if error.code == UNAUTHORIZED:
                return False
            raise
        return True
