"""`izin cadangan` and `izin audit` over the real store, filled by hand."""

import asyncio
import json
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree
from typing import Any
from uuid import uuid4

import pytest

from shared.alur import FaktaBerkas
from shared.contracts import Dokumen
from shared.permohonan import Permohonan
from shared.settings import Settings
from shared.store.mongo_dokumen import GridFsDokumenStore
from shared.store.mongo_records import MongoAuditStore, MongoKabarStore
from shared.store.motor_client import connect
from tests.builders import PAUD, Lemari, Perjalanan, pdf
from tests.full_disk import SAID, full_disk
from tests.integration.cli.office import environment
from tests.office import BATAS, sekali
from tests.stores import (
    SATU_MENIT,
    Documents,
    berjaga,
    klaim,
    mongo_stores,
    pelanggaran,
    raw_documents,
)
from tests.unit.cli.running import Outcome, izin

pytestmark = pytest.mark.integration


class RealFiles(Lemari):
    """Files that are in the store before they are named."""

    def __init__(self, url: str, basis_data: str) -> None:
        super().__init__()
        self._place = (url, basis_data)

    def berkas(self, isi: str, media_type: str = "application/pdf") -> Dokumen:
        dokumen = asyncio.run(self._put(isi))
        fakta = FaktaBerkas(dokumen.ukuran_bytes, media_type, dokumen.sha256)
        self.fakta[dokumen.berkas_id] = fakta
        return dokumen

    async def _put(self, isi: str) -> Dokumen:
        client = connect(self._place[0])
        try:
            store = GridFsDokumenStore(client, self._place[1])
            return await store.put(f"{isi}.pdf", sekali(pdf(isi)), BATAS)
        finally:
            client.close()


def _url(settings: Settings) -> str:
    assert settings.mongodb_url is not None
    return settings.mongodb_url.get_secret_value()


async def _fill(settings: Settings, permohonan: Permohonan, jalan: Perjalanan) -> None:
    async with mongo_stores(_url(settings), settings.basis_data) as stores:
        termuat = jalan.termuat
        await stores.permohonan.save_sop(termuat.versi, termuat.berkas, termuat.sumber)
        await stores.permohonan.next_number(permohonan.nomor.rpartition("-")[0])
        await stores.permohonan.insert(permohonan)
        sampai = permohonan.jaga.sampai if permohonan.jaga else datetime.now(UTC)
        for putaran, terjadi in ((1, sampai), (2, sampai + SATU_MENIT)):
            isi = pelanggaran(
                permohonan.id, nomor=permohonan.nomor, putaran=putaran, terjadi_pada=terjadi
            )
            await stores.watch.claim(klaim(isi, dipegang_pada=datetime.now(UTC)))
    client = connect(_url(settings))
    await MongoKabarStore(client, settings.basis_data).prepare()
    client.close()


@pytest.fixture
def berisi(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Permohonan:
    """One application, its files, and two claims: the later one is beyond its mark."""
    files = RealFiles(_url(settings), settings.basis_data)
    monkeypatch.setattr("tests.builders.Lemari", lambda: files)
    jalan = Perjalanan(PAUD).sampai(7)
    permohonan = berjaga(jalan.permohonan)
    asyncio.run(_fill(settings, permohonan, jalan))
    return permohonan


@pytest.fixture
def raw(settings: Settings) -> Iterator[Documents]:
    with raw_documents(_url(settings)) as client:
        yield client


@pytest.fixture
def kosong(settings: Settings, raw: Documents) -> Iterator[Settings]:
    """The same servers, and another database."""
    nama = f"uji_{uuid4().hex[:12]}"
    yield settings.model_copy(update={"basis_data": nama})
    raw.drop_database(nama)


def run(settings: Settings, *arguments: object) -> Outcome:
    return izin(*arguments, env=environment(settings))


def facts(outcome: Outcome) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(outcome.out)
    return data


def test_a_copy_is_put_back_whole_and_only_where_nothing_is(
    settings: Settings, kosong: Settings, berisi: Permohonan, raw: Documents, tmp_path: Path
) -> None:
    folder = tmp_path / "cadangan"
    made = run(settings, "cadangan", "buat", folder, "--json")
    assert made.code == 0, made.err
    assert facts(made)["koleksi"]["permohonan"] == 1
    assert facts(made)["koleksi"]["pelanggaran"] == 1
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(satu.stat().st_mode) for satu in folder.iterdir()} == {0o600}
    assert run(settings, "cadangan", "buat", folder).code == 2
    assert run(settings, "cadangan", "periksa", folder).code == 0

    refused = run(settings, "cadangan", "pasang", folder)
    assert (refused.code, "sudah berisi" in refused.said) == (4, True)
    put = run(kosong, "cadangan", "pasang", folder, "--lompati-nomor", 50)
    assert put.code == 0, put.err
    assert "izin audit" in put.said
    for nama in facts(made)["koleksi"]:
        if nama not in {"pelanggaran", "pencacah"}:
            lama, baru = (raw[s.basis_data][nama].find({}) for s in (settings, kosong))
            assert sorted(map(repr, lama)) == sorted(map(repr, baru)), nama
    assert raw[kosong.basis_data]["pencacah"].find_one({}) == {"_id": "PAUD-2026", "n": 51}
    audited = run(kosong, "audit", "--json")
    assert audited.code == 0, audited.out
    assert facts(audited)["permohonan"] == 1
    assert all(satu["banyak"] for satu in facts(audited)["pemeriksaan"][:6])


