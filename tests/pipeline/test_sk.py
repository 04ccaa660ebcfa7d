"""An SK that the worker made, in the office's hands: found sound, carried out, revoked, audited."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from izin.bundel.susun import susun_bundel
from izin.registry import discover_desks
from shared.kantor.audit import audit_all
from shared.kantor.kantor import Kantor, open_kantor
from shared.kantor.sk import Saringan, buku
from shared.kantor.sk_bundel import isi_bundel
from shared.kantor.sk_cabut import Permintaan, cabut
from shared.kantor.sk_periksa import Alat, periksa_sk
from shared.settings import Settings
from shared.sk.model import NomorSk
from shared.sk.pemeriksaan import LaporanSk, Tanya
from shared.tandatangan.susunan import tulis_uji_coba
from tests.builders import KURSUS, PAUD, petugas
from tests.letters import isian
from tests.office import Office
from tests.pipeline.test_letters import isi_berkas
from tests.pipeline.test_signing import minta, sampai_tanda_tangan
from tests.unit.bundel.bundles import check, lay


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    return settings.model_copy(update={"tanda_tangan": tulis_uji_coba(tmp_path / "kunci")})


@dataclass
class Loket:
    """Workers, officers, and the office as a command opens it."""

    office: Office
    kantor: Kantor

    async def satu(self) -> NomorSk:
        (nomor,) = await buku(self.kantor, Saringan())
        return nomor

    async def pdf(self) -> bytes:
        return await isi_berkas(self.office, (await self.satu()).berkas_id or "")

    async def periksa(self, pdf: bytes) -> LaporanSk:
        assert self.kantor.tanda_tangan
        percaya, kini = self.kantor.tanda_tangan.kepercayaan, self.kantor.clock()
        return await periksa_sk(pdf, Alat(self.kantor, percaya, kini, ZoneInfo("Asia/Makassar")))


@pytest_asyncio.fixture
async def loket(office: Office, settings: Settings) -> AsyncIterator[Loket]:
    async with open_kantor(settings, discover_desks()) as kantor:
        yield Loket(office, kantor)


async def signed_by_the_worker(office: Office, kode: str) -> None:
    tugas = await sampai_tanda_tangan(office, kode)
    jawaban = await office.putuskan(tugas, hasil=isian(tugas))
    assert jawaban.diterapkan, jawaban.alasan


@pytest.mark.parametrize("kode", [KURSUS, PAUD])
async def test_an_sk_of_the_worker_is_sound_in_every_respect(
    loket: Loket, kode: str, tmp_path: Path
) -> None:
    await signed_by_the_worker(loket.office, kode)
    laporan = await loket.periksa(await loket.pdf())
    assert {satu.tanya: satu.hasil for satu in laporan.butir} == dict.fromkeys(Tanya, "baik")
    assert (laporan.keputusan.sah, laporan.uji_coba) == (True, True)
    assert laporan.langkah != ()
    lines = await audit_all(loket.kantor, with_files=True)
    assert (lines.register.count, lines.register.findings) == (1, [])

    isi = await isi_bundel(loket.kantor, (await loket.satu()).nomor)
    assert loket.kantor.tanda_tangan
    files = susun_bundel(isi, loket.kantor.tanda_tangan.kepercayaan.akar, uji_coba=True)
    told = await asyncio.to_thread(check, lay(tmp_path / "bundel", files))
    assert (told.returncode, told.stderr) == (0, ""), told.stdout
    assert "UJI COBA" in told.stdout


async def test_an_sk_that_a_tool_had_signed_is_as_sound(loket: Loket) -> None:
    tugas = await sampai_tanda_tangan(loket.office)
    naskah = await minta(loket.office, tugas)
    isi = await isi_berkas(loket.office, naskah.berkas.berkas_id)
    oleh = petugas("kepaladinas")
    assert loket.kantor.tanda_tangan
    pena = loket.kantor.tanda_tangan.penandatangan(oleh.id, oleh.nama)
    bertanda = await asyncio.to_thread(pena.tanda_tangani, isi, datetime.now(UTC))
    assert (await loket.periksa(bertanda)).keputusan.sah is False
    hasil = (await loket.office.berkode("surat-keputusan", bertanda),)
    assert (await loket.office.putuskan(tugas, hasil=hasil)).diterapkan
    laporan = await loket.periksa(await loket.pdf())
    assert {satu.tanya: satu.hasil for satu in laporan.butir} == dict.fromkeys(Tanya, "baik")


async def test_a_revoked_sk_is_refused_and_the_audit_has_nothing_against_it(loket: Loket) -> None:
    await signed_by_the_worker(loket.office, KURSUS)
    nomor = (await loket.satu()).nomor
    kabid, kepala = petugas("kabid"), petugas("kepaladinas")
    await cabut(loket.kantor, Permintaan(nomor, kabid, "syarat dipalsukan", "Berita acara 5/2026"))
    assert (await loket.periksa(await loket.pdf())).keputusan.sah is True
    await cabut(loket.kantor, Permintaan(nomor, kepala, setujui=True))
    laporan = await loket.periksa(await loket.pdf())
    assert (laporan.keputusan.asli, laporan.keputusan.sah) == (True, False)
    assert laporan.alasan == (f"Nomor {nomor} dicabut: syarat dipalsukan",)
    assert (await audit_all(loket.kantor, with_files=False)).register.findings == []
