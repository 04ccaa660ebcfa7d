"""A role at its desk: its inbox, one task, a decision tried and sent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from shared.alur import susun_tugas
from shared.contracts import Tugas
from shared.desk import BukuAturan, Perkara, buku_aturan
from shared.kalender.model import Kalender
from shared.kantor.errors import PermohonanTidakDikenal, TidakBerlaku
from shared.kantor.kantor import Kantor
from shared.mutu_baku.jaga import batas_terbuka
from shared.permohonan import Permohonan

State = Literal["dalam_batas", "mendekati", "terlampaui"]


class Limit(NamedTuple):
    """`near` is None where nobody watches: an applicant's step, or one not reckoned yet."""

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
        return susun_tugas(case, permohonan.langkah, rule, batas.jatuh_tempo if batas else None)

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
                f"{nomor} sekarang pada {terbuka.pelaksana} (langkah {terbuka.no}),"
                f" bukan pada {self.pelaksana}"
            )
        tugas = await self.task(permohonan)
        assert tugas is not None  # noqa: S101 - its step was seen to be open
        return tugas


def meja(kantor: Kantor, pelaksana: str) -> Meja:
    """Raises `KeyError` for a role that has no desk."""
    return Meja(kantor.desks[pelaksana].pelaksana, kantor, buku_aturan(kantor.desks.values()))