def test_a_copy_that_was_damaged_is_refused_and_nothing_written(
    settings: Settings, kosong: Settings, berisi: Permohonan, raw: Documents, tmp_path: Path
) -> None:
    utuh = tmp_path / "utuh"
    assert run(settings, "cadangan", "buat", utuh).code == 0
    for apa in ("permohonan.bson", "dokumen.chunks.bson", "manifes.json"):
        folder = tmp_path / apa
        copytree(utuh, folder)
        isi = bytearray((folder / apa).read_bytes())
        isi[len(isi) // 2] ^= 1
        (folder / apa).write_bytes(isi)
        for perintah in ("periksa", "pasang"):
            outcome = run(kosong, "cadangan", perintah, folder)
            assert (outcome.code, "tidak utuh" in outcome.said) == (1, True), apa
    (utuh / "manifes.json").unlink()
    outcome = run(kosong, "cadangan", "pasang", utuh)
    assert (outcome.code, "mungkin tidak selesai" in outcome.said) == (1, True)
    assert raw[kosong.basis_data].list_collection_names() == []


def test_an_audit_reads_the_real_store_and_names_what_is_wrong(
    settings: Settings, berisi: Permohonan, raw: Documents
) -> None:
    assert run(settings, "audit").code == 0
    database = raw[settings.basis_data]
    database["permohonan"].drop_index("nomor_1")
    database["dokumen.chunks"].delete_one({})
    database["permohonan"].insert_one({"_id": str(uuid4()), "nomor": "PAUD-2026-000099"})
    database["permohonan"].insert_one(
        {"_id": str(uuid4()), "nomor": "PAUD-2026-000100", "pengajuan_id": ["x"], "skema": 99}
    )
    database["pencacah"].delete_many({})
    outcome = run(settings, "audit", "--json")
    assert outcome.code == 1
    temuan = [t["pesan"] for satu in facts(outcome)["pemeriksaan"] for t in satu["temuan"]]
    assert len(temuan) == 5, temuan
    for pesan in (
        *("indeks permohonan: nomor (unik) tidak ada", "isinya lain daripada", "wajib ada"),
        *("skema 99", "pencacah PAUD-2026 di 0"),
    ):
        assert sum(pesan in satu for satu in temuan) == 1, (pesan, temuan)


def test_a_history_is_carried_out_and_verified_where_there_is_no_server(
    settings: Settings, berisi: Permohonan, tmp_path: Path
) -> None:
    folder = tmp_path / "ekspor"
    outcome = run(settings, "audit", berisi.nomor, "--ekspor", folder, "--dengan-berkas")
    assert outcome.code == 0, outcome.err
    ekspor = folder / f"riwayat-{berisi.nomor}.json"
    words = [sys.executable, "-I", "-S", "periksa-riwayat.py", ekspor.name]
    told = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout
    assert "mutu baku" in told.stdout
    assert izin("audit", "--berkas", ekspor).code == 0
    assert facts(izin("audit", "--berkas", ekspor, "--json"))["entri"] == berisi.urutan
    (berkas, *_) = (folder / "berkas").iterdir()
    berkas.write_bytes(b"lain")
    outcome = izin("audit", "--berkas", ekspor)
    assert (outcome.code, "bukan yang dicatat riwayat" in outcome.out) == (1, True)
    petugas = berisi.riwayat[1].oleh
    assert petugas is not None
    ekspor.write_text(ekspor.read_text().replace(petugas.nama, "Orang Lain", 1))
    outcome = izin("audit", "--berkas", ekspor)
    assert (outcome.code, "entri 1 (langkah 2)" in outcome.out) == (1, True)
    assert run(settings, "audit", "PAUD-2026-999999").code == 3


@pytest.mark.parametrize("room_bytes", [0, 3000])
@pytest.mark.parametrize(
    "command", [("cadangan", "buat"), ("audit", "{nomor}", "--dengan-berkas", "--ekspor")]
)
def test_a_copy_and_an_export_that_find_no_room_leave_nothing_behind(
    command: tuple[str, ...],
    room_bytes: int,
    settings: Settings,
    berisi: Permohonan,
    tmp_path: Path,
) -> None:
    folder = tmp_path / "folder"
    arguments = [*(one.format(nomor=berisi.nomor) for one in command), folder]
    with full_disk(room_bytes):
        outcome = run(settings, *arguments)
    assert (outcome.code, SAID in outcome.said) == (2, True), outcome.err
    assert str(folder) in outcome.said
    assert not folder.exists()
    assert run(settings, *arguments).code == 0


async def test_indexes_are_found_as_they_were_made(settings: Settings, berisi: Permohonan) -> None:
    client = connect(_url(settings))
    ada = await MongoAuditStore(client, settings.basis_data).indexes()
    (kabar,) = ada["kabar_terkirim"]
    assert kabar.kedaluwarsa_detik == 400 * 24 * 3600
    assert [satu.unik for satu in ada["permohonan"]].count(True) == 2
    client.close()
