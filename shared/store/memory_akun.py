"""The in-memory double of the accounts, for unit tests only."""

from datetime import datetime

from shared.akun.model import Akun, Percobaan, Sesi
from shared.petugas.orang import pengenal_baku


class MemoryAkunStore:
    """See `shared.store.akun_port.MasukStore`."""

    def __init__(self) -> None:
        self._akun: dict[str, Akun] = {}
        self._sesi: dict[str, Sesi] = {}
        self._percobaan: dict[str, Percobaan] = {}

    async def prepare(self) -> None: ...

    async def add(self, akun: Akun) -> bool:
        if akun.nama in self._akun or await self.find_by_officer(akun.petugas.id):
            return False
        self._akun[akun.nama] = akun
        return True

    async def find(self, nama: str) -> Akun | None:
        return self._akun.get(nama)

    async def find_by_officer(self, petugas_id: str) -> Akun | None:
        orang = pengenal_baku(petugas_id)
        semua = self._akun.values()
        return next((a for a in semua if pengenal_baku(a.petugas.id) == orang), None)

    async def change(self, baru: Akun, lama: Akun) -> bool:
        kini = self._akun.get(lama.nama)
        if kini is None or kini.urutan != lama.urutan:
            return False
        self._akun[lama.nama] = baru.model_copy(update={"urutan": lama.urutan + 1})
        return True

    async def all(self) -> tuple[Akun, ...]:
        return tuple(self._akun[nama] for nama in sorted(self._akun))

    async def begin(self, sesi: Sesi) -> None:
        self._sesi[sesi.id] = sesi

    async def session(self, id_: str) -> Sesi | None:
        return self._sesi.get(id_)

    async def seen(self, id_: str, pada: datetime) -> None:
        if id_ in self._sesi:
            self._sesi[id_] = self._sesi[id_].model_copy(update={"terlihat_pada": pada})

    async def sessions_of(self, akun: str) -> tuple[Sesi, ...]:
        milik = [satu for satu in self._sesi.values() if satu.akun == akun]
        return tuple(sorted(milik, key=lambda satu: satu.mulai_pada, reverse=True))

    async def end(self, id_: str) -> None:
        self._sesi.pop(id_, None)

    async def end_all(self, akun: str, but: str | None = None) -> int:
        milik = [satu.id for satu in await self.sessions_of(akun) if satu.id != but]
        for satu in milik:
            del self._sesi[satu]
        return len(milik)

    async def attempts(self, kunci: str) -> Percobaan | None:
        return self._percobaan.get(kunci)

    async def attempt(self, kunci: str, pada: datetime) -> int:
        lama = self._percobaan.get(kunci)
        self._percobaan[kunci] = Percobaan(kali=lama.kali + 1 if lama else 1, pada=pada)
        return self._percobaan[kunci].kali

    async def forgive(self, kunci: str, kali: int | None = None) -> None:
        lama = self._percobaan.get(kunci)
        if kali is None:
            self._percobaan.pop(kunci, None)
        elif lama is not None and lama.kali >= kali:
            self._percobaan[kunci] = lama.model_copy(update={"kali": lama.kali - kali})
