"""Keys for trying in a folder of secrets: made for whoever signs, and never in place of another."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from izin.rahasia import instalasi
from izin.rahasia.folder_tanda_tangan import FOLDER, KUNCI, UMUM, lengkapi
from izin.rahasia.instalasi import Instalasi, baca
from izin.rahasia.tempat import FolderRahasia, Tempat
from shared.akses import semua_hak
from shared.tandatangan.errors import KunciTidakTerbuka
from shared.tandatangan.folder_uji_coba import CA, CA_KUNCI, Pejabat
from shared.tandatangan.naskah import berawal_naskah
from shared.tandatangan.periksa import periksa_tanda_tangan
from shared.tandatangan.susunan import BERKAS, baca_susunan
from shared.topology import topologi
from tests.builders import katalog, petugas
from tests.register import teks_mandat, teks_petugas, teks_semua
from tests.tandatangan import NAMA, NIP, PADA, akar, naskah
from tests.unit.cli.running import izin

KEPALA = Pejabat(NIP, NAMA)
PLH = Pejabat("197501012000012002", "Siti Aminah, S.E.")
KINI = datetime(2026, 11, 28, tzinfo=UTC)
ROLES = ("backoffice", "kepaladinas")


@pytest.fixture
def rahasia(tmp_path: Path) -> Path:
    folder = tmp_path / "rahasia"
    folder.mkdir(mode=0o700)
    return folder


def berkas_kunci(folder: Path) -> Path:
    return folder / FOLDER / KUNCI / BERKAS


def isi(folder: Path) -> dict[Path, bytes]:
    return {satu: satu.read_bytes() for satu in folder.rglob("*") if satu.is_file()}


def test_what_the_worker_signs_everybody_else_believes_without_a_key(rahasia: Path) -> None:
    assert lengkapi(rahasia, [KEPALA]) == (KEPALA,)
    kantor = baca_susunan(berkas_kunci(rahasia))
    umum = baca_susunan(rahasia / FOLDER / UMUM / BERKAS)
    bertanda = kantor.penandatangan(NIP, NAMA).tanda_tangani(naskah(), PADA)
    assert berawal_naskah(bertanda, naskah())
    hasil = periksa_tanda_tangan(bertanda, umum.kepercayaan, PADA)
    assert (hasil.temuan, [satu.uji_coba for satu in hasil.penanda]) == ((), [True])
    assert (kantor.ada_kunci, umum.ada_kunci) == (True, False)
    assert [satu.parent.name for satu in rahasia.rglob(CA_KUNCI)] == [FOLDER]
    for bagian in (KUNCI, UMUM):
        assert "UJI COBA" in (rahasia / FOLDER / bagian / BERKAS).read_text(encoding="utf-8")


def test_a_signatory_who_comes_later_gets_a_key_and_no_other_is_touched(rahasia: Path) -> None:
    assert lengkapi(rahasia, []) == ()
    assert not baca_susunan(berkas_kunci(rahasia)).ada_kunci
    lengkapi(rahasia, [KEPALA])
    berkas = berkas_kunci(rahasia)
    catatan = '[stempel_waktu]\nalamat = "https://tsa.example.go.id"\n'
    berkas.write_text(f"{berkas.read_text(encoding='utf-8')}\n{catatan}", encoding="utf-8")
    sebelum = isi(rahasia)
    assert lengkapi(rahasia, [KEPALA]) == ()
    assert isi(rahasia) == sebelum
    assert lengkapi(rahasia, [Pejabat("19800101 200501 1 001", NAMA), PLH]) == (PLH,)
    sesudah = isi(rahasia)
    tetap = {satu: teks for satu, teks in sebelum.items() if satu != berkas}
    assert {satu: sesudah[satu] for satu in tetap} == tetap
    kantor = baca_susunan(berkas)
    assert [satu.nip for satu in kantor.susunan.kunci] == [NIP, PLH.nip]
    assert kantor.susunan.stempel_waktu, "what the office wrote itself stands"


def test_keys_of_the_offices_own_take_the_place_of_those_for_trying(rahasia: Path) -> None:
    lengkapi(rahasia, [KEPALA])
    (rahasia / FOLDER / KUNCI / "resmi.pem").write_bytes(akar()[0])
    berkas = berkas_kunci(rahasia)
    teks = berkas.read_text(encoding="utf-8").replace(CA, "resmi.pem")
    berkas.write_text(teks, encoding="utf-8")
    sebelum = isi(rahasia)
    assert lengkapi(rahasia, [KEPALA, PLH]) == ()
    assert isi(rahasia) == sebelum


def test_what_cannot_be_completed_is_told_and_left(rahasia: Path) -> None:
    lengkapi(rahasia, [KEPALA])
    rahasia.chmod(0o755)
    with pytest.raises(FolderRahasia, match="dapat dimasuki orang lain") as terbuka:
        lengkapi(rahasia, [PLH])
    assert "chmod 700" in terbuka.value.anjuran
    rahasia.chmod(0o700)
    berkas = berkas_kunci(rahasia)
    milik = f'cara = "lokal"\nakar = ["{CA}"]\n' + (
        f'kunci = [{{ nip = "{NIP}", pkcs12 = "{NIP}.p12", sandi = "{NIP}.sandi" }}]\n'
    )
    berkas.write_text(milik, encoding="utf-8")
    with pytest.raises(FolderRahasia, match=PLH.nip):
        lengkapi(rahasia, [KEPALA, PLH])
    assert berkas.read_text(encoding="utf-8") == milik
    (berkas.parent / f"{PLH.nip}.sandi").unlink()
    with pytest.raises(KunciTidakTerbuka, match=r"\.sandi yang membukanya hilang"):
        lengkapi(rahasia, [PLH])


def test_each_process_is_told_what_it_needs(tmp_path: Path) -> None:
    folder = tmp_path / "rahasia"
    tempat = Tempat(ca=tmp_path / "ca.crt", tanda_tangan=Path("/run/tanda-tangan"))
    sop = [termuat.sop for termuat in katalog().values()]
    susunan = Instalasi(
        semua_hak(sop, ROLES), topologi(ROLES), tempat, frozenset({"kepaladinas"}), (KEPALA,)
    )
    instalasi.buat(folder, susunan, KINI)
    tertulis = {
        satu.stem: baca(satu).get("IZIN_TANDA_TANGAN", "").removeprefix("/run/tanda-tangan/")
        for satu in folder.glob("*.env")
    }
    umum = f"{UMUM}/{BERKAS}"
    assert tertulis == {
        "kepaladinas": f"{KUNCI}/{BERKAS}",
        **dict.fromkeys(("backoffice", "frontoffice", "pemohon", "meja", "ops", "dasbor"), umum),
        **dict.fromkeys(("meja-backoffice", "meja-frontoffice", "meja-kepaladinas"), umum),
        **dict.fromkeys(("watchdog", "kabar", "portal", "pemulih", "mongodb"), ""),
    }
    kepala = folder / "kepaladinas.env"
    teks = kepala.read_text().replace(f"/run/tanda-tangan/{KUNCI}/{BERKAS}", "/kantor/resmi.toml")
    kepala.write_text(teks)
    instalasi.lengkapi(folder, susunan)
    assert baca(kepala)["IZIN_TANDA_TANGAN"] == "/kantor/resmi.toml", "what the office said stands"


def test_an_installation_of_before_signs_as_before_until_it_is_told(tmp_path: Path) -> None:
    """A role that is added must not make an office sign with keys for trying."""
    folder, daftar = tmp_path / "rahasia", tmp_path / "petugas.toml"
    plh = teks_mandat("uji-plh", "kepaladinas", "sejak = 2099-01-05\nsampai = 2099-01-07")
    daftar.write_text(
        f"tunggal = []\n{teks_semua(teks_petugas('uji-plh', 'Siti Aminah', ['kabid']), plh)}"
    )
    env: dict[str, str | None] = {"IZIN_DAFTAR_PETUGAS": str(daftar)}
    assert izin("rahasia", str(folder)).code == 0
    (folder / instalasi.TEMPAT).write_text('{"ca": "/run/secrets/ca.crt"}')
    for satu in folder.glob("*.env"):
        isi_env = baca(satu)
        isi_env.pop("IZIN_TANDA_TANGAN", None)
        satu.write_text(instalasi.tulis(isi_env))
    hasil = izin("rahasia", str(folder), "--tambah", env=env)
    assert (hasil.code, "belum menandatangani dengan kunci itu" in hasil.said) == (0, True)
    assert "Siti Aminah" in hasil.said, "a Plh of later, too"
    assert "IZIN_TANDA_TANGAN" not in baca(folder / "kepaladinas.env")
    hasil = izin("rahasia", str(folder), "--tambah", "--tanda-tangan", "/run/tt", env=env)
    assert (hasil.code, "belum menandatangani" in hasil.said) == (0, False)
    assert baca(folder / "kepaladinas.env")["IZIN_TANDA_TANGAN"] == f"/run/tt/{KUNCI}/{BERKAS}"
    assert izin("rahasia", str(folder), "--periksa", env=env).code == 0


def test_a_check_names_what_would_keep_an_sk_from_being_signed(tmp_path: Path) -> None:
    folder, daftar = tmp_path / "rahasia", tmp_path / "petugas.toml"
    assert izin("rahasia", str(folder)).code == 0
    hasil = izin("rahasia", str(folder), "--periksa")
    assert (hasil.code, "belum ada, karena daftar petugas" in hasil.said) == (1, True)
    daftar.write_text(f"tunggal = []\n{teks_semua()}")
    env: dict[str, str | None] = {"IZIN_DAFTAR_PETUGAS": str(daftar)}
    hasil = izin("rahasia", str(folder), "--periksa", env=env)
    assert f"{petugas('kepaladinas').nama} belum punya kunci" in hasil.said
    assert izin("rahasia", str(folder), "--tambah", env=env).code == 0
    umum = folder / FOLDER / UMUM
    (umum / CA).write_bytes(akar()[0])
    folder.chmod(0o755)
    hasil = izin("rahasia", str(folder), "--periksa", env=env)
    assert hasil.code == 1
    assert "tidak mempercayai semua akar" in hasil.said
    assert "dapat dimasuki orang lain" in hasil.said
