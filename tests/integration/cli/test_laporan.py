"""`izin laporan` over the real store: journeys as workers write them, records as watchdogs do."""

import asyncio
import csv
import io
import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from shared.clock import TrialClock
from shared.kalender.berlaku import AWAL
from shared.kalender.salinan import tulis_salinan
from shared.mutu_baku.buku_waktu import Gangguan
from shared.mutu_baku.kejadian import susun_pelanggaran
from shared.mutu_baku.pelanggaran import kejadian
from shared.settings import Settings
from shared.store.watch_port import CatatanMasa, Klaim
from tests.builders import KURSUS, PAUD, Perjalanan, kalender
from tests.integration.cli.office import environment
from tests.stores import Stores, mongo_stores
from tests.unit.cli.running import Outcome, izin
from tests.unit.laporan.report_case import (
    BERLAKU,
    dikembalikan,
    kembalikan,
    lalui,
    lancar,
    wita,
)

pytestmark = pytest.mark.integration

KINI = wita(9, "12.00")


def journeys() -> list[Perjalanan]:
    """Finished; sent back and under way; late for an outage; sent back in words like a formula."""
    tertahan = lalui(Perjalanan(KURSUS, diajukan=wita(7, "09.00")), wita(7, "09.40"))
    jahat = Perjalanan(KURSUS, diajukan=wita(8, "09.00"))
    kembalikan(jahat, wita(8, "09.05"), ktp_pendiri='=cmd|"/c calc"!A0')
    return [lancar(), dikembalikan(), tertahan, jahat]


async def fill(settings: Settings, semua: list[Perjalanan]) -> None:
    assert settings.mongodb_url is not None
    url = settings.mongodb_url.get_secret_value()
    async with mongo_stores(url, settings.basis_data) as stores:
        versi = kalender().versi
        await stores.kalender.save_kalender(versi, tulis_salinan(kalender()))
        await stores.kalender.adopt(CatatanMasa(0, versi, AWAL, ()))
        await stores.ops.add_outage(Gangguan("frontoffice", wita(7, "09.00"), wita(7, "09.35")))
        for ke, perjalanan in enumerate(semua):
            await insert(stores, perjalanan, f"{perjalanan.sop.awalan_nomor}-2026-{ke + 1:06}")


async def insert(stores: Stores, perjalanan: Perjalanan, nomor: str) -> None:
    permohonan = perjalanan.permohonan.model_copy(update={"nomor": nomor})
    termuat = perjalanan.termuat
    await stores.permohonan.save_sop(termuat.versi, termuat.berkas, termuat.sumber)
    await stores.permohonan.insert(permohonan)
    for satu in kejadian(permohonan, perjalanan.sop, BERLAKU, KINI):
        saat = satu.terjadi + timedelta(seconds=1)
        isi = susun_pelanggaran(permohonan, satu, saat)
        assert await stores.watch.claim(Klaim(satu.kunci(permohonan.id), isi, "satu", saat, saat))


@pytest.fixture
def env(settings: Settings, tmp_path: Path) -> dict[str, str]:
    """Friday at noon, and the clock stands still."""
    asyncio.run(fill(settings, journeys()))
    jam = tmp_path / "jam.json"
    TrialClock.write(jam, KINI, 0)
    return {**environment(settings), "IZIN_BERKAS_JAM": str(jam)}


def report(env: dict[str, str], *arguments: Any) -> dict[str, Any]:
    outcome = izin("laporan", "2026-01", "--json", *arguments, env=env)
    assert outcome.code == 0, outcome.err
    told: dict[str, Any] = json.loads(outcome.out)
    return told


def written(env: dict[str, str], *arguments: Any) -> Outcome:
    outcome = izin("laporan", "2026-01", *arguments, env=env)
    assert outcome.out == ""
    return outcome


def test_everything_stored_is_in_the_report_and_agrees_with_the_record(env: dict[str, str]) -> None:
    told = report(env)
    masuk = {row["sop"]: row["masuk"] for row in told["keseluruhan"]}
    assert masuk == {KURSUS: 2, PAUD: 2}
    assert told["tentang"]["sampai"] == "2026-01-09T04:00:00.000Z"
    assert told["tentang"]["berjalan"] is True
    cocok = told["pencocokan"]
    assert cocok["turunan"] == cocok["tercatat"] > 12
    assert cocok["hanya_turunan"] == cocok["hanya_tercatat"] == cocok["belum_diumumkan"] == 0
    (depan,) = [r for r in told["langkah"] if (r["sop"], r["langkah"]) == (KURSUS, 2)]
    assert (depan["selesai"]["terlambat"], depan["selesai"]["karena_gangguan"]) == (1, 1)
    assert (depan["terbuka"]["jumlah"], depan["terbuka"]["tertunda"]) == (1, 1)


def test_the_table_says_what_the_json_says(env: dict[str, str]) -> None:
    outcome = izin("laporan", "2026-01", "--sop", PAUD, env=env)
    assert outcome.code == 0, outcome.err
    lines = [" ".join(line.split()) for line in outcome.out.splitlines()]
    assert "2 Front Office 10 Menit 2 1 1 0 8,0 mnt 10,4 mnt" in lines
    assert "12 peringatan, semuanya tercatat" in lines
    assert KURSUS not in outcome.out


def test_csv_and_workbook_are_written_once_and_run_nothing(
    env: dict[str, str], tmp_path: Path
) -> None:
    folder, book = tmp_path / "csv", tmp_path / "laporan.xlsx"
    for form, place in (("csv", folder), ("xlsx", book)):
        assert written(env, "--bentuk", form, "--ke", place).code == 0
        again = written(env, "--bentuk", form, "--ke", place)
        assert (again.code, "--timpa" in again.said) == (2, True)
        assert written(env, "--bentuk", form, "--ke", place, "--timpa").code == 0
    text = (folder / "alasan.csv").read_bytes().decode("utf-8-sig")
    alasan = {r["kode"]: r["alasan"] for r in csv.DictReader(io.StringIO(text), delimiter=";")}
    assert alasan["ktp-pendiri"].startswith("'=cmd|")
    cells = [c for row in openpyxl.load_workbook(book)["alasan"].iter_rows() for c in row]
    assert [c.data_type for c in cells if str(c.value).startswith("=cmd|")] == ["s"]


def test_months_that_cannot_be_reported_are_refused(env: dict[str, str]) -> None:
    outcome = izin("laporan", "2026-02", env=env)
    assert (outcome.code, outcome.out) == (2, "")
    assert "Bulan 2026-02 belum mulai" in outcome.said
    outcome = izin("laporan", "2026-01", "--sop", "izin-lain", env=env)
    assert (outcome.code, "tidak dikenal" in outcome.said) == (3, True)


def test_a_past_month_is_the_same_when_it_is_asked_for_later(
    env: dict[str, str], tmp_path: Path
) -> None:
    def januari(kini: datetime) -> dict[str, Any]:
        TrialClock.write(tmp_path / "jam.json", kini, 0)
        told = report(env)
        assert told["tentang"].pop("dibuat")
        return told

    assert januari(wita(1, "08.00", 2)) == januari(wita(1, "08.00", 4))
