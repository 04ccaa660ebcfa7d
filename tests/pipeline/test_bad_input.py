"""What each bad input gets: the table of the issue, over the real wire."""

import asyncio
import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from shared.contracts import Jawaban, Pengajuan
from shared.topology import antrean_berkas, antrean_putusan
from tests.builders import kode_wajib, pdf, termuat
from tests.pipeline.shared_office import SharedOffice

pytestmark = pytest.mark.asyncio(loop_scope="module")

BERKAS_FO = antrean_berkas("frontoffice")


@pytest.fixture
def office(shared_office: SharedOffice) -> SharedOffice:
    """Bad input leaves it as it was."""
    return shared_office


Rusak = Callable[[dict[str, Any]], Any]


def _set(**ubah: Any) -> Rusak:
    return lambda isi: isi | ubah


TAK_TERBACA: dict[str, tuple[Rusak, str]] = {
    # what arrives instead of the sound submission, and what the reason must name
    "is not JSON": (lambda _: "ini bukan JSON {", "JSON"),
    "is a list": (lambda isi: [isi], "objek"),
    "has an unknown field": (_set(warna="biru"), "warna"),
    "has a wrong type": (_set(putaran="satu"), "putaran"),
    "has a number for a time": (_set(diajukan_pada=1767600000), "diajukan_pada"),
    "has a time without a zone": (_set(diajukan_pada="2026-01-05T09:00:00"), "diajukan_pada"),
    "lacks a field": (lambda isi: {k: v for k, v in isi.items() if k != "pemohon"}, "pemohon"),
    "has a wrong field deep inside": (
        lambda isi: isi | {"pemohon": isi["pemohon"] | {"nik": "123"}},
        "pemohon.nik",
    ),
    "names one document twice": (
        lambda isi: isi | {"dokumen": [isi["dokumen"][0], isi["dokumen"][0]]},
        "dokumen",
    ),
    "is of an unknown schema version": (_set(versi=2), "versi"),
    "is another type of message": (_set(tipe="Tugas"), "tipe"),
    "names an unknown SOP": (_set(sop="izin-terbang"), "izin-terbang"),
    "has a nomor but no putaran": (_set(nomor="IKP-2026-000001"), "putaran"),
    "corrects an unknown nomor": (_set(nomor="IKP-2020-000404", putaran=2), "IKP-2020-000404"),
}


@pytest.mark.parametrize(("rusak", "bidang"), TAK_TERBACA.values(), ids=TAK_TERBACA.keys())
async def test_a_submission_that_goes_to_karantina(
    office: SharedOffice, rusak: Rusak, bidang: str
) -> None:
    """With the reason and the field, byte for byte; and the queue goes on."""
    salah = rusak(json.loads((await office.pengajuan()).ke_json()))
    isi = salah.encode() if isinstance(salah, str) else json.dumps(salah).encode()
    message_id = f"kiriman-buruk-{uuid.uuid4().hex}"
    await office.kirim_mentah(BERKAS_FO, isi, message_id=message_id)
    terkarantina = await office.terkarantina(message_id)
    assert terkarantina.body == isi
    assert bidang in str(terkarantina.headers["alasan"])
    assert terkarantina.headers["antrean_asal"] == BERKAS_FO
    assert "6372000000000001" not in str(terkarantina.headers["alasan"])
    assert (await office.ajukan(await office.pengajuan())).diterapkan


async def test_an_incomplete_submission_is_registered_and_front_office_sees_what_is_missing(
    office: SharedOffice,
) -> None:
    hilang = set(kode_wajib(termuat().sop)[:2])
    jawaban = await office.ajukan(await office.pengajuan(tanpa=hilang))
    assert jawaban.nomor is not None
    tugas = await office.tugas("frontoffice")
    assert {k.kode for k in tugas.kekurangan} == hilang


