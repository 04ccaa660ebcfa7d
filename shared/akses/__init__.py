"""Who may do what on the broker: an account a service and kind of tool, rights by the topology.

Pure: nothing here connects to anything.
"""

from shared.akses.definisi import Akun, definisi, hash_kata_sandi
from shared.akses.hak import Hak, HakTopik, dilihat, hak_layanan, semua_hak
from shared.akses.pengguna import (
    DASBOR,
    OPS,
    PORTAL,
    bernama,
    layanan,
    lewat_pintu,
    meja,
    nama_pengguna,
)
from shared.akses.penjaga import Penjaga, alat_memeriksa, pengguna_asal

__all__ = [
    "DASBOR",
    "OPS",
    "PORTAL",
    "Akun",
    "Hak",
    "HakTopik",
    "Penjaga",
    "alat_memeriksa",
    "bernama",
    "definisi",
    "dilihat",
    "hak_layanan",
    "hash_kata_sandi",
    "layanan",
    "lewat_pintu",
    "meja",
    "nama_pengguna",
    "pengguna_asal",
    "semua_hak",
]
