"""`izin sk` over an office of doubles, exactly as it is typed."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, TypeVar

import pytest

from izin.cli import sk, sk_bundel, sk_cabut, sk_masa, sk_periksa
from shared.kantor.kantor import Kantor
from shared.settings import Settings
from shared.sk.model import batal
from shared.store.memory import MemoryPermohonanStore
from shared.tandatangan.periksa import Kepercayaan
from tests.builders import KURSUS, PAUD
from tests.issued import Penerbit, Terbitan
from tests.tandatangan import PADA, akar
from tests.unit.cli.running import Outcome, izin
from tests.unit.kantor.doubles import kantor_of_doubles

STORE = {"MONGODB_URL": "mongodb://tidak-ada.invalid/"}


T = TypeVar("T")


def done(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)


class Office:
    """`kini`: what its clock says."""

    def __init__(self) -> None:
        self.kini: datetime = PADA
        self.kantor: Kantor = kantor_of_doubles(MemoryPermohonanStore(), clock=lambda: self.kini)
        self.penerbit = Penerbit(self.kantor)

    def terbitkan(self, kode: str = PAUD, **ubah: Any) -> Terbitan:
        return done(self.penerbit.terbitkan(kode, **ubah))

    def batalkan(self, alasan: str) -> str:
        """A case that drew a number, and ended without an SK."""

        async def run() -> str:
            jalan = await self.penerbit.sampai_tanda_tangan(KURSUS)
            nomor = await self.penerbit.ambil(jalan)
            assert await self.kantor.sk.change(batal(nomor, alasan, PADA), nomor)
            return nomor.nomor

        return done(run())

    def izin_sk(self, *arguments: Any, **more: Any) -> Outcome:
        return izin("sk", *arguments, env=STORE | more.pop("env", {}), **more)


def opened(office: Office) -> Callable[[Settings], Any]:
    @asynccontextmanager
    async def open_office(_: Settings) -> AsyncIterator[Kantor]:
        yield office.kantor

    return open_office


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    made = Office()
    for module in (sk, sk_bundel, sk_cabut, sk_masa, sk_periksa):
        monkeypatch.setattr(module, "open_office", opened(made))
    for module in (sk_bundel, sk_periksa):
        monkeypatch.setattr(module, "trusted", lambda _: Kepercayaan(akar()))
    return made
