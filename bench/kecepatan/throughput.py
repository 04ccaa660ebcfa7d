"""Throughput of all contestants in rounds that alternate."""

from collections.abc import Callable, Iterator, Mapping

from bench.kecepatan.contestants import Peserta
from bench.kecepatan.figures import Hasil
from bench.kecepatan.rounds import giliran
from bench.kecepatan.run import Jalan
from bench.pesanan import Pesanan

Kabar = Callable[[str], None]


def ukur_laju(
    jalan: Jalan, peserta: Mapping[str, Peserta], putaran: int, pesanan: Pesanan, kabar: Kabar
) -> Iterator[Hasil]:
    """Each run as soon as it is done. Raises `PengukuranGagal`."""
    for giliran_ke, nama in giliran(list(peserta), putaran):
        hasil = jalan(peserta[nama], giliran_ke, pesanan)
        kabar(f"putaran {giliran_ke}  {nama:<20} {hasil.per_detik:8.1f} permohonan/detik")
        yield hasil
