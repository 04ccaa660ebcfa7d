"""`izin demo`: servers, workers, applications, officers, and a summary that is checked."""

import logging
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path

from pydantic import SecretStr
from rich.console import Console

from izin.demo.akun import AkunDemo, akun_baru
from izin.demo.background import run_until_asked, terminate_like_ctrl_c
from izin.demo.bukti import Bukti
from izin.demo.cerita import (
    Contoh,
    ceritakan,
    ceritakan_waktu,
    contoh_dari,
    laporkan,
    paling_berliku,
    perintah_izin,
    saran,
    sebut_sk,
    variabel,
)
from izin.demo.dunia import tulis_daftar
from izin.demo.jam import hari_pertama
from izin.demo.masukan_buruk import MasukanBuruk
from izin.demo.material.berkas_pemohon import pastikan_didukung
from izin.demo.periksa import periksa
from izin.demo.pertunjukan import Panggung, Pertunjukan
from izin.demo.servers import ServerDemo
from izin.demo.sk import simpan_sk
from izin.demo.skenario import Rencana, buat_skenario
from izin.registry import discover_desks
from ops.watchdog import NAME as WATCHDOG
from shared.akses import semua_hak
from shared.books import all_pelaksana, read_kalender
from shared.embedded import Servers, launched_servers
from shared.settings import Settings
from shared.sop.loader import KatalogSop, muat_folder
from shared.surat.loader import muat_surat
from shared.tandatangan.susunan import tulis_uji_coba
from shared.topology import topologi
from shared.whole_file import make_folder, write_file

BERES, GAGAL, DIHENTIKAN = 0, 1, 130
_NAMA_BASIS_DATA_MAKS = 38
_JAM = "jam.json"
_PETUGAS = "petugas.toml"
_TANDA_TANGAN = "tanda-tangan"
_SK = "sk"


def run_demo(
    proses: Sequence[str],
    *,
    jumlah: int = 40,
    benih: int = 2026,
    simpan: bool = False,
    akun: bool = False,
    console: Console | None = None,
) -> int:
    """Play `jumlah` applications with these worker processes, by the names that `izin jalankan` is
    told; `simpan` keeps the servers running until Ctrl-C. `akun`: each role and each tool logs in
    with an account of its own, on a broker of the demo's.

    Returns 0, 1 when anything is not as it must be, or 130 after Ctrl-C. Raises `SopTidakSah`,
    `KalenderTidakSah`, `EmbeddedError` or another `AlurIzinError` when it cannot even begin.
    """
    console = console or Console(highlight=False)
    try:
        with terminate_like_ctrl_c():
            return _Demo(jumlah, benih, console, akun=akun).jalankan(proses, simpan=simpan)
    except KeyboardInterrupt:
        console.print("\nDemo dihentikan. Semua proses yang dimulainya sudah berakhir.")
        return DIHENTIKAN


class _Remarks(logging.FileHandler):
    """A disk without room costs a remark, and no more."""

    def emit(self, record: logging.LogRecord) -> None:
        with suppress(OSError):
            super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
        """Not across the live table."""


@contextmanager
def _libraries_log_to(berkas: Path) -> Iterator[None]:
    """What the libraries remark when connections end must not run across the live table."""
    handler = _Remarks(berkas, mode="w", delay=True)
    logging.getLogger().addHandler(handler)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()


