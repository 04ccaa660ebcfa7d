"""Who may do what on the broker: an account a service and kind of tool, rights by the topology.

Pure: nothing here connects to anything.
"""

from shared.akses.definisi import Akun, definisi, hash_kata_sandi
from shared.akses.hak import Hak, HakTopik, semua_hak
from shared.akses.pengguna import (
    DASBOR,
    OPS,
    PORTAL,
    bernama,
    layanan,
    meja,
    nama_pengguna,
)
from shared.akses.penjaga import Penjaga, pengguna_asal

__all__ = [
    "DASBOR",
    "OPS",
    "PORTAL",
    "Akun",
    "Hak",
    "HakTopik",
    "Penjaga",
    "bernama",
    "definisi",
    "hash_kata_sandi",
    "layanan",
    "meja",
    "nama_pengguna",
    "pengguna_asal",
    "semua_hak",
]
