"""Cost of an application with few and with very many open ones in the store beside it."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

from pymongo import MongoClient

from bench.kecepatan.giliran import giliran
from bench.kecepatan.hasil import Hasil
from bench.kecepatan.jalan import Jalan
from bench.kecepatan.laju import Kabar
from bench.kecepatan.peserta import alurizin
from bench.kecepatan.tempat import ruang, siapkan_penyimpanan
from bench.pesanan import Pesanan
from bench.pola.tulisan import dokumen_untuk
from shared.store.indeks import PERMOHONAN

SEKALI_TULIS = 100
"""The embedded store pauses for its checkpoints: more at once would run into time limits."""


def ukur_terbuka(
    jalan: Jalan, banyak: Sequence[int], putaran: int, pesanan: Pesanan, kabar: Kabar
) -> list[Hasil]:
    """A database for each number, all of them measured in turn. Raises `PengukuranGagal`."""
    nama = {f"{satu} terbuka": f"bench_terbuka_{satu}" for satu in banyak}
    for satu, basis_data in zip(banyak, nama.values(), strict=True):
        isi(jalan, basis_data, satu)
        kabar(f"{satu} permohonan terbuka ditulis")
    hasil = []
    for ke, giliran_nama in giliran(list(nama), putaran):
        peserta = replace(alurizin(jalan.pola), nama=giliran_nama)
        satu_jalan = replace(jalan, basis_data=nama[giliran_nama])
        hasil.append(satu_jalan(peserta, ke, pesanan))
        kabar(f"putaran {ke}  {giliran_nama}: {hasil[-1].per_detik:.1f} permohonan/detik")
    return hasil


def isi(jalan: Jalan, basis_data: str, banyak: int) -> None:
    """Open at their first desk, alike but for what has to be unique."""
    pertama = jalan.pola.tapak[0]
    with ruang(jalan.tempat, basis_data, basis_data) as tempat:
        siapkan_penyimpanan(tempat)
        with MongoClient[dict[str, object]](tempat.mongodb_url, socketTimeoutMS=120_000) as client:
            permohonan = client[basis_data][PERMOHONAN]
            for mulai in range(0, banyak, SEKALI_TULIS):
                jumlah = min(SEKALI_TULIS, banyak - mulai)
                permohonan.insert_many(
                    [dokumen_untuk(pertama, str(uuid4())) for _ in range(jumlah)]
                )
