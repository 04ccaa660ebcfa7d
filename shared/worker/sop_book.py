"""SOPs by code for what begins, by version for what is under way (design 2)."""

from shared.errors import AlurIzinError
from shared.sop.loader import KatalogSop, baca
from shared.sop.model import SopTermuat
from shared.store.port import PermohonanStore


class VersiSopHilang(AlurIzinError):
    """An application runs under a version that is neither loaded nor kept in the store."""


class SopBook:
    """Keeps every loaded version in the store, and reads others back from there: older ones, and
    newer ones that another worker has loaded already, with roles that this one may not know."""

    def __init__(self, katalog: KatalogSop, store: PermohonanStore) -> None:
        self._katalog = katalog
        self._store = store
        self._versi = {termuat.versi: termuat for termuat in katalog.values()}

    async def keep(self) -> None:
        """To be called before work begins, so that no application can outlive its SOP."""
        for termuat in self._katalog.values():
            await self._store.save_sop(termuat.versi, termuat.berkas, termuat.sumber)

    def current(self, kode: str) -> SopTermuat | None:
        return self._katalog.get(kode)

    def known(self) -> tuple[str, ...]:
        return tuple(self._katalog)

    async def version(self, versi: str) -> SopTermuat:
        """Raises `VersiSopHilang`."""
        if versi not in self._versi:
            tersimpan = await self._store.load_sop(versi)
            if tersimpan is None:
                raise VersiSopHilang(versi)
            berkas, sumber = tersimpan
            self._versi[versi] = baca(sumber, berkas, pelaksana=None)
        return self._versi[versi]
