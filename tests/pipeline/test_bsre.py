"""The national service from the officer's word to the signed SK, over a real broker and a real
store: what it signs, refuses, garbles and leaves open, and what is left of NIK and passphrase."""

import io
import logging
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal

import pytest
import pytest_asyncio
from pydantic import SecretStr
from pymongo import MongoClient

from izin.registry import discover_desks
from shared.contracts import Jawaban, Tugas
from shared.kantor import tanda_tangan
from shared.kantor.errors import MasukanKeliru
from shared.kantor.kantor import open_kantor
from shared.kantor.tanda_tangan import BelumDitandatangani, Ending, TanpaAkunLayanan, kredensial
from shared.kantor.tugas import Decision, Meja, meja
from shared.rabbit.client import open_client
from shared.settings import Settings
from shared.store.mongo_sk import MongoSkStore
from shared.store.motor_client import connect
from shared.tandatangan.errors import FrasaSandiSalah, LayananTandaTangan
from shared.tandatangan.naskah import berawal_naskah
from tests.builders import KURSUS, PAUD, petugas
from tests.kantor_bsre import KEPALA, KantorBsre, kantor_bsre
from tests.layanan_tanda_tangan import AKUN, FRASA, NIK, Gangguan
from tests.office import Office
from tests.pipeline.test_letters import isi_berkas
from tests.pipeline.test_signing import buku, kasus, sampai_tanda_tangan
from tests.sadap import tapped
from tests.tandatangan import naskah

RAHASIA = (NIK, FRASA, AKUN[1])


@pytest.fixture
def versi(request: pytest.FixtureRequest) -> Literal[1, 2]:
    return getattr(request, "param", 1)


@pytest.fixture
def luar(tmp_path: Path, versi: Literal[1, 2]) -> Iterator[KantorBsre]:
    with kantor_bsre(tmp_path, versi) as satu:
        yield satu


@pytest.fixture
def settings(settings: Settings, luar: KantorBsre) -> Settings:
    return settings.model_copy(update={"tanda_tangan": luar.pelaksana})


@pytest_asyncio.fixture
async def register(settings: Settings) -> AsyncIterator[MongoSkStore]:
    client = connect(settings.named_mongodb_url())
    yield MongoSkStore(client, settings.basis_data)
    client.close()


@asynccontextmanager
async def alat(settings: Settings, luar: KantorBsre, **ubah: object) -> AsyncIterator[Meja]:
    """A tool of the Kepala Dinas; `ubah` are lines of its `[bsre]`."""
    milik = settings.model_copy(update={"tanda_tangan": luar.alat_dengan(**ubah)})
    async with open_kantor(milik, discover_desks()) as kantor:
        yield meja(kantor, "kepaladinas")


@pytest_asyncio.fixture
async def desk(settings: Settings, luar: KantorBsre, office: Office) -> AsyncIterator[Meja]:
    async with alat(settings, luar) as satu:
        yield satu


async def putus(desk: Meja, office: Office, tugas: Tugas, frasa: str = FRASA) -> Jawaban:
    putusan = Decision("terima", KEPALA)
    assert tanda_tangan.unsigned(desk, tugas, putusan) == {"surat-keputusan"}
    rahasia = kredensial(NIK, frasa)
    return await tanda_tangan.decide_signed(desk, office.client, tugas, putusan, rahasia)


@pytest.mark.parametrize("versi", [1, 2], indirect=True)
@pytest.mark.parametrize("kode", [KURSUS, PAUD])
async def test_the_officers_word_becomes_a_signed_sk(
    desk: Meja, office: Office, register: MongoSkStore, luar: KantorBsre, kode: str
) -> None:
    tugas = await sampai_tanda_tangan(office, kode)
    assert tugas.keluaran[0].tanda_tangan == "bsre"
    assert await buku(register) == []
    jawaban = await putus(desk, office, tugas)
    assert jawaban.diterapkan, jawaban.alasan
    (nomor,) = await buku(register)
    berkas = (await kasus(office, tugas)).hasil_untuk("surat-keputusan")
    assert berkas and berkas.berkas
    assert (nomor.status, nomor.berkas_id) == ("berlaku", berkas.berkas.berkas_id)
    (minta,) = luar.pusat.diterima
    assert berawal_naskah(await isi_berkas(office, berkas.berkas.berkas_id), minta["file"])
    assert (minta["nik"], minta["passphrase"], minta["tampilan"].lower()) == (
        NIK,
        FRASA,
        "invisible",
    )
    assert (minta["reason"], minta["location"]) == (f"Keputusan nomor {nomor.nomor}", "Banjarbaru")


