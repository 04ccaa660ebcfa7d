"""What is measured, by the names under which Prometheus knows it.

Every label has few values: roles, SOPs and steps of the office's own tables, levels of the
contract. No application, nobody's name, no free text.
"""

from collections.abc import Iterable
from time import monotonic
from typing import get_args

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
)

from shared.contracts import Pelanggaran
from shared.contracts.pelanggaran import Tingkat
from shared.mutu_baku.kejadian import KESELURUHAN

MENIT_KANTOR = (1, 2, 4, 5, 8, 10, 15, 24, 30, 60, 120, 240, 450, 900, 1350, 1440, 1800, 2250, 4500)
"""Office minutes: the limits of 5, 10 and 30 minutes and 80 % of each; then days of 450 minutes,
1440 and 1800 being 80 % and all of four."""

DETIK_TERLAMBAT = (0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 1800, 3600, 21600, 86400, 604800)

BELUM = float("nan")
"""Until it is known: a zero would say that all is well."""


class Instruments:
    """One registry, nothing global. `pasangan`: every (pelaksana, sop) of the loaded SOPs."""

    def __init__(self, pasangan: Iterable[tuple[str, str]]) -> None:
        # A second series beside each counter, which nobody looks at.
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self.registry = CollectorRegistry()
        self._disapu = monotonic()
        self.langkah = Histogram(
            "izin_langkah_waktu_kantor_menit",
            "Menit kantor dari terbuka sampai tertutupnya satu langkah.",
            ("sop", "langkah", "pelaksana", "putusan"),
            buckets=MENIT_KANTOR,
            registry=self.registry,
        )
        self.pelanggaran = Counter(
            "izin_watchdog_pelanggaran",
            "Pelanggaran mutu baku yang diumumkan proses ini.",
            ("tingkat", "pelaksana", "sop"),
            registry=self.registry,
        )
        self.terlambat = Histogram(
            "izin_watchdog_terdeteksi_terlambat_detik",
            "Detik dari terjadinya pelanggaran sampai terdeteksi.",
            buckets=DETIK_TERLAMBAT,
            registry=self.registry,
        )
        self.tunggakan = self._gauge(
            "izin_watchdog_tunggakan_detik",
            "Sudah berapa lama yang paling lama jatuh tempo belum ditangani.",
        )
        self.macet = self._gauge(
            "izin_watchdog_macet", "Permohonan yang tidak dapat diawasi watchdog."
        )
        self.tertunda = self._gauge(
            "izin_watchdog_klaim_tertunda", "Pelanggaran yang sudah diklaim, belum diumumkan."
        )
        self.karantina = self._gauge("izin_karantina_pesan", "Pesan yang ada di karantina.")
        sapuan = Gauge(
            "izin_watchdog_sapuan_terakhir_detik",
            "Detik sejak proses ini terakhir menyelesaikan satu sapuan.",
            registry=self.registry,
        )
        sapuan.set_function(lambda: monotonic() - self._disapu)
        ProcessCollector(registry=self.registry)
        self._begin_at_zero(pasangan)

    def swept(self) -> None:
        """A sweep has come to its end."""
        self._disapu = monotonic()

    def announced(self, pelanggaran: Pelanggaran) -> None:
        terlambat = pelanggaran.terdeteksi_pada - pelanggaran.terjadi_pada
        self.terlambat.observe(max(terlambat.total_seconds(), 0.0))
        pelaksana = pelanggaran.pelaksana or KESELURUHAN
        self.pelanggaran.labels(pelanggaran.tingkat, pelaksana, pelanggaran.sop).inc()

    def _gauge(self, nama: str, keterangan: str) -> Gauge:
        satu = Gauge(nama, keterangan, registry=self.registry)
        satu.set(BELUM)
        return satu

    def _begin_at_zero(self, pasangan: Iterable[tuple[str, str]]) -> None:
        """A series that begins with its first breach hides that breach from `increase()`."""
        semua = set(pasangan)
        semua |= {(KESELURUHAN, sop) for _, sop in semua}
        for pelaksana, sop in semua:
            for tingkat in get_args(Tingkat):
                self.pelanggaran.labels(tingkat, pelaksana, sop)
