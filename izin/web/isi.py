"""Fills the office with the sample cases: each submitted, decided and left where it is to stand, by
the wire and at the instants that were planned."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from izin.demo.background import daun
from izin.demo.dunia import Dunia
from izin.demo.errors import DemoGagal
from izin.demo.giliran import Giliran, Tempo
from izin.demo.jam import jatuh_tempo
from izin.demo.orang import kirim, siapkan_dokumen, susun_balasan, susun_pengajuan
from izin.demo.skenario import Skenario
from izin.web.jam import JamContoh
from izin.web.kasus import Contoh, tempo_dari
from shared.clock import TrialClock
from shared.contracts import DokumenBerkode, Jawaban, Putusan, Tugas
from shared.desk import Desk
from shared.errors import AlurIzinError
from shared.kalender.model import Kalender
from shared.kantor.kantor import Kantor, open_kantor
from shared.kantor.tugas import TaskQueue, meja
from shared.permohonan import id_permohonan
from shared.rabbit.client import WireClient, open_client
from shared.settings import Settings
from shared.topology import PELAKSANA_PEMOHON

BERSAMAAN = 3
"""Applicants who get their papers ready at the same time."""
SEBELUM = timedelta(minutes=5)
"""The office opens before the first case comes."""


class _DuniaContoh(Dunia):
    """Everybody takes as long as was planned."""

    def _tempo(self, tugas: Tugas, skenario: Skenario) -> Tempo:
        return tempo_dari(skenario.kasus, tugas.langkah, tugas.putaran)


@dataclass(frozen=True)
class Pengisi:
    """`settings` with both URLs; `berkas_jam` is the office's clock, of every process."""

    settings: Settings
    desks: Mapping[str, Desk]
    semua: Sequence[Contoh]
    kalender: Kalender
    benih: int
    berkas_jam: Path

    @property
    def mulai(self) -> datetime:
        """What the office's clock shows before the first case comes."""
        return self.semua[0].diajukan - SEBELUM

    def setel_jam(self) -> None:
        """Before anybody starts who goes by it."""
        TrialClock.write(self.berkas_jam, self.mulai, 1.0)

    async def isi(self) -> None:
        """While everybody is at work. Raises `DemoGagal` and the errors of `open_kantor`."""
        async with AsyncExitStack() as terbuka:
            kantor = await terbuka.enter_async_context(open_kantor(self.settings, self.desks))
            url = self.settings.named_rabbitmq_url()
            client = await terbuka.enter_async_context(open_client(url))
            await _Pekan(self, kantor, client).jalani()
            await _bersihkan(kantor, client)


class _Pekan:
    """The days in which the cases came and were decided."""

    def __init__(self, pengisi: Pengisi, kantor: Kantor, client: WireClient) -> None:
        self._kantor, self._client = kantor, client
        self._semua = pengisi.semua
        self._jam = JamContoh(pengisi.berkas_jam, self._jatuh_tempo)
        self._tangan = asyncio.Semaphore(BERSAMAAN)
        self._dunia = _DuniaContoh(
            skenario={satu.skenario.permohonan_id: satu.skenario for satu in pengisi.semua},
            dokumen=kantor.dokumen,
            batas_berkas_bytes=pengisi.settings.batas_berkas_bytes,
            kalender=pengisi.kalender,
            jam=self._jam,
            mulai=pengisi.mulai,
            benih=pengisi.benih,
        )

    async def _jatuh_tempo(self, sebelum: datetime) -> datetime | None:
        return await jatuh_tempo(self._kantor.permohonan, self._kantor.watch, sebelum)

    async def jalani(self) -> None:
        siap = [asyncio.create_task(self._siapkan(satu.skenario)) for satu in self._semua]
        try:
            kasus = zip(self._semua, siap, strict=True)
            await self._jam.putar([self._satu(satu, berkas) for satu, berkas in kasus])
        except* AlurIzinError as gagal:
            raise daun(gagal)[0] from None
        finally:
            for satu in siap:
                satu.cancel()
        await self._jam.ke_sekarang()

    async def _siapkan(self, skenario: Skenario) -> tuple[DokumenBerkode, ...]:
        async with self._tangan:
            return await siapkan_dokumen(skenario, self._dunia)

    async def _satu(
        self, contoh: Contoh, berkas: "asyncio.Task[tuple[DokumenBerkode, ...]]"
    ) -> None:
        skenario = contoh.skenario
        kapan = Giliran(contoh.diajukan, contoh.diajukan, contoh.diajukan)
        await self._dunia.tunggu(skenario, kapan)
        pengajuan = susun_pengajuan(skenario, await berkas, self._dunia.kini())
        _diterapkan(await kirim(self._client, pengajuan))
        while (tugas := await self._tugas(contoh)) is not None:
            balasan = await susun_balasan(tugas, skenario, self._dunia)
            if isinstance(balasan, Putusan):
                _diterapkan(await self._client.decide(balasan))
            else:
                _diterapkan(await kirim(self._client, balasan))

    async def _tugas(self, contoh: Contoh) -> Tugas | None:
        """What is to be decided next; None where it stands, and at its end."""
        permohonan = await self._kantor.permohonan.find(id_permohonan(contoh.skenario.pengajuan_id))
        langkah = permohonan.langkah if permohonan else None
        if permohonan is None or langkah is None:
            return None
        if (langkah.no, langkah.putaran) == contoh.berhenti:
            return None
        return await meja(self._kantor, langkah.pelaksana).task(permohonan)


def _diterapkan(jawaban: Jawaban) -> None:
    if not jawaban.diterapkan:
        sebab = "; ".join((jawaban.alasan, *jawaban.rincian))
        raise DemoGagal(f"permohonan contoh ditolak ({jawaban.kode}): {sebab}")


async def _bersihkan(kantor: Kantor, client: WireClient) -> None:
    """Tasks of the applicants that are done go from their queue; those that wait stay."""
    async with asyncio.timeout(30):
        antrean = TaskQueue(meja(kantor, PELAKSANA_PEMOHON), client)
        while (satu := await antrean.next()) is not None:
            antrean.put_aside(satu)
        await antrean.give_back()
