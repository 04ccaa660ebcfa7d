"""`izin gladi` against a real store, after real workers and watchdogs have worked on it."""

import asyncio
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient
from pymongo.collection import Collection

from izin.cli.office import open_office
from shared.kalender.loader import BERKAS_BAWAAN
from shared.kantor.cocok import HasilCocok, periksa_catatan
from shared.permohonan import Permohonan
from shared.settings import Settings
from tests.builders import KURSUS
from tests.pipeline.trap_office import Jam, Kantor, open_kantor
from tests.unit.cli.running import Outcome
from tests.workers import watchdog_here

Document = dict[str, Any]
LIBUR = '\n[[libur]]\ntanggal = 2026-01-08\nalasan = "Banjir"\nsumber = "Surat Edaran"\n'


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """It is Monday 5 January 2026, 09.00, until a test moves the clock."""
    jam = Jam(tmp_path / "jam.json").ke("2026-01-05 09.00")
    ubah = {"berkas_jam": jam.berkas, "jeda_sapu_detik": 0.1, "sewa_klaim_detik": 1.0}
    return settings.model_copy(update=ubah)


async def izin(settings: Settings, *arguments: str) -> Outcome:
    """A process of its own: ours is the office's."""
    assert settings.rabbitmq_url and settings.mongodb_url and settings.berkas_jam
    env = {
        **os.environ,
        "RABBITMQ_URL": settings.rabbitmq_url.get_secret_value(),
        "MONGODB_URL": settings.mongodb_url.get_secret_value(),
        "IZIN_BASIS_DATA": settings.basis_data,
        "IZIN_BERKAS_JAM": str(settings.berkas_jam),
        "COLUMNS": "120",
    }
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "izin", *arguments, env=env, stdout=pipe, stderr=pipe
    )
    out, err = await process.communicate()
    assert process.returncode is not None
    return Outcome(process.returncode, out.decode(), err.decode())


async def periksa(settings: Settings) -> HasilCocok:
    """In this process, as the demo does."""
    async with open_office(settings) as stores:
        return await periksa_catatan(stores, pause_seconds=0.05)


async def bekerja(kantor: Kantor) -> tuple[Permohonan, Permohonan]:
    """One inspected too late and handed on; one returned by the inspection, and taken up again.
    Each jump of the clock waits for the watchdog to have looked."""
    office = kantor.office
    lambat, kembali = await kantor.ajukan(), await kantor.ajukan()
    await office.lewati("frontoffice", "frontoffice", "backoffice", "backoffice")
    kantor.jam.ke("2026-01-08 14.00")
    await kantor.disapu()
    tugas = {t.nomor: t for t in [await office.tugas("dinasteknis") for _ in range(2)]}
    assert (await office.putuskan(tugas[kembali.nomor], "kembalikan")).diterapkan
    kantor.jam.ke("2026-01-09 10.00")
    await kantor.disapu()
    assert (await office.putuskan(tugas[lambat.nomor])).diterapkan
    perbaikan = await office.pengajuan(nomor=kembali.nomor, putaran=2, tanpa=["nib"])
    await kantor.dari(await office.ajukan(perbaikan))
    kantor.jam.ke("2026-01-12 10.00")
    await kantor.disapu()
    return await kantor.sekarang(lambat), await kantor.sekarang(kembali)


@contextmanager
def koleksi(settings: Settings, nama: str) -> Iterator[Collection[Document]]:
    assert settings.mongodb_url
    with MongoClient[Document](settings.mongodb_url.get_secret_value(), tz_aware=True) as client:
        yield client[settings.basis_data][nama]


@contextmanager
def diubah(
    settings: Settings, nama: str, kunci: str, ubah: Callable[[Document], object]
) -> Iterator[None]:
    """One document changed behind everybody's back, and put back afterwards."""
    with koleksi(settings, nama) as isi:
        asli = isi.find_one({"_id": kunci})
        assert asli is not None
        palsu = {**asli}
        ubah(palsu)
        isi.replace_one({"_id": kunci}, palsu)
        yield
        isi.replace_one({"_id": kunci}, asli, upsert=True)


async def test_what_a_watchdog_recorded_is_reproduced_and_every_tampering_is_named(
    settings: Settings,
) -> None:
    async with open_kantor(settings) as kantor:
        async with watchdog_here(settings):
            lambat, _ = await bekerja(kantor)
            utuh = await izin(settings, "gladi")
            assert (utuh.code, utuh.err) == (0, "")
            assert "tepat yang tercatat" in " ".join(utuh.out.split())
        klaim = await kantor.watch.klaim(lambat.id)
    assert len(klaim) >= 5
    lewat = next(k.kunci for k in klaim if k.kunci.endswith("/4.1/terlampaui"))
    found = await periksa(settings)
    assert (found.cocok, found.permohonan) == (True, 2)
    for nama, kunci, ubah, jenis in (
        ("pelanggaran", lewat, geser, "berbeda"),
        ("permohonan", str(lambat.id), mundurkan, "riwayat_rusak"),
        ("pelanggaran", lewat, kacaukan, "catatan_rusak"),
        ("permohonan", str(lambat.id), lambda d: d.update(isian="entah"), "dokumen_rusak"),
    ):
        with diubah(settings, nama, kunci, ubah):
            beda = (await periksa(settings)).beda
            assert {(b.nomor, b.jenis) for b in beda} == {(lambat.nomor, jenis)}
    with diubah(settings, "pelanggaran", lewat, geser):
        outcome = await izin(settings, "gladi")
        assert outcome.code == 1
        assert f"{lambat.nomor}  tercatat lain dari yang seharusnya\n    {lewat}" in outcome.out
        assert "jatuh_tempo: tercatat 2026-01-09T01:" in outcome.out
    with diubah(settings, "permohonan", str(lambat.id), mundurkan):
        outcome = await izin(settings, "gladi", "--json")
        told = json.loads(outcome.out)
        assert (outcome.code, told["cocok"]) == (1, False)
        assert [(b["nomor"], b["jenis"]) for b in told["beda"]] == [(lambat.nomor, "riwayat_rusak")]


