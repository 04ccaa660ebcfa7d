"""How an office writes down its way of signing: read, or refused with every problem."""

from pathlib import Path

import pytest
from structlog.testing import capture_logs

from shared.tandatangan.bentuk import KunciPkcs11, KunciPkcs12
from shared.tandatangan.errors import KunciTidakTerbuka
from shared.tandatangan.naskah import berawal_naskah
from shared.tandatangan.periksa import periksa_tanda_tangan
from shared.tandatangan.susunan import TandaTanganTidakSah, baca_susunan, tulis_uji_coba
from tests.tandatangan import FRASA, NAMA, NIP, PADA, akar, crl, naskah, tulis_pkcs12

BSRE = (
    'cara = "bsre"\nakar = ["ca.pem"]\n[bsre]\nalamat = "{}"\npengguna = "kantor"\n'
    'sandi = "akun.sandi"\n'
)


def _tulis(folder: Path, isi: str) -> Path:
    berkas = folder / "tanda-tangan.toml"
    berkas.write_text(isi, encoding="utf-8")
    return berkas


def _kantor(folder: Path) -> Path:
    (folder / "ca.pem").write_bytes(akar()[0])
    tulis_pkcs12(folder).berkas.rename(folder / "kepala.p12")
    (folder / "kepala.sandi").write_text(f"{FRASA}\n", encoding="utf-8")
    return _tulis(
        folder,
        f'cara = "lokal"\nakar = ["ca.pem"]\n[[kunci]]\nnip = "{NIP}"\n'
        'pkcs12 = "kepala.p12"\nsandi = "kepala.sandi"\n',
    )


def test_the_key_of_the_officer_signs_and_the_authority_is_believed(tmp_path: Path) -> None:
    kantor = baca_susunan(_kantor(tmp_path))
    penanda = kantor.penandatangan("19800101 200501 1 001", NAMA)
    bertanda = penanda.tanda_tangani(naskah(), PADA)
    assert berawal_naskah(bertanda, naskah())
    assert periksa_tanda_tangan(bertanda, kantor.kepercayaan, PADA).temuan == ()
    assert kantor.penandatangan(NIP, NAMA) is penanda


def test_a_passphrase_that_is_put_right_opens_the_key_without_a_restart(tmp_path: Path) -> None:
    kantor = baca_susunan(_kantor(tmp_path))
    (tmp_path / "kepala.sandi").write_text("keliru\n", encoding="utf-8")
    with pytest.raises(KunciTidakTerbuka, match="frasa sandinya salah"):
        kantor.penandatangan(NIP, NAMA).tanda_tangani(naskah(), PADA)
    (tmp_path / "kepala.sandi").write_text(f"{FRASA}\n", encoding="utf-8")
    bertanda = kantor.penandatangan(NIP, NAMA).tanda_tangani(naskah(), PADA)
    assert berawal_naskah(bertanda, naskah())


def test_an_officer_without_a_key_cannot_sign(tmp_path: Path) -> None:
    kantor = baca_susunan(_kantor(tmp_path))
    with pytest.raises(KunciTidakTerbuka, match="tidak punya kunci"):
        kantor.penandatangan("197501012000012002", "Siti Aminah")


def test_for_trying_a_key_is_made_when_it_is_needed(tmp_path: Path) -> None:
    kantor = baca_susunan(tulis_uji_coba(tmp_path / "kunci"))
    bertanda = kantor.penandatangan(NIP, NAMA).tanda_tangani(naskah(), PADA)
    hasil = periksa_tanda_tangan(bertanda, kantor.kepercayaan, PADA)
    assert (hasil.temuan, [satu.uji_coba for satu in hasil.penanda]) == ((), [True])
    lagi = baca_susunan(tulis_uji_coba(tmp_path / "kunci"))
    assert lagi.penandatangan(NIP, NAMA).tanda_tangani(naskah(), PADA) == bertanda


def test_a_key_in_a_device_is_named_by_its_token(tmp_path: Path) -> None:
    _kantor(tmp_path)
    berkas = _tulis(
        tmp_path,
        f'cara = "lokal"\nakar = ["ca.pem"]\n[[kunci]]\nnip = "{NIP}"\n'
        'pkcs11 = { modul = "/lib/softhsm.so", token = "kantor", label = "kepala",'
        ' pin = "kepala.sandi" }\n',
    )
    kunci = baca_susunan(berkas).kunci(NIP, NAMA)
    assert isinstance(kunci, KunciPkcs11)
    assert (kunci.token, kunci.label, kunci.pin.get_secret_value()) == ("kantor", "kepala", FRASA)


def test_paths_are_relative_to_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path.parent)
    kunci = baca_susunan(_kantor(tmp_path)).kunci(NIP, NAMA)
    assert isinstance(kunci, KunciPkcs12)
    assert kunci.berkas == tmp_path / "kepala.p12"


