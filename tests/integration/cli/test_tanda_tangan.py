"""The Kepala Dinas at the terminal, and a script in the Kepala Dinas's name, with SKs that the
national service signs: asked unseen, signed once, told in a sentence, seen nowhere."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path

import pytest
import pytest_asyncio

from shared.contracts import Tugas
from shared.settings import Settings
from shared.store.mongo_sk import MongoSkStore
from shared.store.motor_client import connect
from tests.integration.cli.office import environment
from tests.integration.cli.terminal_screen import Screen
from tests.kantor_bsre import KEPALA, KantorBsre, kantor_bsre
from tests.layanan_tanda_tangan import AKUN, FRASA, NIK
from tests.office import Office, open_office
from tests.pipeline.test_letters import isi_berkas, teks
from tests.pipeline.test_signing import buku, sampai_tanda_tangan
from tests.workers import workers_here

RAHASIA = (NIK, FRASA, AKUN[1], "keliru-sekali")


@pytest.fixture
def luar(tmp_path: Path) -> Iterator[KantorBsre]:
    with kantor_bsre(tmp_path / "kunci") as satu:
        yield satu


@pytest_asyncio.fixture
async def office(settings: Settings, luar: KantorBsre) -> AsyncIterator[Office]:
    pelaksana = settings.model_copy(update={"tanda_tangan": luar.pelaksana})
    async with workers_here(pelaksana), open_office(pelaksana) as satu:
        yield satu


@pytest.fixture
def env(settings: Settings, luar: KantorBsre) -> dict[str, str]:
    return {
        **environment(settings),
        "IZIN_TANDA_TANGAN": str(luar.alat_dengan()),
        "IZIN_PETUGAS": f"{KEPALA.id}:{KEPALA.nama}",
    }


async def nomor_sk(office: Office) -> list[tuple[str, str]]:
    client = connect(office.settings.named_mongodb_url())
    semua = await buku(MongoSkStore(client, office.settings.basis_data))
    client.close()
    return [(satu.nomor, satu.status) for satu in semua]


def sign_at_the_terminal(env: Mapping[str, str], tugas: Tugas, folder: Path) -> Screen:
    screen = Screen(env, "tugas", "kepaladinas", "--nomor", tugas.nomor, cwd=folder, fresh=True)
    for frasa in ("keliru-sekali", FRASA):
        screen.wait_for("Putusan Anda:")
        screen.type("terima")
        screen.wait_for("Catatan")
        screen.type("")
        screen.wait_for("frasa sandi (BSrE)")
        screen.wait_for("'ya'")
        screen.type("ya")
        screen.wait_for("SK nomor 001/KURSUS/")
        screen.wait_for("SHA-256")
        screen.wait_for("Tandatangani SK ini?")
        screen.type("unduh")
        screen.wait_for("Tandatangani SK ini?")
        screen.type("tandatangani")
        screen.wait_for("NIK Anda")
        if frasa == FRASA:
            screen.type("12345")
            screen.wait_for("Frasa sandi")
            screen.type(frasa)
            screen.wait_for("NIK terdiri atas 16 angka")
            screen.wait_for("NIK Anda")
        screen.type(NIK)
        screen.wait_for("Frasa sandi")
        screen.type(frasa)
        if frasa != FRASA:
            screen.wait_for("belum ditandatangani")
            screen.wait_for("nomornya tetap")
    screen.wait_for("Diterapkan")
    for milik in ("cmdline", "environ"):
        assert not named(Path(f"/proc/{screen.process.pid}/{milik}").read_text())
    assert screen.end() == 0
    return screen


async def test_the_officer_signs_unseen_and_after_a_wrong_passphrase_again(
    office: Office, env: Mapping[str, str], luar: KantorBsre, tmp_path: Path
) -> None:
    tugas = await sampai_tanda_tangan(office)
    (tmp_path / "unduhan").mkdir()
    screen = await asyncio.to_thread(sign_at_the_terminal, env, tugas, tmp_path / "unduhan")
    ((nomor, status),) = await nomor_sk(office)
    assert status == "berlaku"
    assert [minta["passphrase"] for minta in luar.pusat.diterima] == ["keliru-sekali", FRASA]
    assert not named(screen.seen)
    unduhan = tmp_path / "unduhan" / tugas.nomor / "naskah-surat-keputusan.pdf"
    assert unduhan.read_bytes() == luar.pusat.diterima[0]["file"]
    assert nomor in teks(unduhan.read_bytes())
    permohonan = await office.store.find(tugas.permohonan_id)
    assert permohonan and (sk := permohonan.hasil_untuk("surat-keputusan")) and sk.berkas
    assert (await isi_berkas(office, sk.berkas.berkas_id)).startswith(unduhan.read_bytes())


def run(env: Mapping[str, str], tugas: Tugas, *lain: str, fd: int = 0) -> tuple[int, str]:
    perintah = ["tugas", "kepaladinas", "--nomor", tugas.nomor, "--putusan", "terima", "--ya"]
    selesai = subprocess.run(
        [sys.executable, "-m", "izin", *perintah, *lain],
        env={**os.environ, **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        pass_fds=(fd,) if fd else (),
        check=False,
    )
    semua = f"{selesai.stdout}{selesai.stderr}"
    assert not named(semua)
    return selesai.returncode, " ".join(semua.split())


async def test_a_script_gives_nik_and_passphrase_in_a_file_of_its_own_or_by_a_descriptor(
    office: Office, env: dict[str, str], luar: KantorBsre, tmp_path: Path
) -> None:
    tugas = await sampai_tanda_tangan(office)
    rahasia = tmp_path / "rahasia"
    opsi = ("--frasa-dari", str(rahasia))
    code, said = await asyncio.to_thread(run, env, tugas)
    assert (code, "--frasa-dari" in said) == (2, True), said
    for isi, mode, kata in (
        (f"{NIK}\n{FRASA}\n", 0o644, "terbaca orang lain"),
        (f"{FRASA}\n", 0o600, "dua baris"),
        (f"{FRASA}\n{NIK}\n", 0o600, "16 angka"),
    ):
        rahasia.write_text(isi)
        rahasia.chmod(mode)
        code, said = await asyncio.to_thread(run, env, tugas, *opsi)
        assert (code, kata in said) == (2, True), said
    assert (await nomor_sk(office), luar.pusat.diterima) == ([], [])
    rahasia.write_text(f"{NIK}\nkeliru-sekali\n")
    code, said = await asyncio.to_thread(run, env, tugas, *opsi)
    assert (code, "Frasa sandi (passphrase) tanda tangan salah" in said) == (4, True), said
    jauh = env | {"IZIN_TANDA_TANGAN": str(luar.alat_dengan(alamat='"http://127.0.0.1:1"'))}
    code, said = await asyncio.to_thread(run, jauh, tugas, *opsi)
    assert (code, "tidak terjangkau" in said, "nomornya tetap" in said) == (5, True, True), said
    luar.alat_dengan()
    membaca, menulis = os.pipe()
    os.write(menulis, f"{NIK}\n{FRASA}\n".encode())
    os.close(menulis)
    code, said = await asyncio.to_thread(
        run, env, tugas, "--frasa-dari", f"/dev/fd/{membaca}", fd=membaca
    )
    os.close(membaca)
    assert (code, "Diterapkan" in said) == (0, True), said
    assert [status for _, status in await nomor_sk(office)] == ["berlaku"]
    assert len(luar.pusat.diterima) == 2


def named(said: str) -> list[str]:
    return [satu for satu in RAHASIA if satu in said]
