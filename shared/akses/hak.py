"""The rights of every account: what it may declare, write to and read from, and nothing else.

RabbitMQ checks three patterns of names for each account (configure, write, read), and for a topic
exchange a pattern of routing keys too. Both are made from the same lists of names.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from shared import topology as t
from shared.akses.pengguna import DASBOR, KABAR, OPS, PORTAL, WATCHDOG, layanan, meja
from shared.sop.model import Sop
from shared.topology import PELAKSANA_PEMOHON, PELAKSANA_PENERIMA


# To whom each pelaksana's decisions hand an application on, as the SOP files have it.
def tujuan(sop: Iterable[Sop]) -> Mapping[str, frozenset[str]]:
    """By pelaksana. The receiving worker also hands on what the applicant submits: submissions and
    corrections come to its queue, though the step is the applicant's."""
    hasil: dict[str, set[str]] = {}
    for satu in sop:
        for langkah in satu.langkah:
            ke = (satu.langkah_ke(r.ke).pelaksana for r in langkah.rute if isinstance(r.ke, int))
            hasil.setdefault(langkah.pelaksana, set()).update(ke)
    hasil.setdefault(PELAKSANA_PENERIMA, set()).update(hasil.get(PELAKSANA_PEMOHON, set()))
    return {pelaksana: frozenset(ke) for pelaksana, ke in hasil.items()}


LANJUT = "*"
"""At the end of a name: whatever begins like this."""

TIDAK_ADA = "^$"


def pola(nama: Iterable[str]) -> str:
    """A regular expression that matches these names and no others."""
    satu = "|".join(
        re.escape(n.removesuffix(LANJUT)) + (".*" if n.endswith(LANJUT) else "") for n in nama
    )
    return f"^({satu})$" if satu else TIDAK_ADA


@dataclass(frozen=True)
class HakTopik:
    """Which routing keys an account may write to one topic exchange."""

    exchange: str
    kunci: tuple[str, ...]

    @property
    def write(self) -> str:
        return pola(self.kunci)


@dataclass(frozen=True)
class Hak:
    """`atur`, `tulis`, `baca`: names of queues and exchanges. `topik` narrows `tulis`."""

    pengguna: str
    untuk: str
    tulis: tuple[str, ...] = ()
    baca: tuple[str, ...] = ()
    atur: tuple[str, ...] = ()
    topik: tuple[HakTopik, ...] = ()
    tag: tuple[str, ...] = ()

    @property
    def configure(self) -> str:
        return pola(self.atur)

    @property
    def write(self) -> str:
        return pola(self.tulis)

    @property
    def read(self) -> str:
        return pola(self.baca)

    def boleh_kirim(self, exchange: str, kunci: str) -> bool:
        """What the broker will say to a publish, by the same patterns."""
        topik = [satu for satu in self.topik if satu.exchange == exchange]
        return bool(re.search(self.write, exchange)) and all(
            re.search(satu.write, kunci) for satu in topik
        )


def semua_hak(sop: Iterable[Sop], pelaksana: Iterable[str]) -> tuple[Hak, ...]:
    """Every account of an installation with these pelaksana, in a fixed order."""
    nama = sorted(set(pelaksana) | {t.PELAKSANA_PENERIMA, t.PELAKSANA_PEMOHON})
    rute = tujuan(sop)
    return (
        *(_pelaksana(satu, rute) for satu in nama),
        _watchdog(),
        _kabar(),
        *(_meja(satu) for satu in nama if satu != t.PELAKSANA_PEMOHON),
        _portal(),
        _ops(t.topologi(nama)),
        _dasbor(),
    )


def _ke_izin(*kunci: str) -> tuple[HakTopik, ...]:
    return (HakTopik(t.EXCHANGE_IZIN, kunci),)


def _pelaksana(nama: str, rute: Mapping[str, frozenset[str]]) -> Hak:
    """It answers through the nameless exchange, which knows no routing keys to allow or forbid:
    that is why every worker looks at who wrote what it consumes (shared/akses/penjaga.py)."""
    berikut = (t.antrean_berkas(satu) for satu in sorted(rute.get(nama, ())))
    return Hak(
        layanan(nama),
        f"layanan pelaksana {nama}",
        tulis=(t.EXCHANGE_IZIN, t.EXCHANGE_PERISTIWA, t.EXCHANGE_KARANTINA, t.EXCHANGE_BAWAAN),
        baca=(t.antrean_berkas(nama), t.antrean_putusan(nama)),
        topik=_ke_izin(t.antrean_tugas(nama), t.ANTREAN_PEMBERITAHUAN, *berikut),
    )


def _watchdog() -> Hak:
    sementara = f"{t.ANTREAN_SEMENTARA}{LANJUT}"
    return Hak(
        layanan(WATCHDOG),
        "watchdog mutu baku",
        tulis=(t.EXCHANGE_MUTU_BAKU, t.EXCHANGE_KARANTINA, sementara),
        baca=(t.ANTREAN_JURNAL, t.EXCHANGE_PERISTIWA, sementara),
        atur=(sementara,),
    )


def _kabar() -> Hak:
    saluran = t.antrean_kabar(LANJUT)
    return Hak(
        layanan(KABAR),
        "pengantar kabar mutu baku",
        tulis=(saluran, t.EXCHANGE_KARANTINA),
        baca=(saluran, t.EXCHANGE_MUTU_BAKU),
        atur=(saluran,),
    )


def _meja(nama: str) -> Hak:
    return Hak(
        meja(nama),
        f"alat petugas {nama}",
        tulis=(t.EXCHANGE_IZIN,),
        baca=(t.antrean_tugas(nama),),
        topik=_ke_izin(t.antrean_putusan(nama)),
    )


def _portal() -> Hak:
    return Hak(
        PORTAL,
        "portal pemohon",
        tulis=(t.EXCHANGE_IZIN,),
        baca=(t.antrean_tugas(t.PELAKSANA_PEMOHON), t.ANTREAN_PEMBERITAHUAN),
        topik=_ke_izin(
            t.antrean_berkas(t.PELAKSANA_PENERIMA), t.antrean_putusan(t.PELAKSANA_PEMOHON)
        ),
    )


def _ops(topologi: t.Topologi) -> Hak:
    """The administrator's: it makes the queues, looks into them and sends back. To declare a queue
    that dead-letters, RabbitMQ asks for reading it and writing to where the dead letters go."""
    semua = tuple(_nama(topologi))
    return Hak(
        OPS,
        "administrator: topologi, karantina, pulihkan",
        tulis=(*semua, t.EXCHANGE_BAWAAN),
        baca=semua,
        atur=semua,
        tag=("monitoring",),
    )


def _nama(topologi: t.Topologi) -> Iterator[str]:
    yield from topologi.exchange
    yield from (antrean.nama for antrean in topologi.antrean)
    yield t.antrean_kabar(LANJUT)


def _dasbor() -> Hak:
    milik = t.antrean_dasbor(LANJUT)
    return Hak(
        DASBOR,
        "dasbor dan arsip",
        tulis=(milik,),
        baca=(milik, t.EXCHANGE_PERISTIWA, t.EXCHANGE_MUTU_BAKU),
        atur=(milik,),
    )
