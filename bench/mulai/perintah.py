"""What is started: workers, which stay until they are asked to end, and commands, which end."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.kecepatan.peserta import PYTHON, alurizin_satu_proses
from bench.pola.rekam import Pola
from izin.registry import discover_desks
from shared.topology import PELAKSANA_PENERIMA

IZIN = (PYTHON, "-m", "izin")


@dataclass(frozen=True)
class Perintah:
    """`kali_siap`: how many of its roles have to say that they are ready; 0 for a command that
    ends by itself."""

    nama: str
    argumen: Sequence[str]
    kali_siap: int = 0


def semua_perintah(pola: Pola, nomor: str) -> list[Perintah]:
    """`nomor` is that of an application which is there. Workers come first: what they keep in the
    store is there when the commands look."""
    satu_proses = alurizin_satu_proses(pola)
    semua_peran = (*IZIN, "jalankan", "semua")
    return [
        Perintah(f"{PELAKSANA_PENERIMA} sampai siap", _jalankan(PELAKSANA_PENERIMA), 1),
        Perintah(
            "semua pelaksana, satu proses, sampai siap",
            satu_proses.proses[0],
            satu_proses.kali_siap,
        ),
        Perintah("izin jalankan semua sampai siap", semua_peran, len(discover_desks()) + 1),
        Perintah("izin --help", (*IZIN, "--help")),
        Perintah("izin lihat NOMOR", (*IZIN, "lihat", nomor)),
        Perintah("izin pantau, ke pipa", (*IZIN, "pantau")),
    ]


def _jalankan(nama: str) -> Sequence[str]:
    return (*IZIN, "jalankan", nama)
