"""The SK over a real broker and a real store: numbered once, made of the approved draft, signed by
the office's key or brought signed by a tool, and refused with every reason."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from izin.registry import discover_desks
from shared.contracts import DokumenBerkode, HasilPutusan, MintaNaskah, Naskah, Petugas, Tugas
from shared.kantor.kantor import open_kantor
from shared.kantor.salinan_draf import TanpaSalinan, salinan_draf
from shared.kantor.tanda_tangan import as_the_worker_has_it
from shared.kantor.tugas import meja as meja_alat
from shared.permohonan import Permohonan
from shared.settings import Settings
from shared.sk.model import NomorSk
from shared.store.mongo_sk import MongoSkStore
from shared.store.motor_client import connect
from shared.tandatangan.lokal import PenandatanganLokal
from shared.tandatangan.naskah import berawal_naskah, naskah_dari
from shared.tandatangan.periksa import periksa_tanda_tangan
from shared.tandatangan.susunan import TandaTanganKantor, baca_susunan, tulis_uji_coba
from tests.builders import KURSUS, PAUD, petugas, termuat
from tests.letters import isian
from tests.office import Office
from tests.pipeline.test_letters import isi_berkas, sampai_dinas, teks
from tests.tandatangan import Sertifikat, penandatangan


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    return settings.model_copy(update={"tanda_tangan": tulis_uji_coba(tmp_path / "kunci")})


@pytest.fixture
def kunci(settings: Settings) -> TandaTanganKantor:
    assert settings.tanda_tangan
    return baca_susunan(settings.tanda_tangan)


@pytest_asyncio.fixture
async def register(settings: Settings) -> AsyncIterator[MongoSkStore]:
    client = connect(settings.named_mongodb_url())
    yield MongoSkStore(client, settings.basis_data)
    client.close()


async def sampai_tanda_tangan(office: Office, kode: str = KURSUS, **draf: Any) -> Tugas:
    tugas = await sampai_dinas(office, kode)
    assert (await office.putuskan(tugas, hasil=isian(tugas))).diterapkan
    tugas = await office.tugas("backoffice")
    assert (await office.putuskan(tugas, hasil=isian(tugas, **{"draft-sk": draf}))).diterapkan
    await office.lewati("kabid", "sekretaris")
    return await office.tugas("kepaladinas")


async def buku(register: MongoSkStore) -> list[NomorSk]:
    return [satu async for satu in register.scan()]


async def kasus(office: Office, tugas: Tugas) -> Permohonan:
    satu = await office.store.find(tugas.permohonan_id)
    assert satu is not None
    return satu


async def minta(office: Office, tugas: Tugas, **ubah: Any) -> Naskah:
    jawaban = await office.client.ask_text(permintaan(tugas, **ubah))
    assert isinstance(jawaban, Naskah), jawaban
    return jawaban


def permintaan(tugas: Tugas, **ubah: Any) -> MintaNaskah:
    assert tugas.atas
    isi = {
        "permintaan_id": uuid.uuid4().hex,
        "permohonan_id": tugas.permohonan_id,
        "langkah": tugas.langkah,
        "putaran": tugas.putaran,
        "pelaksana": tugas.pelaksana,
        "petugas": petugas(tugas.pelaksana),
        "atas": tugas.atas.berkas.sha256,
    }
    return MintaNaskah.model_validate(isi | ubah)


async def tandai(pena: PenandatanganLokal, isi: bytes) -> bytes:
    return await asyncio.to_thread(pena.tanda_tangani, isi, datetime.now(UTC))


async def hasil_berkas(office: Office, isi: bytes) -> tuple[DokumenBerkode, ...]:
    return (await office.berkode("surat-keputusan", isi),)


@pytest.mark.parametrize("kode", [KURSUS, PAUD])
async def test_the_worker_numbers_makes_and_signs_the_sk(
    office: Office, register: MongoSkStore, kunci: TandaTanganKantor, kode: str
) -> None:
    tugas = await sampai_tanda_tangan(office, kode)
    (keluaran,) = tugas.keluaran
    assert keluaran.tanda_tangan == "lokal"
    assert keluaran.surat and keluaran.surat.skema["properties"] == {}
    tanpa_tahu = office.settings.model_copy(update={"tanda_tangan": None})
    async with open_kantor(tanpa_tahu, discover_desks()) as kantor:
        meja_kepala = meja_alat(kantor, "kepaladinas")
        kira = await meja_kepala.task_of(tugas.nomor)
        assert kira.keluaran[0].surat and kira.keluaran[0].tanda_tangan is None
        dijawab = await as_the_worker_has_it(meja_kepala, office.client, kira)
        assert dijawab.keluaran == tugas.keluaran
    assert await buku(register) == []
    jawaban = await office.putuskan(tugas, hasil=isian(tugas))
    assert jawaban.diterapkan, jawaban.alasan
    (nomor,) = await buku(register)
    berkas = (await kasus(office, tugas)).hasil_untuk("surat-keputusan")
    assert berkas and berkas.berkas
    assert (nomor.status, nomor.urut, nomor.berkas_id) == ("berlaku", 1, berkas.berkas.berkas_id)
    assert (nomor.permohonan, nomor.sop) == (tugas.nomor, kode)
    pdf = await isi_berkas(office, berkas.berkas.berkas_id)
    hasil = await asyncio.to_thread(periksa_tanda_tangan, pdf, kunci.kepercayaan, datetime.now(UTC))
    assert hasil.temuan == ()
    assert hasil.penanda[0].nama == petugas("kepaladinas").nama
    assert nomor.nomor in teks(pdf)
    assert "DRAFT" not in teks(pdf)
    await office.lewati("pemohon")
    assert (await buku(register)) == [nomor]


async def test_the_same_decision_twice_signs_once(office: Office, register: MongoSkStore) -> None:
    tugas = await sampai_tanda_tangan(office)
    putusan = await office.putusan(tugas, hasil=isian(tugas))
    jawaban = await asyncio.gather(*(office.client.decide(putusan, 60) for _ in range(3)))
    assert sorted(satu.kode for satu in jawaban) == ["diterapkan", *["sudah_diterapkan"] * 2]
    assert [satu.status for satu in await buku(register)] == ["berlaku"]


async def test_numbers_follow_each_other_without_gap(
    office: Office, register: MongoSkStore
) -> None:
    for _ in range(3):
        tugas = await sampai_tanda_tangan(office)
        assert (await office.putuskan(tugas, hasil=isian(tugas))).diterapkan
    tugas = await sampai_tanda_tangan(office, PAUD)
    assert (await office.putuskan(tugas, hasil=isian(tugas))).diterapkan
    semua = await buku(register)
    assert [(s.seri, s.urut, s.status) for s in semua] == [
        *[("kursus", urut, "berlaku") for urut in (1, 2, 3)],
        ("paud", 1, "berlaku"),
    ]
    assert len({satu.kode for satu in semua}) == 4


async def test_a_tool_asks_for_the_text_signs_it_and_decides_with_it(
    office: Office, register: MongoSkStore, kunci: TandaTanganKantor
) -> None:
    tugas = await sampai_tanda_tangan(office)
    naskah = await minta(office, tugas)
    assert (await minta(office, tugas)).berkas == naskah.berkas
    isi = await isi_berkas(office, naskah.berkas.berkas_id)
    assert naskah.nomor_sk in teks(isi)
    oleh = petugas("kepaladinas")
    bertanda = await tandai(kunci.penandatangan(oleh.id, oleh.nama), isi)
    jawaban = await office.putuskan(tugas, hasil=await hasil_berkas(office, bertanda))
    assert jawaban.diterapkan, jawaban.alasan
    (nomor,) = await buku(register)
    assert (nomor.nomor, nomor.status) == (naskah.nomor_sk, "berlaku")
    assert berawal_naskah(bertanda, isi) and naskah_dari(bertanda) == isi.rstrip(b"\r\n")


async def test_what_is_not_the_signed_text_is_refused_and_nothing_changes(
    office: Office, register: MongoSkStore, kunci: TandaTanganKantor, tmp_path: Path
) -> None:
    tugas = await sampai_tanda_tangan(office)
    oleh = petugas("kepaladinas")
    pena = kunci.penandatangan(oleh.id, oleh.nama)
    assert tugas.atas
    draf = await isi_berkas(office, tugas.atas.berkas.berkas_id)
    tanpa_nomor = await hasil_berkas(office, await tandai(pena, draf))
    jawaban = await office.putuskan(tugas, hasil=tanpa_nomor)
    assert (jawaban.kode, jawaban.diterapkan) == ("tanda_tangan", False)
    assert "belum bernomor" in jawaban.alasan
    assert await buku(register) == []

    isi = await isi_berkas(office, (await minta(office, tugas)).berkas.berkas_id)
    baik = await tandai(pena, isi)
    lain = kunci.penandatangan("197501012000012002", "Siti Aminah")
    asing = penandatangan(tmp_path, Sertifikat(nama=oleh.nama, nip=oleh.id))
    for bertanda, sebab in (
        (isi, "tidak bertanda tangan"),
        (await tandai(pena, draf), "bukan naskah yang disetujui"),
        (await tandai(lain, isi), "orang lain"),
        (await tandai(asing, isi), "tidak berasal dari penyelenggara"),
        (baik + b"%\n" + baik[-200:], "sesudah tanda tangan"),
    ):
        jawaban = await office.putuskan(tugas, hasil=await hasil_berkas(office, bertanda))
        semua = " ".join((jawaban.alasan, *jawaban.rincian))
        assert (jawaban.kode, jawaban.diterapkan) == ("tanda_tangan", False), semua
        assert sebab in semua
    (nomor,) = await buku(register)
    assert (nomor.status, nomor.berkas_id) == ("terambil", None)
    jawaban = await office.putuskan(tugas, hasil=await hasil_berkas(office, baik))
    assert jawaban.diterapkan, jawaban.alasan


async def test_only_who_may_sign_this_draft_gets_its_text(
    office: Office, register: MongoSkStore
) -> None:
    tugas = await sampai_tanda_tangan(office)
    penyusun = Petugas(**petugas("backoffice").model_dump())
    for ubah, kode in (
        ({"atas": "0" * 64}, "draf_berbeda"),
        ({"petugas": penyusun}, "draf_sendiri"),
        ({"putaran": 9}, "langkah_tidak_terbuka"),
        ({"langkah": 6}, "bukan_wewenang"),
        ({"permohonan_id": uuid.uuid4()}, "permohonan_tidak_dikenal"),
    ):
        jawaban = await office.client.ask_text(permintaan(tugas, **ubah))
        assert getattr(jawaban, "kode", None) == kode, jawaban
    assert await buku(register) == []


async def test_a_case_that_goes_back_keeps_its_number_and_a_changed_draft_its_own_text(
    office: Office, register: MongoSkStore, kunci: TandaTanganKantor
) -> None:
    tugas = await sampai_tanda_tangan(office)
    lama = await isi_berkas(office, (await minta(office, tugas)).berkas.berkas_id)
    assert (await office.putuskan(tugas, "kembalikan")).diterapkan
    tugas = await office.tugas("backoffice")
    baru = {"draft-sk": {"pertimbangan": ["bahwa diktum diperbaiki"]}}
    assert (await office.putuskan(tugas, hasil=isian(tugas, **baru))).diterapkan
    await office.lewati("kabid", "sekretaris")
    tugas = await office.tugas("kepaladinas")
    oleh = petugas("kepaladinas")
    basi = await tandai(kunci.penandatangan(oleh.id, oleh.nama), lama)
    jawaban = await office.putuskan(tugas, hasil=await hasil_berkas(office, basi))
    assert "bukan naskah yang disetujui" in jawaban.alasan
    assert (await office.putuskan(tugas, hasil=isian(tugas))).diterapkan
    (nomor,) = await buku(register)
    sk = await isi_berkas(office, nomor.berkas_id or "")
    assert nomor.status == "berlaku"
    assert "diktum diperbaiki" in teks(sk)


async def test_a_number_whose_case_ends_without_an_sk_is_void(
    office: Office, register: MongoSkStore
) -> None:
    tugas = await sampai_tanda_tangan(office)
    await minta(office, tugas)
    assert (await office.putuskan(tugas, "kembalikan")).diterapkan
    (nomor,) = await buku(register)
    assert nomor.status == "terambil"
    tugas = await office.tugas("backoffice")
    assert (await office.putuskan(tugas, "kembalikan")).diterapkan
    tugas = await office.tugas("dinasteknis")
    jawaban = await office.putuskan(
        tugas, "tolak", hasil=isian(tugas, rekomendasi={"pendapat": "tidak-memberikan"})
    )
    assert jawaban.diterapkan, jawaban.alasan
    (nomor,) = await buku(register)
    assert (nomor.status, "ditolak" in nomor.alasan) == ("batal", True)
    tugas = await sampai_tanda_tangan(office)
    assert (await office.putuskan(tugas, hasil=isian(tugas))).diterapkan
    assert [satu.status for satu in await buku(register)] == ["batal", "berlaku"]


async def test_a_draft_of_paper_is_signed_on_paper(office: Office, register: MongoSkStore) -> None:
    await office.ajukan(await office.pengajuan(termuat(KURSUS).sop))
    await office.lewati(
        "frontoffice", "backoffice", "dinasteknis", "backoffice", "kabid", "sekretaris"
    )
    tugas = await office.tugas("kepaladinas")
    assert (tugas.keluaran[0].surat, tugas.keluaran[0].tanda_tangan) == (None, None)
    isi = (HasilPutusan(kode="surat-keputusan", isi={}),)
    jawaban = await office.putuskan(tugas, hasil=isi)
    assert (jawaban.kode, "kirim berkasnya" in jawaban.alasan) == ("tanda_tangan", True)
    assert (await office.putuskan(tugas)).diterapkan
    assert await buku(register) == []


async def test_a_new_sk_takes_the_place_of_the_one_it_names(
    office: Office, register: MongoSkStore
) -> None:
    tugas = await sampai_tanda_tangan(office)
    assert (await office.putuskan(tugas, hasil=isian(tugas))).diterapkan
    (lama,) = await buku(register)
    await office.lewati("pemohon")
    sop = termuat(KURSUS).sop
    jawaban = await office.ajukan(await office.pengajuan(sop, menggantikan=lama.nomor))
    assert jawaban.diterapkan, jawaban.alasan
    tugas = await office.tugas("frontoffice")
    assert tugas.menggantikan == lama.nomor
    assert (await office.putuskan(tugas, "tolak")).diterapkan
    tugas = await office.tugas("pemohon")
    lagi = await office.pengajuan(sop, nomor=tugas.nomor, putaran=2)
    assert (await office.ajukan(lagi)).diterapkan
    assert (await office.ajukan(lagi)).kode == "sudah_diterapkan"
    await office.lewati("frontoffice", "backoffice")
    for meja in ("dinasteknis", "backoffice"):
        tugas = await office.tugas(meja)
        assert (await office.putuskan(tugas, hasil=isian(tugas))).diterapkan
    await office.lewati("kabid", "sekretaris")
    tugas = await office.tugas("kepaladinas")
    assert tugas.atas
    kalimat = f"menggantikan keputusan nomor {lama.nomor}"
    assert kalimat in teks(await isi_berkas(office, tugas.atas.berkas.berkas_id))
    assert (await office.putuskan(tugas, hasil=isian(tugas))).diterapkan
    ganti, baru = await buku(register)
    assert (ganti.status, ganti.pengganti) == ("diganti", baru.nomor)
    assert (baru.status, baru.menggantikan) == ("berlaku", lama.nomor)
    assert kalimat in teks(await isi_berkas(office, baru.berkas_id or ""))


@pytest.mark.parametrize("ubah", ["nomor", "orang", "sop"])
async def test_an_sk_of_another_or_none_is_not_replaced(
    office: Office, register: MongoSkStore, ubah: str
) -> None:
    tugas = await sampai_tanda_tangan(office)
    assert (await office.putuskan(tugas, hasil=isian(tugas))).diterapkan
    (lama,) = await buku(register)
    isi: dict[str, Any] = {"menggantikan": lama.nomor}
    contoh = await office.pengajuan(termuat(PAUD if ubah == "sop" else KURSUS).sop)
    if ubah == "nomor":
        isi["menggantikan"] = "999/KURSUS/DPMPTSP/I/2020"
    if ubah == "orang":
        orang = contoh.pemohon.model_copy(update={"nik": "6371010101010001"})
        isi |= {"pemohon": orang, "lembaga": contoh.lembaga.model_copy(update={"nama": "LKP Lain"})}
    jawaban = await office.ajukan(contoh.model_copy(update=isi))
    assert (jawaban.diterapkan, jawaban.kode) == (False, "sk_tidak_dikenal")


async def test_the_officers_copy_of_a_draft_bears_the_paraf_that_stand(
    office: Office, register: MongoSkStore
) -> None:
    tugas = await sampai_tanda_tangan(office)
    async with open_kantor(office.settings, discover_desks()) as kantor:
        salinan = teks((await salinan_draf(kantor, await kasus(office, tugas))).isi)
        for meja in ("kabid", "sekretaris"):
            assert petugas(meja).nama in salinan
        assert (await office.putuskan(tugas, "kembalikan")).diterapkan
        with pytest.raises(TanpaSalinan, match="belum ada"):
            await salinan_draf(kantor, await kasus(office, tugas))
        lagi = await office.tugas("backoffice")
        jawaban = await office.putuskan(lagi, hasil=isian(lagi))
        assert (jawaban.kode, jawaban.diterapkan) == ("draf_berbeda", False)
        baru = {"draft-sk": {"pertimbangan": ["bahwa diktum diperbaiki"]}}
        assert (await office.putuskan(lagi, hasil=isian(lagi, **baru))).diterapkan
        await office.lewati("kabid")
        salinan = teks((await salinan_draf(kantor, await kasus(office, tugas))).isi)
        assert petugas("kabid").nama in salinan
        assert petugas("sekretaris").nama not in salinan
        draf = (await kasus(office, tugas)).hasil_untuk("draft-sk")
        assert draf and draf.berkas
        assert "Paraf" not in teks(await isi_berkas(office, draf.berkas.berkas_id))
