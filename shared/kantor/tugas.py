"""A role at its desk: its inbox, one task, a decision tried and sent.

Settled tasks are cleared from the role's queue without a word. A decision is held to the worker's
rules before it is uploaded and sent.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

from shared.alur import Keadaan, berkas_terkini, jawab, perkara_terbuka, putuskan, susun_tugas
from shared.alur.surat import bayangan, dengan_surat, fakta_jadi, surat_dibuat, surat_langkah
from shared.alur.task import SuratTugas
from shared.contracts import DokumenBerkode, HasilPutusan, Jawaban, Petugas, Putusan, Tugas, Verdik
from shared.contracts.parts import CaraTandaTangan
from shared.desk import BukuAturan, Perkara, buku_aturan
from shared.errors import KodeTolak, PutusanDitolak, SudahDiterapkan
from shared.kalender.model import Kalender
from shared.kantor.berkas import LocalFile, Sent, silent, upload
from shared.kantor.errors import PermohonanTidakDikenal, TidakBerlaku, TidakTerlaksana
from shared.kantor.kantor import Kantor
from shared.kantor.letter_text import LetterText, upload_letters
from shared.mutu_baku.jaga import batas_terbuka
from shared.permohonan import LangkahTerbuka, Permohonan, sidik
from shared.rabbit.client_queues import ReceivedTask
from shared.sk.cara import dari_draf
from shared.store.port import facts_of
from shared.surat.loader import KatalogSurat
from shared.tindakan import NilaiPutusan
from shared.words import office_zone

State = Literal["dalam_batas", "mendekati", "terlampaui"]


class Limit(NamedTuple):
    """`near` is None without a watch: an applicant's step, or one not counted yet."""

    near: datetime | None
    due: datetime | None

    def state(self, now: datetime) -> State | None:
        """None without a due instant. Exactly then is still in time."""
        if self.due is None:
            return None
        if now > self.due:
            return "terlampaui"
        return "mendekati" if self.near is not None and now > self.near else "dalam_batas"


class Moment(NamedTuple):
    """Now, and the calendar by which office time is told."""

    now: datetime
    kalender: Kalender


def limit_of(permohonan: Permohonan | None, tugas: Tugas | None = None) -> Limit:
    """As the store has it: a calendar may have moved it since the task was sent."""
    jaga = permohonan.jaga if permohonan else None
    if jaga is not None and jaga.jatuh_tempo is not None:
        return Limit(jaga.mendekati, jaga.jatuh_tempo)
    return Limit(None, tugas.jatuh_tempo if tugas else None)


@dataclass(frozen=True)
class Meja:
    """One role of the office, without the wire: that is opened where something is taken or sent."""

    pelaksana: str
    kantor: Kantor
    rules: BukuAturan

    @property
    def nama(self) -> str:
        return self.kantor.desks[self.pelaksana].nama

    async def moment(self) -> Moment:
        return Moment(self.kantor.clock(), (await self.kantor.kalender.berlaku()).terkini)

    async def limit(self, tugas: Tugas) -> Limit:
        """As it stands now."""
        return limit_of(await self.kantor.permohonan.find(tugas.permohonan_id), tugas)

    async def case(self, permohonan: Permohonan) -> Perkara | None:
        """The open step of this application; None when it has ended."""
        if permohonan.langkah is None:
            return None
        sop = (await self.kantor.sop.version(permohonan.sop_versi)).sop
        return Perkara(permohonan, sop, sop.langkah_ke(permohonan.langkah.no))

    async def task(self, permohonan: Permohonan) -> Tugas | None:
        """The task as the worker would publish it now."""
        case = await self.case(permohonan)
        if case is None or permohonan.langkah is None:
            return None
        batas = batas_terbuka(permohonan, case.sop, await self.kantor.kalender.berlaku())
        rule = self.rules[case.langkah.tindakan]
        surat = await self._letters(case, permohonan.langkah)
        tempo = batas.jatuh_tempo if batas else None
        nama = {key: desk.nama for key, desk in self.kantor.desks.items()}
        return susun_tugas(case, permohonan.langkah, rule, tempo, surat, nama=nama)

    async def _letters(self, case: Perkara, terbuka: LangkahTerbuka) -> SuratTugas:
        katalog = letters_of(self.kantor, case.permohonan)
        if katalog is None:
            return SuratTugas()
        ways = await self._ways(case, katalog)
        zona = office_zone(self.kantor.settings)
        letters = surat_langkah(case, terbuka, katalog, zona, ways)
        return SuratTugas(letters, ways if self.kantor.way else {})

    async def _ways(self, case: Perkara, katalog: KatalogSurat) -> Mapping[str, CaraTandaTangan]:
        """How the decrees of this step are signed. Where this process was not told, the worker is
        left to make them, and its own task says how (`as_the_worker_has_it`)."""
        if case.atas is None:
            return {}
        draf = await self.kantor.letters.find(case.atas.berkas.berkas_id)
        sop, way = case.sop.kode, self.kantor.way or "lokal"
        return {h.kode: way for h in case.langkah.hasil if dari_draf(h.surat, sop, katalog, draf)}

    async def task_of(self, nomor: str) -> Tugas:
        """From the store: the queue's own message is not needed to decide. Raises
        `PermohonanTidakDikenal`, and `TidakBerlaku` when the application is not with this role
        now."""
        permohonan = await self.kantor.permohonan.find_by_nomor(nomor)
        if permohonan is None:
            raise PermohonanTidakDikenal(nomor)
        terbuka = permohonan.langkah
        if terbuka is None:
            raise TidakBerlaku(f"{nomor} sudah {permohonan.status}; tidak ada langkah yang terbuka")
        if terbuka.pelaksana != self.pelaksana:
            raise TidakBerlaku(
                f"{nomor} sekarang pada {self.kantor.nama(terbuka.pelaksana)}"
                f" (langkah {terbuka.no}), bukan pada {self.nama}"
            )
        tugas = await self.task(permohonan)
        assert tugas is not None  # noqa: S101 - its step was seen to be open
        return tugas


