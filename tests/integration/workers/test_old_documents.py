"""Applications that earlier versions wrote go on under today's workers, to the SK."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from uuid import UUID

import pytest
import pytest_asyncio

from shared import topology
from shared.alur import kiriman_langkah
from shared.permohonan import SKEMA_DOKUMEN, Permohonan, periksa_rantai
from shared.settings import Settings
from shared.sop.loader import baca
from tests.builders import pengajuan, termuat
from tests.office import Office, open_office
from tests.old_documents import contoh, sop_lama
from tests.stores import mongo_stores, raw_documents
from tests.workers import workers_here

pytestmark = pytest.mark.integration

HABIS = ("frontoffice", "backoffice", "dinasteknis", "backoffice", "kabid", "sekretaris")
PENGHABISAN = ("kepaladinas", "pemohon")


@pytest_asyncio.fixture
async def office(settings: Settings) -> AsyncIterator[Office]:
    """With the old documents in the store, and the texts of the SOPs that they run under."""
    assert settings.mongodb_url is not None
    url = settings.mongodb_url.get_secret_value()
    async with mongo_stores(url, settings.basis_data) as stores:
        for versi, (berkas, teks) in sop_lama().items():
            await stores.permohonan.save_sop(versi, berkas, teks)
    with raw_documents(url) as client:
        client[settings.basis_data]["permohonan"].insert_many(
            [contoh("berjalan"), contoh("dikembalikan"), contoh("selesai")]
        )
    async with workers_here(settings), open_office(settings) as satu:
        yield satu


async def read(office: Office, nama: str) -> Permohonan:
    permohonan = await office.store.find(UUID(contoh(nama)["_id"]))
    assert permohonan is not None
    return permohonan


async def resume(office: Office, permohonan: Permohonan) -> None:
    """Its Berkas once more: the queue it was in is not part of the sample."""
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
            )


async def test_old_applications_are_finished_and_their_past_stands(office: Office) -> None:
    sebelum = await read(office, "berjalan")
    await resume(office, sebelum)
    await office.lewati("sekretaris", *PENGHABISAN)
    sesudah = await read(office, "berjalan")
    assert (sesudah.status, sesudah.skema) == ("selesai", SKEMA_DOKUMEN)
    assert sesudah.riwayat[: len(sebelum.riwayat)] == sebelum.riwayat
    periksa_rantai(sesudah)

    lama = await read(office, "dikembalikan")
    hilang = await office.berkode(lama.riwayat[-1].perbaikan[0].kode)
    perbaikan = pengajuan(
        termuat(lama.sop).sop,
        [hilang],
        nomor=lama.nomor,
        putaran=lama.putaran,
        diajukan_pada=datetime.now(UTC),
        isian=lama.isian,
    )
    assert (await office.ajukan(perbaikan)).diterapkan
    await office.lewati(*HABIS, *PENGHABISAN)
    sesudah = await read(office, "dikembalikan")
    assert (sesudah.status, sesudah.skema) == ("selesai", SKEMA_DOKUMEN)
    periksa_rantai(sesudah)

    assert (await read(office, "selesai")).skema == 1
