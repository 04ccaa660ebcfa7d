"""On servers of somebody else: nothing of theirs is touched, and any SOP there is played."""

import asyncio
import re
from pathlib import Path
from typing import Any

import aio_pika
import pytest
from pymongo import MongoClient

from izin.registry import discover_desks
from shared import topology
from shared.books import all_pelaksana
from shared.gabungan import anggota
from shared.rabbit.declare import declare
from shared.sop.loader import FOLDER_BAWAAN
from shared.topology import topologi
from tests.builders import katalog
from tests.integration.demo.theatre import databases, demo
from tests.unit.demo.play import sop_ketiga


async def panjang(rabbitmq_url: str, antrean: str) -> int:
    async with await aio_pika.connect(rabbitmq_url) as connection:
        channel = await connection.channel()
        queue = await channel.declare_queue(antrean, passive=True)
        return queue.declaration_result.message_count or 0


async def titip(rabbitmq_url: str, antrean: str) -> None:
    """Something of somebody else's lies in that queue."""
    await declare(rabbitmq_url, topologi(all_pelaksana(katalog(), discover_desks())))
    async with await aio_pika.connect(rabbitmq_url) as connection:
        channel = await connection.channel()
        pesan = aio_pika.Message(b"milik orang lain", delivery_mode=2)
        await channel.default_exchange.publish(pesan, antrean)


def test_a_broker_with_work_in_it_is_refused_and_left_as_it_was(
    elsewhere: dict[str, str], tmp_path: Path
) -> None:
    env = elsewhere
    antrean = topology.antrean_tugas("kabid")

    asyncio.run(titip(env["RABBITMQ_URL"], antrean))
    with demo(tmp_path, 3, env) as berjalan:
        assert berjalan.tunggu_akhir() == 1
    assert "kabid.tugas (1 pesan, 0 konsumen)" in berjalan.kata
    assert "Traceback" not in berjalan.kata
    assert asyncio.run(panjang(env["RABBITMQ_URL"], antrean)) == 1
    with MongoClient[dict[str, Any]](env["MONGODB_URL"]) as client:
        assert databases(client, env) == []


def test_any_sop_that_is_there_is_played_in_a_database_of_its_own_beside_an_old_karantina(
    elsewhere: dict[str, str], tmp_path: Path
) -> None:
    folder_sop = tmp_path / "sop"
    folder_sop.mkdir()
    for berkas in FOLDER_BAWAAN.glob("*.toml"):
        (folder_sop / berkas.name).write_bytes(berkas.read_bytes())
    (folder_sop / "ketiga.toml").write_text(sop_ketiga().sumber)
    env = {**elsewhere, "IZIN_FOLDER_SOP": str(folder_sop)}
    asyncio.run(titip(env["RABBITMQ_URL"], topology.ANTREAN_KARANTINA))
    with demo(tmp_path, 9, env, "--proses", "2") as berjalan:
        assert berjalan.tunggu_akhir() == 0, berjalan.kata
    catatan = {satu.stem for satu in (tmp_path / ".izin/demo/log").glob("*+*.log")}
    assert sorted(len(anggota(nama)) for nama in catatan) == [3, 4]
    assert "izin-contoh" in berjalan.kata
    assert "✗" not in berjalan.kata
    with MongoClient[dict[str, Any]](env["MONGODB_URL"]) as client:
        (nama,) = databases(client, env)
        assert f"IZIN_BASIS_DATA={nama}" in berjalan.kata
        assert client[nama]["permohonan"].count_documents({"sop": "izin-contoh"}) == 3
        tercatat = list(client[nama]["pelanggaran"].find({}))
        assert env["IZIN_BASIS_DATA"] not in client.list_database_names()
    assert asyncio.run(panjang(env["RABBITMQ_URL"], topology.ANTREAN_KARANTINA)) == 3
    assert asyncio.run(panjang(env["RABBITMQ_URL"], topology.ANTREAN_OPS)) == 0
    assert {satu["pelanggaran"]["sop"] for satu in tercatat} == {*katalog(), "izin-contoh"}
    assert all(satu["diumumkan_pada"] for satu in tercatat)
    assert re.search(rf"diumumkan tepat satu kali +{len(tercatat)} pengumuman", berjalan.kata)


@pytest.mark.lama
def test_a_second_demo_on_the_same_broker_does_not_count_what_the_first_left_in_karantina(
    elsewhere: dict[str, str], tmp_path: Path
) -> None:
    for ke in ("satu", "dua"):
        folder = tmp_path / ke
        folder.mkdir()
        with demo(folder, 2, elsewhere) as berjalan:
            assert berjalan.tunggu_akhir() == 0, berjalan.kata
