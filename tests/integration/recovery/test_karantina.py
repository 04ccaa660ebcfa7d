"""`izin karantina` over the real broker and store, with messages of both kinds in it."""

import asyncio
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from shared import topology
from shared.kantor.karantina import SendBack
from shared.rabbit.browse import Held, copy_of
from shared.rabbit.client import open_connection
from shared.rabbit.declare import declare
from shared.rabbit.send import open_sender
from shared.settings import Settings
from tests.integration.cli.office import environment
from tests.office import Office, open_office
from tests.recovery import put
from tests.unit.cli.running import Outcome, izin
from tests.workers import workers_here

PETUGAS = {"IZIN_PETUGAS": "198001012005011001:Budi Petugas"}
BERKAS = topology.antrean_berkas("frontoffice")


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """What the workers beside the command log must not come between what it writes."""
    with capture_logs():
        yield


class Shelf:
    """`izin karantina` as a script calls it, beside the loop that the workers are on."""

    def __init__(self, settings: Settings) -> None:
        self._env = {**environment(settings), **PETUGAS}

    async def __call__(self, *arguments: str) -> Outcome:
        return await asyncio.to_thread(izin, "karantina", *arguments, env=self._env)

    async def daftar(self) -> list[dict[str, Any]]:
        isi: list[dict[str, Any]] = json.loads((await self("daftar", "--json")).out)
        return isi

    async def until(self, wanted: Callable[[list[dict[str, Any]]], bool]) -> list[dict[str, Any]]:
        async with asyncio.timeout(120):
            while not wanted(isi := await self.daftar()):
                await asyncio.sleep(0.1)
        return isi


async def dead_letter(office: Office, antrean: str) -> None:
    """As the broker does it with what a consumer will not have."""
    queue = await office.channel.get_queue(antrean)
    message = await queue.get()
    assert message is not None
    await message.reject(requeue=False)


async def test_what_a_worker_refused_can_be_seen_sent_back_and_dropped_with_a_reason(
    settings: Settings, tmp_path: Path
) -> None:
    karantina = Shelf(settings)
    async with workers_here(settings, "frontoffice"), open_office(settings) as office:
        await office.kirim_mentah(BERKAS, b"\xff\x00 bukan JSON", message_id="m-1")
        (satu,) = await karantina.until(lambda isi: len(isi) == 1)
        assert (satu["kode"], satu["asal"], satu["kali"]) == ("pesan_tidak_sah", BERKAS, 1)
        # Looked at any number of times, it stays.
        lihat = await karantina("lihat", satu["id"])
        assert "Penanganan:" in lihat.out
        # It is refused again, and comes back: counted, as a stay of its own.
        kembali = await karantina("kirim-ulang", satu["id"][:6])
        assert (kembali.code, kembali.out) == (0, "1 pesan dikirim ulang.\n")
        (lagi,) = await karantina.until(lambda isi: [s["dikirim_ulang"] for s in isi] == [1])
        assert lagi["id"] != satu["id"]
        ekspor = await karantina("ekspor", str(tmp_path / "k.jsonl"))
        assert ekspor.code == 0
        baris = json.loads((tmp_path / "k.jsonl").read_text())
        assert (baris["id"], baris["isi_base64"]) == (lagi["id"], "/wAgYnVrYW4gSlNPTg==")
        buang = await karantina("buang", lagi["id"], "--alasan", "dikirim program uji")
        assert buang.code == 0
        assert await karantina.daftar() == []
        catatan = json.loads((await karantina("catatan", "--json")).out)
        assert [(c["tindakan"], c["alasan"], c["oleh_nama"]) for c in catatan] == [
            ("buang", "dikirim program uji", "Budi Petugas"),
            ("kirim_ulang", "", "Budi Petugas"),
        ]
        disimpan = await office.store._client[settings.basis_data]["karantina_catatan"].find_one(
            {"tindakan": "buang"}
        )
        assert disimpan is not None
        assert disimpan["isi"] == b"\xff\x00 bukan JSON"
        assert disimpan["properti"]["headers"]["kode"] == "pesan_tidak_sah"


async def test_what_the_broker_dead_lettered_goes_back_and_is_done(settings: Settings) -> None:
    karantina = Shelf(settings)
    assert settings.rabbitmq_url is not None
    await declare(settings.rabbitmq_url.get_secret_value(), topology.topologi(["kabid"]))
    async with open_office(settings) as office:
        pengajuan = await office.pengajuan()
        await office.client.submit(pengajuan)
        await dead_letter(office, BERKAS)
        (satu,) = await karantina.until(lambda isi: len(isi) == 1)
        assert (satu["kode"], satu["asal"]) == ("rejected", BERKAS)
        assert satu["sejak"] is not None
        async with workers_here(settings, "frontoffice"):
            assert (await karantina("kirim-ulang", "--kode", "rejected")).code == 0
            await office.tugas("frontoffice")
        assert await karantina.daftar() == []
        (permohonan,) = [p async for p in office.store.scan()]
        assert permohonan.pengajuan_id == (pengajuan.pengajuan_id,)


async def test_what_has_nowhere_to_go_stays_and_is_named(settings: Settings) -> None:
    karantina = Shelf(settings)
    assert settings.rabbitmq_url is not None
    url = settings.rabbitmq_url.get_secret_value()
    await declare(url, topology.topologi(["kabid"]))
    async with open_connection(url) as wire:
        await put(await open_sender(wire), topology.ANTREAN_KARANTINA, "asing")
    hasil = await karantina("kirim-ulang", "--semua")
    assert hasil.code == 1
    assert "tetap di karantina" in hasil.said
    (satu,) = await karantina.daftar()
    assert (await karantina("lihat", "ffffff")).code == 3
    assert (await karantina("buang", satu["id"], "ffffff", "--alasan", "uji")).code == 3
    singkat = await karantina("--json")
    assert [s["id"] for s in json.loads(singkat.out)] == [satu["id"]]


async def test_a_crash_between_sending_back_and_letting_go_leaves_it_here_and_changes_nothing(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    karantina = Shelf(settings)
    async with workers_here(settings, "frontoffice"), open_office(settings) as office:
        pengajuan = await office.pengajuan()
        assert (await office.ajukan(pengajuan)).diterapkan
        await office.tugas("frontoffice")
        await office.client.submit(pengajuan)  # the same again: known, and published again
        await office.tugas("frontoffice")
    async with open_office(settings) as office:
        await office.client.submit(pengajuan)
        await dead_letter(office, BERKAS)
        await karantina.until(lambda isi: len(isi) == 1)

        async def send_and_die(self: SendBack, entry: object, message: Held) -> None:
            await self._sender.publish(copy_of(message), topology.EXCHANGE_IZIN, BERKAS)

        with monkeypatch.context() as patch:
            patch.setattr(SendBack, "__call__", send_and_die)
            await karantina("kirim-ulang", "--semua")
        assert len(await karantina.daftar()) == 1
        assert (await karantina("kirim-ulang", "--semua")).code == 0
        async with workers_here(settings, "frontoffice"):
            for _ in range(2):
                await office.tugas("frontoffice")
        assert await karantina.daftar() == []
        (permohonan,) = [p async for p in office.store.scan()]
        assert permohonan.urutan == 1
