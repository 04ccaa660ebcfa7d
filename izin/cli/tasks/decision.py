"""From what an officer decided to the Putusan, held to the rules before anything is sent."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from izin.cli.files import LocalFile
from izin.cli.tasks.desk import Desk
from izin.cli.upload import upload
from shared.alur import Keadaan, perkara_terbuka, putuskan
from shared.contracts import DokumenBerkode, Petugas, Putusan, Tugas, Verdik
from shared.errors import KodeTolak, PutusanDitolak, SudahDiterapkan
from shared.permohonan import Permohonan, sidik
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


async def rehearse(desk: Desk, tugas: Tugas, decision: Decision) -> None:
    """Raises `PutusanDitolak` in the worker's own words: what it would refuse need not be
    uploaded and sent. The worker decides again, and its word is the one that counts."""
    permohonan = await _stored(desk, tugas)
    ids = [f"{position:024x}" for position in range(len(decision.outputs))]
    hasil = [file.as_document(i) for i, file in zip(ids, decision.outputs, strict=True)]
    facts = {i: file.facts for i, file in zip(ids, decision.outputs, strict=True)}
    now = desk.clock()
    putusan = decision.message(tugas, hasil, now)
    sop = (await desk.book.version(permohonan.sop_versi)).sop
    try:
        perkara = perkara_terbuka(permohonan, putusan, sop, desk.pelaksana)
    except SudahDiterapkan:
        return
    limit = desk.settings.batas_berkas_bytes
    putuskan(perkara, putusan, desk.rules, facts, Keadaan(now, limit))


async def prepared(desk: Desk, tugas: Tugas, decision: Decision) -> Putusan:
    """The Putusan, its output files uploaded."""
    limit = desk.settings.batas_berkas_bytes
    hasil = await upload(desk.stores.dokumen, decision.outputs, limit)
    return decision.message(tugas, hasil, desk.clock())


async def _stored(desk: Desk, tugas: Tugas) -> Permohonan:
    permohonan = await desk.stores.permohonan.find(tugas.permohonan_id)
    if permohonan is None:
        raise PutusanDitolak(
            KodeTolak.PERMOHONAN_TIDAK_DIKENAL, f"{tugas.nomor} tidak ada di penyimpanan"
        )
    return permohonan
