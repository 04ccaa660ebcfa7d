"""The in-memory doubles of the stores of watchdog, operations, notifier and karantina, for unit
tests only."""

from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from shared.mutu_baku.buku_waktu import Gangguan
from shared.permohonan import LangkahTerbuka, Permohonan
from shared.store.memory import MemoryPermohonanStore
from shared.store.watch_port import (
    SEWA_PERINGATAN,
    CatatanKarantina,
    KeadaanKarantina,
    Klaim,
    Macet,
    Terbuka,
)


class MemoryWatchStore:
    """Watches the applications of another double."""

    def __init__(self, permohonan: MemoryPermohonanStore) -> None:
        self._permohonan = permohonan
        self._klaim: dict[str, Klaim] = {}

    async def prepare(self) -> None: ...

    async def due(self, kini: datetime) -> tuple[UUID, ...]:
        jaga = ((p.jaga.pada if p.jaga else None, p.id) for p in self._permohonan.everything())
        ditemukan = [(pada, satu) for pada, satu in jaga if pada is not None and pada < kini]
        return tuple(satu for _, satu in sorted(ditemukan))

    async def reckoned_by(self, kalender: str | None) -> tuple[UUID, ...]:
        return tuple(
            p.id
            for p in self._permohonan.everything()
            if p.status == "berjalan" and (p.jaga.kalender if p.jaga else None) == kalender
        )

    async def watch(self, baru: Permohonan, lama: Permohonan) -> bool:
        if self._permohonan.as_read(lama) is None:
            return False
        self._permohonan.set_watch(lama.id, baru.jaga)
        return True

    async def claim(self, klaim: Klaim) -> bool:
        return self._klaim.setdefault(klaim.kunci, klaim) is klaim

    async def release(self, klaim: Klaim) -> None:
        if self._masih_dipegang(klaim):
            del self._klaim[klaim.kunci]

    async def take_over(self, klaim: Klaim, pemegang: str, kini: datetime) -> bool:
        if not self._masih_dipegang(klaim):
            return False
        ada = self._klaim[klaim.kunci]
        self._klaim[klaim.kunci] = replace(ada, pemegang=pemegang, dipegang_pada=kini)
        return True

    async def announced(self, kunci: Iterable[str], pada: datetime) -> None:
        for satu in kunci:
            ada = self._klaim.get(satu)
            if ada is not None and ada.diumumkan_pada is None:
                self._klaim[satu] = replace(ada, diumumkan_pada=pada)

    async def unannounced(self, dipegang_sebelum: datetime) -> tuple[Klaim, ...]:
        menunggu = (k for k in self._klaim.values() if k.diumumkan_pada is None)
        lama = [k for k in menunggu if k.dipegang_pada < dipegang_sebelum]
        return tuple(sorted(lama, key=lambda k: (k.dipegang_pada, k.kunci)))

    async def klaim(self, permohonan_id: UUID) -> tuple[Klaim, ...]:
        milik = [k for k in self._klaim.values() if k.pelanggaran.permohonan_id == permohonan_id]
        return tuple(sorted(milik, key=lambda k: (k.pelanggaran.terjadi_pada, k.kunci)))

    async def latest(self, jumlah: int) -> tuple[Klaim, ...]:
        klaim = list(self._klaim.values())
        klaim.sort(key=lambda k: (k.pelanggaran.terdeteksi_pada, k.kunci), reverse=True)
        return tuple(klaim[:jumlah])

    async def since(self, dari: datetime) -> tuple[Klaim, ...]:
        semua = await self.latest(len(self._klaim))
        return tuple(k for k in semua if k.pelanggaran.terdeteksi_pada >= dari)

    async def records(self) -> AsyncIterator[Klaim]:
        for klaim in list(self._klaim.values()):
            yield klaim

    def _masih_dipegang(self, klaim: Klaim) -> bool:
        ada = self._klaim.get(klaim.kunci)
        return (
            ada is not None
            and ada.diumumkan_pada is None
            and (ada.pemegang, ada.dipegang_pada) == (klaim.pemegang, klaim.dipegang_pada)
        )


