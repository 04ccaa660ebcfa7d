"""Everybody who sits at no page: the applicants, and officers whose letters a tool writes. By the
wire, again and again until it is known what became of each message."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from izin.demo.dunia import Dunia, petugas_demo
from izin.demo.jam import JamDemo
from izin.demo.material.isi import Penulis, tulis_isi
from izin.demo.orang import siapkan_dokumen, susun_pengajuan
from izin.demo.skenario import Rencana, Skenario, buat_skenario
from shared.alur import jawab
from shared.clock import system_clock
from shared.contracts import DokumenBerkode, HasilPutusan, Jawaban, Putusan, Tugas
from shared.errors import AlurIzinError
from shared.kantor.kantor import Kantor
from shared.kantor.tugas import meja
from shared.permohonan import Permohonan
from shared.rabbit.client import WireClient
from shared.sop.model import Sop
from shared.tindakan import Tindakan

SEED = 23
WAIT_SECONDS = 10.0
LOOK_SECONDS = 0.5


class Tools:
    """`roles`: those that decide here and not at a page, with what they owe."""

    def __init__(self, kantor: Kantor, client: WireClient, at_pages: frozenset[str]) -> None:
        self._kantor, self._client, self._at_pages = kantor, client, at_pages
        self._papers: dict[str, tuple[DokumenBerkode, ...]] = {}
        self._plans: list[Skenario] = []
        self.submitted: list[str] = []

    async def prepare(self, most: int) -> None:
        """While the store is whole: all applicants bring the papers of the first."""
        now = system_clock()
        calendar = (await self._kantor.kalender.berlaku()).terkini
        sop: dict[str, Sop] = {k: t.sop for k, t in self._kantor.sop.katalog.items()}
        plan = Rencana(most, SEED, calendar.tanggal(now), f"{now:%H%M%S}")
        self._plans = list(buat_skenario(sop, plan))
        folder = self._kantor.settings.folder_data
        world = Dunia(
            skenario={},
            dokumen=self._kantor.dokumen,
            batas_berkas_bytes=self._kantor.settings.batas_berkas_bytes,
            kalender=calendar,
            jam=JamDemo(folder / "jam-contoh.json", now),
            mulai=now,
            benih=SEED,
        )
        for one in self._plans:
            if one.sop.kode not in self._papers:
                plain = Skenario(one.no, one.sop, one.profil, one.pengajuan_id)
                self._papers[one.sop.kode] = await siapkan_dokumen(plain, world)

    @property
    def left(self) -> int:
        return len(self._plans) - len(self.submitted)

    async def submit(self) -> None:
        """The next one."""
        plan = self._plans[len(self.submitted)]
        self.submitted.append(plan.pengajuan_id)
        pengajuan = susun_pengajuan(plan, self._papers[plan.sop.kode], system_clock())

        async def send() -> Jawaban | None:
            return await self._client.submit(pengajuan, wait_seconds=WAIT_SECONDS)

        await _until_applied(send)

    async def work(self) -> None:
        """For ever: what lies at no page is decided."""
        while True:
            for case in await self.running():
                step = case.langkah
                if step is not None and (step.pelaksana, step.no) not in self._paged(case):
                    await self._decide(case)
            await asyncio.sleep(LOOK_SECONDS)

    async def running(self) -> list[Permohonan]:
        while True:
            try:
                return [one async for one in self._kantor.permohonan.scan("berjalan")]
            except AlurIzinError:
                await asyncio.sleep(LOOK_SECONDS)

    def _paged(self, case: Permohonan) -> set[tuple[str, int]]:
        sop = next(t.sop for t in self._kantor.sop.katalog.values() if t.sop.kode == case.sop)
        return {
            (step.pelaksana, step.no) for step in sop.langkah if step.pelaksana in self._at_pages
        }

    async def _decide(self, case: Permohonan) -> None:
        async def send() -> Jawaban | None:
            assert case.langkah is not None  # noqa: S101 - looked at before
            tugas = await meja(self._kantor, case.langkah.pelaksana).task(case)
            assert tugas is not None  # noqa: S101 - its step is open
            return await self._client.decide(_decision(tugas))

        await _until_applied(send)


def _decision(tugas: Tugas) -> Putusan:
    officer = petugas_demo(SEED, tugas.pelaksana)
    writer = Penulis(tugas, officer, (system_clock() + timedelta(hours=8)).date())
    way = next(one for one in tugas.pilihan if one.putusan == "terima")
    hasil = [
        HasilPutusan(kode=one.kode, isi=tulis_isi(one.surat, writer))
        for one in tugas.keluaran
        if one.kode in way.hasil_wajib and one.surat
    ]
    assert tugas.tindakan is not Tindakan.VERIFIKASI  # noqa: S101 - decided at a page
    return jawab(
        tugas,
        "terima",
        officer,
        system_clock(),
        putusan_id=f"alat-{tugas.nomor}-{tugas.langkah}.{tugas.putaran}",
        mulai_pada=tugas.dibuka_pada,
        hasil=tuple(hasil),
    )


async def _until_applied(send: Callable[[], Awaitable[Jawaban | None]]) -> None:
    """Servers that are away are waited for; a refusal is of a step that has gone on."""
    while True:
        try:
            if await send() is not None:
                return
        except (AlurIzinError, TimeoutError):
            await asyncio.sleep(LOOK_SECONDS)
