"""What Prometheus would read: the exposition, taken apart by its own parser."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.parser import text_string_to_metric_families

from shared.contracts import Pelanggaran, Peristiwa

CONTOH = Path(__file__).parents[3] / "samples"


class Scrape:
    """One look: at a registry of this process, or at what came over HTTP."""

    def __init__(self, source: CollectorRegistry | str) -> None:
        self.text = source if isinstance(source, str) else generate_latest(source).decode()
        self.families = {f.name: f for f in text_string_to_metric_families(self.text)}
        self._samples = {
            (sample.name, frozenset(sample.labels.items())): sample.value
            for family in self.families.values()
            for sample in family.samples
        }

    def value(self, name: str, labels: Mapping[str, str] | None = None) -> float:
        return self._samples[name, frozenset((labels or {}).items())]

    def series(self, name: str) -> list[dict[str, str]]:
        return [dict(labels) for one, labels in self._samples if one == name]

    def total(self, name: str) -> float:
        return sum(value for (one, _), value in self._samples.items() if one == name)


def pelanggaran(**ubah: Any) -> Pelanggaran:
    isi = (CONTOH / "pelanggaran-langkah.json").read_bytes()
    return Pelanggaran.dari_json(isi).model_copy(update=ubah)


def peristiwa(**ubah: Any) -> Peristiwa:
    isi = (CONTOH / "peristiwa-diajukan.json").read_bytes()
    return Peristiwa.dari_json(isi).model_copy(update=ubah)
