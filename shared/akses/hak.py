"""The rights of every account: what it may declare, write to and read from, and nothing else.

RabbitMQ checks three patterns of names for each account (configure, write, read), and for a topic
exchange a pattern of routing keys too. Both are made from the same lists of names. 3.10 looks at
the routing key alone and routes by the headers CC and BCC as well: who is not one of our services
writes to doors, direct exchanges that lead to one queue each.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from shared import topology as t
from shared.akses import pengguna as nama_akun
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

    def mencapai(self, topologi: t.Topologi) -> frozenset[str]:
        """The queues that a message of this account can come to, whatever its headers say. Where it
        may write to the nameless exchange these are all; elsewhere all that are bound to what it
        may write to."""
        if t.EXCHANGE_BAWAAN in self.tulis:
            return topologi.nama_antrean
        return frozenset(
            antrean.nama
            for antrean in topologi.antrean
            for exchange, _ in antrean.semua_ikatan
            if exchange in self.tulis
        )

    def boleh_kirim(self, exchange: str, kunci: str) -> bool:
        """What the broker will say to a publish, by the same patterns."""
        topik = [satu for satu in self.topik if satu.exchange == exchange]
        return bool(re.search(self.write, exchange)) and all(
            re.search(satu.write, kunci) for satu in topik
        )


def hak_layanan(nama: str) -> Hak:
    """A service's, but for the routes of its SOPs: to whom a pelaksana hands an application on."""
    match nama:
        case nama_akun.WATCHDOG:
            return _watchdog()
        case nama_akun.KABAR:
            return _kabar()
        case nama_akun.RUANG_MEJA:
            return _ruang_meja()
    return _pelaksana(nama, {})


def dilihat(hak: Iterable[Hak]) -> frozenset[str]:
    """The queues and exchanges that these accounts have a right on. RabbitMQ tells nobody else
    whether they are there (from 4.2.7 and 4.3.1 on)."""
    semua = (nama for satu in hak for nama in (*satu.baca, *satu.tulis, *satu.atur))
    return frozenset(semua) - {t.EXCHANGE_BAWAAN}


def semua_hak(sop: Iterable[Sop], pelaksana: Iterable[str]) -> tuple[Hak, ...]:
    """Every account of an installation with these pelaksana, in a fixed order."""
    nama = sorted(set(pelaksana) | {t.PELAKSANA_PENERIMA, t.PELAKSANA_PEMOHON})
    rute = tujuan(sop)
    return (
        *(_pelaksana(satu, rute) for satu in nama),
        _watchdog(),
        _kabar(),
        _ruang_meja(),
        *(_meja(satu) for satu in nama if satu != t.PELAKSANA_PEMOHON),
        _portal(),
        _ops(t.topologi(nama)),
        _dasbor(),
    )


def _ke_izin(*kunci: str) -> tuple[HakTopik, ...]:
    return (HakTopik(t.EXCHANGE_IZIN, kunci),)


def _pelaksana(nama: str, rute: Mapping[str, frozenset[str]]) -> Hak:
    """It answers through the nameless exchange, which knows no routing keys to allow or forbid:
    that is why everybody looks at who wrote what it consumes (shared/akses/penjaga.py)."""
    berikut = (t.antrean_berkas(satu) for satu in sorted(rute.get(nama, ())))
    return Hak(
        layanan(nama),
        f"layanan pelaksana {nama}",
        tulis=(t.EXCHANGE_IZIN, t.EXCHANGE_PERISTIWA, t.EXCHANGE_KARANTINA, t.EXCHANGE_BAWAAN),
        baca=(t.antrean_berkas(nama), t.antrean_putusan(nama)),
        topik=_ke_izin(t.antrean_tugas(nama), t.ANTREAN_PEMBERITAHUAN, *berikut),
    )


def _watchdog() -> Hak:
    """It counts what waits in karantina: to be told that, the broker wants a right on it."""
    sementara = f"{t.ANTREAN_SEMENTARA}{LANJUT}"
    return Hak(
        layanan(WATCHDOG),
        "watchdog mutu baku",
        tulis=(t.EXCHANGE_MUTU_BAKU, t.EXCHANGE_KARANTINA, sementara),
        baca=(t.ANTREAN_JURNAL, t.ANTREAN_KARANTINA, t.EXCHANGE_PERISTIWA, sementara),
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


def _ruang_meja() -> Hak:
    """It hears the facts by a queue of its own; tasks and decisions go by the accounts of tools."""
    sementara = f"{t.ANTREAN_SEMENTARA}{LANJUT}"
    return Hak(
        layanan(nama_akun.RUANG_MEJA),
        "meja petugas di peramban: kejadian",
        tulis=(sementara,),
        baca=(t.EXCHANGE_PERISTIWA, sementara),
        atur=(sementara,),
    )


def _meja(nama: str) -> Hak:
    return Hak(
        meja(nama),
        f"alat petugas {nama}",
        tulis=(t.pintu(t.antrean_putusan(nama)),),
        baca=(t.antrean_tugas(nama),),
    )


def _portal() -> Hak:
    return Hak(
        PORTAL,
        "portal pemohon",
        tulis=(
            t.pintu(t.antrean_berkas(t.PELAKSANA_PENERIMA)),
            t.pintu(t.antrean_putusan(t.PELAKSANA_PEMOHON)),
        ),
        baca=(t.antrean_tugas(t.PELAKSANA_PEMOHON), t.ANTREAN_PEMBERITAHUAN),
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
