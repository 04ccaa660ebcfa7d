"""The board as gauges: all of one scrape are of one reading."""

from collections.abc import Callable, Iterable, Iterator
from time import monotonic

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from shared.mutu_baku.papan import Hitungan, Papan

LABEL = ("pelaksana", "sop")

Pair = tuple[str, str]


class BoardCollector(Collector):
    """Every pair it has ever known is shown, at 0 where nothing is open: a series that vanishes
    says nothing. Without any reading there is none."""

    def __init__(self, pasangan: Iterable[Pair]) -> None:
        self._pasangan = set(pasangan)
        self._bacaan: tuple[Papan, float] | None = None

    def show(self, papan: Papan) -> None:
        self._pasangan |= set(papan.meja)
        self._bacaan = (papan, monotonic())

    def collect(self) -> Iterator[Metric]:
        bacaan = self._bacaan
        if bacaan is None:
            return
        papan, dibaca = bacaan
        usia = "Detik sejak langkah yang terbuka terakhir dihitung."
        yield GaugeMetricFamily("izin_papan_usia_detik", usia, value=monotonic() - dibaca)
        yield self._family(
            papan, "izin_langkah_terbuka", "Langkah yang terbuka.", lambda h: h.terbuka
        )
        yield self._family(
            papan,
            "izin_langkah_mendekati",
            "Yang mendekati batas mutu baku dan belum melampauinya.",
            lambda h: h.mendekati,
        )
        yield self._family(
            papan,
            "izin_langkah_terlampaui",
            "Yang melampaui batas mutu baku.",
            lambda h: h.terlampaui,
        )
        yield self._family(
            papan,
            "izin_langkah_tertua_detik",
            "Umur langkah terbuka yang tertua, menurut jam dinding.",
            lambda h: (papan.kini - h.tertua.dibuka_pada).total_seconds() if h.tertua else 0.0,
        )

    def _family(
        self, papan: Papan, nama: str, keterangan: str, nilai: Callable[[Hitungan], float]
    ) -> Metric:
        keluarga = GaugeMetricFamily(nama, keterangan, labels=LABEL)
        for pelaksana, sop in sorted(self._pasangan):
            keluarga.add_metric((pelaksana, sop), max(nilai(papan.pada(pelaksana, sop)), 0.0))
        return keluarga
