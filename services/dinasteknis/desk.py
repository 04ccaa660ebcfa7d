"""Dinas Teknis: inspects on the spot; each output is a paper of its own."""

from collections import Counter
from collections.abc import Iterator

from shared.contracts import Putusan
from shared.desk import Aturan, Desk, Keberatan, Perkara
from shared.errors import KodeTolak
from shared.tindakan import Tindakan


def periksa(_: Perkara, putusan: Putusan) -> Iterator[Keberatan]:
    """The report of the inspection and the recommendation cannot be one and the same file."""
    jumlah = Counter(h.berkas.sha256 for h in putusan.hasil)
    kembar = [h.kode for h in putusan.hasil if jumlah[h.berkas.sha256] > 1]
    if kembar:
        yield Keberatan(
            KodeTolak.OUTPUT_KURANG, f"output {', '.join(kembar)} adalah berkas yang sama"
        )


PERIKSA_LAPANGAN = Aturan(Tindakan.PERIKSA_LAPANGAN, periksa)


DESK = Desk("dinasteknis", "Dinas Teknis", (PERIKSA_LAPANGAN,))
