"""The progress while the demo runs: a live table on a terminal, lines elsewhere."""

import asyncio
import time
from collections.abc import Mapping
from typing import get_args
from zoneinfo import ZoneInfo

from rich.console import Console, Group
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from izin.demo.jam import JamDemo
from izin.demo.papan import Kejadian, Papan
from shared.contracts import Pelanggaran
from shared.contracts.pelanggaran import Tingkat
from shared.words import SEBUTAN_TINGKAT, in_full

# Alerts, instants and rates in the words of the screen.
TINGKAT: Mapping[Tingkat, str] = {t: SEBUTAN_TINGKAT[t].lower() for t in get_args(Tingkat)}
"""In the order in which a limit runs out."""

GAYA: Mapping[str, str] = {
    "mendekati": "yellow",
    "terlampaui": "bold red",
    "selesai_terlambat": "red",
}
GAYA_LAIN = "magenta"

_TERBILANG = 10


def teks_kecepatan(kali: float) -> str:
    """Two figures are enough for something that jumps: 19 kali, 2.300 kali"""
    bulat = round(kali) if kali < _TERBILANG**2 else round(kali, -(len(str(int(kali))) - 2))
    return f"{int(bulat):,} kali".replace(",", ".")


def teks_peringatan(pelanggaran: Pelanggaran, nama: Mapping[str, str], zona: ZoneInfo) -> str:
    """24/11 09.12  PAUD-2026-000003  Front Office: mendekati batas (10 Menit)"""
    pada = pelanggaran.terjadi_pada.astimezone(zona)
    siapa = pelanggaran.pelaksana
    di_mana = nama.get(siapa, siapa) if siapa else "Keseluruhan"
    return (
        f"{pada:%d/%m %H.%M}  {pelanggaran.nomor}  {di_mana}:"
        f" {TINGKAT[pelanggaran.tingkat]} ({_batas(pelanggaran)})"
    )


def _batas(pelanggaran: Pelanggaran) -> str:
    """Of "4 Hari 1 Jam 18 Menit (5 Hari)" only what is the limit of the whole."""
    if pelanggaran.cakupan == "langkah":
        return pelanggaran.batas
    return pelanggaran.batas.rpartition("(")[2].removesuffix(")")


_SEGAR_DETIK = 0.25
_BARIS_DETIK = 3.0
_PERINGATAN_MAKS = 5
_BALOK = 14
_JAM = len("Selasa 24 September 2026 08.00 WITA")
_MENUNGGU = "Menunggu pelaksana siap …"
_GAYA = {"dikembalikan": "yellow", "diperbaiki": "yellow", "ditolak": "red", "selesai": "green"}