class _Demo:
    def __init__(self, jumlah: int, benih: int, console: Console, *, akun: bool) -> None:
        self._benih = benih
        self._console = console
        self._settings = Settings()
        self._desks = discover_desks()
        self._katalog: KatalogSop = muat_folder(self._settings.folder_sop, frozenset(self._desks))
        self._surat = muat_surat(self._settings.folder_surat)
        self._sop = {kode: termuat.sop for kode, termuat in self._katalog.items()}
        pastikan_didukung(self._sop.values())
        self._pelaksana = all_pelaksana(self._katalog, self._desks)
        self._hak = semua_hak(self._sop.values(), self._pelaksana)
        self._akun = akun_baru(self._hak) if akun else AkunDemo()
        self._kalender = read_kalender(self._settings)
        kini = datetime.now(self._kalender.zona)
        self._mulai = hari_pertama(self._kalender, kini.date())
        self._tanda = f"{kini:%Y%m%d%H%M%S}"
        tanggal = self._kalender.tanggal(self._mulai)
        self._skenario = buat_skenario(self._sop, Rencana(jumlah, benih, tanggal, self._tanda))

    @property
    def _folder(self) -> Path:
        return self._settings.folder_data / "demo"

    def jalankan(self, proses: Sequence[str], *, simpan: bool) -> int:
        mulai = time.monotonic()
        self._console.print(
            f"[bold]AlurIzin[/]: {len(self._skenario)} permohonan contoh"
            f" ({', '.join(self._katalog)}), dari pemohon sampai SK diterima."
        )
        with launched_servers(
            self._folder,
            fresh=True,
            management=False,
            on_progress=self._console.print,
            definitions=self._akun.definisi(self._hak, topologi(self._pelaksana)),
        ) as (servers, launch):
            panggung = self._panggung(servers, proses)
            siap = partial(self._ajak_mengikuti, panggung, servers)
            with _libraries_log_to(panggung.folder_log / "demo.log"):
                kerja = self._mainkan(panggung, ServerDemo(servers, launch, siap))
                bukti, gagal = run_until_asked(kerja)
            beres = self._tutup(panggung, bukti, gagal)
            sk = simpan_sk(self._folder / _SK, bukti.sk)
            sebut_sk(self._console, self._folder / _SK, sk)
            self._console.print(
                f"\n[bold]{'Semua beres' if beres else 'ADA YANG TIDAK BERES'}[/],"
                f" {time.monotonic() - mulai:.0f} detik."
            )
            if beres:
                self._sarankan(panggung, servers, self._contoh(bukti, sk), simpan=simpan)
            else:
                self._console.print(f"Catatan setiap proses: {panggung.folder_log}", markup=False)
            if simpan:
                self._tunggu_ctrl_c()
        return BERES if beres else GAGAL

    async def _mainkan(self, panggung: Panggung, server: ServerDemo) -> tuple[Bukti, Sequence[str]]:
        pertunjukan = Pertunjukan(panggung, self._benih)
        return await pertunjukan.mainkan(server), pertunjukan.gagal

    def _ajak_mengikuti(self, panggung: Panggung, servers: Servers) -> None:
        pantau = f"{self._awalan(panggung, servers)}{perintah_izin()} pantau"
        self._console.print(f"Ikuti dari terminal lain: {pantau}", soft_wrap=True, markup=False)

    def _panggung(self, servers: Servers, proses: Sequence[str]) -> Panggung:
        settings = self._settings.model_copy(
            update={
                "rabbitmq_url": SecretStr(servers.rabbitmq_url),
                "mongodb_url": SecretStr(servers.mongodb_url),
                "basis_data": self._basis_data(servers),
                "tanda_tangan": tulis_uji_coba(self._folder / _TANDA_TANGAN),
            }
        )
        folder_log = self._folder / "log"
        make_folder(folder_log)
        return Panggung(
            settings=settings,
            kalender=self._kalender,
            mulai=self._mulai,
            berkas_jam=self._folder / _JAM,
            daftar_petugas=self._daftar_petugas(),
            surat=self._surat,
            proses=(*proses, WATCHDOG),
            katalog=self._katalog,
            desks=self._desks,
            skenario=self._skenario,
            akun=self._akun,
            masukan_buruk=MasukanBuruk(self._tanda, self._skenario[-1]),
            folder_log=folder_log,
            console=self._console,
        )

    def _daftar_petugas(self) -> Path:
        berkas = self._folder / _PETUGAS
        tanggal = self._kalender.tanggal(self._mulai)
        write_file(berkas, tulis_daftar(self._sop.values(), self._benih, tanggal))
        return berkas

    def _basis_data(self, servers: Servers) -> str:
        """In somebody's own store a database of this run's own; ours was empty anyway."""
        nama = self._settings.basis_data
        if servers.store is not None:
            return nama
        akhiran = f"_demo_{self._tanda}"
        return nama[: _NAMA_BASIS_DATA_MAKS - len(akhiran)] + akhiran

    def _tutup(self, panggung: Panggung, bukti: Bukti, gagal: Sequence[str]) -> bool:
        hasil = periksa(bukti, panggung.harapan)
        self._console.print()
        ceritakan(self._console, bukti, panggung.harapan.skenario, panggung.nama)
        self._console.print()
        ceritakan_waktu(self._console, bukti, panggung.harapan, panggung.nama)
        self._console.print()
        laporkan(self._console, hasil, gagal)
        return not gagal and all(satu.lulus for satu in hasil)

    def _contoh(self, bukti: Bukti, sk: Sequence[Path]) -> Contoh:
        tanggal = self._kalender.tanggal(self._mulai)
        return contoh_dari(paling_berliku(bukti), tanggal, list(self._sop.values()), sk)

    def _sarankan(
        self, panggung: Panggung, servers: Servers, contoh: Contoh, *, simpan: bool
    ) -> None:
        bawaan = servers.rabbit is not None or servers.store is not None
        awalan = self._awalan(panggung, servers)
        for baris in saran(awalan, contoh, server_berjalan=simpan or not bawaan):
            self._console.print(baris, soft_wrap=True, markup=False)

    def _awalan(self, panggung: Panggung, servers: Servers) -> str:
        bawaan = servers.rabbit is not None or servers.store is not None
        return variabel(panggung.settings, self._folder, panggung.berkas_jam, bawaan=bawaan)

    def _tunggu_ctrl_c(self) -> None:
        self._console.print("\nServer demo tetap berjalan. Ctrl-C untuk menghentikannya.")
        try:
            signal.pause()
        except KeyboardInterrupt:
            self._console.print("\nMenghentikan server demo …")
