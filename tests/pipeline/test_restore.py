"""A store lost after its last copy: the office goes on from the copy, with the queues as they were
left, and finishes everything that the copy knows."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

from izin.registry import discover_desks
from shared import topology
from shared.alur import kiriman_langkah
from shared.kantor.audit import audit_all
from shared.kantor.kantor import open_stores
from shared.permohonan import Permohonan
from shared.settings import Settings
from shared.sop.loader import baca
from shared.store.mongo_cadangan import pasang, salin
from shared.store.motor_client import connect
from tests.office import Office, open_office
from tests.stores import raw_documents
from tests.workers import workers_here

PERMOHONAN = 5
TERAKHIR = "kepaladinas"
BATAS_DETIK = 150


def _url(settings: Settings) -> str:
    assert settings.mongodb_url is not None
    return settings.mongodb_url.get_secret_value()


async def _petugas(office: Office, pelaksana: str, pulang: asyncio.Event) -> None:
    """Accepts every task; a refusal is an answer like another. Finishes what is in hand."""
    while not pulang.is_set():
        tugas = await office.tugas_bila_ada(pelaksana)
        if tugas is None:
            await asyncio.sleep(0.05)
        else:
            await office.putuskan(tugas)


@asynccontextmanager
async def _petugas_bekerja(office: Office, kecuali: str = "") -> AsyncIterator[None]:
    """Everybody but one at work."""
    pulang = asyncio.Event()
    async with asyncio.TaskGroup() as orang:
        for nama in discover_desks():
            if nama != kecuali:
                orang.create_task(_petugas(office, nama, pulang))
        yield
        pulang.set()


async def _semua(office: Office) -> list[Permohonan]:
    return [satu async for satu in office.store.scan()]


async def _tunggu(office: Office, cukup: Callable[[list[Permohonan]], bool]) -> None:
    async with asyncio.timeout(BATAS_DETIK):
        while not cukup(await _semua(office)):
            await asyncio.sleep(0.1)


def _menunggu(semua: list[Permohonan], pelaksana: str) -> bool:
    return bool(semua) and all(p.langkah and p.langkah.pelaksana == pelaksana for p in semua)


async def _terbitkan_kembali(office: Office, permohonan: Permohonan) -> None:
    tersimpan = await office.store.load_sop(permohonan.sop_versi)
    assert tersimpan is not None
    sop = baca(tersimpan[1], tersimpan[0], pelaksana=None).sop
    for kiriman in kiriman_langkah(permohonan, permohonan.urutan - 1, sop):
        if kiriman.exchange == topology.EXCHANGE_IZIN:
            await office.kirim_mentah(
                kiriman.kunci,
                kiriman.pesan.ke_json(),
                type=type(kiriman.pesan).__name__,
                message_id=kiriman.message_id,
                correlation_id=kiriman.correlation_id,
            )


async def _sampai_bencana(settings: Settings, folder: Path) -> set[UUID]:
    """Copied while the desks work, then everything goes on until it waits for a signature. The
    applications that the copy is sure to know."""
    async with workers_here(settings), open_office(settings) as office:
        dikenal = {
            jawaban.permohonan_id
            for jawaban in [
                await office.ajukan(await office.pengajuan()) for _ in range(PERMOHONAN)
            ]
            if jawaban.permohonan_id
        }
        async with _petugas_bekerja(office, kecuali=TERAKHIR):
            await _tunggu(office, lambda semua: sum(p.urutan for p in semua) >= 3 * PERMOHONAN)
            client = connect(_url(settings))
            await salin(client, settings.basis_data, folder, datetime.now(UTC), lambda *_: None)
            client.close()
            await office.ajukan(await office.pengajuan())
            await _tunggu(office, lambda semua: _menunggu(semua, TERAKHIR))
    assert len(dikenal) == PERMOHONAN
    return dikenal


async def _lanjutkan(settings: Settings) -> None:
    """New workers over the restored store, the old queues as they are."""
    async with workers_here(settings), open_office(settings) as office:
        for permohonan in await _semua(office):
            await _terbitkan_kembali(office, permohonan)
        async with _petugas_bekerja(office):
            await _tunggu(office, lambda semua: all(p.status == "selesai" for p in semua))


async def _audit(settings: Settings) -> list[str]:
    async with open_stores(settings) as stores:
        lines = await audit_all(stores, with_files=True)
    return [str(temuan) for line in lines.all for temuan in line.findings]


async def test_what_a_copy_knows_is_finished_after_the_store_was_lost(
    settings: Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "cadangan"
    folder.mkdir()
    dikenal = await _sampai_bencana(settings, folder)
    baru = settings.model_copy(update={"basis_data": f"uji_{uuid4().hex[:12]}"})
    client = connect(_url(baru))
    try:
        await pasang(client, baru.basis_data, folder, lambda *_: None)
        assert await _audit(baru) == []
        await _lanjutkan(baru)
        assert await _audit(baru) == []
        async with open_stores(baru) as stores:
            selesai = [satu async for satu in stores.permohonan.scan()]
        assert {satu.id for satu in selesai} == dikenal
    finally:
        client.close()
        with raw_documents(_url(baru)) as documents:
            documents.drop_database(baru.basis_data)
