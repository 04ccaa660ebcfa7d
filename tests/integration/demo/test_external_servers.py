"""On servers of somebody else: nothing of theirs is touched, and any SOP there is played."""

import asyncio
import re
from pathlib import Path
from typing import Any

import aio_pika
from pymongo import MongoClient

from izin.registry import discover_desks
from shared import topology
from shared.process import all_pelaksana
from shared.settings import Settings
from shared.sop.loader import FOLDER_BAWAAN
from shared.topology import topologi
from shared.worker.topology_setup import declare
from tests.builders import katalog
from tests.integration.demo.theatre import demo
from tests.unit.demo.play import sop_ketiga


def env_server(settings: Settings) -> dict[str, str]:
    assert settings.rabbitmq_url and settings.mongodb_url
    return {
        "RABBITMQ_URL": settings.rabbitmq_url.get_secret_value(),
        "MONGODB_URL": settings.mongodb_url.get_secret_value(),
        "IZIN_BASIS_DATA": settings.basis_data[:14],
    }


def basis_data_demo(env: dict[str, str]) -> list[str]:
    awalan = f"{env['IZIN_BASIS_DATA']}_demo_"
    with MongoClient[dict[str, Any]](env["MONGODB_URL"]) as client:
        return [nama for nama in client.list_database_names() if nama.startswith(awalan)]


async def panjang(rabbitmq_url: str, antrean: str) -> int:
    async with await aio_pika.connect(rabbitmq_url) as connection:
        channel = await connection.channel()
        queue = await channel.declare_queue(antrean, passive=True)
        return queue.declaration_result.message_count or 0


def test_a_broker_with_work_in_it_is_refused_and_left_as_it_was(
    settings: Settings, tmp_path: Path
) -> None:
    env = env_server(settings)
    antrean = topology.antrean_tugas("kabid")

    async def titip() -> None:
        semua = all_pelaksana(katalog(), discover_desks())
        await declare(env["RABBITMQ_URL"], topologi(semua))
        async with await aio_pika.connect(env["RABBITMQ_URL"]) as connection:
            channel = await connection.channel()
            pesan = aio_pika.Message(b"milik orang lain", delivery_mode=2)
            await channel.default_exchange.publish(pesan, antrean)

    asyncio.run(titip())
    with demo(tmp_path, 3, env) as berjalan:
        assert berjalan.tunggu_akhir() == 1
    assert "kabid.tugas (1 pesan, 0 konsumen)" in berjalan.kata
    assert "Traceback" not in berjalan.kata
    assert asyncio.run(panjang(env["RABBITMQ_URL"], antrean)) == 1
    assert basis_data_demo(env) == []


def test_any_sop_that_is_there_is_played_in_a_database_of_its_own(
    settings: Settings, tmp_path: Path
) -> None:
    folder_sop = tmp_path / "sop"
    folder_sop.mkdir()
    for berkas in FOLDER_BAWAAN.glob("*.toml"):
        (folder_sop / berkas.name).write_bytes(berkas.read_bytes())
    (folder_sop / "ketiga.toml").write_text(sop_ketiga().sumber)
    env = {**env_server(settings), "IZIN_FOLDER_SOP": str(folder_sop)}
    with demo(tmp_path, 9, env) as berjalan:
        assert berjalan.tunggu_akhir() == 0, berjalan.kata
    assert "izin-contoh" in berjalan.kata
    assert "✗" not in berjalan.kata
    (nama,) = basis_data_demo(env)
    assert f"IZIN_BASIS_DATA={nama}" in berjalan.kata
    with MongoClient[dict[str, Any]](env["MONGODB_URL"]) as client:
        assert client[nama]["permohonan"].count_documents({"sop": "izin-contoh"}) == 3
        tercatat = list(client[nama]["pelanggaran"].find({}))
        assert env["IZIN_BASIS_DATA"] not in client.list_database_names()
        client.drop_database(nama)
    assert asyncio.run(panjang(env["RABBITMQ_URL"], topology.ANTREAN_KARANTINA)) == 2
    assert asyncio.run(panjang(env["RABBITMQ_URL"], topology.ANTREAN_OPS)) == 0
    assert {satu["pelanggaran"]["sop"] for satu in tercatat} == {*katalog(), "izin-contoh"}
    assert all(satu["diumumkan_pada"] for satu in tercatat)
    assert re.search(rf"diumumkan tepat satu kali +{len(tercatat)} pengumuman", berjalan.kata)


def test_a_second_demo_on_the_same_broker_does_not_count_what_the_first_left_in_karantina(
    settings: Settings, tmp_path: Path
) -> None:
    env = env_server(settings)
    for ke in ("satu", "dua"):
        folder = tmp_path / ke
        folder.mkdir()
        with demo(folder, 2, env) as berjalan:
            assert berjalan.tunggu_akhir() == 0, berjalan.kata
    with MongoClient[dict[str, Any]](env["MONGODB_URL"]) as client:
        for nama in basis_data_demo(env):
            client.drop_database(nama)
