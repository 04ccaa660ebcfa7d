"""What every page of the desk is made with: the office, the templates, the assets, the news."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from services.meja.berjalan import Berjalan
from services.meja.kata import filters
from services.meja.menu import MENU, TAB
from shared.kantor.jejak import Jejak
from shared.kantor.kantor import Kantor
from shared.kantor.kotak import Kotak
from shared.kantor.mingguan import PapanMingguan
from shared.kantor.papan_hidup import PapanHidup
from shared.kantor.papan_laporan import PapanLaporan
from shared.kantor.peringatan import KotakPeringatan
from shared.kantor.putusan import Pemutus
from shared.kantor.ruang import Ruang
from shared.oidc.penerbit import Penerbit
from shared.rabbit.wires import Wires
from shared.settings import Settings
from shared.surat_book import SuratBook
from shared.web.aset import Aset
from shared.web.lembar import Penggambar
from shared.web.stream import Hub
from shared.words import office_zone

FOLDER = Path(__file__).parent
LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "::1")


def templates() -> Environment:
    """A template lies beside its route; one that names something that is not there fails."""
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@dataclass(frozen=True)
class Situs:
    """`kabar`: the desks in whose inbox something is new; `kabar_papan`: what is new on the board.
    `wires`: what decisions go out by.
    `penerbit`: the office's own sign-in."""

    ruang: Ruang
    aset: Aset = field(default_factory=Aset)
    kabar: Hub[str] = field(default_factory=Hub)
    kabar_papan: Hub[str] = field(default_factory=Hub)
    wires: Wires = field(default_factory=lambda: Wires({}))
    penerbit: Penerbit | None = None
    penggambar: Penggambar = field(default_factory=Penggambar)
    berjalan: Berjalan = field(default_factory=Berjalan)

    @cached_property
    def kotak(self) -> Kotak:
        return Kotak(self.ruang.kotak_store, self.kantor, self.ruang.meja)

    @cached_property
    def papan(self) -> PapanHidup:
        return PapanHidup(self.kantor, self.peringatan)

    @cached_property
    def mingguan(self) -> PapanMingguan:
        return PapanMingguan(self.kantor)

    @cached_property
    def laporan(self) -> PapanLaporan:
        return PapanLaporan(self.kantor)

    @cached_property
    def peringatan(self) -> KotakPeringatan:
        return KotakPeringatan(self.kantor, self.ruang.dilihat_store)

    @cached_property
    def jejak(self) -> Jejak:
        return Jejak(self.ruang.jejak_store, self.kantor.clock)

    @cached_property
    def surat(self) -> SuratBook:
        """Sets letters before they are made; to be closed."""
        return SuratBook(self.kantor.surat, self.kantor.letters)

    @property
    def pemutus(self) -> Pemutus:
        petugas = self.ruang.petugas
        return Pemutus(self.kotak, self.surat, petugas.berlaku() if petugas else None)

    @property
    def kantor(self) -> Kantor:
        return self.ruang.kantor

    @property
    def settings(self) -> Settings:
        return self.kantor.settings

    @property
    def https(self) -> bool:
        """Whether browsers come by https: then cookies go that way only."""
        return (self.settings.url_meja or "").startswith("https://")

    @property
    def hosts(self) -> list[str]:
        """By which names it may be asked for. Without an address that people know it by: those of
        this machine alone."""
        known = urlsplit(self.settings.url_meja or "").hostname
        return [*LOOPBACK, *([known] if known else [self.settings.alamat_meja])]

    @cached_property
    def templat(self) -> Environment:
        made = templates()
        made.globals |= {"aset": self.aset.url, "ikon": self.aset.ikon, "nama": self.kantor.nama}
        made.globals |= {
            "menu": MENU,
            "tab": TAB,
            "oidc": self.settings.oidc_nama if self.penerbit else "",
        }
        made.filters |= filters(office_zone(self.settings))
        return made

    def tulis(self, templat: str, isi: Mapping[str, Any]) -> str:
        return self.templat.get_template(templat).render(isi)
