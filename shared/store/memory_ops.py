"""The in-memory double of the store of operations, for unit tests only."""

from collections.abc import AsyncIterator
from datetime import datetime

from shared.mutu_baku.buku_waktu import Gangguan
from shared.permohonan import LangkahTerbuka, Permohonan
from shared.store.memory import MemoryPermohonanStore
from shared.store.watch_port import KeadaanKarantina, Macet, Terbuka


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
