"""Numbers of SKs whose cases have moved on without them: a worker that died between the two."""

from collections.abc import AsyncIterator

from shared.kantor.kantor import Kantor
from shared.permohonan import Permohonan
from shared.sk.model import NomorSk
from shared.sk.nasib import nasib
from shared.sk_register import SkRegister


async def settle_numbers(kantor: Kantor, *, coba: bool) -> int:
    """How many were behind their cases; with `coba` they stay so. Safe at any time."""
    register = SkRegister(kantor.sk, kantor.permohonan, kantor.clock)
    behind = 0
    async for nomor, permohonan in _with_cases(kantor):
        if await _behind(kantor, nomor, permohonan):
            behind += 1
            if not coba:
                await register.settle(permohonan)
    return behind


async def _with_cases(kantor: Kantor) -> AsyncIterator[tuple[NomorSk, Permohonan]]:
    """Of numbers that may still become something else."""
    async for nomor in kantor.sk.scan():
        waits = nomor.status == "terambil" or (nomor.hidup and nomor.menggantikan)
        if waits and nomor.permohonan_id:
            permohonan = await kantor.permohonan.find(nomor.permohonan_id)
            if permohonan is not None:
                yield nomor, permohonan


async def _behind(kantor: Kantor, nomor: NomorSk, permohonan: Permohonan) -> bool:
    if nasib(nomor, permohonan, kantor.clock()) is not None:
        return True
    lama = await kantor.sk.find(nomor.menggantikan) if nomor.menggantikan else None
    return nomor.hidup and lama is not None and lama.hidup