def letters_of(kantor: Kantor, permohonan: Permohonan) -> KatalogSurat | None:
    """The templates that the application runs under; None where they are not this process's own:
    then the worker alone judges the text of a letter."""
    milik = permohonan.surat_versi in {None, kantor.surat.versi}
    return kantor.surat if milik else None


def meja(kantor: Kantor, pelaksana: str) -> Meja:
    """Raises `KeyError` for a role that has no desk."""
    return Meja(kantor.desks[pelaksana].pelaksana, kantor, buku_aturan(kantor.desks.values()))


@dataclass(frozen=True)
class Decision:
    """An officer's own part; everything else comes from the task."""

    putusan: NilaiPutusan
    petugas: Petugas
    verdik: tuple[Verdik, ...] = ()
    outputs: Sequence[LocalFile] = field(default=())
    letters: Sequence[LetterText] = field(default=())
    catatan: str = ""
    hasil: tuple[HasilPutusan, ...] = ()
    """Outputs that are written, or lie in the store, already."""
    opened: datetime | None = None
    """When the officer opened the task; unknown for a decision made by a script."""

    signed: Sequence[DokumenBerkode] = field(default=())
    """Decrees that were signed for this decision, in the store already."""

    def files(self) -> Iterator[tuple[str, Path]]:
        """What each output comes from, by its code."""
        yield from ((one.kode, one.path) for one in self.outputs)
        yield from ((one.kode, one.path) for one in self.letters)

    def message(
        self, tugas: Tugas, hasil: Sequence[DokumenBerkode | HasilPutusan], now: datetime
    ) -> Putusan:
        """The same decision with the same files always has the same putusan_id, whenever it is
        made. An output that is owed, has nothing to be written and was not brought is the
        system's to make."""
        given = {one.kode for one in (*hasil, *self.hasil)}
        made = [one for one in unwritten(tugas, self.putusan) if one.kode not in given]
        putusan = jawab(
            tugas,
            self.putusan,
            self.petugas,
            now,
            putusan_id="belum-ada",
            mulai_pada=self.opened,
            verdik=self.verdik,
            hasil=(*hasil, *self.hasil, *made),
            catatan=self.catatan,
        )
        when = {"putusan_id", "mulai_pada", "diputuskan_pada"}
        content = putusan.model_dump(mode="json", exclude=when)
        return putusan.model_copy(update={"putusan_id": f"izin-{sidik(content)[:40]}"})


def unwritten(tugas: Tugas, putusan: NilaiPutusan) -> tuple[HasilPutusan, ...]:
    """Outputs of this decision whose letters the system makes of what it has: an SK, of its
    approved draft."""
    owed = next((one.hasil_wajib for one in tugas.pilihan if one.putusan == putusan), ())
    return tuple(
        HasilPutusan(kode=one.kode, isi={})
        for one in tugas.keluaran
        if one.kode in owed and one.surat is not None and not one.surat.skema["properties"]
    )


def service_signs(tugas: Tugas, putusan: NilaiPutusan) -> frozenset[str]:
    """Outputs of this decision that the national service is to sign."""
    owed = next((one.hasil_wajib for one in tugas.pilihan if one.putusan == putusan), ())
    return frozenset(
        one.kode for one in tugas.keluaran if one.tanda_tangan == "bsre" and one.kode in owed
    )