async def test_the_same_submission_many_times_is_one_application(office: SharedOffice) -> None:
    pengajuan = await office.pengajuan()
    jawaban = await asyncio.gather(*(office.ajukan(pengajuan) for _ in range(10)))
    assert len({j.nomor for j in jawaban}) == 1
    assert sorted(j.kode for j in jawaban) == ["diterapkan"] + ["sudah_diterapkan"] * 9
    assert [p.nomor for p in await office.terdaftar(pengajuan)] == [jawaban[0].nomor]
    assert await office.dikarantina(pengajuan.pengajuan_id) == set()


async def test_the_same_key_with_another_content_leaves_the_first_as_it_is(
    office: SharedOffice,
) -> None:
    pengajuan = await office.pengajuan()
    pertama = await office.ajukan(pengajuan)
    lain = await office.ajukan(pengajuan.model_copy(update={"dokumen": ()}))
    assert (lain.diterapkan, lain.kode) == (False, "kiriman_berbeda")
    terkarantina = await office.terkarantina(pengajuan.pengajuan_id)
    assert terkarantina.headers["kode"] == "kiriman_berbeda"
    assert len((await office.permohonan(pertama)).dokumen) == len(pengajuan.dokumen)


async def _unggah_lain(office: SharedOffice, isi: bytes, **bohong: Any) -> Pengajuan:
    """A submission whose first document is `isi`, described with `bohong`."""
    pengajuan = await office.pengajuan()
    kode = pengajuan.dokumen[0].kode
    berkas = await office.berkas(kode, isi)
    pertama = pengajuan.dokumen[0].model_copy(update={"berkas": berkas.model_copy(update=bohong)})
    return pengajuan.model_copy(update={"dokumen": (pertama, *pengajuan.dokumen[1:])})


BERKAS_BURUK: dict[str, tuple[bytes, dict[str, Any], str]] = {
    "over the limit": (pdf("x" * 11 * 1024 * 1024), {}, "10.0 MiB"),
    "of a type that is not allowed": (
        b"<html><script>alert(1)</script>",
        {"media_type": "application/pdf"},
        "yang diizinkan",
    ),
    "whose digest does not match": (pdf(), {"sha256": "0" * 64}, "SHA-256"),
    "whose size does not match": (pdf(), {"ukuran_bytes": 7}, "7 byte"),
    "that was never uploaded": (pdf(), {"berkas_id": "0" * 24}, "tidak ada"),
}


@pytest.mark.parametrize(("isi", "bohong", "kata"), BERKAS_BURUK.values(), ids=BERKAS_BURUK.keys())
async def test_a_file_is_refused_by_name(
    office: SharedOffice, isi: bytes, bohong: dict[str, Any], kata: str
) -> None:
    pengajuan = await _unggah_lain(office, isi, **bohong)
    jawaban = await office.ajukan(pengajuan)
    assert (jawaban.diterapkan, jawaban.kode) == (False, "berkas_ditolak")
    assert pengajuan.dokumen[0].berkas.nama_berkas in jawaban.rincian[0]
    assert kata in jawaban.rincian[0]
    diberitahu = await office.pemberitahuan()
    assert (diberitahu.jenis, diberitahu.pengajuan_id) == (
        "tidak_diterima",
        pengajuan.pengajuan_id,
    )
    terkarantina = await office.terkarantina(pengajuan.pengajuan_id)
    assert terkarantina.headers["kode"] == "berkas_ditolak"
    assert await office.terdaftar(pengajuan) == []


