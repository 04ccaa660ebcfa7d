"""Letters over a real broker and a real store: made by the worker from what an officer wrote."""

import hashlib
import io
from typing import Any

import pypdf
import pytest
from PIL import Image

from shared.contracts import Tugas
from shared.store.mongo_surat import MongoSuratStore
from shared.store.motor_client import connect
from shared.surat.cetak import Pencetak
from shared.surat.loader import susun_katalog
from tests.builders import KURSUS, PAUD, surat, termuat
from tests.letters import isian
from tests.office import Office, sekali
from tests.pipeline.shared_office import SharedOffice

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture
def office(shared_office: SharedOffice) -> SharedOffice:
    return shared_office


async def sampai_dinas(office: Office, kode: str) -> Tugas:
    await office.ajukan(await office.pengajuan(termuat(kode).sop))
    await office.lewati("frontoffice", "backoffice")
    return await office.tugas("dinasteknis")


async def isi_berkas(office: Office, berkas_id: str) -> bytes:
    return b"".join([potongan async for potongan in office.dokumen.read(berkas_id)])


def teks(pdf: bytes) -> str:
    halaman = pypdf.PdfReader(io.BytesIO(pdf)).pages
    semua = " ".join(" ".join(satu.extract_text().split()) for satu in halaman)
    return semua.replace("\u200b", "")  # where a long word may break


@pytest.mark.parametrize("kode", [KURSUS, PAUD])
async def test_the_worker_makes_the_letters_of_a_decision(office: Office, kode: str) -> None:
    tugas = await sampai_dinas(office, kode)
    gambar = io.BytesIO()
    Image.new("RGB", (64, 48), "navy").save(gambar, "JPEG")
    foto = await office.dokumen.put("depan.jpg", sekali(gambar.getvalue()), 10**6)
    lampiran = [{"berkas": foto.model_dump(mode="json"), "keterangan": "Tampak depan"}]
    hasil = isian(tugas, bapl={"temuan": "Ruang cukup.\n#panic()", "foto": lampiran})
    jawaban = await office.putuskan(tugas, hasil=hasil)
    assert jawaban.diterapkan, jawaban
    permohonan = await office.permohonan(jawaban)
    bapl = permohonan.hasil_untuk("bapl")
    assert bapl and bapl.berkas
    pdf = await isi_berkas(office, bapl.berkas.berkas_id)
    assert hashlib.sha256(pdf).hexdigest() == bapl.berkas.sha256
    assert "#panic()" in teks(pdf)
    assert permohonan.nomor in teks(pdf)
    draf = await office.tugas("backoffice")
    jawaban = await office.putuskan(draf, hasil=isian(draf))
    assert jawaban.diterapkan, jawaban
    await office.lewati("kabid", "sekretaris", "kepaladinas", "pemohon")
    assert (await office.permohonan(jawaban)).status == "selesai"


async def test_a_letter_can_be_made_again_and_compared(office: Office) -> None:
    tugas = await sampai_dinas(office, PAUD)
    jawaban = await office.putuskan(tugas, hasil=isian(tugas))
    permohonan = await office.permohonan(jawaban)
    hasil = permohonan.hasil_untuk("rekomendasi")
    assert hasil and hasil.berkas
    assert office.settings.mongodb_url
    client = connect(office.settings.mongodb_url.get_secret_value())
    store = MongoSuratStore(client, office.settings.basis_data)
    catatan = await store.find(hasil.berkas.berkas_id)
    assert catatan and catatan.versi == permohonan.surat_versi == surat().versi
    berkas = await store.load_katalog(catatan.versi)
    client.close()
    assert berkas is not None
    with Pencetak(susun_katalog(berkas, "tersimpan")) as pencetak:
        lagi = pencetak.cetak(catatan.jenis, catatan.data, catatan.pada)
    assert hashlib.sha256(lagi).hexdigest() == hasil.berkas.sha256


async def test_the_same_decision_twice_makes_one_letter(office: Office) -> None:
    tugas = await sampai_dinas(office, PAUD)
    putusan = await office.putusan(tugas, hasil=isian(tugas))
    sekali_, lagi = (
        await office.client.decide(putusan, 60),
        await office.client.decide(putusan, 60),
    )
    assert (sekali_.kode, lagi.kode) == ("diterapkan", "sudah_diterapkan")


@pytest.mark.parametrize(
    ("isi", "sebab"),
    [
        ({"temuan": " "}, "bapl.temuan: wajib diisi (Temuan di lapangan)"),
        ({"cuaca": "cerah"}, "bapl.cuaca: surat ini tidak punya bidang itu"),
    ],
)
async def test_a_wrong_field_is_refused_by_its_name(
    office: Office, isi: dict[str, Any], sebab: str
) -> None:
    tugas = await sampai_dinas(office, PAUD)
    jawaban = await office.putuskan(tugas, hasil=isian(tugas, bapl=isi))
    assert (jawaban.kode, jawaban.alasan) == ("isi_surat", sebab)
    assert (await office.putuskan(tugas, hasil=isian(tugas))).diterapkan


async def test_a_picture_that_is_none_is_refused(office: Office) -> None:
    tugas = await sampai_dinas(office, PAUD)
    palsu = await office.dokumen.put("foto.jpg", sekali(b"bukan foto"), 10**6)
    rujukan = palsu.model_dump(mode="json") | {"media_type": "image/jpeg"}
    foto = [{"berkas": rujukan, "keterangan": "Depan"}]
    jawaban = await office.putuskan(tugas, hasil=isian(tugas, bapl={"foto": foto}))
    assert jawaban.kode == "isi_surat"
    assert "foto ke-1" in jawaban.alasan
