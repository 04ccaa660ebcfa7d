"""One running office for many tests, and what of it belongs to one of them."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aio_pika.abc import AbstractIncomingMessage
from pydantic import SecretStr
from pymongo import MongoClient

from shared.contracts import Jawaban, Pemberitahuan, Pengajuan, Tugas
from shared.embedded import ServerUrls
from shared.permohonan import Permohonan
from shared.settings import Settings
from shared.topology import ANTREAN_KARANTINA, ANTREAN_PEMBERITAHUAN
from tests.office import Office
from tests.servers import Management


@contextmanager
def own_place(servers: ServerUrls, management: Management) -> Iterator[Settings]:
    """A vhost and a database for as long as wanted."""
    nama = f"uji-{uuid.uuid4().hex[:12]}"
    management.call("PUT", f"vhosts/{nama}")
    yield Settings(
        rabbitmq_url=SecretStr(f"{servers.rabbitmq_url.rstrip('/')}/{nama}"),
        mongodb_url=SecretStr(servers.mongodb_url),
        basis_data=nama,
        batas_mulai_detik=30,
    )
    management.call("DELETE", f"vhosts/{nama}")
    with MongoClient[dict[str, object]](servers.mongodb_url) as client:
        client.drop_database(nama)


@dataclass
class SharedOffice(Office):
    """For one test: it takes what it has caused itself, and drops what another has left lying."""

    _kiriman: set[str] = field(default_factory=set)
    _nomor: set[str] = field(default_factory=set)
    asal_lain: list[str] = field(default_factory=list)
    """The queues from which others came into karantina meanwhile."""

    async def ajukan(self, isi: Pengajuan) -> Jawaban:
        self._kiriman.add(isi.pengajuan_id)
        jawaban = await super().ajukan(isi)
        if jawaban.nomor is not None:
            self._nomor.add(jawaban.nomor)
        return jawaban

    async def tugas(self, pelaksana: str) -> Tugas:
        while (satu := await super().tugas(pelaksana)).nomor not in self._nomor:
            pass
        return satu

    async def pemberitahuan(self) -> Pemberitahuan:
        while not self._milik(satu := await super().pemberitahuan()):
            pass
        return satu

    async def pemberitahuan_lain(self) -> list[Pemberitahuan]:
        """All that wait now for the applicants of this test."""
        ada = []
        while (pesan := await self._berikut(ANTREAN_PEMBERITAHUAN)) is not None:
            ada.append(Pemberitahuan.dari_json(pesan.body))
        return [satu for satu in ada if self._milik(satu)]

    def _milik(self, satu: Pemberitahuan) -> bool:
        return satu.pengajuan_id in self._kiriman or satu.nomor in self._nomor

    async def terkarantina(self, message_id: str) -> AbstractIncomingMessage:
        """The message of that id, once it is in karantina."""
        while (pesan := await self.ambil(ANTREAN_KARANTINA)).message_id != message_id:
            self.asal_lain.append(str(pesan.headers.get("antrean_asal")))
        return pesan

    async def terdaftar(self, isi: Pengajuan) -> list[Permohonan]:
        """What was made of a submission."""
        return [p async for p in self.store.scan() if isi.pengajuan_id in p.pengajuan_id]

    async def dikarantina(self, *message_id: str) -> set[str]:
        """Which of these are in karantina now."""
        ada = set[str]()
        while (pesan := await self._berikut(ANTREAN_KARANTINA)) is not None:
            ada.add(pesan.message_id or "")
        return ada & set(message_id)

    async def _berikut(self, antrean: str) -> AbstractIncomingMessage | None:
        queue = await self.channel.get_queue(antrean, ensure=False)
        if (pesan := await queue.get(fail=False)) is not None:
            await pesan.ack()
        return pesan
