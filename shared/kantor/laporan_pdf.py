"""The report of a month on paper: an archive's PDF, set as letters are; the same report gives the
same bytes."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from shared.kantor.laporan_catatan import COUNTED, first_report, period, title
from shared.kantor.laporan_tabel import Nama, bagian
from shared.laporan.model import Laporan
from shared.surat.cetak import Pencetak
from shared.surat.loader import TEMPLAT
from shared.words import in_full

TEMPLAT_LAPORAN = Path(__file__).parent / "laporan.typ"
_KODE = "laporan"


@dataclass(frozen=True)
class _Templat:
    """As a catalogue of letters with this one."""

    berkas: Mapping[str, bytes]

    def surat(self, kode: str) -> object:
        return kode


def pdf_laporan(laporan: Laporan, kantor: str, nama: Nama) -> bytes:
    """`kantor`: the office's name. It takes a moment: not to be called on the loop. Raises
    `TemplatRusak`."""
    templat = _Templat({f"{_KODE}/{TEMPLAT}": TEMPLAT_LAPORAN.read_bytes()})
    with Pencetak(templat) as pencetak:
        return pencetak.cetak(_KODE, _data(laporan, kantor, nama), laporan.tentang.dibuat)


def _data(laporan: Laporan, kantor: str, nama: Nama) -> dict[str, Any]:
    tentang = laporan.tentang
    zona = ZoneInfo(tentang.zona)
    return {
        "judul": title(tentang),
        "kantor": kantor,
        "masa": period(tentang),
        "dibuat": in_full(tentang.dibuat, zona),
        "pertama": first_report(laporan),
        "sebab": list(laporan.sebab),
        "tak_terbaca": [f"{satu.nomor}: {satu.alasan}" for satu in tentang.tak_terbaca],
        "bagian": [
            {
                "judul": satu.judul,
                "ringkas": satu.ringkas,
                "tabel": [tabel._asdict() for tabel in satu.tabel],
            }
            for satu in bagian(laporan, nama)
        ],
        "cara": list(COUNTED),
    }