async def rehearse(
    meja: Meja, tugas: Tugas, decision: Decision, katalog: KatalogSurat | None = None
) -> Permohonan | None:
    """The application as the decision would leave it; None where it stands already, or only the
    worker can judge the text of its letters. `katalog`: the templates that the application runs
    under, where they are not this process's own. Raises `PutusanDitolak` in the worker's own words,
    before the upload and the sending. The worker decides again, and its word is the one that
    counts."""
    permohonan = await _stored(meja, tugas)
    ids = [f"ffffffff{position:016x}" for position in range(len(decision.outputs))]
    hasil = [file.as_document(i) for i, file in zip(ids, decision.outputs, strict=True)]
    facts = {i: file.facts for i, file in zip(ids, decision.outputs, strict=True)}
    now = meja.kantor.clock()
    written = [letter.stand_in() for letter in decision.letters]
    putusan = decision.message(tugas, [*hasil, *written, *decision.signed], now)
    sop = (await meja.kantor.sop.version(permohonan.sop_versi)).sop
    try:
        perkara = perkara_terbuka(permohonan, putusan, sop, meja.pelaksana)
    except SudahDiterapkan:
        return None
    katalog = katalog or letters_of(meja.kantor, permohonan)
    if katalog is None and any(one.isi is not None for one in putusan.hasil):
        return None
    jadi = bayangan(surat_dibuat(perkara, putusan, katalog))
    limit = meja.kantor.settings.batas_berkas_bytes
    signed = {one.kode: one.berkas for one in decision.signed}
    stored = [one.berkas.berkas_id for one in decision.hasil if one.berkas]
    facts |= await facts_of(meja.kantor.dokumen, stored, limit)
    known = {**facts, **fakta_jadi(jadi), **fakta_jadi(signed)}
    return putuskan(perkara, dengan_surat(putusan, jadi), meja.rules, known, Keadaan(now, limit))


async def prepared(meja: Meja, tugas: Tugas, decision: Decision, sent: Sent = silent) -> Putusan:
    """The Putusan, its output files uploaded; `sent` as in `upload`."""
    limit = meja.kantor.settings.batas_berkas_bytes
    hasil = await upload(meja.kantor.dokumen, decision.outputs, limit, sent)
    written = await upload_letters(meja.kantor.dokumen, decision.letters, limit, sent)
    now = meja.kantor.clock()
    return decision.message(tugas, [*hasil, *written, *decision.signed], now)


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
"""Refusals after which this step is settled."""


class Decider(Protocol):
    """Where decisions go: the wire client."""

    async def decide(self, putusan: Putusan) -> Jawaban: ...


async def decide(meja: Meja, client: Decider, tugas: Tugas, decision: Decision) -> Jawaban:
    """The worker's answer. A refusal by the rules here comes before the upload and the sending."""
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


class Source(Protocol):
    """Where tasks are taken from: the wire client."""

    async def take(self, pelaksana: str) -> ReceivedTask | None: ...


@dataclass
class TaskQueue:
    """Tasks that were put aside stay unacknowledged until the end, so that the next one comes."""

    meja: Meja
    client: Source
    aside: list[ReceivedTask] = field(default_factory=list)

    async def next(self) -> ReceivedTask | None:
        """The next task whose step is still open; stale ones are acknowledged. Raises
        `TidakTerlaksana` for a task of an application that our store does not have."""
        while (received := await self.client.take(self.meja.pelaksana)) is not None:
            if await self._is_open(received):
                return received
            await received.done()
        return None

    async def at_head(self, nomor: str) -> ReceivedTask | None:
        """The first task if it is this application's; otherwise it goes back."""
        received = await self.next()
        if received is None or received.tugas.nomor == nomor:
            return received
        await received.put_back()
        return None

    def put_aside(self, received: ReceivedTask) -> None:
        self.aside.append(received)

    async def give_back(self) -> None:
        for received in self.aside:
            await received.put_back()
        self.aside.clear()

    async def _is_open(self, received: ReceivedTask) -> bool:
        tugas = received.tugas
        permohonan = await self.meja.kantor.permohonan.find(tugas.permohonan_id)
        if permohonan is None:
            await received.put_back()
            raise TidakTerlaksana(
                f"Tugas {tugas.nomor} ada di antrean, tetapi permohonannya tidak ada di"
                f" penyimpanan '{self.meja.kantor.settings.basis_data}'",
                anjuran="Periksa apakah MONGODB_URL dan IZIN_BASIS_DATA milik broker yang sama",
            )
        return berkas_terkini(tugas, permohonan)
