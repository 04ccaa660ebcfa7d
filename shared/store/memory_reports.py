"""The in-memory double of the store of reports, for unit tests only."""

import json

from shared.store.report_port import Isi


class MemoryReportStore:
    """Keeps the text, as a store would: what is changed later changes nothing here."""

    def __init__(self) -> None:
        self._isi: dict[str, str] = {}

    async def first(self, kunci: str) -> Isi | None:
        teks = self._isi.get(kunci)
        return None if teks is None else dict(json.loads(teks))

    async def keep(self, kunci: str, isi: Isi) -> bool:
        teks = json.dumps(isi)
        return self._isi.setdefault(kunci, teks) is teks
