"""The records of breaches: whose they are, under which key, and that they were announced."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from pydantic import ValidationError

from izin.cli.audit.checks import Line
from shared.audit.temuan import Temuan
from shared.errors import SkemaLebihBaru
from shared.kantor.kantor import Stores
from shared.mutu_baku.kejadian import kunci_pelanggaran
from shared.store.port import DokumenTidakTerbaca
from shared.store.watch_port import Klaim

PATIENCE = timedelta(minutes=10)
"""A claim waits for its announcement for a moment, or for as long as the broker is away."""


async def check_claims(stores: Stores, line: Line, known: Mapping[UUID, str]) -> None:
    """`known`: the nomor of every application that was read before."""
    try:
        async for klaim in stores.watch.records():
            line.count += 1
            line.found(check_claim(klaim, stores.clock()))
            nomor = known.get(klaim.pelanggaran.permohonan_id) or await _nomor(stores, klaim)
            if nomor != klaim.pelanggaran.nomor:
                pesan = f"peringatan {klaim.kunci} milik {nomor or 'permohonan yang tidak ada'}"
                line.found([Temuan(klaim.pelanggaran.nomor, pesan)])
    except DokumenTidakTerbaca as galat:
        line.found(Temuan("", f"peringatan {kunci} tidak terbaca") for kunci in galat.sebutan)


async def _nomor(stores: Stores, klaim: Klaim) -> str:
    """Registered after the applications were read, or not readable, or not there at all."""
    try:
        permohonan = await stores.permohonan.find(klaim.pelanggaran.permohonan_id)
    except (ValidationError, SkemaLebihBaru):
        return klaim.pelanggaran.nomor
    return permohonan.nomor if permohonan else ""


def check_claim(klaim: Klaim, now: datetime) -> Iterator[Temuan]:
    nomor = klaim.pelanggaran.nomor
    if klaim.kunci != (harus := kunci_pelanggaran(klaim.pelanggaran)):
        yield Temuan(nomor, f"peringatan {klaim.kunci} seharusnya berkunci {harus}")
    if klaim.diumumkan_pada is None and klaim.dipegang_pada < now - PATIENCE:
        yield Temuan(nomor, f"peringatan {klaim.kunci} tercatat, tetapi belum diumumkan")
