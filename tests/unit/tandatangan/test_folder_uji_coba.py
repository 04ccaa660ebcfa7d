"""Keys for trying out: named for what they are, for their owner alone, made once."""

from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from pydantic import SecretStr

from shared.petugas.orang import nama_sejalan
from shared.tandatangan.bentuk import KunciPkcs12
from shared.tandatangan.errors import KunciTidakTerbuka
from shared.tandatangan.folder_uji_coba import CA, CA_KUNCI, KETERANGAN, Pejabat, siapkan
from shared.tandatangan.lokal import PenandatanganLokal
from shared.tandatangan.naskah import berawal_naskah
from shared.whole_file import BerkasTidakTertulis
from tests.tandatangan import NAMA, NIP, PADA, naskah

KEPALA = Pejabat(NIP, NAMA)


def test_the_keys_sign_and_all_files_are_for_their_owner_alone(tmp_path: Path) -> None:
    hasil = siapkan(tmp_path / "kunci", [KEPALA])
    (kunci,) = hasil.kunci
    penanda = PenandatanganLokal(KunciPkcs12(kunci.berkas, SecretStr(kunci.frasa())))
    assert berawal_naskah(penanda.tanda_tangani(naskah(), PADA), naskah())
    berkas = sorted(satu.name for satu in (tmp_path / "kunci").iterdir())
    assert berkas == sorted([CA, CA_KUNCI, KETERANGAN, f"{NIP}.p12", f"{NIP}.sandi"])
    assert {(tmp_path / "kunci" / nama).stat().st_mode & 0o777 for nama in berkas} == {0o600}
    assert (tmp_path / "kunci").stat().st_mode & 0o777 == 0o700


def test_every_certificate_says_that_it_is_for_trying(tmp_path: Path) -> None:
    hasil = siapkan(tmp_path, [KEPALA], instansi="DPMPTSP Kota Banjarbaru")
    isi = pkcs12.load_pkcs12(hasil.kunci[0].berkas.read_bytes(), hasil.kunci[0].frasa().encode())
    assert isi.cert is not None
    ca = x509.load_pem_x509_certificate(hasil.ca.read_bytes())
    for nama in (isi.cert.certificate.subject, isi.cert.certificate.issuer, ca.subject):
        tanda = nama.get_attributes_for_oid(NameOID.ORGANIZATIONAL_UNIT_NAME)[0].value
        assert tanda == "UJI COBA, bukan sertifikat resmi"
    assert "UJI COBA" in ca.subject.rfc4514_string()
    assert "bukan surat resmi" in (tmp_path / KETERANGAN).read_text(encoding="utf-8")
    isi.cert.certificate.verify_directly_issued_by(ca)


def test_what_is_there_is_kept_and_what_is_missing_is_added(tmp_path: Path) -> None:
    awal = siapkan(tmp_path, [KEPALA])
    isi = {berkas: berkas.read_bytes() for berkas in tmp_path.iterdir()}
    lain = Pejabat("197501012000012002", "Siti Aminah, S.E.")
    lagi = siapkan(tmp_path, [KEPALA, lain])
    assert [satu.baru for satu in (*awal.kunci, *lagi.kunci)] == [True, False, True]
    assert all(berkas.read_bytes() == sama for berkas, sama in isi.items())


def test_a_long_name_is_cut_between_words_and_stays_the_same_persons(tmp_path: Path) -> None:
    panjang = "Muhammad " + "Abdurrahman Al Banjari " * 8
    hasil = siapkan(tmp_path, [Pejabat(NIP, panjang.strip())])
    isi = pkcs12.load_pkcs12(hasil.kunci[0].berkas.read_bytes(), hasil.kunci[0].frasa().encode())
    assert isi.cert is not None
    umum = isi.cert.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
    assert isinstance(umum, str)
    assert len(umum) <= 64
    assert panjang.startswith(f"{umum} ")
    assert nama_sejalan(umum, panjang)


def test_half_an_authority_and_a_wrong_pair_are_refused(tmp_path: Path) -> None:
    siapkan(tmp_path / "a", [])
    siapkan(tmp_path / "b", [])
    (tmp_path / "a" / CA_KUNCI).write_bytes((tmp_path / "b" / CA_KUNCI).read_bytes())
    with pytest.raises(KunciTidakTerbuka, match="bukan sepasang"):
        siapkan(tmp_path / "a", [KEPALA])
    (tmp_path / "b" / CA_KUNCI).unlink()
    with pytest.raises(KunciTidakTerbuka, match="salah satu"):
        siapkan(tmp_path / "b", [KEPALA])


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("")
    with pytest.raises(BerkasTidakTertulis, match="tidak dapat ditulis"):
        siapkan(tmp_path / "berkas", [KEPALA])
