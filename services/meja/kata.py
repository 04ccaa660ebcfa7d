"""Words of pages that templates ask for: instants of the office, names of browsers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from shared.kalender.hitung import menit_kerja
from shared.kalender.model import Kalender
from shared.words import hours, in_full, office_age, short

_BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class Kini:
    """An instant, and the calendar by which office time is told."""

    saat: datetime
    kalender: Kalender

    def lama(self, sampai: datetime) -> str:
        """Until then or since then, in office time: "2 jam 10 menit"."""
        span = menit_kerja(self.kalender, *sorted((self.saat, sampai)))
        return hours(timedelta(minutes=span // timedelta(minutes=1)))

    def umur(self, sejak: datetime) -> str:
        """How long ago, roughly: "95 menit", "31 jam"."""
        return office_age(self.kalender, sejak, self.saat)


def filters(zona: ZoneInfo) -> Mapping[str, Callable[..., str]]:
    def saat(satu: datetime) -> str:
        return short(satu, zona)

    def lengkap(satu: datetime) -> str:
        return in_full(satu, zona)

    return {
        "saat": saat,
        "lengkap": lengkap,
        "jam_kantor": hours,
        "peramban": browser_name,
        "ukuran": ukuran,
        "kueri": kueri,
    }


def kueri(isi: Mapping[str, str]) -> str:
    """What comes after the question mark of an address; without what is empty."""
    return urlencode({nama: nilai for nama, nilai in isi.items() if nilai})


def ukuran(many_bytes: int) -> str:
    """ "13 KB", "1,4 MB"."""
    if many_bytes < 1_000_000:
        return f"{max(1, round(many_bytes / 1000))} KB"
    return f"{many_bytes / 1_000_000:.1f} MB".replace(".", ",")


def browser_name(user_agent: str) -> str:
    """ "Chrome di Windows", from what a browser calls itself."""
    browser = next((name for sign, name in _BROWSERS if sign in user_agent), "Peramban lain")
    system = next((name for sign, name in _SYSTEMS if sign in user_agent), "")
    return f"{browser} di {system}" if system else browser
