"""The register of officers as its file has it now: a mandate takes effect without a restart."""

from collections.abc import Collection
from pathlib import Path
from zoneinfo import ZoneInfo

from shared.log import get_logger
from shared.petugas.errors import DaftarPetugasTidakSah
from shared.petugas.loader import baca_berkas
from shared.petugas.model import DaftarPetugas

log = get_logger()

_Tanda = tuple[int, int, int] | None


class PetugasBook:
    """Asks the file system before every decision whether the file is another one: that costs
    microseconds, and a mandate that was taken back must not live on for a while."""

    def __init__(self, berkas: Path, zona: ZoneInfo, pelaksana: Collection[str]) -> None:
        """Raises `DaftarPetugasTidakSah`: nobody begins work by a broken register."""
        self._berkas = berkas
        self._asal = (zona, frozenset(pelaksana))
        self._tanda = _tanda(berkas)
        self._daftar = baca_berkas(berkas, *self._asal)

    def berlaku(self) -> DaftarPetugas:
        """A new version that is broken, or a file that is gone, changes nothing: the last sound
        one stays in force, and the log says why, once."""
        tanda = _tanda(self._berkas)
        if tanda != self._tanda:
            # Seen before it is read: what is written meanwhile is seen next time.
            self._tanda = tanda
            self._baca_lagi()
        return self._daftar

    def _baca_lagi(self) -> None:
        try:
            self._daftar = baca_berkas(self._berkas, *self._asal)
        except DaftarPetugasTidakSah as galat:
            log.error(
                "daftar_petugas_ditolak", masalah=galat.masalah, tetap_versi=self._daftar.versi
            )
        else:
            log.info("daftar_petugas_dibaca", versi=self._daftar.versi)


def _tanda(berkas: Path) -> _Tanda:
    try:
        keadaan = berkas.stat()
    except OSError:
        return None
    return keadaan.st_mtime_ns, keadaan.st_size, keadaan.st_ino
