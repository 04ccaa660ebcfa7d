"""The store as the watchdog, and the readers of its work, need it.

As in `port`, methods raise `StoreTidakTerjangkau` when the store does not answer, trying again is
always safe, and one suite in `tests/contract` holds the double to the real thing.
"""

from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, NamedTuple, Protocol
from uuid import UUID

from shared.contracts import Pelanggaran
from shared.mutu_baku.buku_waktu import Gangguan
from shared.permohonan import Permohonan


@dataclass(frozen=True)
class Klaim:
    """A breach that some watchdog has claimed; announced once `diumumkan_pada` is set.

    `kunci` is unique and also the message's id. `pemegang` is the watchdog that is to announce
    it, since `dipegang_pada`.
    """

    kunci: str
    pelanggaran: Pelanggaran
    pemegang: str
    dipegang_pada: datetime
    diumumkan_pada: datetime | None = None


class WatchStore(Protocol):
    """The applications that fall due, and the breaches claimed and announced."""

    async def prepare(self) -> None:
        """Create the indexes; safe to repeat and to run in several processes at once."""

    async def due(self, kini: datetime) -> tuple[UUID, ...]:
        """Applications, ended ones too, whose `jaga.pada` is before `kini`, the longest due
        first. The cost depends on the number of these, not of all applications."""

    async def reckoned_by(self, kalender: str | None) -> tuple[UUID, ...]:
        """Running applications whose watch was counted by that version of the calendar; with
        None: those that are not watched yet."""

    async def watch(self, baru: Permohonan, lama: Permohonan) -> bool:
        """Write `baru.jaga`, if `urutan`, `jaga.sampai` and `jaga.kalender` are still those of
        `lama`; otherwise answer False, without a change."""

    async def claim(self, klaim: Klaim) -> bool:
        """False when the key is taken."""

    async def release(self, klaim: Klaim) -> None:
        """Forget a claim, unless it is announced or held by another by now."""

    async def take_over(self, klaim: Klaim, pemegang: str, kini: datetime) -> bool:
        """Hold an unannounced claim instead of its holder; False when somebody was quicker."""

    async def announced(self, kunci: Iterable[str], pada: datetime) -> None:
        """The first to say so decides `diumumkan_pada`."""

    async def unannounced(self, dipegang_sebelum: datetime) -> tuple[Klaim, ...]:
        """Claims not announced yet that have been held since before that instant."""

    async def klaim(self, permohonan_id: UUID) -> tuple[Klaim, ...]:
        """All of one application, in the order in which they came about."""

    async def latest(self, jumlah: int) -> tuple[Klaim, ...]:
        """The most recently detected ones, newest first."""

    async def since(self, dari: datetime) -> tuple[Klaim, ...]:
        """Those detected from then on, newest first."""

    def records(self) -> AsyncIterator[Klaim]:
        """All there are, in no particular order, without holding them all in memory. Raises
        `DokumenTidakTerbaca` after all that can be read when there were some that cannot."""


class CatatanMasa(NamedTuple):
    """Calendar number `urutan` of the office, in force from `dari`. `alasan`: its changes and
    their reasons, one sentence each. `tergeser`: how many open deadlines were projected again."""

    urutan: int
    versi: str
    dari: datetime
    alasan: tuple[str, ...]
    tergeser: int = 0


class KalenderStore(Protocol):
    """The calendars an office has had, whole, and when each came into force."""

    async def save_kalender(self, versi: str, salinan: str) -> None:
        """Keep a calendar; repeating changes nothing."""

    async def load_kalender(self, versi: str) -> str | None: ...

    async def masa(self) -> tuple[CatatanMasa, ...]:
        """In the order of `urutan`."""

    async def adopt(self, catatan: CatatanMasa) -> bool:
        """False when that `urutan` is taken."""

    async def count_moved(self, urutan: int, tambah: int) -> None:
        """Add to `tergeser`."""


class Terbuka(NamedTuple):
    """An open step, as the board counts it. The instants are None while it is the applicant's, and
    before the watchdog has counted it."""

    permohonan_id: UUID
    nomor: str
    sop: str
    langkah: int
    pelaksana: str
    dibuka_pada: datetime
    mendekati: datetime | None
    jatuh_tempo: datetime | None