class Tayangan:
    """`nama`: how each pelaksana is called; instants are shown in the office's `zona`."""

    def __init__(
        self,
        console: Console,
        papan: Papan,
        nama: Mapping[str, str],
        jam: JamDemo,
        zona: ZoneInfo,
    ) -> None:
        self._console = console
        self._papan = papan
        self._nama = nama
        self._jam, self._zona = jam, zona
        self._mulai = time.monotonic()
        self._tercetak = 0

    @property
    def detik(self) -> float:
        return time.monotonic() - self._mulai

    async def tayangkan(self) -> None:
        """For ever; the last state stays on the screen."""
        self._mulai = time.monotonic()
        if self._console.is_terminal and not self._console.is_dumb_terminal:
            await self._hidup()
        else:
            await self._berbaris()

    async def _hidup(self) -> None:
        with Live(self.gambar(), console=self._console, auto_refresh=False) as live:
            try:
                while True:
                    live.update(self.gambar(), refresh=True)
                    await asyncio.sleep(_SEGAR_DETIK)
            finally:
                live.update(self.gambar(), refresh=True)

    async def _berbaris(self) -> None:
        try:
            self._console.print(_MENUNGGU)
            while True:
                await asyncio.sleep(_BARIS_DETIK)
                if self._papan.kejadian:
                    self._cetak()
        finally:
            self._cetak()

    def _cetak(self) -> None:
        """Where everything is, and the alerts since the last time."""
        self._console.print(self._satu_baris(), soft_wrap=True)
        for satu in self._papan.peringatan[self._tercetak :]:
            self._console.print(f"    {self._kata(satu)}", soft_wrap=True)
            self._tercetak += 1

    def _satu_baris(self) -> str:
        papan = self._papan
        antre = ", ".join(
            f"{nama} {papan.menunggu[nama]}" for nama in papan.pelaksana if papan.menunggu[nama] > 0
        )
        return (
            f"{self.detik:4.0f} detik  {in_full(self._jam(), self._zona)}"
            f"  diajukan {papan.diajukan}/{papan.jumlah}"
            f"  berjalan {papan.berjalan}  selesai {papan.selesai}  ditolak {papan.ditolak}"
            f"  peringatan {papan.tingkat.total()}" + (f"  menunggu: {antre}" if antre else "")
        )

    def gambar(self) -> Group:
        """The screen as it is now; never higher than a small terminal."""
        kejadian = map(self._baris_kejadian, self._papan.kejadian)
        awal = () if self._papan.kejadian else (Text(_MENUNGGU, "dim"),)
        peringatan = map(self._baris_peringatan, self._papan.peringatan[-_PERINGATAN_MAKS:])
        return Group(
            self._kemajuan(),
            self._jumlah(),
            self._meja(),
            *awal,
            *kejadian,
            *((Text("Peringatan mutu baku", "bold"),) if self._papan.peringatan else ()),
            *peringatan,
        )

    def _kemajuan(self) -> Table:
        papan = self._papan
        berakhir = papan.selesai + papan.ditolak
        baris = Table.grid(padding=(0, 2))
        baris.add_column(min_width=_JAM)
        baris.add_row(
            f"[bold]{in_full(self._jam(), self._zona)}[/]",
            Text(f"jam demo, {teks_kecepatan(self._jam.kecepatan)} lebih cepat", "dim"),
        )
        baris.add_row(
            ProgressBar(papan.jumlah, berakhir, width=34),
            f"{berakhir} dari {papan.jumlah} berakhir, {self.detik:.0f} detik",
        )
        return baris

    def _jumlah(self) -> str:
        papan = self._papan
        return (
            f"  diajukan {papan.diajukan}   berjalan {papan.berjalan}"
            f"   [green]selesai {papan.selesai}[/]   [red]ditolak {papan.ditolak}[/]"
            f"   [yellow]dikembalikan {papan.dikembalikan} kali[/]\n"
        )

    def _meja(self) -> Table:
        tabel = Table(box=None, padding=(0, 2), header_style="dim")
        tabel.add_column("Pelaksana", no_wrap=True)
        for kepala in ("menunggu", "diputus", "mendekati", "lewat"):
            tabel.add_column(kepala, justify="right", min_width=len(kepala))
        tabel.add_column("", width=_BALOK, no_wrap=True, overflow="crop")
        papan = self._papan
        for nama in papan.pelaksana:
            menunggu = max(papan.menunggu[nama], 0)
            tabel.add_row(
                self._nama.get(nama, nama),
                str(menunggu),
                str(papan.diputus[nama]),
                Text(str(papan.peringatan_meja[nama, "mendekati"] or ""), "yellow"),
                Text(str(papan.peringatan_meja[nama, "terlampaui"] or ""), "red"),
                Text("▪" * menunggu, style="cyan"),
            )
        return tabel

    def _baris_kejadian(self, kejadian: Kejadian) -> Text:
        pada = kejadian.pada.astimezone(self._zona)
        dari = self._nama.get(kejadian.dari, kejadian.dari)
        ke = f" → {self._nama.get(kejadian.ke, kejadian.ke)}" if kejadian.ke else ""
        kata = f"{pada:%d/%m %H.%M}  {kejadian.nomor}  {kejadian.kata} ({dari}{ke})"
        return _satu_baris(kata, _GAYA.get(kejadian.jenis, "dim"))

    def _baris_peringatan(self, pelanggaran: Pelanggaran) -> Text:
        return _satu_baris(self._kata(pelanggaran), GAYA.get(pelanggaran.tingkat, GAYA_LAIN))

    def _kata(self, pelanggaran: Pelanggaran) -> str:
        return teks_peringatan(pelanggaran, self._nama, self._zona)


def _satu_baris(kata: str, gaya: str) -> Text:
    return Text(kata, style=gaya)