GANGGUAN: Mapping[Gangguan, str] = {
    "salah-frasa": "passphrase",
    "terkunci": "terkunci",
    "kedaluwarsa": "sudah berakhir",
    "tak-terdaftar": "belum terdaftar",
    "rusak-500": "sedang terganggu",
    "putus": "mungkin sudah ditandatangani",
    "lambat": "mungkin sudah ditandatangani",
}


async def test_after_each_fault_the_case_waits_with_its_number_and_its_text(
    settings: Settings, desk: Meja, office: Office, register: MongoSkStore, luar: KantorBsre
) -> None:
    tugas = await sampai_tanda_tangan(office)
    sebelum = await kasus(office, tugas)
    async with alat(settings, luar, alamat='"http://127.0.0.1:1"') as tanpa_layanan:
        with pytest.raises(BelumDitandatangani, match="tidak ada yang dikirim"):
            await putus(tanpa_layanan, office, tugas)
    for gangguan, kata in GANGGUAN.items():
        luar.pusat.gangguan, dikirim = gangguan, len(luar.pusat.diterima)
        batas = 0.5 if gangguan == "lambat" else 30
        async with alat(settings, luar, batas_detik=batas) as tidak_sabar:
            with pytest.raises(BelumDitandatangani, match=kata) as belum:
                await putus(tidak_sabar, office, tugas)
        (nomor,) = await buku(register)
        assert (nomor.status, nomor.nomor) == ("terambil", belum.value.nomor_sk)
        assert nomor.nomor in belum.value.pesan and "nomornya tetap" in belum.value.anjuran
        assert await kasus(office, tugas) == sebelum
        assert len(luar.pusat.diterima) <= dikirim + 1, "nothing is tried again by itself"
    luar.pusat.gangguan = ""
    assert (await putus(desk, office, tugas)).diterapkan
    assert [(satu.nomor, satu.status) for satu in await buku(register)] == [
        (nomor.nomor, "berlaku")
    ]
    assert len({minta["file"] for minta in luar.pusat.diterima}) == 1


async def test_a_tool_that_was_not_told_how_sks_are_signed_asks_the_worker(
    settings: Settings, office: Office, register: MongoSkStore
) -> None:
    nomor = (await sampai_tanda_tangan(office)).nomor
    async with open_kantor(
        settings.model_copy(update={"tanda_tangan": None}), discover_desks()
    ) as kantor:
        desk = meja(kantor, "kepaladinas")
        tugas = await desk.task_of(nomor)
        assert tugas.keluaran[0].tanda_tangan is None, "it does not know"
        tugas = await tanda_tangan.as_the_worker_has_it(desk, office.client, tugas)
        assert (tugas.nomor, tugas.keluaran[0].tanda_tangan) == (nomor, "bsre")
        with pytest.raises(TanpaAkunLayanan, match="tidak punya akun") as tanpa:
            tanda_tangan.unsigned_or_told(desk, tugas, Decision("terima", KEPALA))
        assert "[bsre]" in tanpa.value.anjuran
    assert await buku(register) == []


async def test_a_good_file_beside_an_error_is_taken(
    desk: Meja, office: Office, register: MongoSkStore, luar: KantorBsre
) -> None:
    tugas = await sampai_tanda_tangan(office)
    luar.pusat.gangguan = "500-berkas"
    assert (await putus(desk, office, tugas)).diterapkan
    assert [satu.status for satu in await buku(register)] == ["berlaku"]


async def test_a_file_that_is_not_the_text_with_the_officers_signature_decides_nothing(
    desk: Meja, office: Office, register: MongoSkStore, luar: KantorBsre
) -> None:
    tugas = await sampai_tanda_tangan(office)
    sebelum, tanda = await kasus(office, tugas), luar.tanda()
    orang_lain = luar.tanda(petugas("kabid"))
    for garap, kata in (
        (lambda _: tanda(naskah("dimampatkan")), "bukan naskah yang disetujui"),
        (lambda isi: ditambah(tanda(isi)), "sesudah tanda tangan"),
        (lambda isi: isi, "tidak bertanda tangan"),
        (orang_lain, "orang lain"),
    ):
        luar.pusat.tanda_tangani = garap
        with pytest.raises(BelumDitandatangani, match=kata):
            await putus(desk, office, tugas)
        assert await kasus(office, tugas) == sebelum
    luar.pusat.tanda_tangani = tanda
    assert (await putus(desk, office, tugas)).diterapkan
    assert [satu.urut for satu in await buku(register)] == [1]


async def test_whoever_may_not_sign_is_told_before_a_number_is_drawn(
    desk: Meja, office: Office, register: MongoSkStore, luar: KantorBsre
) -> None:
    tugas = await sampai_tanda_tangan(office)
    putusan = Decision("terima", petugas("backoffice"))
    jawaban = await tanda_tangan.decide_signed(
        desk, office.client, tugas, putusan, kredensial(NIK, FRASA)
    )
    assert (jawaban.kode, luar.pusat.diterima, await buku(register)) == ("draf_sendiri", [], [])