class Macet(NamedTuple):
    """An application that the watchdog cannot watch; `kali`: how often it has tried."""

    permohonan_id: str
    alasan: str
    sejak: datetime
    kali: int


class KeadaanKarantina(NamedTuple):
    """The last look at karantina. `sejak`: from when on it has not been empty; None when it is."""

    pesan: int
    sejak: datetime | None
    dilihat_pada: datetime


class OpsStore(Protocol):
    """The state of the office and of AlurIzin itself."""

    async def prepare(self) -> None: ...

    def open_steps(self) -> AsyncIterator[Terbuka]:
        """Every running application. It reads them all, narrowly: not for every second."""

    async def pulse(self, pelaksana: str) -> datetime | None:
        """When a worker of that pelaksana was last known to be able to work."""

    async def beat(self, pelaksana: str, pada: datetime) -> None:
        """Never moves the pulse back."""

    async def add_outage(self, gangguan: Gangguan) -> None:
        """One that begins at the same instant for the same pelaksana is kept once: the first."""

    async def outages(self, dari: datetime, sampai: datetime) -> tuple[Gangguan, ...]:
        """Those that touch the stretch of time, in the order in which they began."""

    async def swept(self, watchdog: str, pada: datetime) -> None:
        """A watchdog has claimed everything that came about before `pada`."""

    async def last_sweep(self) -> datetime | None:
        """The latest `pada` of any watchdog."""

    async def stuck(self, permohonan_id: str, alasan: str, pada: datetime) -> None:
        """Count one more failed attempt."""

    async def unstuck(self, permohonan_id: str) -> None: ...

    async def all_stuck(self) -> tuple[Macet, ...]: ...

    async def saw_karantina(self, pesan: int, pada: datetime) -> bool:
        """Record how many messages lie there. True for the first caller that saw it is not empty
        any more."""

    async def karantina(self) -> KeadaanKarantina | None:
        """None before the first look."""


SEWA_PERINGATAN = timedelta(minutes=5)
"""A warning that was claimed and not given within this time goes to the next caller that asks."""


class KabarStore(Protocol):
    """Deliveries and channels of alerts."""

    async def prepare(self) -> None:
        """Create the indexes; safe to repeat and to run in several processes at once."""

    async def delivered(self, saluran: str, message_id: str) -> bool:
        """Whether that channel has taken that message before."""

    async def record(self, saluran: str, message_id: Iterable[str], pada: datetime) -> None:
        """The channel has taken these; the first to say so decides `pada`."""

    async def claim_warning(self, kunci: str, pada: datetime) -> bool:
        """True for the caller that is to give that warning: the first that asks, or the first long
        enough after one that claimed it and never recorded that it was given."""

    async def warned(self, kunci: str, pada: datetime) -> None:
        """The warning was given."""

    async def channels(self) -> Mapping[str, frozenset[str]]:
        """Every channel that was ever declared and not forgotten, with the routing keys that its
        queue is bound by: the broker itself cannot be asked."""

    async def keep_channel(self, saluran: str, kunci: Iterable[str]) -> None:
        """To be called before its queue is bound by more, and after it is bound by less."""

    async def forget_channel(self, saluran: str) -> None: ...


TindakanKarantina = Literal["kirim_ulang", "buang"]


class CatatanKarantina(NamedTuple):
    """`kunci` names one stay of one message in karantina and its end: by it a repeated record is
    known. `isi` is the whole body of a dropped message, and empty for one sent back."""

    kunci: str
    tindakan: TindakanKarantina
    pada: datetime
    oleh_id: str
    oleh_nama: str
    alasan: str
    message_id: str
    kode: str
    antrean_asal: str
    sebab: str
    properti: Mapping[str, Any]
    isi: bytes = b""


class KarantinaStore(Protocol):
    """Records that are only ever added."""

    async def prepare(self) -> None:
        """Create the indexes; safe to repeat and to run in several processes at once."""

    async def record(self, catatan: CatatanKarantina) -> None:
        """The first record of its `kunci` stands."""

    async def latest(self, jumlah: int) -> tuple[CatatanKarantina, ...]:
        """The newest first."""