def geser(document: Document) -> None:
    isi = document["pelanggaran"]
    document["pelanggaran"] = {**isi, "jatuh_tempo": isi["jatuh_tempo"] + timedelta(minutes=1)}


def mundurkan(document: Document) -> None:
    """One instant of the riwayat, by one millisecond: nothing else would show."""
    entri = document["riwayat"][2]
    lebih_awal = {**entri, "ditutup_pada": entri["ditutup_pada"] - timedelta(milliseconds=1)}
    document["riwayat"] = [*document["riwayat"][:2], lebih_awal, *document["riwayat"][3:]]


def kacaukan(document: Document) -> None:
    document["pelanggaran"] = {**document["pelanggaran"], "tingkat": "entah"}


async def test_a_record_taken_away_and_an_application_taken_away_are_named(
    settings: Settings,
) -> None:
    async with open_kantor(settings) as kantor, watchdog_here(settings):
        lambat, kembali = await bekerja(kantor)
        hilang = (await kantor.watch.klaim(lambat.id))[0].kunci
    with koleksi(settings, "pelanggaran") as isi:
        isi.delete_one({"_id": hilang})
    with koleksi(settings, "permohonan") as isi:
        isi.delete_one({"_id": str(kembali.id)})
    outcome = await izin(settings, "gladi")
    assert outcome.code == 1
    assert f"{lambat.nomor}  seharusnya ada, tetapi tidak tercatat\n    {hilang}" in outcome.out
    assert f"{kembali.nomor}  tercatat, tetapi permohonannya tidak ada lagi" in outcome.out


async def test_a_calendar_changed_in_between_is_reproduced(
    settings: Settings, tmp_path: Path
) -> None:
    """A day off is decided while two inspections run: what was announced before stands, what came
    later goes by the new calendar; the check knows both from the store."""
    banjir = tmp_path / "banjir.toml"
    banjir.write_text(BERKAS_BAWAAN.read_text(encoding="utf-8") + LIBUR, encoding="utf-8")
    async with open_kantor(settings, "frontoffice", "backoffice") as kantor:
        async with watchdog_here(settings):
            permohonan = await kantor.ajukan()
            await kantor.office.lewati("frontoffice", "backoffice")
            kantor.jam.ke("2026-01-07 15.00")
            await kantor.disapu()
        async with watchdog_here(settings.model_copy(update={"kalender": banjir})):
            kantor.jam.ke("2026-01-13 15.00")
            await kantor.disapu()
            klaim = await kantor.watch.klaim(permohonan.id)
            (lewat,) = (k for k in klaim if k.kunci.endswith("/4.1/terlampaui"))
            # Four days from Monday without Thursday: not Friday, but the Monday after.
            assert lewat.pelanggaran.jatuh_tempo.strftime("%Y-%m-%d %H") == "2026-01-12 01"
            outcome = await izin(settings, "gladi")
    assert outcome.code == 0, outcome.out


async def test_a_shorter_limit_is_rehearsed_on_what_is_stored(settings: Settings) -> None:
    """Three days were over on Thursday at nine: the one that was returned on Thursday at 14.00 was
    in time with four."""
    async with open_kantor(settings) as kantor, watchdog_here(settings):
        lambat, kembali = await bekerja(kantor)
        outcome = await izin(settings, "gladi", "--waktu", f"{KURSUS}:4=3 Hari", "--json")
    assert outcome.code == 0, outcome.err
    told = json.loads(outcome.out)
    assert (told["dihitung"], told["tidak_dapat_dihitung"]) == (2, [])
    banding = {(b["langkah"], b["tingkat"]): b for b in told["pelanggaran"]}
    lewat = banding[4, "terlampaui"]
    assert (lewat["semula"], lewat["menjadi"], lewat["bertambah"]) == (1, 2, [kembali.nomor])
    assert banding[4, "selesai_terlambat"]["bertambah"] == [kembali.nomor]
    assert lambat.nomor not in lewat["bertambah"]


async def test_where_no_watchdog_has_swept_there_is_nothing_to_compare(
    settings: Settings,
) -> None:
    outcome = await izin(settings, "gladi")
    assert (outcome.code, outcome.out) == (3, "")
    assert "Belum ada sapuan watchdog" in outcome.said
