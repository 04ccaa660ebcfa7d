"""What is told of starts."""

import pytest

from bench.mulai.perintah import semua_perintah
from bench.mulai.tabel import dokumen_mulai
from bench.mulai.ukur import Mulai
from bench.pola.rekam import rekam

NOMOR = "IPK-2026-000001"


def test_every_start_is_told_with_its_spread_on_the_clock_and_of_cpu() -> None:
    hasil = [Mulai("izin --help", detik, detik / 2) for detik in (0.3, 0.2, 0.7)]
    isi = dokumen_mulai([*hasil, Mulai("izin lihat", 1.5, 1.1, dicuri=0.25)])
    assert isi["izin --help"]["detik"] == {"median": 0.3, "terkecil": 0.2, "terbesar": 0.7}
    assert isi["izin --help"]["cpu_detik"]["median"] == 0.15
    assert isi["izin lihat"]["jalan"] == [{"detik": 1.5, "cpu_detik": 1.1, "dicuri_persen": 25.0}]


@pytest.mark.parametrize(
    ("akhir", "kali_siap"),
    [
        (("jalankan", "frontoffice"), 1),
        (("jalankan", "+".join(rekam().pelaksana)), 7),
        (("jalankan", "semua"), 8),  # the watchdog too
        (("--help",), 0),
        (("lihat", NOMOR), 0),
        (("pantau",), 0),
    ],
)
def test_workers_are_waited_for_until_every_role_serves_and_commands_until_they_end(
    akhir: tuple[str, ...], kali_siap: int
) -> None:
    semua = {tuple(p.argumen[3:]): p.kali_siap for p in semua_perintah(rekam(), NOMOR)}
    assert semua[akhir] == kali_siap
