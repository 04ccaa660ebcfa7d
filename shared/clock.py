"""The clocks. Code that needs the time gets its clock handed in."""

import hashlib
import json
import socket
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from shared.contracts.base import ke_milidetik, teks_saat
from shared.errors import AlurIzinError
from shared.os_words import sebab_os
from shared.whole_file import write_file

Clock = Callable[[], datetime]

_SEDANG_MENULIS = timedelta(milliseconds=20)
"""Others read on while a trial clock's file is being replaced."""


class JamTidakTerbaca(AlurIzinError):
    """The file of a trial clock is not there, or is not what `TrialClock.write` writes."""


def system_clock() -> datetime:
    """Now, in UTC, in whole milliseconds: as the store keeps it."""
    return ke_milidetik(datetime.now(UTC))


def uptime_seconds() -> float:
    """How long the machine has been running, which nobody can set. Goes on while it sleeps, where
    the system can tell."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class TrialClock:
    """A clock for trying things out, never for an office: all processes that read the same file
    agree on a time that runs faster than life, and that its owner can move on.

    The file holds a real instant (`nyata`), the time that the clock showed then (`tampak`), and
    how many of its seconds pass in a real one (`laju`).
    """

    def __init__(self, berkas: Path) -> None:
        self._berkas = berkas
        self._tanda: tuple[int, int] | None = None
        self._nyata = self._tampak = datetime.now(UTC)
        self._laju = 1.0

    def __call__(self) -> datetime:
        """Raises `JamTidakTerbaca`."""
        return self.at(datetime.now(UTC))

    def at(self, nyata: datetime) -> datetime:
        """What it shows at a real instant, by its file as it is now. Raises `JamTidakTerbaca`."""
        self._segarkan()
        lewat = max(nyata - self._nyata, timedelta())
        return ke_milidetik(self._tampak + lewat * self._laju)

    @property
    def laju(self) -> float:
        """As last read."""
        return self._laju

    @property
    def tanda(self) -> str:
        """The same for all that go by this very file, without telling its path."""
        tempat = f"{socket.gethostname()}:{self._berkas.resolve()}"
        return f"percobaan-{hashlib.sha256(tempat.encode()).hexdigest()[:12]}"

    @staticmethod
    def write(berkas: Path, tampak: datetime, laju: float) -> None:
        """From now on the clock shows `tampak` and runs at `laju`. Seen by all readers at once."""
        isi = {"nyata": datetime.now(UTC).isoformat(), "tampak": teks_saat(tampak), "laju": laju}
        write_file(berkas, json.dumps(isi), durable=False)

    def advance(self, tampak: datetime, laju: float) -> None:
        """For its owner: move on to `tampak` and run at `laju`. The clock never goes back behind a
        time that was read from it: it moves on a little even where `tampak` is past."""
        self.write(self._berkas, max(tampak, self() + _SEDANG_MENULIS * self._laju), laju)

    def _segarkan(self) -> None:
        try:
            keadaan = self._berkas.stat()
            tanda = (keadaan.st_ino, keadaan.st_mtime_ns)
            if tanda == self._tanda:
                return
            isi = json.loads(self._berkas.read_text())
            self._nyata = datetime.fromisoformat(isi["nyata"])
            self._tampak = datetime.fromisoformat(isi["tampak"])
            self._laju = float(isi["laju"])
            self._tanda = tanda
        except (OSError, ValueError, KeyError, TypeError) as galat:
            sebab = sebab_os(galat) if isinstance(galat, OSError) else "isinya bukan jam percobaan"
            raise JamTidakTerbaca(f"jam percobaan {self._berkas}: {sebab}") from galat


def clock_of(berkas_jam: Path | None) -> Clock:
    """The system's clock, unless a trial clock's file is named."""
    return system_clock if berkas_jam is None else TrialClock(berkas_jam)
