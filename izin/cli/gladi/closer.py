"""Applications whose records and history disagree, field by field.

A difference is believed when it is still there after a pause: what a watchdog or a worker was
just writing down is none.
"""

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import replace
from uuid import UUID

from pydantic import ValidationError

from izin.cli.gladi.rules import NOT_COMPUTABLE, Reckoning, derived, reason
from shared.errors import RiwayatRusak
from shared.gladi.tercatat import Beda, JenisBeda, bandingkan
from shared.kantor.kantor import Kantor
from shared.permohonan import Permohonan
from shared.store.port import DokumenTidakTerbaca
from shared.store.watch_port import Klaim

LOOKS = 3


async def look_closely(
    kantor: Kantor, by: Reckoning, ids: Iterable[UUID], pause_seconds: float
) -> list[Beda]:
    """The differences that stay."""
    differing: dict[UUID, list[Beda]] = {one: [] for one in ids}
    for look in range(LOOKS):
        if look and differing:
            await asyncio.sleep(pause_seconds)
        looked = {one: await _differences(kantor, by, one) for one in differing}
        differing = {one: beda for one, beda in looked.items() if beda}
    return [one for beda in differing.values() for one in beda]


async def _differences(kantor: Kantor, by: Reckoning, permohonan_id: UUID) -> list[Beda]:
    try:
        klaim = await kantor.watch.klaim(permohonan_id)
        permohonan = await kantor.permohonan.find(permohonan_id)
    except (DokumenTidakTerbaca, ValidationError):
        return []  # named already, by whoever read them all
    if permohonan is None:
        return [Beda(k.pelanggaran.nomor, "permohonan_tidak_ada", k.kunci) for k in klaim]
    try:
        terjadi = await derived(kantor, permohonan, by)
    except NOT_COMPUTABLE as error:
        return [_not_computable(permohonan, error), *_unannounced(permohonan, klaim)]
    expected = {k.kunci(permohonan_id) for k in terjadi}
    recorded = {
        k.kunci: k.pelanggaran
        for k in klaim
        if k.kunci in expected or k.pelanggaran.terjadi_pada < by.kini
    }
    beda = [*bandingkan(permohonan, terjadi, recorded), *_unannounced(permohonan, klaim)]
    stuck = await _stuck(kantor, permohonan_id) if beda else ""
    return [replace(b, alasan=stuck) if b.jenis == "tidak_tercatat" else b for b in beda]


async def _stuck(kantor: Kantor, permohonan_id: UUID) -> str:
    """Why the watchdog cannot watch it; empty when it can."""
    known = {one.permohonan_id: one.alasan for one in await kantor.ops.all_stuck()}
    alasan = known.get(str(permohonan_id), "")
    return f"watchdog tidak dapat menjaganya, {alasan}" if alasan else ""


def _not_computable(permohonan: Permohonan, error: Exception) -> Beda:
    jenis: JenisBeda = "tidak_dapat_dihitung"
    if isinstance(error, RiwayatRusak):
        jenis = "riwayat_rusak"
    return Beda(permohonan.nomor, jenis, alasan=reason(error))


def _unannounced(permohonan: Permohonan, klaim: Iterable[Klaim]) -> Iterator[Beda]:
    for satu in klaim:
        if satu.diumumkan_pada is None:
            yield Beda(permohonan.nomor, "belum_diumumkan", satu.kunci)
