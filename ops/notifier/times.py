"""Instants and lengths of time, as a letter writes them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from shared.kalender.berkas import NAMA_BULAN, NAMA_HARI


def saat(instan: datetime, zona: ZoneInfo) -> str:
    """Senin 5 Januari 2026 09.10 WITA"""
    lokal = instan.astimezone(zona)
    hari, bulan = NAMA_HARI[lokal.weekday()].capitalize(), NAMA_BULAN[lokal.month - 1]
    return f"{hari} {lokal.day} {bulan} {lokal.year} {lokal:%H.%M} {lokal.tzname()}"


def lama(detik: int) -> str:
    """In its two largest units: 3 menit, or 2 hari 5 jam."""
    bagian = []
    for nama, panjang in (("hari", 86400), ("jam", 3600), ("menit", 60), ("detik", 1)):
        jumlah, detik = divmod(detik, panjang)
        if jumlah:
            bagian.append(f"{jumlah} {nama}")
    return " ".join(bagian[:2]) or "0 detik"
