"""The register of officers beside a worker that runs: what changes in the file takes effect."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shared.contracts import Jawaban, Petugas, Putusan, Tugas
from shared.permohonan import periksa_rantai
from shared.petugas.pemeriksaan import periksa_wewenang
from shared.settings import Settings
from tests.office import Office, open_office
from tests.register import teks_mandat, teks_petugas, teks_semua
from tests.workers import StartWorker

LOKET = "frontoffice"
WAKIL = Petugas(id="wakil.1", nama="Wakil Contoh")


@pytest.fixture
def berkas(tmp_path: Path) -> Path:
    return tmp_path / "petugas.toml"


@pytest.fixture
def settings(settings: Settings, berkas: Path) -> Settings:
    tulis(berkas)
    return settings.model_copy(update={"daftar_petugas": berkas})


def tulis(berkas: Path, *mandat: str) -> None:
    """Replaced in one go, as docs/petugas.md has it."""
    baru = berkas.with_suffix(".baru")
    baru.write_text(teks_semua(teks_petugas(WAKIL.id, WAKIL.nama), *mandat))
    baru.replace(berkas)


def rusak(berkas: Path) -> None:
    berkas.write_text("[[petugas]")


def mandat_hari_ini() -> str:
    hari = datetime.now(UTC).date()
    masa = f"sejak = {hari - timedelta(days=1)}\nsampai = {hari + timedelta(days=1)}"
    return teks_mandat(WAKIL.id, LOKET, masa)


async def kirim(office: Office, putusan: Putusan) -> tuple[str, bool]:
    jawaban: Jawaban = await office.client.decide(putusan, 30)
    return jawaban.kode, jawaban.diterapkan


async def test_a_mandate_is_given_used_and_taken_back_while_the_worker_runs(
    settings: Settings, berkas: Path, start_worker: StartWorker
) -> None:
    worker = start_worker(LOKET)
    worker.wait_ready()
    async with open_office(settings) as office:
        pertama = await office.ajukan(await office.pengajuan())
        kedua = await office.ajukan(await office.pengajuan())
        ketiga = await office.ajukan(await office.pengajuan())
        tugas: dict[object, Tugas] = {}
        for _ in range(3):
            satu = await office.tugas(LOKET)
            tugas[satu.permohonan_id] = satu
        putusan = await office.putusan(tugas[pertama.permohonan_id], petugas=WAKIL)
        lagi = await office.putusan(tugas[kedua.permohonan_id], petugas=WAKIL)

        assert await kirim(office, putusan) == ("di_luar_mandat", False)
        tulis(berkas, mandat_hari_ini())
        assert await kirim(office, putusan) == ("diterapkan", True)

        rusak(berkas)
        assert (await office.putuskan(tugas[ketiga.permohonan_id], petugas=WAKIL)).diterapkan
        tulis(berkas)
        assert await kirim(office, lagi) == ("di_luar_mandat", False)
        # What stands is not taken back with the mandate: a tool that repeats it is told so.
        assert await kirim(office, putusan) == ("sudah_diterapkan", True)

        permohonan = await office.permohonan(pertama)
        periksa_rantai(permohonan)
        assert list(periksa_wewenang(permohonan, berdaftar=True)) == []
        hak = permohonan.riwayat[-1].wewenang
        assert hak is not None
        assert (hak.jenis, hak.nama) == ("plh", WAKIL.nama)
        assert (await office.permohonan(kedua)).urutan == 1
    assert worker.stop() == 0
    catatan = worker.log.read_text()
    assert catatan.count("daftar_petugas_ditolak") == 1
    assert "TOML tidak terbaca" in catatan
    assert "tanpa_daftar_petugas" not in catatan
