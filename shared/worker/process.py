"""A worker process: an office, accounts at the broker, roles."""

import asyncio
from collections.abc import Collection, Mapping, Sequence

from shared.akses import dilihat, hak_layanan
from shared.books import all_pelaksana, open_petugas, read_kalender
from shared.desk import Desk
from shared.gabungan import anggota
from shared.log import bind_contextvars
from shared.process import Process
from shared.rabbit.account import Account
from shared.settings import Settings
from shared.sop.loader import muat_folder
from shared.surat.loader import muat_surat
from shared.surat.sop import pastikan_surat_dikenal
from shared.topology import topologi
from shared.worker.office import Office, OfficeFiles
from shared.worker.role import Role
from shared.worker.sender_check import penjaga_of
from shared.worker.way_of_signing import read_signing


async def run_worker(nama: str, desks: Mapping[str, Desk], settings: Settings) -> int:
    """Serve the pelaksana of this name, or of these names joined, until SIGTERM or SIGINT; returns
    the process's exit code.

    Raises the errors of `compose`, `TidakSiap` when broker or store did not answer within
    `batas_mulai_detik`, and `TopologiBentrok`.
    """
    bind_contextvars(pelaksana=nama)
    return await compose(nama, desks, settings).run()


def compose(nama: str, desks: Mapping[str, Desk], settings: Settings) -> "Worker":
    """To be called inside the event loop that is to run it. Raises `SopTidakSah` for a broken
    SOP file, `KalenderTidakSah` for a broken calendar, `DaftarPetugasTidakSah` for a broken
    register of officers, `SuratTidakSah` for broken letters, `TandaTanganTidakSah` for a broken
    way of signing and `ValueError` when a URL is not set."""
    pelaksana = anggota(nama)
    urls, mongodb_url = rabbitmq_urls(settings, pelaksana), settings.named_mongodb_url()
    katalog = muat_folder(settings.folder_sop, frozenset(desks))
    semua = all_pelaksana(katalog, desks)
    surat = muat_surat(settings.folder_surat)
    pastikan_surat_dikenal(katalog, surat)
    tanda_tangan = read_signing(settings, pelaksana, katalog, surat)
    petugas = open_petugas(settings, semua)
    files = OfficeFiles(katalog, read_kalender(settings), petugas, surat, tanda_tangan)
    office = Office(files, desks, settings, mongodb_url, pelaksana)
    accounts = {
        url: Account(url, topologi(semua), settings, _dilihat(urls, url))
        for url in dict.fromkeys(urls.values())
    }
    roles = [
        Role(satu, office, accounts[url], penjaga_of(settings, url, semua), settings)
        for satu, url in urls.items()
    ]
    return Worker(office, list(accounts.values()), roles, settings)


def _dilihat(urls: Mapping[str, str], url: str) -> frozenset[str]:
    return dilihat(hak_layanan(nama) for nama, milik in urls.items() if milik == url)


def rabbitmq_urls(settings: Settings, pelaksana: Collection[str]) -> Mapping[str, str]:
    """With which account each logs in. Raises `ValueError`."""
    urls = {satu: settings.rabbitmq_url_of(satu) for satu in pelaksana}
    if kosong := [satu for satu, url in urls.items() if url is None]:
        raise ValueError(f"RABBITMQ_URL harus diisi: {', '.join(kosong)}")
    return {satu: url.get_secret_value() for satu, url in urls.items() if url}


class Worker:
    """A process of one pelaksana or several: waits for its servers, serves, and ends in order.

    A role that misses its servers for too long ends the process for all of them: their messages are
    the broker's again, and the supervisor starts all of them again.
    """

    def __init__(
        self,
        office: Office,
        accounts: Sequence[Account],
        roles: Sequence[Role],
        settings: Settings,
    ) -> None:
        self._office, self._accounts, self._roles = office, accounts, roles
        self._process = Process(
            accounts,
            [office.guard, *roles],
            settings,
            consuming=self._consuming,
            close=office.close,
        )
        self.ready, self.stop = self._process.ready, self._process.stop

    async def run(self) -> int:
        return await self._process.run(self._wait, self._subscribe)

    async def _wait(self) -> None:
        await asyncio.gather(self._office.wait(), *(satu.wait() for satu in self._accounts))

    def _subscribe(self) -> None:
        for role in self._roles:
            role.subscribe(self._process.outage)

    async def _consuming(self) -> bool:
        """By a clock that agrees: without one it decides nothing."""
        able = await asyncio.gather(*(role.consuming() for role in self._roles))
        return self._office.guard.agreed and all(able)
