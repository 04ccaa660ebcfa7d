"""A Front Office and its neighbours over the doubles, with applications at every step."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from shared.alur import FaktaBerkas, susun_berkas
from shared.books import SopBook
from shared.contracts import Berkas, Pengajuan, Putusan
from shared.permohonan import Permohonan, periksa_rantai
from shared.rabbit.delivery import Envelope
from shared.store.memory import MemoryDokumenStore, MemoryPermohonanStore
from shared.worker.context import WorkerContext
from shared.worker.decisions import DecisionHandler
from shared.worker.dossiers import DossierHandler
from shared.worker.shell import Route, Shell
from shared.worker.submissions import SubmissionHandler
from tests.builders import BATAS_BYTES, KURSUS, PAUD, Perjalanan, aturan, buku_kalender, katalog
from tests.unit.worker.doubles import Ledger, RecordingDelivery, RecordingPublisher

REPLY = "balasan"


@cache
def _journeys() -> tuple[Perjalanan, ...]:
    """One application at each step of each SOP, and one that was sent back."""
    semua = [
        Perjalanan(kode).sampai(langkah.no)
        for kode in (KURSUS, PAUD)
        for langkah in Perjalanan(kode).sop.langkah[1:]
    ]
    kembali = Perjalanan(KURSUS)
    kembali.putus("tolak", catatan="lengkapi")
    return (*semua, kembali)


class MeasuredFiles(MemoryDokumenStore):
    """Knows the files of the journeys by their facts alone."""

    def __init__(self, known: Mapping[str, FaktaBerkas]) -> None:
        super().__init__()
        self._known = known

    async def facts(self, berkas_id: str, batas_bytes: int) -> FaktaBerkas | None:
        return self._known.get(berkas_id) or await super().facts(berkas_id, batas_bytes)


@dataclass(frozen=True)
class Settled:
    """What became of one delivery."""

    events: tuple[str, ...]
    kode: str | None
    sebelum: Permohonan | None
    sesudah: Permohonan | None


class FuzzedOffice:
    """The worker of one pelaksana; `journey` is the application that is known to it."""

    def __init__(self, number: int) -> None:
        self.journey = _journeys()[number % len(_journeys())]
        self.store = MemoryPermohonanStore()
        terbuka = self.journey.permohonan.langkah
        assert terbuka is not None
        self.pelaksana = terbuka.pelaksana
        self._context = WorkerContext(
            pelaksana=self.pelaksana,
            permohonan=self.store,
            dokumen=MeasuredFiles(self.journey.lemari.fakta),
            sop=SopBook(katalog(), self.store),
            kalender=buku_kalender(),
            aturan=aturan(),
            batas_berkas_bytes=BATAS_BYTES,
            batas_kiriman_bytes=10 * BATAS_BYTES,
            zona=ZoneInfo("Asia/Makassar"),
            clock=lambda: self.journey.kini + timedelta(minutes=1),
        )

    async def open(self) -> None:
        await self.store.insert(self.journey.permohonan)

    def berkas(self) -> Berkas:
        permohonan = self.journey.permohonan
        assert permohonan.langkah is not None
        return susun_berkas(permohonan, permohonan.langkah, self.journey.sop)

    async def receive(self, body: bytes, tipe: str | None, reply_to: str | None) -> Settled:
        ledger = Ledger()
        publisher = RecordingPublisher(ledger)
        shell = Shell(self._routes(), publisher, batas_ulang_detik=5, on_outage=_outage)
        sebelum = await self.store.find(self.journey.permohonan.id)
        amplop = Envelope(f"{self.pelaksana}.uji", body, tipe, reply_to=reply_to)
        await shell(RecordingDelivery(ledger, amplop))
        for jawaban in publisher.answers:
            jawaban.ke_json()
        ditolak = [str(satu.kode) for satu in publisher.quarantined]
        kode = next(iter((*(j.kode for j in publisher.answers), *ditolak)), None)
        sesudah = await self.store.find(self.journey.permohonan.id)
        for permohonan in self.store.everything():
            periksa_rantai(permohonan)
        return Settled(tuple(ledger.events), kode, sebelum, sesudah)

    def _routes(self) -> dict[str, Route]:
        routes: dict[str, Any] = {
            "Pengajuan": (Pengajuan, SubmissionHandler(self._context)),
            "Berkas": (Berkas, DossierHandler(self._context)),
            "Putusan": (Putusan, DecisionHandler(self._context)),
        }
        return {
            nama: Route(model, handler, lambda _: "satu")
            for nama, (model, handler) in routes.items()
        }


def _outage() -> None:
    raise AssertionError("no server was away")