def ditambah(pdf: bytes) -> bytes:
    return pdf + b"%\n" + pdf[-200:]


async def banyak(desk: Meja, office: Office, tugas: list[Tugas], frasa: str) -> list[Ending]:
    putusan = [(satu, Decision("terima", KEPALA)) for satu in tugas]
    rahasia = kredensial(NIK, frasa)
    return [satu async for satu in tanda_tangan.decide_many(desk, office.client, putusan, rahasia)]


async def test_many_are_signed_with_one_passphrase_and_a_wrong_one_is_tried_once(
    desk: Meja, office: Office, register: MongoSkStore, luar: KantorBsre
) -> None:
    tugas = [await sampai_tanda_tangan(office) for _ in range(3)]
    salah = await banyak(desk, office, tugas, "keliru")
    assert [satu.tried for satu in salah] == [True, False, False]
    assert {type(satu.galat.galat) for satu in salah if satu.galat} == {FrasaSandiSalah}
    assert len(luar.pusat.diterima) == 1
    assert [satu.urut for satu in await buku(register)] == [1]
    tanda, rusak = luar.tanda(), iter([False, True, False])
    luar.pusat.tanda_tangani = lambda isi: isi if next(rusak) else tanda(isi)
    hasil = await banyak(desk, office, tugas, FRASA)
    diterapkan = [satu.jawaban is not None and satu.jawaban.diterapkan for satu in hasil]
    assert diterapkan == [True, False, True]
    assert hasil[1].tried and hasil[1].galat and "tidak bertanda tangan" in hasil[1].galat.pesan
    assert [satu.status for satu in await buku(register)] == ["berlaku", "terambil", "berlaku"]


async def test_nik_and_passphrase_are_in_no_message_no_document_and_no_log(
    settings: Settings,
    office: Office,
    luar: KantorBsre,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    for pustaka in ("httpx", "httpcore", "aio_pika", "aiormq", "asyncio", "pyhanko"):
        caplog.set_level(logging.DEBUG, pustaka)
    tugas = await sampai_tanda_tangan(office)
    with (
        tapped(settings.named_rabbitmq_url()) as broker,
        tapped(settings.named_mongodb_url()) as store,
    ):
        milik = settings.model_copy(
            update={
                "tanda_tangan": luar.alat_dengan(),
                "mongodb_url": SecretStr(store.url),
                "rabbitmq_url": SecretStr(broker.url),
            }
        )
        async with open_kantor(milik, discover_desks()) as kantor, open_client(broker.url) as wire:
            desk = meja(kantor, "kepaladinas")
            for gangguan in ("tak-terdaftar", "salah-frasa", "500-berkas"):
                luar.pusat.gangguan = gangguan
                rahasia, putusan = kredensial(NIK, FRASA), Decision("terima", KEPALA)
                try:
                    await tanda_tangan.decide_signed(desk, wire, tugas, putusan, rahasia)
                except BelumDitandatangani as belum:
                    assert isinstance(belum.galat, LayananTandaTangan)
                    assert not tersebut(f"{belum!r} {belum} {rahasia!r} {belum.__cause__!r}")
    assert (await kasus(office, tugas)).hasil_untuk("surat-keputusan")
    assert len(luar.pusat.diterima) == 3
    assert b"MintaNaskah" in broker.heard and len(store.heard) > 10_000
    for lewat in (broker.heard, store.heard, tersimpan(settings)):
        assert not tersebut(lewat.decode("latin-1"))
    tercatat = "".join(capfd.readouterr()) + caplog.text

    assert not tersebut(tercatat)


def tersebut(teks: str) -> list[str]:
    return [satu for satu in RAHASIA if satu in teks]


def tersimpan(settings: Settings) -> bytes:
    """Every document of the database, and the bytes of its files."""
    semua = io.BytesIO()
    with MongoClient[dict[str, object]](settings.named_mongodb_url()) as client:
        isi = client[settings.basis_data]
        for nama in isi.list_collection_names():
            for dokumen in isi[nama].find():
                data = dokumen.get("data")
                semua.write(data if isinstance(data, bytes) else repr(dokumen).encode())
    return semua.getvalue()


@pytest.mark.parametrize(
    ("nik", "frasa"), [("123", FRASA), ("63720101018000x1", FRASA), (NIK, ""), ("", FRASA)]
)
def test_what_can_be_no_nik_or_passphrase_is_not_sent(nik: str, frasa: str) -> None:
    with pytest.raises(MasukanKeliru) as keliru:
        kredensial(nik, frasa)
    assert not nik or nik not in str(keliru.value)
    assert kredensial("6372 0101 0180 0001", FRASA).nik.get_secret_value() == NIK
