"""National holidays and cuti bersama of Indonesia: from a file, and for years it does not have
from the package it was written from."""

from functools import cached_property

from shared.kalender import libur_berkas
from shared.kalender.nasional import TahunLibur


class LiburIndonesia:
    """`SumberLibur` by the decrees (SKB) that the package `holidays` has collected."""

    @cached_property
    def sebutan(self) -> str:
        return f"{libur_berkas.PAKET} {libur_berkas.versi_terpasang()}"

    def tahun(self, tahun: int) -> TahunLibur:
        if (tersimpan := libur_berkas.baca().get(tahun)) is not None:
            return tersimpan
        from shared.kalender.libur_paket import tahun_dari_paket  # noqa: PLC0415 - slow to load

        return tahun_dari_paket(tahun)


LIBUR_INDONESIA = LiburIndonesia()
