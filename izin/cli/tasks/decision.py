"""From what an officer decided to the Putusan, held to the rules before anything is sent."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from izin.cli.files import LocalFile, Sent, silent, upload
from izin.cli.tasks.desk import Meja
from shared.alur import Keadaan, perkara_terbuka, putuskan
from shared.contracts import DokumenBerkode, Jawaban, Petugas, Putusan, Tugas, Verdik
from shared.errors import KodeTolak, PutusanDitolak, SudahDiterapkan
from shared.permohonan import Permohonan, sidik
from shared.rabbit.client_queues import ReceivedTask
from shared.tindakan import NilaiPutusan


@dataclass(frozen=True)
class Decision:
    """An officer's own part; everything else comes from the task."""

    putusan: NilaiPutusan
    petugas: Petugas
    verdik: tuple[Verdik, ...] = ()
    outputs: Sequence[LocalFile] = field(default=())
    catatan: str = ""
    opened: datetime | None = None
    """When the officer opened the task; nobody knows it of a decision made by a script."""

    def message(self, tugas: Tugas, hasil: Sequence[DokumenBerkode], now: datetime) -> Putusan:
        """The same decision with the same files always has the same putusan_id, whenever it is
        made. `atas` is what was accepted: nothing is approved or signed by sending it back."""
        terima = self.putusan == "terima"
        putusan = Putusan(
            putusan_id="belum-ada",
            permohonan_id=tugas.permohonan_id,
            langkah=tugas.langkah,
            putaran=tugas.putaran,
            pelaksana=tugas.pelaksana,
            putusan=self.putusan,
            petugas=self.petugas,
            mulai_pada=self.opened,
            diputuskan_pada=now,
            verdik=self.verdik,
            hasil=tuple(hasil),
            atas=tugas.atas.berkas.sha256 if terima and tugas.atas else None,
            catatan=self.catatan,
        )
        when = {"putusan_id", "mulai_pada", "diputuskan_pada"}
        content = putusan.model_dump(mode="json", exclude=when)
        return putusan.model_copy(update={"putusan_id": f"izin-{sidik(content)[:40]}"})


async def rehearse(meja: Meja, tugas: Tugas, decision: Decision) -> None:
    """Raises `PutusanDitolak` in the worker's own words: what it would refuse need not be
    uploaded and sent. The worker decides again, and its word is the one that counts."""
    permohonan = await _stored(meja, tugas)
    ids = [f"{position:024x}" for position in range(len(decision.outputs))]
    hasil = [file.as_document(i) for i, file in zip(ids, decision.outputs, strict=True)]
    facts = {i: file.facts for i, file in zip(ids, decision.outputs, strict=True)}
    now = meja.kantor.clock()
    putusan = decision.message(tugas, hasil, now)
    sop = (await meja.kantor.sop.version(permohonan.sop_versi)).sop
    try:
        perkara = perkara_terbuka(permohonan, putusan, sop, meja.pelaksana)
    except SudahDiterapkan:
        return
    limit = meja.kantor.settings.batas_berkas_bytes
    putuskan(perkara, putusan, meja.rules, facts, Keadaan(now, limit))


async def prepared(
    meja: Meja, tugas: Tugas, decision: Decision, sent: Sent = silent
) -> Putusan:
    """The Putusan, its output files uploaded; `sent` as in `upload`."""
    limit = meja.kantor.settings.batas_berkas_bytes
    hasil = await upload(meja.kantor.dokumen, decision.outputs, limit, sent)
    return decision.message(tugas, hasil, meja.kantor.clock())


async def _stored(meja: Meja, tugas: Tugas) -> Permohonan:
    permohonan = await meja.kantor.permohonan.find(tugas.permohonan_id)
    if permohonan is None:
        raise PutusanDitolak(
            KodeTolak.PERMOHONAN_TIDAK_DIKENAL, f"{tugas.nomor} tidak ada di penyimpanan"
        )
    return permohonan


STALE = frozenset(
    {
        KodeTolak.SUDAH_DIPUTUS,
        KodeTolak.LANGKAH_TIDAK_TERBUKA,
        KodeTolak.BUKAN_WEWENANG,
    }
)
"""Refusals after which there is nothing left to do at this step."""


class Decider(Protocol):
    """Where decisions go: the wire client."""

    async def decide(self, putusan: Putusan) -> Jawaban: ...


async def decide(meja: Meja, client: Decider, tugas: Tugas, decision: Decision) -> Jawaban:
    """The worker's answer. Where the rules refuse already here, nothing is uploaded or sent."""
    try:
        await rehearse(meja, tugas, decision)
    except PutusanDitolak as error:
        return refusal(tugas, error)
    return await client.decide(await prepared(meja, tugas, decision))


async def settle(received: ReceivedTask | None, jawaban: Jawaban) -> bool:
    """Acknowledge the task once its step is closed, by this decision or by another; True then."""
    over = jawaban.diterapkan or jawaban.kode in STALE
    if over and received is not None:
        await received.done()
    return over


def refusal(tugas: Tugas, error: PutusanDitolak) -> Jawaban:
    """The refusal of a rehearsal in the words of the worker's answer."""
    return Jawaban(
        menjawab="",
        diterapkan=False,
        kode=error.kode,
        alasan=error.alasan,
        rincian=error.rincian,
        permohonan_id=tugas.permohonan_id,
        nomor=tugas.nomor,
    )
