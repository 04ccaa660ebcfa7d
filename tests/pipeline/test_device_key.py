"""An SK signed with a key that never leaves its device: SoftHSM stands for one (PKCS#11)."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shared.settings import Settings
from shared.tandatangan.periksa import periksa_tanda_tangan
from shared.tandatangan.susunan import baca_susunan
from tests.builders import petugas
from tests.letters import isian
from tests.office import Office
from tests.pipeline.test_letters import isi_berkas
from tests.pipeline.test_signing import kasus, sampai_tanda_tangan
from tests.softhsm import MODUL, PIN, TOKEN, simpan
from tests.tandatangan import Sertifikat, akar, pasangan

KEPALA = petugas("kepaladinas")
LABEL = "kepala-jalur"


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    kini = datetime.now(UTC)
    masa = {"sejak": kini - timedelta(days=1), "sampai": kini + timedelta(days=30)}
    bentuk = Sertifikat(nama=KEPALA.nama, nip=KEPALA.id).dengan(**masa)
    sertifikat, kunci, _ = pasangan(bentuk)
    simpan(LABEL, sertifikat, kunci)
    (tmp_path / "ca.pem").write_bytes(akar()[0])
    (tmp_path / "kantor.pin").write_text(f"{PIN}\n", encoding="utf-8")
    berkas = tmp_path / "tanda-tangan.toml"
    berkas.write_text(
        f'cara = "lokal"\nakar = ["ca.pem"]\n[[kunci]]\nnip = "{KEPALA.id}"\n'
        f'pkcs11 = {{ modul = "{MODUL}", token = "{TOKEN}", label = "{LABEL}",'
        ' pin = "kantor.pin" }\n',
        encoding="utf-8",
    )
    return settings.model_copy(update={"tanda_tangan": berkas})


async def test_a_key_in_a_device_signs_the_sk(settings: Settings, office: Office) -> None:
    tugas = await sampai_tanda_tangan(office)
    jawaban = await office.putuskan(tugas, hasil=isian(tugas))
    assert jawaban.diterapkan, jawaban.alasan
    berkas = (await kasus(office, tugas)).hasil_untuk("surat-keputusan")
    assert berkas and berkas.berkas and settings.tanda_tangan
    pdf = await isi_berkas(office, berkas.berkas.berkas_id)
    percaya = baca_susunan(settings.tanda_tangan).kepercayaan
    hasil = await asyncio.to_thread(periksa_tanda_tangan, pdf, percaya, datetime.now(UTC))
    assert hasil.temuan == ()
    assert [(satu.nama, satu.uji_coba) for satu in hasil.penanda] == [(KEPALA.nama, False)]
