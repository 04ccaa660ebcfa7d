"""`izin tanda-tangan periksa`: each signatory's key tried, its owner and its term compared."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from shared.surat import FOLDER_SURAT_BAWAAN
from shared.tandatangan.susunan import tulis_uji_coba
from tests.builders import petugas
from tests.kantor_bsre import kantor_bsre
from tests.register import teks_mandat, teks_petugas, teks_semua
from tests.tandatangan import FRASA, Sertifikat, akar, crl, tulis_pkcs12
from tests.unit.cli.running import Outcome, izin

KINI = datetime.now(UTC)
KEPALA, KABID = petugas("kepaladinas"), petugas("kabid")
BAIK = Sertifikat(
    nama=KEPALA.nama,
    nip=KEPALA.id,
    sejak=KINI - timedelta(days=1),
    sampai=KINI + timedelta(days=300),
)


class Kantor:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.berkas, self.daftar = folder / "tanda-tangan.toml", folder / "petugas.toml"
        (folder / "ca.pem").write_bytes(akar()[0])
        (folder / "kunci.sandi").write_text(FRASA)
        self.isi = 'cara = "lokal"\nakar = ["ca.pem"]\n'
        self.daftar.write_text(f"tunggal = []\n{teks_semua()}")

    def kunci(self, nip: str, bentuk: Sertifikat, sandi: str = "kunci.sandi") -> None:
        nama = tulis_pkcs12(self.folder, bentuk).berkas.name
        self.isi += f'[[kunci]]\nnip = "{nip}"\npkcs12 = "{nama}"\nsandi = "{sandi}"\n'

    def periksa(self, *opsi: str, **env: str | None) -> Outcome:
        self.berkas.write_text(self.isi)
        ubah: dict[str, str | None] = {"IZIN_DAFTAR_PETUGAS": str(self.daftar), **env}
        return izin("tanda-tangan", "periksa", str(self.berkas), *opsi, env=ubah)

    def fakta(self, **env: str | None) -> dict[str, Any]:
        fakta = json.loads(self.periksa("--json", **env).out)
        assert isinstance(fakta, dict)
        return fakta


@pytest.fixture
def kantor(tmp_path: Path) -> Kantor:
    return Kantor(tmp_path)


def test_a_key_that_signs_for_its_officer_is_good(kantor: Kantor) -> None:
    kantor.kunci(KEPALA.id, BAIK)
    hasil = kantor.periksa()
    assert hasil.code == 0, hasil.err
    assert f"{KEPALA.nama} (kepaladinas): dapat dipakai, sampai {BAIK.sampai:%Y-%m-%d}" in hasil.out
    assert hasil.err == ""


@pytest.mark.parametrize(
    ("bentuk", "sebab"),
    [
        (BAIK.dengan(sampai=KINI - timedelta(hours=1)), "berakhir"),
        (BAIK.dengan(sejak=KINI + timedelta(days=2)), "baru berlaku"),
        (BAIK.dengan(nama="Siti Aminah"), "atas nama Siti Aminah, bukan"),
        (BAIK.dengan(nip="197501012000012002"), "NIP dalam sertifikat"),
        (BAIK.dengan(sendiri=True), "penyelenggara yang dipercaya"),
        (BAIK.dengan(mengikat=False), "bukan untuk menandatangani"),
    ],
    ids=["berakhir", "belum", "nama", "nip", "asing", "kegunaan"],
)
def test_a_key_whose_signature_nobody_would_take_is_told(
    kantor: Kantor, bentuk: Sertifikat, sebab: str
) -> None:
    kantor.kunci(KEPALA.id, bentuk)
    hasil = kantor.periksa()
    assert hasil.code == 1
    assert f"Masalah: {KEPALA.nama}" in hasil.said and sebab in hasil.said


def test_a_key_that_does_not_open_is_told_without_its_passphrase(kantor: Kantor) -> None:
    (kantor.folder / "lain.sandi").write_text("frasa-lain")
    kantor.kunci(KEPALA.id, BAIK, "lain.sandi")
    hasil = kantor.periksa()
    assert (hasil.code, "frasa sandinya salah" in hasil.said) == (1, True)
    assert "frasa-lain" not in hasil.said + hasil.out


def test_whoever_may_sign_needs_a_key_a_stand_in_of_later_is_only_warned_of(
    kantor: Kantor,
) -> None:
    besok = KINI.date() + timedelta(days=9)
    lalu = KINI.date() - timedelta(days=30)
    kantor.daftar.write_text(
        "tunggal = []\n"
        + teks_semua(
            teks_mandat(KABID.id, "kepaladinas", f"sejak = {besok}\nsampai = {besok}"),
            teks_mandat(
                petugas("sekretaris").id, "kepaladinas", f"sejak = {lalu}\nsampai = {lalu}"
            ),
            teks_petugas("uji-asing", "Orang Lain", ["kabid"]),
        )
    )
    kantor.kunci("uji-asing", BAIK.dengan(nama="Orang Lain", nip="uji-asing"))
    fakta = kantor.fakta()
    assert fakta["masalah"] == [f"{KEPALA.nama} (kepaladinas) belum punya kunci"]
    assert fakta["peringatan"] == [
        "kunci NIP uji-asing: pemiliknya tidak berwenang menandatangani menurut daftar petugas",
        f"{KABID.nama} (Plh kepaladinas) belum punya kunci",
    ]


def test_a_certificate_that_ends_soon_is_warned_of(kantor: Kantor) -> None:
    kantor.kunci(KEPALA.id, BAIK.dengan(sampai=KINI + timedelta(days=9, hours=1)))
    fakta = kantor.fakta()
    assert fakta["sah"] and fakta["penanda_tangan"][0]["id"] == KEPALA.id
    (satu,) = fakta["peringatan"]
    assert "sertifikat berakhir" in satu and "9 hari lagi" in satu


def test_a_list_of_revoked_certificates_that_is_out_of_date_is_told(kantor: Kantor) -> None:
    kantor.isi += 'crl = ["ca.crl"]\n'
    (kantor.folder / "ca.crl").write_bytes(crl([], KINI - timedelta(days=60)))
    kantor.kunci(KEPALA.id, BAIK)
    fakta = kantor.fakta()
    assert fakta["sah"] and "ca.crl: daftar sertifikat yang dicabut" in fakta["peringatan"][0]
    kantor.isi = f"wajib_pencabutan = true\n{kantor.isi}"
    assert "ca.crl: daftar" in kantor.fakta()["masalah"][0]


def test_without_a_register_the_number_in_the_certificate_counts(kantor: Kantor) -> None:
    kantor.kunci("198001012005011001", BAIK.dengan(nip="198001012005011001"))
    hasil = kantor.fakta(IZIN_DAFTAR_PETUGAS=None)
    assert hasil["sah"] and "IZIN_DAFTAR_PETUGAS" in hasil["peringatan"][0]
    kantor.kunci("197501012000012002", BAIK.dengan(nip="198001012005011001"))
    (satu,) = kantor.fakta(IZIN_DAFTAR_PETUGAS=None)["masalah"]
    assert "NIP dalam sertifikat" in satu


def test_a_machine_that_only_verifies_has_no_keys(kantor: Kantor) -> None:
    kantor.isi = 'cara = "lokal"\nkunci = []\nakar = ["ca.pem"]\n'
    hasil = kantor.periksa()
    assert (hasil.code, "hanya dapat diperiksa" in hasil.said) == (0, True)


def test_an_sop_that_signs_without_numbers_is_warned_of(kantor: Kantor, tmp_path: Path) -> None:
    kantor.kunci(KEPALA.id, BAIK)
    surat = Path(shutil.copytree(FOLDER_SURAT_BAWAAN, tmp_path / "surat"))
    milik = (surat / "kantor.toml").read_text(encoding="utf-8")
    tanpa = milik.replace('sop = "izin-paud"', 'sop = "izin-lain"')
    (surat / "kantor.toml").write_text(tanpa, encoding="utf-8")
    (satu,) = kantor.fakta(IZIN_FOLDER_SURAT=str(surat))["peringatan"]
    assert "SOP izin-paud" in satu and "[[keputusan]]" in satu


def test_a_trial_makes_its_keys_when_they_are_needed(tmp_path: Path) -> None:
    kantor = Kantor(tmp_path)
    berkas = tulis_uji_coba(tmp_path / "uji")
    env = {"IZIN_DAFTAR_PETUGAS": str(kantor.daftar), "IZIN_TANDA_TANGAN": str(berkas)}
    hasil = izin("tanda-tangan", "periksa", env=env)
    assert (hasil.code, "saat pertama kali menandatangani" in hasil.out) == (0, True)
    assert not list((tmp_path / "uji").glob("*.p12"))


def test_the_account_at_the_national_service_is_looked_at(tmp_path: Path) -> None:
    with kantor_bsre(tmp_path) as luar:
        hasil = izin("tanda-tangan", "periksa", str(luar.alat_dengan()))
        assert (hasil.code, hasil.err) == (0, "")
        assert "tanpa [bsre]" in izin("tanda-tangan", "periksa", str(luar.pelaksana)).said
        hasil = izin("tanda-tangan", "periksa", str(luar.alat_dengan(sandi='"tidak-ada"')))
        assert (hasil.code, "tidak-ada tidak terbaca" in hasil.said) == (1, True)


def test_what_is_not_set_or_broken_is_told(tmp_path: Path) -> None:
    env = {"IZIN_FOLDER_DATA": str(tmp_path)}
    hasil = izin("tanda-tangan", "periksa", env=env)
    assert (hasil.code, "belum diisi" in hasil.said) == (2, True)
    (tmp_path / "x.toml").write_text('cara = "kertas"\n')
    hasil = izin("tanda-tangan", "periksa", str(tmp_path / "x.toml"), env=env)
    assert (hasil.code, "IZIN_TANDA_TANGAN" in hasil.said) == (2, True)
