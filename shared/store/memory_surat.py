"""The in-memory double of letters, for unit tests only."""

from collections.abc import Mapping

from shared.store.surat_port import CatatanSurat


class MemorySuratStore:
    """See `shared.store.surat_port`."""

    def __init__(self) -> None:
        self._katalog: dict[str, dict[str, bytes]] = {}
        self._surat: dict[str, CatatanSurat] = {}

    async def save_katalog(self, versi: str, berkas: Mapping[str, bytes]) -> None:
        self._katalog.setdefault(versi, dict(berkas))

    async def load_katalog(self, versi: str) -> Mapping[str, bytes] | None:
        return self._katalog.get(versi)

    async def record(self, catatan: CatatanSurat) -> None:
        self._surat.setdefault(catatan.berkas_id, catatan)

    async def find(self, berkas_id: str) -> CatatanSurat | None:
        return self._surat.get(berkas_id)
