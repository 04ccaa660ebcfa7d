"""The pages that stand in the navigation, beside the inboxes."""

from typing import NamedTuple

from services.meja.untuk import Untuk


class Menu(NamedTuple):
    """`gambar` is the name of an icon in `shared/web/aset/luar/ikon`."""

    jalan: str
    kata: str
    gambar: str
    untuk: Untuk


MENU: tuple[Menu, ...] = (Menu("/papan", "Papan", "layout-dashboard", Untuk.PIMPINAN),)

TAB: tuple[Menu, ...] = (
    Menu("/papan", "Sekarang", "layout-dashboard", Untuk.PIMPINAN),
    Menu("/papan/mingguan", "Mingguan", "gauge", Untuk.PIMPINAN),
    Menu("/papan/peringatan", "Peringatan", "alert-triangle", Untuk.PIMPINAN),
    Menu("/papan/laporan", "Laporan", "file-text", Untuk.PIMPINAN),
    Menu("/papan/layar", "Layar besar", "external-link", Untuk.LAYAR),
)
"""The pages of the board, in its own line."""
