"""Portal and officers on the wire, on aiormq itself: every message of the contract is sent, read
only as far as its properties say whose it is, answered from the record, and acknowledged."""

import asyncio
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import uuid4

from aiormq.abc import AbstractChannel, AbstractConnection, DeliveredMessage
from pamqp.commands import Basic

from bench.petugas.surat import Penulis
from bench.pola.rekam import Pola, Surat
from shared import topology
from shared.contracts.base import teks_saat
from shared.permohonan import id_permohonan

PREFETCH = 200
DITERAPKAN = b'"diterapkan":true'


class PutusanTidakDiterapkan(Exception):
    """A worker refused what an officer sent: the answer, as it came."""


class Kantor:
    """Made by `buka`. `latensi` are seconds from a decision's publishing to the delivery of the
    task that followed from it, in another officer's hands. With `penulis` tasks are read, and
    decided by the text of letters instead of by files."""

    def __init__(
        self,
        pola: Pola,
        kirim: AbstractChannel,
        terima: AbstractChannel,
        penulis: Penulis | None = None,
    ) -> None:
        self._pola = {tapak.no: tapak for tapak in pola.tapak}
        self._akhir = pola.tapak[-1].no
        self._kirim = kirim
        self._terima = terima
        self._penulis = penulis
        self._balasan = ""
        self._berjalan: dict[str, asyncio.Future[None]] = {}
        self._diputus: dict[str, float] = {}
        self.latensi: list[float] = []

    async def dengarkan(self, pelaksana: Iterable[str]) -> None:
        """Takes tasks, notices and answers from now on."""
        await self._terima.basic_qos(prefetch_count=PREFETCH)
        jawaban = await self._terima.queue_declare(exclusive=True, auto_delete=True)
        self._balasan = jawaban.queue or ""
        await self._terima.basic_consume(self._balasan, self._dijawab, no_ack=True)
        await self._terima.basic_consume(topology.ANTREAN_PEMBERITAHUAN, self._diberi_tahu)
        for nama in pelaksana:
            await self._terima.basic_consume(topology.antrean_tugas(nama), self._ditugasi)

    async def satu(self) -> None:
        """One application from its submission to the answer to its last decision."""
        pengajuan_id = str(uuid4())
        permohonan_id = str(id_permohonan(pengajuan_id))
        selesai = self._berjalan[permohonan_id] = asyncio.get_running_loop().create_future()
        pertama = min(self._pola)
        isi = self._pola[pertama].masuk.untuk(permohonan_id, pengajuan_id, _kini())
        await self._terbitkan(self._pola[pertama].masuk, isi, (permohonan_id, pertama))
        await selesai

    async def _terbitkan(self, surat: Surat, isi: bytes, asal: tuple[str, int]) -> None:
        permohonan_id, no = asal
        properti = Basic.Properties(
            content_type="application/json",
            delivery_mode=2,
            message_type=surat.tipe,
            message_id=f"{permohonan_id}.{no}",
            correlation_id=f"{permohonan_id}/{no}",
            reply_to=self._balasan,
            timestamp=datetime.now(UTC),
        )
        await self._kirim.basic_publish(
            isi,
            exchange=surat.exchange,
            routing_key=surat.kunci,
            properties=properti,
            mandatory=True,
        )

    async def _ditugasi(self, pesan: DeliveredMessage) -> None:
        """The task says in its `message_id` what it is about."""
        permohonan_id, buka, _ = (pesan.header.properties.message_id or "").split("/", 2)
        if (pada := self._diputus.pop(permohonan_id, None)) is not None:
            self.latensi.append(time.perf_counter() - pada)
        no = int(buka.partition(".")[0])
        masuk = self._pola[no].masuk
        isi = masuk.untuk(permohonan_id, saat=_kini())
        if self._penulis is not None:
            isi = self._penulis.tulis(isi, pesan.body)
        if no != self._akhir:
            self._diputus[permohonan_id] = time.perf_counter()
        await self._terbitkan(masuk, isi, (permohonan_id, no))
        await self._selesai_dengan(pesan)

    async def _diberi_tahu(self, pesan: DeliveredMessage) -> None:
        await self._selesai_dengan(pesan)

    async def _selesai_dengan(self, pesan: DeliveredMessage) -> None:
        assert pesan.delivery_tag is not None
        await self._terima.basic_ack(pesan.delivery_tag, wait=False)

    async def _dijawab(self, pesan: DeliveredMessage) -> None:
        permohonan_id, _, no = (pesan.header.properties.correlation_id or "").partition("/")
        selesai = self._berjalan.get(permohonan_id)
        if selesai is None or selesai.done():
            return
        if DITERAPKAN not in pesan.body:
            selesai.set_exception(PutusanTidakDiterapkan(pesan.body.decode()))
        elif int(no) == self._akhir:
            del self._berjalan[permohonan_id]
            selesai.set_result(None)


async def buka(pola: Pola, koneksi: AbstractConnection, penulis: Penulis | None = None) -> Kantor:
    kirim = await koneksi.channel(publisher_confirms=True, on_return_raises=True)
    kantor = Kantor(pola, kirim, await koneksi.channel(publisher_confirms=False), penulis)
    await kantor.dengarkan(pola.pelaksana)
    return kantor


def _kini() -> str:
    return teks_saat(datetime.now(UTC))