async def test_a_refused_decision_is_answered_and_changes_nothing(office: SharedOffice) -> None:
    """Without its output, by the wrong role, for an unknown application, and twice."""
    jawaban = await office.ajukan(await office.pengajuan())
    await office.lewati("frontoffice", "backoffice")
    tugas = await office.tugas("dinasteknis")
    sebelum = await office.permohonan(jawaban)

    tanpa_bapl = await office.putusan(tugas, hasil=())
    assert (await office.client.decide(tanpa_bapl)).kode == "output_kurang"
    peran_lain = await office.putusan(tugas, pelaksana="kabid")
    assert (await office.client.decide(peran_lain)).kode == "bukan_wewenang"
    asing = await office.putusan(tugas, permohonan_id=uuid.UUID(int=404))
    assert (await office.client.decide(asing)).kode == "permohonan_tidak_dikenal"
    assert await office.permohonan(jawaban) == sebelum

    benar = await office.putusan(tugas)
    assert (await office.client.decide(benar)).kode == "diterapkan"
    assert (await office.client.decide(benar)).kode == "sudah_diterapkan"
    terlambat = await office.putuskan(tugas)
    assert (terlambat.kode, terlambat.diterapkan) == ("sudah_diputus", False)
    assert (await office.permohonan(jawaban)).urutan == sebelum.urutan + 1
    ditolak = (satu.putusan_id for satu in (tanpa_bapl, peran_lain, asing, benar))
    assert await office.dikarantina(*ditolak) == set()


async def test_a_refused_decision_that_nobody_waits_for_is_put_aside(office: SharedOffice) -> None:
    await office.ajukan(await office.pengajuan())
    putusan = await office.putusan(await office.tugas("frontoffice"), verdik=())
    await office.kirim_mentah(
        antrean_putusan("frontoffice"),
        putusan.ke_json(),
        type="Putusan",
        message_id=putusan.putusan_id,
    )
    terkarantina = await office.terkarantina(putusan.putusan_id)
    assert terkarantina.headers["kode"] == "verdik_kurang"


async def test_an_unreadable_decision_is_answered_too(office: SharedOffice) -> None:
    balasan = await office.channel.declare_queue(exclusive=True)
    await office.kirim_mentah(
        antrean_putusan("kabid"),
        b'{"putusan_id": "putusan-uji-1"}',
        type="Putusan",
        reply_to=balasan.name,
        correlation_id="tanya-1",
    )
    pesan = await office.ambil(balasan.name)
    jawaban = Jawaban.dari_json(pesan.body)
    assert pesan.correlation_id == "tanya-1"
    assert (jawaban.menjawab, jawaban.kode) == ("putusan-uji-1", "pesan_tidak_sah")
    assert any("permohonan_id" in satu for satu in jawaban.rincian)


async def test_many_officers_on_one_step_make_one_decision(office: SharedOffice) -> None:
    jawaban = await office.ajukan(await office.pengajuan())
    tugas = await office.tugas("frontoffice")
    putusan = [await office.putusan(tugas) for _ in range(8)]
    hasil = await asyncio.gather(*(office.client.decide(satu) for satu in putusan))
    assert sorted(h.kode for h in hasil) == ["diterapkan"] + ["sudah_diputus"] * 7
    assert (await office.permohonan(jawaban)).urutan == 2


async def test_our_own_queues_are_no_reply_queues(office: SharedOffice) -> None:
    """Or else anybody could have a worker write where they may not. The refused decision is put
    aside, as one that nobody waits for."""
    await office.ajukan(await office.pengajuan())
    putusan = await office.putusan(await office.tugas("frontoffice"), verdik=())
    await office.kirim_mentah(
        antrean_putusan("frontoffice"),
        putusan.ke_json(),
        type="Putusan",
        message_id=putusan.putusan_id,
        reply_to=antrean_putusan("kepaladinas"),
    )
    terkarantina = await office.terkarantina(putusan.putusan_id)
    assert terkarantina.headers["kode"] == "verdik_kurang"
    kosong = uuid.uuid4().hex
    await office.kirim_mentah(
        antrean_putusan("kabid"),
        b"{}",
        message_id=kosong,
        reply_to=antrean_putusan("kepaladinas"),
    )
    terkarantina = await office.terkarantina(kosong)
    assert terkarantina.headers["antrean_asal"] == antrean_putusan("kabid")
    # Had anything been written where it was asked for, it would be refused before the next one.
    penutup = uuid.uuid4().hex
    await office.kirim_mentah(antrean_putusan("kepaladinas"), b"{}", message_id=penutup)
    await office.terkarantina(penutup)
    assert antrean_putusan("kepaladinas") not in office.asal_lain
