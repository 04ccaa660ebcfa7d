"""The in-memory double of the inboxes, for unit tests only."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from shared.kotak.konsep import Konsep
from shared.kotak.model import Baris, Batas, Pegangan, TugasMasuk
from shared.kotak.seri import HasilButir, Seri


class MemoryKotakStore:
    """See `shared.store.kotak_port`."""

    def __init__(self) -> None:
        self._isi: dict[str, TugasMasuk] = {}
        self._urut: dict[str, int] = {}
        self._konsep: dict[str, Konsep] = {}
        self._seri: dict[str, Seri] = {}

    async def prepare(self) -> None: ...

    async def put(self, masuk: TugasMasuk) -> bool:
        lama = self._isi.get(masuk.baris.kunci)
        if lama is not None and lama.baris.pembukaan >= masuk.baris.pembukaan:
            return False
        self._isi[masuk.baris.kunci] = masuk
        self._count(masuk.baris)
        return True

    async def task(self, pelaksana: str, nomor: str) -> TugasMasuk | None:
        cari = (pelaksana, nomor)
        semua = self._isi.values()
        return next((m for m in semua if (m.baris.pelaksana, m.baris.nomor) == cari), None)

    async def lines(self, pelaksana: str) -> Sequence[Baris]:
        return [m.baris for m in self._isi.values() if m.baris.pelaksana == pelaksana]

    async def hold(self, baris: Baris, pegangan: Pegangan) -> bool:
        kini = self._same(baris)
        if kini is None or kini.pegangan is not None:
            return False
        self._change(kini, pegangan=pegangan)
        return True

    async def release(self, baris: Baris) -> bool:
        kini = self._same(baris)
        if kini is None or kini.pegangan is None or kini.pegangan != baris.pegangan:
            return False
        self._change(kini, pegangan=None)
        return True

    async def move(self, baris: Baris, batas: Batas) -> None:
        if (kini := self._same(baris)) is not None:
            self._change(kini, batas=batas)

    async def remove(self, baris: Baris) -> bool:
        if self._same(baris) is None:
            return False
        del self._isi[baris.kunci]
        self._count(baris)
        return True

    async def numbers(self, pelaksana: Sequence[str]) -> Mapping[str, int]:
        return {nama: self._urut[nama] for nama in pelaksana if nama in self._urut}

    async def draft(self, kunci: str) -> Konsep | None:
        return self._konsep.get(kunci)

    async def drafts(self, kunci: Sequence[str]) -> Mapping[str, Konsep]:
        return {satu: self._konsep[satu] for satu in kunci if satu in self._konsep}

    async def keep_draft(self, konsep: Konsep) -> None:
        self._konsep[konsep.kunci] = konsep

    async def drop_draft(self, kunci: str) -> None:
        self._konsep.pop(kunci, None)

    async def keep_series(self, seri: Seri) -> None:
        self._seri[seri.id] = seri

    async def series(self, seri_id: str) -> Seri | None:
        return self._seri.get(seri_id)

    async def begin_series(self, seri: Seri, kini: datetime, sampai: datetime) -> bool:
        ada = self._seri.get(seri.id)
        if ada is None or ada.giliran != seri.giliran or ada.berjalan(kini):
            return False
        ubah = {"giliran": ada.giliran + 1, "berjalan_sampai": sampai}
        self._seri[seri.id] = ada.model_copy(update=ubah)
        return True

    async def note_series(self, seri_id: str, ke: int, hasil: HasilButir, sampai: datetime) -> None:
        ada = self._seri[seri_id]
        ubah = {"hasil": {**ada.hasil, ke: hasil}, "berjalan_sampai": sampai}
        self._seri[seri_id] = ada.model_copy(update=ubah)

    async def end_series(self, seri_id: str) -> None:
        ada = self._seri[seri_id]
        self._seri[seri_id] = ada.model_copy(update={"berjalan_sampai": None})

    def _same(self, baris: Baris) -> Baris | None:
        masuk = self._isi.get(baris.kunci)
        ada = masuk is not None and masuk.baris.pembukaan == baris.pembukaan
        return masuk.baris if masuk and ada else None

    def _change(self, kini: Baris, **ubah: object) -> None:
        masuk = self._isi[kini.kunci]
        baru = kini.model_copy(update=ubah)
        self._isi[kini.kunci] = masuk.model_copy(update={"baris": baru})
        self._count(kini)

    def _count(self, baris: Baris) -> None:
        self._urut[baris.pelaksana] = self._urut.get(baris.pelaksana, 0) + 1
