"""All contestants in rounds that alternate: what an application costs, and how many a second."""

from collections.abc import Callable, Mapping

from bench.kecepatan.giliran import giliran
from bench.kecepatan.hasil import Hasil
from bench.kecepatan.jalan import Jalan
from bench.kecepatan.pekerja import PengukuranGagal
from bench.kecepatan.peserta import Peserta
from bench.pesanan import Pesanan

Kabar = Callable[[str], None]
Gagal = Callable[[PengukuranGagal], None]


def ukur_laju(
    jalan: Jalan, peserta: Mapping[str, Peserta], putaran: int, pesanan: Pesanan, kabar: Kabar
) -> list[Hasil]:
    """Raises `PengukuranGagal` at the first run that does not count."""

    def berhenti(galat: PengukuranGagal) -> None:
        raise galat

    return ukur_sebisanya(jalan, (peserta, putaran), pesanan, kabar, berhenti)


def ukur_sebisanya(
    jalan: Jalan,
    siapa: tuple[Mapping[str, Peserta], int],
    pesanan: Pesanan,
    kabar: Kabar,
    gagal: Gagal,
) -> list[Hasil]:
    """`siapa` are the contestants and the number of rounds. A run that does not count is told to
    `gagal`, and the others go on: minutes of measuring are not lost by one of them."""
    peserta, putaran = siapa
    semua = []
    for ke, nama in giliran(list(peserta), putaran):
        try:
            hasil = jalan(peserta[nama], ke, pesanan)
        except PengukuranGagal as galat:
            gagal(galat)
            continue
        kabar(baris_jalan(hasil))
        semua.append(hasil)
    return semua


def baris_jalan(hasil: Hasil) -> str:
    cpu = f"{hasil.cpu_pekerja:6.1f} ms CPU pekerja"
    laju = f"{hasil.per_detik:6.1f} permohonan/detik"
    return f"putaran {hasil.putaran}  {hasil.peserta:<20} {cpu}, {laju}{kata_dicuri(hasil)}"


def kata_dicuri(hasil: Hasil) -> str:
    """Empty where the host took hardly anything."""
    return f"  ({hasil.dicuri:.0%} dari mesin dicuri)" if hasil.terganggu else ""