def test_a_new_list_of_revoked_certificates_counts_at_once_and_a_broken_one_never(
    tmp_path: Path,
) -> None:
    berkas = _kantor(tmp_path)
    isi = berkas.read_text(encoding="utf-8").replace("[[kunci]]", 'crl = ["ca.crl"]\n[[kunci]]')
    isi += '[stempel_waktu]\nalamat = "http://127.0.0.1:1"\n'
    lama, baru = crl([]), crl([(7, PADA)])
    (tmp_path / "ca.crl").write_bytes(lama)
    kantor = baca_susunan(_tulis(tmp_path, isi))
    assert kantor.kepercayaan.crl == (lama,)
    (tmp_path / "ca.crl").write_bytes(baru)
    assert kantor.kepercayaan.crl == (baru,)
    jangka = kantor.penandatangan(NIP, NAMA).jangka_panjang
    assert jangka and jangka.crl == (baru,), "also what is embedded"
    with capture_logs() as catatan:
        (tmp_path / "ca.crl").write_bytes(b"terpotong")
        assert kantor.kepercayaan.crl == (baru,)
        (tmp_path / "ca.crl").unlink()
        assert kantor.kepercayaan.crl == kantor.kepercayaan.crl == (baru,)
    assert [satu["event"] for satu in catatan] == ["daftar_pencabutan_ditolak"] * 2
    (tmp_path / "ca.crl").write_bytes(lama)
    assert kantor.kepercayaan.crl == (lama,)


def test_the_account_at_the_service_is_for_those_who_sign_there(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_bytes(akar()[0])
    pelaksana = baca_susunan(_tulis(tmp_path, 'cara = "bsre"\nakar = ["ca.pem"]\n'))
    assert (pelaksana.cara, pelaksana.ada_layanan) == ("bsre", False)
    with pytest.raises(KunciTidakTerbuka, match=r"tidak ada akun .*\[bsre\]"):
        pelaksana.layanan()
    alat = baca_susunan(_tulis(tmp_path, BSRE.format("https://esign.kota.go.id/")))
    assert alat.ada_layanan
    with pytest.raises(KunciTidakTerbuka, match=r"akun\.sandi tidak terbaca"):
        alat.layanan()
    (tmp_path / "akun.sandi").write_text("rahasia-kantor\n", encoding="utf-8")
    assert alat.layanan()
    assert "rahasia-kantor" not in repr(alat) + repr(vars(alat.layanan()))
    bukan = BSRE.format("https://esign.kota.go.id") + 'ca = "akun.sandi"\n'
    with pytest.raises(KunciTidakTerbuka, match=r"akun\.sandi bukan sertifikat"):
        baca_susunan(_tulis(tmp_path, bukan)).layanan()


@pytest.mark.parametrize(
    ("isi", "sebab"),
    [
        ('cara = "lokal"\nakar = ["ca.pem"]\n', r"cara lokal memerlukan \[\[kunci\]\]"),
        ('cara = "bsre"\n', "akar"),
        ('cara = "bsre"\nakar = ["ca.pem"]\nuji_coba = "."\n', "tidak memakai kunci kantor"),
        ('cara = "bsre"\nakar = ["tidak-ada.pem"]\n', "tidak-ada.pem tidak dapat dibaca"),
        ('cara = "kertas"\nakar = ["ca.pem"]\n', "cara: pilihannya 'lokal' atau 'bsre'"),
        ('cara = "bsre"\nakar = ["ca.pem"]\nfrasa = "x"\n', "frasa: kunci tidak dikenal"),
        (
            f'cara = "lokal"\nakar = ["ca.pem"]\n[[kunci]]\nnip = "{NIP}"\n',
            "isi salah satu: pkcs12 atau pkcs11",
        ),
        (
            f'cara = "lokal"\nakar = ["ca.pem"]\n[[kunci]]\nnip = "{NIP}"\npkcs12 = "a.p12"\n',
            "selalu bersama",
        ),
        (
            'cara = "lokal"\nakar = ["ca.pem"]\n'
            + f'[[kunci]]\nnip = "{NIP}"\npkcs12 = "a.p12"\nsandi = "a"\n' * 2,
            "disebut dua kali",
        ),
        ('cara = "bsre"\nakar = ["catatan.pem"]\n', "catatan.pem bukan sertifikat"),
        (BSRE.format("http://esign.kota.go.id"), r"tanpa TLS: tulis https://"),
        (BSRE.format("http://localhost.kota.go.id"), r"tanpa TLS"),
        (BSRE.format("esign.kota.go.id"), "bukan alamat layanan"),
        (BSRE.format("https://u:p@esign.kota.go.id"), "bukan alamat layanan"),
        (BSRE.format("https://esign.kota.go.id") + "versi = 3\n", "versi: pilihannya 1 atau 2"),
        (BSRE.format("https://esign.kota.go.id") + 'nik = "1"\n', "nik: kunci tidak dikenal"),
        (BSRE.format("https://a.id").replace('"bsre"', '"lokal"'), "hanya untuk cara bsre"),
    ],
)
def test_what_cannot_work_is_refused_by_its_name(tmp_path: Path, isi: str, sebab: str) -> None:
    (tmp_path / "ca.pem").write_bytes(akar()[0])
    (tmp_path / "catatan.pem").write_text("bukan sertifikat", encoding="utf-8")
    with pytest.raises(TandaTanganTidakSah, match=sebab):
        baca_susunan(_tulis(tmp_path, isi))
