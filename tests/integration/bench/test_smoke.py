"""The bench measures what it says: real workers, the floors, and work that was really done."""

import asyncio
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import aio_pika
import pytest

from bench.kecepatan.bukti import buktikan
from bench.kecepatan.jalan import Jalan
from bench.kecepatan.pekerja import PengukuranGagal
from bench.kecepatan.peserta import (
    SATU_PROSES_SURAT,
    Peserta,
    alurizin,
    alurizin_satu_proses,
    lantai,
    semua_peserta,
)
from bench.kecepatan.tempat import Tempat, ruang
from bench.mulai.perintah import IZIN, Perintah, semua_perintah
from bench.mulai.ukur import siapkan, ukur_satu
from bench.pesanan import Pesanan
from bench.pola.rekam import Pola, rekam
from shared.embedded import ServerUrls

pytestmark = pytest.mark.integration

POLA = rekam()
PESANAN = Pesanan(jumlah=2, pemanasan=1, latensi=True)


@pytest.fixture
def jalan(session_servers: ServerUrls, tmp_path: Path) -> Jalan:
    return Jalan(Tempat(session_servers, tmp_path), POLA)


def satu_proses(cara: str) -> Peserta:
    """A floor with all roles in one process: quicker to start."""
    perintah = (sys.executable, "-m", "bench.lantai", cara, *POLA.pelaksana)
    return replace(lantai(f"lantai-{cara}", cara, POLA), proses=[perintah])


def test_a_round_carries_applications_to_their_end_and_counts_only_when_it_did(
    jalan: Jalan,
) -> None:
    berdiri = jalan.berdiri(satu_proses("biasa"))
    with pytest.raises(PengukuranGagal, match="seharusnya 4"), berdiri as ukur:
        hasil = ukur(1, PESANAN)
        ukur.selesai += 1  # one that nobody took to its end
    assert (hasil.permohonan, hasil.langkah) == (2, 2 * len(POLA.tapak))
    assert all(hasil.cpu[nama] >= 0 for nama in ("pekerja", "petugas", "broker", "penyimpanan"))
    # Every decision but the last one is followed by a task; the submission is no decision.
    assert len(hasil.latensi) == 2 * (len(POLA.tapak) - 2)


@pytest.mark.lama
def test_the_grouped_floor_carries_applications_to_their_end_too(jalan: Jalan) -> None:
    assert jalan(satu_proses("berkelompok"), 1, PESANAN).permohonan == 2


@pytest.mark.lama
def test_workers_that_stay_up_answer_for_all_their_orders(jalan: Jalan) -> None:
    with jalan.berdiri(satu_proses("biasa")) as ukur:
        assert [ukur(ke, PESANAN).permohonan for ke in (1, 2)] == [2, 2]
        assert ukur.selesai == 6


@pytest.mark.lama
@pytest.mark.parametrize("bentuk", [alurizin, alurizin_satu_proses])
def test_alurizin_is_measured_in_both_of_its_forms(
    jalan: Jalan, bentuk: Callable[[Pola], Peserta]
) -> None:
    peserta = bentuk(POLA)
    hasil = jalan(peserta, 1, PESANAN)
    assert (hasil.permohonan, hasil.langkah) == (2, 2 * len(POLA.tapak))
    assert hasil.cpu_pekerja > 0
    assert len(hasil.memori) == len(peserta.proses)


@pytest.mark.lama
def test_an_office_that_makes_its_letters_is_measured_by_what_its_workers_made(
    jalan: Jalan,
) -> None:
    peserta = semua_peserta(POLA)[SATU_PROSES_SURAT]
    assert jalan(peserta, 1, PESANAN).permohonan == 2
    dengan_berkas = replace(jalan, pola=replace(POLA, surat=frozenset({"surat-keputusan"})))
    with pytest.raises(PengukuranGagal, match="bukan surat dari pekerja: surat-keputusan"):
        dengan_berkas(peserta, 1, PESANAN)


@pytest.mark.lama
def test_every_start_is_measured_until_it_serves_or_ends(jalan: Jalan) -> None:
    with ruang(jalan.tempat, "mulai") as tempat:
        nomor = siapkan(POLA, tempat)
        for perintah in semua_perintah(POLA, nomor):
            mulai = ukur_satu(perintah, tempat)
            assert mulai.cpu > 0 and 0 < mulai.detik < 120, perintah.nama


@pytest.mark.lama
def test_a_command_that_fails_is_not_a_start(jalan: Jalan) -> None:
    with ruang(jalan.tempat, "mulai") as tempat, pytest.raises(PengukuranGagal, match="NOMOR"):
        ukur_satu(Perintah("izin lihat NOMOR", (*IZIN, "lihat", "IPK-1999-000001")), tempat)


@pytest.mark.lama
def test_a_run_whose_steps_are_not_in_the_store_does_not_count(jalan: Jalan) -> None:
    with ruang(jalan.tempat, "kosong") as tempat, pytest.raises(PengukuranGagal, match="0 permoh"):
        buktikan(tempat, permohonan=1, langkah=len(POLA.tapak))


@pytest.mark.lama
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
