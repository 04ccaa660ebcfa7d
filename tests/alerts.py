"""Alerts for tests, as the watchdog would announce them."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from shared.contracts import Pelanggaran

MULAI = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)


def pelanggaran(nomor: int = 41, **ubah: Any) -> Pelanggaran:
    """Terlampaui: IKP-2026-000041, langkah 2 Front Office; `nomor` makes it another one."""
    tempo = MULAI + timedelta(minutes=10)
    isi: dict[str, Any] = {
        "tingkat": "terlampaui",
        "cakupan": "langkah",
        "permohonan_id": uuid.uuid5(uuid.NAMESPACE_URL, f"uji/{nomor}"),
        "nomor": f"IKP-2026-{nomor:06d}",
        "sop": "izin-kursus-pelatihan",
        "sop_versi": "0" * 64,
        "langkah": 2,
        "putaran": 1,
        "pelaksana": "frontoffice",
        "batas": "10 Menit",
        "mulai_pada": MULAI,
        "jatuh_tempo": tempo,
        "terjadi_pada": tempo,
        "terdeteksi_pada": tempo,
    }
    return Pelanggaran(**(isi | ubah))


def keseluruhan(nomor: int = 41, **ubah: Any) -> Pelanggaran:
    """The same for the whole application."""
    seluruh = {"cakupan": "keseluruhan", "langkah": None, "pelaksana": None, "batas": "5 Hari"}
    return pelanggaran(nomor, **(seluruh | ubah))
