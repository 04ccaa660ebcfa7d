"""`izin web`: servers, workers and pages of an office of its own, with sample cases."""

import asyncio
import json
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from pydantic import SecretStr

from izin.demo.dunia import tulis_daftar
from izin.demo.material.berkas_pemohon import pastikan_didukung
from izin.registry import discover_desks
from izin.supervisor import Plan, Supervisor
from izin.web.akun import Orang, buat_akun, orang_contoh, sandi_contoh
from izin.web.isi import SEBELUM, Pengisi
from izin.web.kasus import Contoh, Saat, rencanakan
from ops.watchdog import NAME as WATCHDOG
from services.meja import NAME as MEJA
from shared.books import read_kalender
from shared.embedded import Servers, launched_servers
from shared.gabungan import gabung
from shared.settings import Settings
from shared.sop.loader import KatalogSop, muat_folder
from shared.tandatangan.susunan import tulis_uji_coba
from shared.topology import PELAKSANA_PEMOHON
from shared.web.address import http_url
from shared.whole_file import make_folder, write_file

BENIH = 2026
LOOPBACK = "127.0.0.1"
JEDA_SAPU_DETIK = "0.2"
BUKAN_DI_SINI = (
    *("IZIN_URL_MEJA", "IZIN_PROKSI_MEJA", "IZIN_KUNCI_MEJA", "IZIN_KABAR", "IZIN_PORT_METRIK"),
    *("IZIN_OIDC_URL", "IZIN_OIDC_KLIEN", "IZIN_OIDC_SANDI", "IZIN_BASIS_DATA"),
    "IZIN_BERKAS_DETAK",
)
"""Variables of a real office: nothing of it is touched, or told of this one."""

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Siap:
    """What somebody has to know to look at it."""

    alamat: str
    orang: tuple[Orang, ...]
    sandi: str
    contoh: int
    baru: bool


@dataclass(frozen=True)
class KantorContoh:
    """`folder` is its own; what it holds stays for the next start. `port` of the pages."""

    folder: Path
    port: int
    tell: Tell
    tampilkan: Callable[[Siap], None]

    def jalankan(self, *, ulang: bool, permanen: frozenset[int]) -> int:
        """Until Ctrl-C. `permanen` as in `Plan`. Raises `EmbeddedError`, `DemoGagal` and the errors
        of the office's files."""
        pastikan_didukung(termuat.sop for termuat in self._katalog.values())
        baru = ulang or not self._terisi
        if baru:
            self._kosongkan()
        make_folder(self.folder / "log")
        with launched_servers(
            self.folder, env={}, fresh=baru, management=False, on_progress=self.tell
        ) as (servers, launch):
            launch.wait()
            return asyncio.run(_Jalan(self, servers, baru).sampai_berhenti(permanen))

    @cached_property
    def _katalog(self) -> KatalogSop:
        return muat_folder(Settings().folder_sop, frozenset(discover_desks()))

    @property
    def katalog(self) -> KatalogSop:
        return self._katalog

    @property
    def berkas_jam(self) -> Path:
        return self.folder / "jam.json"

    @property
    def _tanda(self) -> Path:
        """Written once all cases are there."""
        return self.folder / "contoh.json"

    @property
    def _terisi(self) -> bool:
        return self._tanda.exists() and self.berkas_jam.exists()

    def _kosongkan(self) -> None:
        with suppress(FileNotFoundError):
            self._tanda.unlink()
        shutil.rmtree(self.folder / "log", ignore_errors=True)

    def catat(self, contoh: int) -> None:
        write_file(self._tanda, json.dumps({"contoh": contoh}))

    @property
    def tercatat(self) -> int:
        with suppress(OSError, ValueError, KeyError, TypeError):
            return int(json.loads(self._tanda.read_text())["contoh"])
        return 0


