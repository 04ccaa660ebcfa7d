"""A series on its way: one decision after another, each with its own answer, which is written down
before the next one begins. A process that ends in the middle leaves the rest to be gone on with."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import aclosing, suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta

from shared.clock import Clock
from shared.contracts import Jawaban
from shared.contracts.base import Saat
from shared.errors import BrokerTidakTerjangkau, StoreTidakTerjangkau
from shared.kantor.errors import TidakTerlaksana
from shared.kantor.kotak import SudahDipegang, TugasTidakAda
from shared.kantor.orang import Orang
from shared.kantor.putusan import Pemutus
from shared.kantor.seri import Siap, TidakSiap, siapkan
from shared.kantor.tanda_tangan import Ending, Kredensial, Wire, decide_many
from shared.kantor.tugas import STALE, Decision, meja
from shared.kotak.seri import ButirSeri, HasilButir, Kode, Seri
from shared.log import get_logger
from shared.permohonan import Entri
from shared.petugas.orang import pengenal_baku
from shared.rabbit.errors import ClientError
from shared.store.kotak_port import KotakStore
from shared.tindakan import Tindakan

log = get_logger()

PEGANGAN, PEGANGAN_LAYANAN = timedelta(minutes=2), timedelta(minutes=8)
"""For so long one may take; the national service may let us wait for five minutes."""

TAK_DIJAWAB = (
    "Belum ada jawaban dari sistem. Lanjutkan nanti: putusan yang sama tidak diterapkan dua kali"
)
BELUM_DICOBA = "Belum dicoba"

Butiran = tuple[int, ButirSeri]


@dataclass
class PerjalananSeri:
    """`wall`: life's own clock. `client` raises `BrokerTidakTerjangkau`. `diputus` is told after
    each; `berhenti`: whether to stop before the next one."""

    pemutus: Pemutus
    client: Callable[[], Wire]
    orang: Orang
    seri: Seri
    wall: Clock
    diputus: Callable[[], None] = lambda: None
    berhenti: Callable[[], bool] = lambda: False
    kesal: str = field(default="", init=False)
    """Why nothing more is tried."""

    async def mulai(self) -> bool:
        """False where somebody is at it, or the form was sent before."""
        kini = self.wall()
        return await self._store.begin_series(self.seri, kini, kini + self._pegangan)

    async def jalan(self, kredensial: Kredensial | None = None) -> None:
        """To be called after `mulai`. An outage of the store ends it: what was decided is found in
        the cases themselves when it is gone on with."""
        try:
            await self._jalan(kredensial)
        except StoreTidakTerjangkau as error:
            log.warning("seri_terhenti", sebab=type(error).__name__)
        finally:
            with suppress(StoreTidakTerjangkau):
                await asyncio.shield(self._store.end_series(self.seri.id))

    async def _jalan(self, kredensial: Kredensial | None) -> None:
        layanan: list[tuple[int, Siap]] = []
        for ke, butir in list(self.seri.sisa):
            if self.berhenti():
                return
            siap = await self._siap(ke, butir)
            if siap is None:
                continue
            if siap.timbangan.layanan:
                layanan.append((ke, siap))
            elif self.kesal:
                await self._catat(ke, "tunggu", self.kesal)
            else:
                await self._putuskan(ke, siap)
        if layanan and kredensial is not None:
            await self._tandatangani(layanan, kredensial)
            return
        for ke, _ in layanan:  # chosen before the office had its SKs signed there
            await self._catat(ke, "ditolak", "Ditandatangani lewat layanan nasional; pilih lagi")

    async def _siap(self, ke: int, butir: ButirSeri) -> Siap | None:
        """Taken, and sound; otherwise it is written down what became of it, or why not."""
        kotak = self.pemutus.kotak
        if await self._sudah(ke, butir):
            return None
        pelaksana, nomor = self.seri.pelaksana, butir.nomor
        try:
            siap = await siapkan(self.pemutus, self.orang, pelaksana, nomor)
            await kotak.take(self.orang, pelaksana, nomor)
            siap = replace(siap, masuk=await kotak.task(self.orang, pelaksana, nomor))
        except SudahDipegang as error:
            oleh = error.baris.pegangan
            kata = f"Sudah diambil {oleh.petugas.nama}" if oleh else "Sudah diambil orang lain"
            await self._catat(ke, "ditolak", kata)
        except TugasTidakAda:
            await self._catat(ke, "ditolak", "Sudah tidak menunggu di meja ini")
        except TidakSiap as error:
            await self._catat(ke, "ditolak", error.kata[:1].upper() + error.kata[1:])
        else:
            if siap.masuk.baris.draf == butir.draf:
                return siap
            await self._catat(ke, "ditolak", "Drafnya berubah sesudah Anda pilih; baca lagi")
        return None

    async def _sudah(self, ke: int, butir: ButirSeri) -> bool:
        """Out of the case itself: decided before we stopped, or by somebody else."""
        entri = await self._entri(butir)
        if entri is None or entri.oleh is None:
            return False
        if pengenal_baku(entri.oleh.id) == pengenal_baku(self.orang.petugas.id):
            await self._catat(ke, "diterapkan", await self._jadi(butir))
        else:
            await self._catat(ke, "didahului", f"{entri.oleh.nama} lebih dahulu memutusnya")
        return True

    async def _entri(self, butir: ButirSeri) -> Entri | None:
        permohonan = await self.pemutus.kotak.kantor.permohonan.find(butir.permohonan_id)
        semua: Iterator[Entri] = iter(permohonan.riwayat if permohonan else ())
        pembukaan = butir.langkah, butir.putaran
        return next((e for e in semua if (e.langkah, e.putaran) == pembukaan), None)

    async def _putuskan(self, ke: int, siap: Siap) -> None:
        try:
            client = self.client()
            jawaban = await self.pemutus.kirim(client, self.orang, siap.masuk, siap.timbangan)
        except (ClientError, BrokerTidakTerjangkau):
            self.kesal = BELUM_DICOBA
            await self._catat(ke, "tunggu", TAK_DIJAWAB)
            return
        await self._dijawab(ke, jawaban)

    async def _tandatangani(self, semua: list[tuple[int, Siap]], kredensial: Kredensial) -> None:
        """One after another with one passphrase."""
        desk = meja(self.pemutus.kotak.kantor, self.seri.pelaksana)
        sisa = iter(semua)
        putusan = [(siap.masuk.tugas, _decision(siap)) for _, siap in semua]
        try:
            async with aclosing(decide_many(desk, self.client(), putusan, kredensial)) as ends:
                async for ending in ends:
                    await self._berakhir(*next(sisa), ending)
                    if self.berhenti():
                        return
        except (ClientError, BrokerTidakTerjangkau, TidakTerlaksana) as error:
            kata = error.pesan if isinstance(error, TidakTerlaksana) else TAK_DIJAWAB
            for ke, _ in sisa:
                await self._catat(ke, "tunggu", kata)
                kata = BELUM_DICOBA

    async def _berakhir(self, ke: int, siap: Siap, ending: Ending) -> None:
        if ending.jawaban is not None:
            await self.pemutus.bereskan(self.orang, siap.masuk.baris, ending.jawaban)
            await self._dijawab(ke, ending.jawaban)
            return
        assert ending.galat is not None  # noqa: S101 - one of the two
        kata = ending.galat.pesan if ending.tried else BELUM_DICOBA
        await self._catat(ke, "tunggu", kata)

    async def _dijawab(self, ke: int, jawaban: Jawaban) -> None:
        butir = self.seri.butir[ke]
        if jawaban.diterapkan:
            await self._catat(ke, "diterapkan", await self._jadi(butir))
        elif jawaban.kode not in STALE or not await self._sudah(ke, butir):
            kode: Kode = "didahului" if jawaban.kode in STALE else "ditolak"
            await self._catat(ke, kode, "; ".join((jawaban.alasan, *jawaban.rincian)))

    async def _jadi(self, butir: ButirSeri) -> str:
        """What was confirmed; with the number of the SK."""
        kantor = self.pemutus.kotak.kantor
        entri = await self._entri(butir)
        if entri is None or entri.tindakan is not Tindakan.TANDA_TANGANI:
            return butir.akibat
        sk = await kantor.sk.find_by_case(butir.permohonan_id)
        return f"SK nomor {sk.nomor} ditandatangani" if sk else butir.akibat

    async def _catat(self, ke: int, kode: Kode, kata: str) -> None:
        kini: Saat = self.wall()
        hasil = HasilButir(kode=kode, kata=kata, pada=kini)
        await self._store.note_series(self.seri.id, ke, hasil, kini + self._pegangan)
        self.diputus()

    @property
    def _pegangan(self) -> timedelta:
        lewat = any(butir.layanan for butir in self.seri.butir)
        return PEGANGAN_LAYANAN if lewat else PEGANGAN

    @property
    def _store(self) -> KotakStore:
        return self.pemutus.kotak.store


def _decision(siap: Siap) -> Decision:
    assert siap.timbangan.keputusan is not None  # noqa: S101 - only a sound one is ready
    return siap.timbangan.keputusan
