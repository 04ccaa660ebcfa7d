"""A withdrawal over a real broker and a real store."""

import pytest

from shared import topology
from shared.permohonan import periksa_rantai
from tests.pipeline.shared_office import SharedOffice

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture
def office(shared_office: SharedOffice) -> SharedOffice:
    return shared_office


async def test_an_application_is_withdrawn_and_the_officer_who_had_it_is_told(
    office: SharedOffice,
) -> None:
    jawaban = await office.ajukan(await office.pengajuan())
    await office.lewati("frontoffice", "backoffice")
    tugas = await office.tugas("dinasteknis")
    ditarik = await office.tarik(await office.permohonan(jawaban), alasan="pindah kota")
    assert (ditarik.diterapkan, ditarik.nomor) == (True, jawaban.nomor)
    terlambat = await office.putuskan(tugas)
    assert (terlambat.diterapkan, terlambat.kode) == (False, "sudah_diputus")
    assert "ditarik pemohon" in terlambat.alasan
    permohonan = await office.permohonan(jawaban)
    assert (permohonan.status, permohonan.langkah) == ("ditarik", None)
    assert permohonan.jaga is not None and permohonan.jaga.pada is None
    periksa_rantai(permohonan)
    kabar = [(await office.pemberitahuan()).jenis for _ in range(2)]
    assert kabar == ["diterima", "ditarik"]
    assert await office.kosong(topology.ANTREAN_KARANTINA)


async def test_what_cannot_be_withdrawn_is_answered_and_goes_on(office: SharedOffice) -> None:
    jawaban = await office.ajukan(await office.pengajuan())
    permohonan = await office.permohonan(jawaban)
    asing = await office.tarik(permohonan, pengajuan_id="milik-orang-lain")
    assert (asing.diterapkan, asing.kode) == (False, "permohonan_tidak_dikenal")
    await office.lewati(
        "frontoffice", "backoffice", "dinasteknis", "backoffice", "kabid", "sekretaris"
    )
    await office.lewati("kepaladinas")
    terlambat = await office.tarik(permohonan)
    assert (terlambat.diterapkan, terlambat.kode) == (False, "putusan_tidak_tersedia")
    await office.lewati("pemohon")
    assert (await office.permohonan(jawaban)).status == "selesai"
    assert await office.kosong(topology.ANTREAN_KARANTINA)