class _Jalan:
    """One run of it, on servers that answer."""

    def __init__(self, kantor: KantorContoh, servers: Servers, baru: bool) -> None:
        self._kantor, self._baru = kantor, baru
        self._desks = discover_desks()
        folder = kantor.folder
        self._settings = Settings().model_copy(
            update={
                "rabbitmq_url": SecretStr(servers.rabbitmq_url),
                "mongodb_url": SecretStr(servers.mongodb_url),
                "basis_data": "izin",
                "folder_data": folder,
                "berkas_jam": kantor.berkas_jam,
                "tanda_tangan": tulis_uji_coba(folder / "tanda-tangan"),
            }
        )
        self._kalender = read_kalender(self._settings)
        self._daftar = folder / "petugas.toml"

    async def sampai_berhenti(self, permanen: frozenset[int]) -> int:
        contoh = self._rencana() if self._baru else ()
        proses = (gabung(tuple(self._desks)), WATCHDOG, MEJA)
        siap = asyncio.Event()
        plan = Plan(proses, self._env(), permanen, log=self._kantor.folder / "log")
        supervisor = Supervisor(plan, self._kantor.tell, siap.set)
        mulai = asyncio.create_task(self._mulai(siap, contoh))
        mulai.add_done_callback(lambda satu: supervisor.stop() if _gagal(satu) else None)
        kode = await supervisor.run()
        mulai.cancel()
        await asyncio.gather(mulai, return_exceptions=True)
        if gagal := _gagal(mulai):
            raise gagal
        return kode

    def _rencana(self) -> tuple[Contoh, ...]:
        """With it the clock is set, and the officers are appointed, before anybody starts."""
        sop = {kode: termuat.sop for kode, termuat in self._kantor.katalog.items()}
        saat = Saat(datetime.now(UTC).replace(microsecond=0), self._kalender)
        contoh = rencanakan(sop, saat, BENIH)
        mulai = contoh[0].diajukan - SEBELUM
        tanggal = self._kalender.tanggal(mulai)
        write_file(self._daftar, tulis_daftar(sop.values(), BENIH, tanggal))
        self._pengisi = Pengisi(
            self._settings, self._desks, contoh, self._kalender, BENIH, self._kantor.berkas_jam
        )
        self._pengisi.setel_jam()
        return contoh

    async def _mulai(self, siap: asyncio.Event, contoh: tuple[Contoh, ...]) -> None:
        await siap.wait()
        orang = orang_contoh(self._petugas(), BENIH)
        sandi = sandi_contoh(self._kantor.folder / "akun.json", baru=self._baru)
        await buat_akun(self._settings, orang, sandi)
        if contoh:
            self._kantor.tell(f"Mengisi {len(contoh)} permohonan contoh …")
            await self._pengisi.isi()
            self._kantor.catat(len(contoh))
        alamat = http_url(LOOPBACK, self._kantor.port)
        banyak = self._kantor.tercatat
        self._kantor.tampilkan(Siap(alamat, orang, sandi, banyak, self._baru))

    def _petugas(self) -> Sequence[str]:
        """The desks in the order in which a case comes to them."""
        urut = (nama for satu in self._kantor.katalog.values() for nama in satu.sop.pelaksana)
        return [nama for nama in dict.fromkeys(urut) if nama != PELAKSANA_PEMOHON]

    def _env(self) -> Mapping[str, str]:
        settings = self._settings
        sendiri = {k: v for k, v in os.environ.items() if k not in BUKAN_DI_SINI}
        return sendiri | {
            "RABBITMQ_URL": settings.named_rabbitmq_url(),
            "MONGODB_URL": settings.named_mongodb_url(),
            "IZIN_FOLDER_DATA": str(self._kantor.folder.resolve()),
            "IZIN_BERKAS_JAM": str(self._kantor.berkas_jam.resolve()),
            "IZIN_DAFTAR_PETUGAS": str(self._daftar.resolve()),
            "IZIN_TANDA_TANGAN": str(settings.tanda_tangan),
            "IZIN_FAKTOR_KEDUA": "tidak",
            "IZIN_ALAMAT_MEJA": LOOPBACK,
            "IZIN_PORT_MEJA": str(self._kantor.port),
            "IZIN_JEDA_SAPU_DETIK": JEDA_SAPU_DETIK,
        }


def _gagal(tugas: "asyncio.Task[None]") -> BaseException | None:
    if not tugas.done() or tugas.cancelled():
        return None
    return tugas.exception()
