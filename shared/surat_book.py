"""The letters in force and those of versions before, each with its typesetter."""

from shared.errors import AlurIzinError
from shared.store.surat_port import SuratStore
from shared.surat.cetak import Pencetak
from shared.surat.loader import KatalogSurat, susun_katalog


class VersiSuratHilang(AlurIzinError):
    """A case was begun under templates that are neither loaded nor kept in the store."""

    def __init__(self, versi: str) -> None:
        super().__init__(f"templat surat versi {versi[:12]} tidak ada di penyimpanan")


class SuratBook:
    """Keeps the office's own catalogue in the store, and reads others back from there."""

    def __init__(self, katalog: KatalogSurat, store: SuratStore) -> None:
        self._store = store
        self._kini = katalog
        self._katalog = {katalog.versi: katalog}
        self._pencetak: dict[str, Pencetak] = {}

    async def keep(self) -> None:
        """To be called before work begins, so that every case keeps its templates."""
        await self._store.save_katalog(self._kini.versi, self._kini.berkas)

    @property
    def kini(self) -> KatalogSurat:
        """By which a new case is begun."""
        return self._kini

    async def version(self, versi: str | None) -> KatalogSurat:
        """Today's for a case that was begun before there were letters. Raises VersiSuratHilang."""
        if versi is None:
            return self._kini
        if versi not in self._katalog:
            berkas = await self._store.load_katalog(versi)
            if berkas is None:
                raise VersiSuratHilang(versi)
            self._katalog[versi] = susun_katalog(berkas, f"templat {versi[:12]}")
        return self._katalog[versi]

    def pencetak(self, katalog: KatalogSurat) -> Pencetak:
        """Made when first asked for: most processes set no letter."""
        if katalog.versi not in self._pencetak:
            self._pencetak[katalog.versi] = Pencetak(katalog)
        return self._pencetak[katalog.versi]

    def close(self) -> None:
        for satu in self._pencetak.values():
            satu.tutup()
        self._pencetak.clear()
