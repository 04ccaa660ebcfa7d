"""An office whose SKs bear a timestamp and what its authority says of revoked certificates, over a
real broker and a real store; stand-ins for the timestamp service and the authority."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shared.contracts import Petugas
from shared.settings import Settings
from shared.tandatangan.naskah import berawal_naskah
from shared.tandatangan.periksa import Kepercayaan, periksa_tanda_tangan
from tests.builders import petugas
from tests.layanan_waktu import Gangguan, LayananWaktu, layanan_waktu
from tests.letters import isian
from tests.office import Office
from tests.pipeline.test_letters import isi_berkas
from tests.pipeline.test_signing import kasus, minta, sampai_tanda_tangan
from tests.tandatangan import FRASA, Sertifikat, akar, crl, sertifikat_di, tulis_pkcs12

KEPALA = petugas("kepaladinas")
PLH = Petugas(id="197501012000012002", nama="Siti Aminah")


@pytest.fixture
def waktu() -> Iterator[LayananWaktu]:
    with layanan_waktu() as satu:
        yield satu


@pytest.fixture
def settings(settings: Settings, waktu: LayananWaktu, tmp_path: Path) -> Settings:
    """The certificate of who stands in has been revoked."""
    kini, baris = datetime.now(UTC), []
    for satu in (KEPALA, PLH):
        masa = {"sejak": kini - timedelta(days=9), "sampai": kini + timedelta(days=30)}
        kunci = tulis_pkcs12(tmp_path, Sertifikat(nama=satu.nama, nip=satu.id).dengan(**masa))
        baris += [
            f'[[kunci]]\nnip = "{satu.id}"\npkcs12 = "{kunci.berkas.name}"',
            'sandi = "frasa"',
        ]
    dicabut = [(sertifikat_di(kunci).serial_number, kini - timedelta(days=1))]
    (tmp_path / "ca.crl").write_bytes(crl(dicabut, kini - timedelta(hours=1)))
    (tmp_path / "ca.pem").write_bytes(akar()[0])
    (tmp_path / "frasa").write_text(FRASA, encoding="utf-8")
    berkas = tmp_path / "tanda-tangan.toml"
    awal = ['cara = "lokal"', 'akar = ["ca.pem"]', 'crl = ["ca.crl"]', "wajib_pencabutan = true"]
    akhir = ["[stempel_waktu]", f'alamat = "{waktu.alamat}"', ""]
    berkas.write_text("\n".join((*awal, *baris, *akhir)), encoding="utf-8")
    return settings.model_copy(update={"tanda_tangan": berkas})


GANGGUAN: tuple[tuple[Gangguan, str], ...] = (
    ("away", "tidak terjangkau"),
    ("nonsense", "tidak memuat stempel waktu"),
)


async def test_the_sk_bears_its_proofs_and_waits_where_they_are_not_to_be_had(
    office: Office, waktu: LayananWaktu
) -> None:
    tugas = await sampai_tanda_tangan(office)
    for gangguan, kata in GANGGUAN:
        waktu.gangguan = gangguan
        jawaban = await office.putuskan(tugas, hasil=isian(tugas))
        assert (jawaban.kode, jawaban.diterapkan) == ("tanda_tangan", False), "nothing is decided"
        assert kata in jawaban.alasan and "belum ditandatangani" in jawaban.alasan
    waktu.gangguan = ""
    jawaban = await office.putuskan(tugas, hasil=isian(tugas), petugas=PLH)
    assert (jawaban.kode, jawaban.diterapkan) == ("tanda_tangan", False)
    assert "Sertifikat sudah dicabut" in jawaban.alasan
    naskah = await isi_berkas(office, (await minta(office, tugas)).berkas.berkas_id)
    jawaban = await office.putuskan(tugas, hasil=isian(tugas))
    assert jawaban.diterapkan, jawaban.alasan
    berkas = (await kasus(office, tugas)).hasil_untuk("surat-keputusan")
    assert berkas and berkas.berkas
    pdf = await isi_berkas(office, berkas.berkas.berkas_id)
    assert berawal_naskah(pdf, naskah), "the number that was drawn first, on the approved text"
    dari_berkas = Kepercayaan(akar(), wajib_pencabutan=True)
    hasil = await asyncio.to_thread(
        periksa_tanda_tangan, pdf, dari_berkas, datetime.now(UTC), naskah
    )
    assert (hasil.temuan, hasil.revisi) == ((), 2)
    assert hasil.penanda[0].nama == KEPALA.nama and hasil.penanda[0].stempel_waktu
