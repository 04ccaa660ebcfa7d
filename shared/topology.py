"""Every name of the wire; they are written here only.

Queue names are an interface that other people's software relies on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

JenisExchange = Literal["topic", "direct"]

EXCHANGE_IZIN = "izin"
EXCHANGE_PERISTIWA = "izin.peristiwa"
EXCHANGE_MUTU_BAKU = "izin.mutu-baku"
EXCHANGE_KARANTINA = "izin.karantina"

ANTREAN_KARANTINA = "karantina"
ANTREAN_PEMBERITAHUAN = "pemohon.pemberitahuan"
ANTREAN_OPS = "ops.mutu-baku"
ANTREAN_JURNAL = "watchdog.jurnal"
"""A copy of every announcement, for the watchdogs alone: a watchdog that takes over for one that
died sees by it the announcements already published, and publishes each once."""

AWALAN_KABAR = "ops.kabar."
AWALAN_DASBOR = "dasbor."

KEPALA_KALI_DIKIRIM = "kali_dikirim"
KEPALA_DIKIRIM_ULANG = "dikirim_ulang"
"""How often a message was sent back from karantina; it stays on the message."""
KEPALA_KARANTINA = (
    *("kode", "alasan", "antrean_asal", "pelaksana", "dikarantina_pada"),
    KEPALA_KALI_DIKIRIM,
)
"""The headers by which a worker says why it put a message into karantina."""
AWALAN_PINTU = "pintu."

ANTREAN_BALASAN = "amq.rabbitmq.reply-to"
"""RabbitMQ's direct reply-to: where an answer goes to a client that may declare no queue."""

ANTREAN_SEMENTARA = "amq.gen-"
"""How the broker begins the name of a queue that it names itself."""

EXCHANGE_BAWAAN = "amq.default"
"""The name in permissions of the nameless exchange, which leads to every queue by its name."""

PELAKSANA_PENERIMA = "frontoffice"
"""Submissions and corrections from the portal come to this pelaksana's queue."""

PELAKSANA_PEMOHON = "pemohon"

BATAS_KIRIM_ULANG = 20
"""Deliveries before the broker itself moves a message to karantina. Worker crashes count, so
that it must be well above the count of an unlucky message on a bad day of its neighbours."""

BATAS_KIRIM_ULANG_TUGAS = 1000
"""An officer who looks at a task and puts it back has not failed at it: looking must not
drive a task into karantina within a working week."""


BATAS_KIRIM_ULANG_KARANTINA = 1_000_000
"""Without a limit of its own a quorum queue has 20 from RabbitMQ 4.0 on, and karantina, which has
nowhere to dead-letter to, would lose a message that was looked at 21 times (seen on 4.0.5)."""

BATAS_KIRIM_ULANG_JURNAL = 1_000_000
"""While the store is away copies go round and round, so that a watchdog to which it answers finds
them: for days, if need be."""


def antrean_berkas(pelaksana: str) -> str:
    return f"{pelaksana}.berkas"


def antrean_tugas(pelaksana: str) -> str:
    return f"{pelaksana}.tugas"


def antrean_putusan(pelaksana: str) -> str:
    return f"{pelaksana}.putusan"


def kunci_peristiwa(peristiwa: str, sop: str) -> str:
    return f"{peristiwa}.{sop}"


def kunci_pelanggaran(tingkat: str, pelaksana: str) -> str:
    """`pelaksana` is "keseluruhan" where the whole application is meant."""
    return f"{tingkat}.{pelaksana}"


def pintu(antrean: str) -> str:
    """The direct exchange that leads to this queue and to no other, whatever a message says in its
    headers `CC` and `BCC`. The routing key is the queue's name."""
    return f"{AWALAN_PINTU}{antrean}"


def antrean_kabar(saluran: str) -> str:
    """Alerts on their way to one channel of people's; the notifier alone uses it."""
    return f"{AWALAN_KABAR}{saluran}"


def antrean_dasbor(nama: str) -> str:
    """A dashboard's own: it binds it to the exchanges of facts and of breaches."""
    return f"{AWALAN_DASBOR}{nama}"


def kunci_kabar(tingkat: Iterable[str], pelaksana: Iterable[str]) -> tuple[str, ...]:
    """Routing keys for every level of every pelaksana; an empty list stands for all there are."""
    return tuple(
        kunci_pelanggaran(satu, siapa)
        for satu in tuple(tingkat) or ("*",)
        for siapa in tuple(pelaksana) or ("*",)
    )


def id_pesan(permohonan_id: UUID, langkah: int, putaran: int, tujuan: str) -> str:
    """Deterministic `message_id`: one fact for one destination has one id (at most 255 bytes)."""
    return f"{permohonan_id}/{langkah}.{putaran}/{tujuan}"


