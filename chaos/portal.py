"""The applicants' side: submits, repeats until it knows, corrects, and hears what it is told."""

import asyncio
import random
from collections.abc import Sequence

import aio_pika
from aio_pika.abc import AbstractIncomingMessage as Incoming

from chaos.checker.notes import Notice, Sent, Submission
from chaos.link import Link, message, settle
from chaos.stage import Copy, Stage, chance
from shared import topology
from shared.contracts import DokumenBerkode, Lembaga, Pemberitahuan, Pemohon, Pengajuan, Tugas
from shared.errors import KodeTolak
from shared.sop.model import Sop

ANSWER_SECONDS = 6.0
PATIENT_SECONDS = 30.0
KEY = topology.antrean_berkas(topology.PELAKSANA_PENERIMA)
PEMOHON = Pemohon(
    nama="Siti Contoh", nik="6372000000000001", telepon="081100000000", surel="siti@contoh.id"
)
LEMBAGA = Lembaga(nama="Lembaga Contoh", alamat="Jalan Contoh 1, Banjarbaru")


class Portal:
    """`links`: two connections; the same submission may go over both at once."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._links = (Link(stage.rabbitmq_url), Link(stage.rabbitmq_url))

    async def submit(self, number: int) -> None:
        stage = self._stage
        lots = stage.lots("pengajuan", number)
        pengajuan = await self._new(number, lots)
        key = pengajuan.pengajuan_id
        note = stage.notes.submissions[key] = Submission(key)
        await self._until_known(pengajuan, note, lots)
        if chance(lots, stage.options.manners.refused_in):
            await self._mischief(pengajuan, lots)

    async def correct(self, tugas: Tugas, lots: random.Random) -> None:
        """What was sent back, once more; the same nomor, the next putaran."""
        asked = [p.kode for p in tugas.perbaikan if p.jenis == "dokumen"]
        asked += [k.kode for k in tugas.kekurangan if k.jenis == "dokumen"]
        name = f"perbaikan-{tugas.putaran}"
        key = f"p{tugas.permohonan_id.hex}-{tugas.putaran}"
        pengajuan = Pengajuan(
            pengajuan_id=key,
            sop=tugas.sop,
            nomor=tugas.nomor,
            putaran=tugas.putaran,
            diajukan_pada=self._stage.clock(),
            pemohon=tugas.pemohon,
            lembaga=tugas.lembaga,
            isian=tugas.isian,
            dokumen=await self._papers(list(dict.fromkeys(asked)), name),
        )
        note = Submission(key, nomor=tugas.nomor, putaran=tugas.putaran)
        note = self._stage.notes.submissions.setdefault(key, note)
        if not note.answered:
            await self._until_known(pengajuan, note, lots)

    async def hear(self, incoming: Incoming) -> None:
        """One notice."""
        told = Pemberitahuan.dari_json(incoming.body)
        notes = self._stage.notes
        notes.notices.add(Notice(told.nomor, told.jenis, told.putaran, told.pengajuan_id))
        if (note := notes.submissions.get(told.pengajuan_id or "")) is not None:
            note.noticed = True
        await settle(incoming)

    async def close(self) -> None:
        for link in self._links:
            await link.close()

    async def _new(self, number: int, lots: random.Random) -> Pengajuan:
        stage = self._stage
        sop = lots.choice(sorted(stage.katalog.values(), key=lambda t: t.sop.kode)).sop
        needed = [p.kode for p in sop.persyaratan if p.wajib]
        if chance(lots, 3):
            needed.remove(lots.choice(needed))
        return Pengajuan(
            pengajuan_id=f"chaos-{stage.options.seed}-{number:06d}",
            sop=sop.kode,
            diajukan_pada=stage.clock(),
            pemohon=PEMOHON,
            lembaga=LEMBAGA,
            isian=_form(sop),
            dokumen=await self._papers(needed, "lampiran"),
        )

    async def _papers(self, kode: Sequence[str], name: str) -> tuple[DokumenBerkode, ...]:
        return tuple([await self._stage.papers.coded(one, name) for one in kode])

    async def _until_known(
        self, pengajuan: Pengajuan, note: Submission, lots: random.Random, as_id: str = ""
    ) -> None:
        """Sent again and again until it is answered or noticed."""
        twice = chance(lots, self._stage.options.manners.repeated)
        while not (note.answered or note.noticed):
            links = self._links if twice else self._links[:1]
            self._stage.figures.sent_twice["Pengajuan"] += twice or note.times > 0
            await asyncio.gather(*(self._once(one, pengajuan, note, as_id) for one in links))

    async def _once(self, link: Link, pengajuan: Pengajuan, note: Submission, as_id: str) -> None:
        def make(reply_to: str, number: str) -> aio_pika.Message:
            name = as_id or pengajuan.pengajuan_id
            return message(pengajuan, name, reply_to=reply_to, correlation_id=number)

        note.times += 1
        if note.honest and not as_id:
            self._stage.copies.append(Copy(KEY, make("", pengajuan.pengajuan_id)))
        confirmed, jawaban = await link.request(KEY, make, patience(note))
        self._stage.heard(note, confirmed, jawaban)

    async def _mischief(self, pengajuan: Pengajuan, lots: random.Random) -> None:
        """Something that must be refused, and put aside with the reason."""
        notes, key = self._stage.notes, f"{pengajuan.pengajuan_id}-x"
        which = lots.choice(("lain", "asing", "nomor", "rusak"))
        if which == "rusak":
            notes.bad[key] = KodeTolak.PESAN_TIDAK_SAH
            await self._unreadable(key)
            return
        if which == "lain":
            other = pengajuan.model_copy(
                update={"lembaga": LEMBAGA.model_copy(update={"nama": key})}
            )
            notes.reused.add(pengajuan.pengajuan_id)
            notes.bad[key] = KodeTolak.KIRIMAN_BERBEDA
        elif which == "asing":
            strange = await self._papers(["bukan-persyaratan"], "lampiran")
            other = pengajuan.model_copy(update={"pengajuan_id": key, "dokumen": strange})
            notes.bad[key] = KodeTolak.BIDANG_TIDAK_DIKENAL
        else:
            change = {"pengajuan_id": key, "nomor": "ASING-2020-000001", "putaran": 2}
            other = pengajuan.model_copy(update=change)
            notes.bad[key] = KodeTolak.PERMOHONAN_TIDAK_DIKENAL
        note = notes.submissions[key] = Submission(key, honest=False)
        await self._until_known(other, note, lots, as_id=key)

    async def _unreadable(self, key: str) -> None:
        broken = aio_pika.Message(b'{"tipe": "Pengajuan", "sop": ', message_id=key)
        broken.type, broken.delivery_mode = "Pengajuan", aio_pika.DeliveryMode.PERSISTENT
        sent = False
        while not sent:
            sent, _ = await self._links[0].request(KEY, lambda *_: broken, 0)


def patience(note: Sent) -> float:
    """Whoever has asked often waits longer: a slow office is not helped by more questions."""
    return min(ANSWER_SECONDS * max(note.times, 1), PATIENT_SECONDS)


def _form(sop: Sop) -> dict[str, str]:
    return {i.kode: i.pilihan[0] if i.pilihan else "12345" for i in sop.isian if i.wajib}
