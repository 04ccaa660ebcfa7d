"""`izin lihat NOMOR` over the real store: the clock of an application, and nothing is written."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from shared.clock import TrialClock
from shared.kalender.berlaku import AWAL
from shared.kalender.salinan import tulis_salinan
from shared.mutu_baku.buku_waktu import Gangguan
from shared.mutu_baku.jaga import jagai
from shared.settings import Settings
from shared.store.watch_port import CatatanMasa
from tests.builders import Perjalanan, kalender
from tests.integration.cli.office import environment
from tests.stores import Stores, mongo_stores
from tests.unit.cli.running import izin
from tests.unit.kalender.contoh import dengan, wita
from tests.unit.mutu_baku.script import TETAP, jalan

pytestmark = pytest.mark.integration

KINI = wita("2026-01-06 11.00")
BANJIR = dengan('[[libur]]\ntanggal = 2026-01-07\nalasan = "Banjir"\nsumber = "Edaran"')


def store_url(settings: Settings) -> str:
    assert settings.mongodb_url is not None
    return settings.mongodb_url.get_secret_value()


async def insert(stores: Stores, perjalanan: Perjalanan) -> None:
    termuat = perjalanan.termuat
    await stores.permohonan.save_sop(termuat.versi, termuat.berkas, termuat.sumber)
    await stores.permohonan.insert(jagai(perjalanan.permohonan, perjalanan.sop, TETAP))
    lumpuh = Gangguan("dinasteknis", wita("2026-01-06 09.00"), wita("2026-01-06 10.00"))
    await stores.ops.add_outage(lumpuh)


async def fill(settings: Settings, perjalanan: Perjalanan, *, banjir: bool = False) -> None:
    async with mongo_stores(store_url(settings), settings.basis_data) as stores:
        await insert(stores, perjalanan)
        if banjir:
            for urutan, satu in enumerate((kalender(), BANJIR)):
                await stores.kalender.save_kalender(satu.versi, tulis_salinan(satu))
                dari = wita("2026-01-06 08.00") if urutan else AWAL
                await stores.kalender.adopt(CatatanMasa(urutan, satu.versi, dari, ()))


async def adopted(settings: Settings) -> tuple[CatatanMasa, ...]:
    async with mongo_stores(store_url(settings), settings.basis_data) as stores:
        return await stores.kalender.masa()


def looked_at(settings: Settings, tmp_path: Path, nomor: str) -> dict[str, Any]:
    jam = tmp_path / "jam"
    TrialClock.write(jam, KINI, 0)
    env = {**environment(settings), "IZIN_BERKAS_JAM": str(jam)}
    outcome = izin("lihat", nomor, "--json", env=env)
    assert outcome.code == 0, outcome.err
    data: dict[str, Any] = json.loads(outcome.out)["mutu_baku"]
    assert "Buku waktu" in izin("lihat", nomor, env=env).out
    return data


def with_dinas_teknis() -> Perjalanan:
    return jalan("2026-01-05 09.00", "09.00 sampai 4")


def test_without_a_calendar_in_force_it_goes_by_the_file_and_adopts_nothing(
    settings: Settings, tmp_path: Path
) -> None:
    perjalanan = with_dinas_teknis()
    asyncio.run(fill(settings, perjalanan))
    data = looked_at(settings, tmp_path, perjalanan.permohonan.nomor)
    assert data["versi_kalender"] == kalender().versi
    assert data["langkah"]["jatuh_tempo"] == "2026-01-09T01:00:00.000Z"
    assert data["fiktif_positif"]["terakhir"] == "2026-01-12"
    assert asyncio.run(adopted(settings)) == ()


def test_the_calendar_in_force_has_the_word_and_the_outages_are_ours(
    settings: Settings, tmp_path: Path
) -> None:
    perjalanan = with_dinas_teknis()
    asyncio.run(fill(settings, perjalanan, banjir=True))
    data = looked_at(settings, tmp_path, perjalanan.permohonan.nomor)
    assert data["versi_kalender"] == BANJIR.versi
    assert data["langkah"]["jatuh_tempo"] == "2026-01-12T01:00:00.000Z"
    milik = {
        (satu["pemilik"], satu["jenis"]): satu["lama_milidetik"] for satu in data["buku_waktu"]
    }
    satu_jam = 3_600_000
    assert milik == {
        ("dinasteknis", "menunggu"): 25 * satu_jam,
        ("sistem", "gangguan"): satu_jam,
    }
    assert data["jumlah"]["lama_milidetik"] == 26 * satu_jam
