"""Words of pages that templates ask for: instants of the office, names of browsers."""

from collections.abc import Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from shared.words import in_full, short

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


def filters(zona: ZoneInfo) -> Mapping[str, Callable[..., str]]:
    def saat(satu: datetime) -> str:
        return short(satu, zona)

    def lengkap(satu: datetime) -> str:
        return in_full(satu, zona)

    return {"saat": saat, "lengkap": lengkap, "peramban": browser_name}


def browser_name(user_agent: str) -> str:
    """ "Chrome di Windows", from what a browser calls itself."""
    browser = next((name for sign, name in _BROWSERS if sign in user_agent), "Peramban lain")
    system = next((name for sign, name in _SYSTEMS if sign in user_agent), "")
    return f"{browser} di {system}" if system else browser
