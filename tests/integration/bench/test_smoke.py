"""The bench measures what it says: real workers, the floors, and work that was really done."""

import asyncio
import sys
from dataclasses import replace
from pathlib import Path

import aio_pika
import pytest

from bench.kecepatan.contestants import Peserta, alurizin, lantai
from bench.kecepatan.place import Tempat, ruang
from bench.kecepatan.processes import PengukuranGagal
from bench.kecepatan.proof import buktikan
from bench.kecepatan.run import Jalan
from bench.pesanan import Pesanan
from bench.pola.record import rekam
from shared.embedded import Servers

pytestmark = pytest.mark.integration

POLA = rekam()
PESANAN = Pesanan(jumlah=2, pemanasan=1, latensi=True)


@pytest.fixture
def jalan(session_servers: Servers, tmp_path: Path) -> Jalan:
    return Jalan(Tempat(session_servers, tmp_path), POLA)


def satu_proses(cara: str) -> Peserta:
    """A floor with all roles in one process: quicker to start."""
    perintah = (sys.executable, "-m", "bench.lantai", cara, *POLA.pelaksana)
    return replace(lantai(f"lantai-{cara}", cara, POLA), proses=[perintah])


@pytest.mark.parametrize("cara", ["biasa", "berkelompok"])
def test_a_floor_carries_applications_to_their_end(jalan: Jalan, cara: str) -> None:
    hasil = jalan(satu_proses(cara), 1, PESANAN)
    assert (hasil.permohonan, hasil.langkah) == (2, 2 * len(POLA.tapak))
    # Every decision but the last one is followed by a task; the submission is no decision.
    assert len(hasil.latensi) == 2 * (len(POLA.tapak) - 2)


def test_workers_that_stay_up_answer_for_all_their_orders(jalan: Jalan) -> None:
    with jalan.berdiri(satu_proses("biasa")) as ukur:
        assert [ukur(ke, PESANAN).permohonan for ke in (1, 2)] == [2, 2]
        assert ukur.selesai == 6
    with pytest.raises(PengukuranGagal, match="seharusnya 4"), jalan.berdiri(ukur.peserta) as ukur:
        ukur(1, PESANAN)
        ukur.selesai += 1


def test_alurizin_is_measured_as_it_is(jalan: Jalan) -> None:
    hasil = jalan(alurizin(POLA), 1, PESANAN)
    assert (hasil.permohonan, hasil.langkah) == (2, 2 * len(POLA.tapak))
    assert all(hasil.cpu[nama] >= 0 for nama in ("pekerja", "petugas", "broker", "penyimpanan"))
    assert len(hasil.memori) == len(POLA.pelaksana)


def test_a_run_whose_steps_are_not_in_the_store_does_not_count(jalan: Jalan) -> None:
    with ruang(jalan.tempat, "kosong") as tempat, pytest.raises(PengukuranGagal, match="0 permoh"):
        buktikan(tempat, permohonan=1, langkah=len(POLA.tapak))


def test_a_run_that_leaves_messages_behind_does_not_count(jalan: Jalan) -> None:
    with ruang(jalan.tempat, "sisa") as tempat:
        asyncio.run(tinggalkan(tempat.rabbitmq_url, "tertinggal"))
        with pytest.raises(PengukuranGagal, match="tertinggal"):
            buktikan(tempat, permohonan=0, langkah=0, sabar_detik=0)


async def tinggalkan(rabbitmq_url: str, antrean: str) -> None:
    async with await aio_pika.connect(rabbitmq_url) as koneksi:
        saluran = await koneksi.channel()
        await saluran.declare_queue(antrean, durable=True)
        await saluran.default_exchange.publish(aio_pika.Message(b"sisa"), antrean)