@dataclass(frozen=True)
class Antrean:
    """A durable quorum queue; `ikatan` is (exchange, routing key). `berpintu`: tools from outside
    write to it, each account through a door of its own queues (`pintu`)."""

    nama: str
    ikatan: tuple[str, str]
    batas_kirim_ulang: int = BATAS_KIRIM_ULANG
    ke_karantina: bool = True
    milik_pembaca: bool = False
    """Its reader declares it, also one that may declare nothing else."""
    berpintu: bool = False

    @property
    def semua_ikatan(self) -> tuple[tuple[str, str], ...]:
        return (self.ikatan, *(((pintu(self.nama), self.nama),) if self.berpintu else ()))

    @property
    def tujuan(self) -> tuple[str, str]:
        """Exchange and routing key that lead to this queue alone: a queue that shares
        its messages with others is reached by its name, through the default exchange."""
        return self.ikatan if self.ikatan[0] == EXCHANGE_IZIN else ("", self.nama)

    @property
    def argumen(self) -> dict[str, str | int]:
        """Queue arguments. Everyone who declares the queue must use exactly these."""
        argumen: dict[str, str | int] = {
            "x-queue-type": "quorum",
            "x-delivery-limit": self.batas_kirim_ulang,
        }
        if self.ke_karantina:
            argumen |= {
                "x-dead-letter-exchange": EXCHANGE_KARANTINA,
                "x-dead-letter-routing-key": ANTREAN_KARANTINA,
                "x-dead-letter-strategy": "at-least-once",
                "x-overflow": "reject-publish",
            }
        return argumen


@dataclass(frozen=True)
class Topologi:
    """All exchanges and queues of an installation, all durable."""

    antrean: tuple[Antrean, ...]
    topik: tuple[str, ...] = field(
        default=(EXCHANGE_KARANTINA, EXCHANGE_IZIN, EXCHANGE_PERISTIWA, EXCHANGE_MUTU_BAKU)
    )

    @property
    def jenis_exchange(self) -> Mapping[str, JenisExchange]:
        """By name: topics, that of karantina first, then the doors."""
        doors = (pintu(a.nama) for a in self.antrean if a.berpintu)
        return {**dict.fromkeys(self.topik, "topic"), **dict.fromkeys(doors, "direct")}

    @property
    def exchange(self) -> tuple[str, ...]:
        return tuple(self.jenis_exchange)

    @property
    def nama_antrean(self) -> frozenset[str]:
        return frozenset(a.nama for a in self.antrean)


def _di_izin(nama: str, batas: int = BATAS_KIRIM_ULANG, *, berpintu: bool = False) -> Antrean:
    return Antrean(nama, (EXCHANGE_IZIN, nama), batas, berpintu=berpintu)


def ikatan_kabar(saluran: str, kunci: Iterable[str]) -> tuple[Antrean, ...]:
    """A channel's queue, once for each of its routing keys: declaring is repeatable."""
    return tuple(
        Antrean(
            antrean_kabar(saluran),
            (EXCHANGE_MUTU_BAKU, satu),
            BATAS_KIRIM_ULANG_TUGAS,
            milik_pembaca=True,
        )
        for satu in kunci
    )


def topologi(pelaksana: Iterable[str]) -> Topologi:
    """The queues of the pelaksana of the loaded SOPs. Karantina comes first: it must be bound
    before a message is dead-lettered, or the dead letter is lost."""
    per_pelaksana = [
        antrean
        for nama in sorted(set(pelaksana) | {PELAKSANA_PENERIMA, PELAKSANA_PEMOHON})
        for antrean in (
            _di_izin(antrean_berkas(nama), berpintu=nama == PELAKSANA_PENERIMA),
            _di_izin(antrean_tugas(nama), BATAS_KIRIM_ULANG_TUGAS),
            _di_izin(antrean_putusan(nama), berpintu=True),
        )
    ]
    return Topologi(
        antrean=(
            # Never dead-lettered itself: karantina is where looking ends.
            Antrean(
                ANTREAN_KARANTINA,
                (EXCHANGE_KARANTINA, "#"),
                BATAS_KIRIM_ULANG_KARANTINA,
                ke_karantina=False,
            ),
            *per_pelaksana,
            _di_izin(ANTREAN_PEMBERITAHUAN, BATAS_KIRIM_ULANG_TUGAS),
            Antrean(ANTREAN_OPS, (EXCHANGE_MUTU_BAKU, "#"), BATAS_KIRIM_ULANG_TUGAS),
            Antrean(ANTREAN_JURNAL, (EXCHANGE_MUTU_BAKU, "#"), BATAS_KIRIM_ULANG_JURNAL),
        )
    )


def tujuan_asal(nama: str, dikenal: Topologi) -> tuple[str, str] | None:
    """Exchange and routing key that lead back to that queue alone; None when it is none of ours."""
    for antrean in dikenal.antrean:
        if antrean.nama == nama and antrean.ke_karantina:
            return antrean.tujuan
    return ("", nama) if nama.startswith(AWALAN_KABAR) else None