class MemoryOpsStore:
    """Counts the applications of another double."""

    def __init__(self, permohonan: MemoryPermohonanStore) -> None:
        self._permohonan = permohonan
        self._denyut: dict[str, datetime] = {}
        self._gangguan: dict[tuple[str, datetime], Gangguan] = {}
        self._sapuan: dict[str, datetime] = {}
        self._macet: dict[str, Macet] = {}
        self._karantina: KeadaanKarantina | None = None

    async def prepare(self) -> None: ...

    async def open_steps(self) -> AsyncIterator[Terbuka]:
        for permohonan in self._permohonan.everything():
            if permohonan.langkah is not None:
                yield _terbuka(permohonan, permohonan.langkah)

    async def pulse(self, pelaksana: str) -> datetime | None:
        return self._denyut.get(pelaksana)

    async def beat(self, pelaksana: str, pada: datetime) -> None:
        self._denyut[pelaksana] = max(pada, self._denyut.get(pelaksana, pada))

    async def add_outage(self, gangguan: Gangguan) -> None:
        self._gangguan.setdefault((gangguan.pelaksana, gangguan.dari), gangguan)

    async def outages(self, dari: datetime, sampai: datetime) -> tuple[Gangguan, ...]:
        kena = [g for g in self._gangguan.values() if g.dari < sampai and g.sampai > dari]
        return tuple(sorted(kena, key=lambda satu: (satu.dari, satu.pelaksana)))

    async def swept(self, watchdog: str, pada: datetime) -> None:
        self._sapuan[watchdog] = max(pada, self._sapuan.get(watchdog, pada))

    async def last_sweep(self) -> datetime | None:
        return max(self._sapuan.values(), default=None)

    async def stuck(self, permohonan_id: str, alasan: str, pada: datetime) -> None:
        lama = self._macet.get(permohonan_id, Macet(permohonan_id, alasan, pada, 0))
        self._macet[permohonan_id] = lama._replace(alasan=alasan, kali=lama.kali + 1)

    async def unstuck(self, permohonan_id: str) -> None:
        self._macet.pop(permohonan_id, None)

    async def all_stuck(self) -> tuple[Macet, ...]:
        return tuple(sorted(self._macet.values(), key=lambda m: (m.sejak, m.permohonan_id)))

    async def saw_karantina(self, pesan: int, pada: datetime) -> bool:
        lama = self._karantina.sejak if self._karantina else None
        self._karantina = KeadaanKarantina(pesan, (lama or pada) if pesan else None, pada)
        return bool(pesan) and lama is None

    async def karantina(self) -> KeadaanKarantina | None:
        return self._karantina


def _terbuka(permohonan: Permohonan, langkah: LangkahTerbuka) -> Terbuka:
    return Terbuka(
        permohonan_id=permohonan.id,
        nomor=permohonan.nomor,
        sop=permohonan.sop,
        langkah=langkah.no,
        pelaksana=langkah.pelaksana,
        dibuka_pada=langkah.dibuka_pada,
        mendekati=permohonan.jaga.mendekati if permohonan.jaga else None,
        jatuh_tempo=permohonan.jaga.jatuh_tempo if permohonan.jaga else None,
    )


class MemoryKabarStore:
    """Knows no channel and has delivered nothing."""

    def __init__(self) -> None:
        self.terkirim: dict[tuple[str, str], datetime] = {}
        self._peringatan: dict[str, tuple[datetime | None, bool]] = {}
        self._saluran: dict[str, frozenset[str]] = {}

    async def prepare(self) -> None: ...

    async def delivered(self, saluran: str, message_id: str) -> bool:
        return (saluran, message_id) in self.terkirim

    async def record(self, saluran: str, message_id: Iterable[str], pada: datetime) -> None:
        for satu in message_id:
            self.terkirim.setdefault((saluran, satu), pada)

    async def claim_warning(self, kunci: str, pada: datetime) -> bool:
        dipegang, diberikan = self._peringatan.get(kunci, (None, False))
        if diberikan or (dipegang is not None and pada - dipegang < SEWA_PERINGATAN):
            return False
        self._peringatan[kunci] = (pada, False)
        return True

    async def warned(self, kunci: str, pada: datetime) -> None:
        self._peringatan[kunci] = (pada, True)

    async def channels(self) -> Mapping[str, frozenset[str]]:
        return dict(self._saluran)

    async def keep_channel(self, saluran: str, kunci: Iterable[str]) -> None:
        self._saluran[saluran] = frozenset(kunci)

    async def forget_channel(self, saluran: str) -> None:
        self._saluran.pop(saluran, None)


class MemoryKarantinaStore:
    def __init__(self) -> None:
        self._catatan: dict[str, CatatanKarantina] = {}

    async def prepare(self) -> None: ...

    async def record(self, catatan: CatatanKarantina) -> None:
        self._catatan.setdefault(catatan.kunci, catatan)

    async def latest(self, jumlah: int) -> tuple[CatatanKarantina, ...]:
        semua = sorted(self._catatan.values(), key=lambda c: (c.pada, c.kunci), reverse=True)
        return tuple(semua[:jumlah])
