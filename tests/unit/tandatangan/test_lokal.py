"""Signing with a key of the office's own: the naskah stays, the signature comes behind it."""

import io
from datetime import datetime, timedelta
from pathlib import Path

import pikepdf
import pytest
from pydantic import SecretStr

from shared.tandatangan.bentuk import Kotak, KunciPkcs12
from shared.tandatangan.errors import (
    KunciTidakTerbuka,
    NaskahTidakDapatDitandatangani,
    SertifikatTidakBerlaku,
)
from shared.tandatangan.lokal import PenandatanganLokal
from shared.tandatangan.naskah import berawal_naskah, naskah_dari
from tests.tandatangan import FRASA, PADA, Sertifikat, naskah, penandatangan, tulis_pkcs12


def test_the_signed_file_begins_with_the_naskah_and_grows_by_one_revision(tmp_path: Path) -> None:
    bertanda = penandatangan(tmp_path).tanda_tangani(naskah(), PADA)
    assert bertanda.startswith(naskah())
    assert naskah_dari(bertanda) == naskah()
    assert berawal_naskah(bertanda, naskah())
    assert bertanda[len(naskah()) :].count(b"%%EOF") == 1


def test_a_reader_of_another_make_finds_a_whole_document_with_its_signature(
    tmp_path: Path,
) -> None:
    bertanda = penandatangan(tmp_path).tanda_tangani(
        naskah(), PADA, alasan="Penetapan izin", tempat="Banjarbaru"
    )
    with pikepdf.open(io.BytesIO(bertanda)) as pdf:
        assert not pdf.check_pdf_syntax()
        isi = pdf.Root.AcroForm.Fields[0].V
        assert str(isi.SubFilter) == "/ETSI.CAdES.detached"
        assert (str(isi.Reason), str(isi.Location)) == ("Penetapan izin", "Banjarbaru")
        assert str(isi.M) == "D:20261123021500Z"
        mulai, panjang, lanjut, akhir = (int(n) for n in isi.ByteRange)
        assert (mulai, lanjut + akhir) == (0, len(bertanda))
        assert (bertanda[panjang], bertanda[lanjut - 1]) == (ord("<"), ord(">"))


def test_the_same_naskah_at_the_same_instant_gives_the_same_bytes(tmp_path: Path) -> None:
    kunci = tulis_pkcs12(tmp_path)
    satu, lain = PenandatanganLokal(kunci), PenandatanganLokal(kunci)
    pertama = satu.tanda_tangani(naskah(), PADA)
    assert lain.tanda_tangani(naskah(), PADA) == pertama
    wita = PADA.astimezone(tz=None)
    assert satu.tanda_tangani(naskah(), wita) == pertama
    assert satu.tanda_tangani(naskah(), PADA + timedelta(seconds=1)) != pertama


def test_the_documents_own_dates_title_and_version_stay(tmp_path: Path) -> None:
    bertanda = penandatangan(tmp_path).tanda_tangani(naskah(), PADA)
    with pikepdf.open(io.BytesIO(bertanda)) as sesudah, pikepdf.open(io.BytesIO(naskah())) as awal:
        assert dict(sesudah.docinfo.items()) == dict(awal.docinfo.items())
        assert sesudah.Root.Metadata.read_bytes() == awal.Root.Metadata.read_bytes()
        assert sesudah.pdf_version == awal.pdf_version


def test_without_a_box_nothing_is_seen_and_with_one_there_is_a_place_to_click(
    tmp_path: Path,
) -> None:
    penanda = penandatangan(tmp_path)
    polos = penanda.tanda_tangani(naskah(), PADA)
    berkotak = penanda.tanda_tangani(naskah(), PADA, kotak=Kotak(-1, 300, 90, 500, 160))
    for bertanda, letak in ((polos, [0, 0, 0, 0]), (berkotak, [300, 90, 500, 160])):
        with pikepdf.open(io.BytesIO(bertanda)) as pdf:
            tempat = pdf.Root.AcroForm.Fields[0]
            assert [int(n) for n in tempat.Rect] == letak
            assert str(tempat.TU) == "Tanda tangan elektronik"
            if gambar := tempat.get("/AP"):
                assert b"Tj" not in gambar.N.read_bytes()
                assert b"Do" not in gambar.N.read_bytes()


def test_an_rsa_key_signs_as_well(tmp_path: Path) -> None:
    bertanda = penandatangan(tmp_path, Sertifikat(rsa_bit=2048)).tanda_tangani(naskah(), PADA)
    assert berawal_naskah(bertanda, naskah())


def test_a_wrong_passphrase_is_refused_and_not_repeated(tmp_path: Path) -> None:
    kunci = tulis_pkcs12(tmp_path)
    salah = KunciPkcs12(kunci.berkas, SecretStr("frasa-rahasia-lain"))
    with pytest.raises(KunciTidakTerbuka, match="frasa sandinya salah") as galat:
        PenandatanganLokal(salah).tanda_tangani(naskah(), PADA)
    assert "frasa-rahasia-lain" not in f"{galat.value!r}{galat.value.__cause__!r}{salah!r}"
    assert galat.value.__suppress_context__
    assert FRASA not in repr(kunci)


@pytest.mark.parametrize("isi", [None, b"", b"bukan PKCS#12"])
def test_a_key_that_is_not_there_or_is_none_is_refused(tmp_path: Path, isi: bytes | None) -> None:
    berkas = tmp_path / "kepala.p12"
    if isi is not None:
        berkas.write_bytes(isi)
    with pytest.raises(KunciTidakTerbuka, match=r"berkas kunci kepala\.p12"):
        PenandatanganLokal(KunciPkcs12(berkas, SecretStr("x"))).tanda_tangani(naskah(), PADA)


@pytest.mark.parametrize(
    ("bentuk", "kata"),
    [
        (Sertifikat(sampai=PADA - timedelta(seconds=1)), "berakhir 2026-11-23"),
        (Sertifikat(sejak=PADA + timedelta(days=1)), "baru berlaku 2026-11-24"),
    ],
)
def test_a_certificate_outside_its_time_signs_nothing(
    tmp_path: Path, bentuk: Sertifikat, kata: str
) -> None:
    with pytest.raises(SertifikatTidakBerlaku, match=kata):
        penandatangan(tmp_path, bentuk).tanda_tangani(naskah(), PADA)


@pytest.mark.parametrize("isi", [b"", b"halo", b"%PDF-1.7\n%%EOF", None])
def test_what_is_no_whole_pdf_is_not_signed(tmp_path: Path, isi: bytes | None) -> None:
    isi = naskah()[:-400] if isi is None else isi
    with pytest.raises(NaskahTidakDapatDitandatangani, match="bukan PDF yang terbaca"):
        penandatangan(tmp_path).tanda_tangani(isi, PADA)


def test_what_is_signed_already_is_not_signed_again(tmp_path: Path) -> None:
    penanda = penandatangan(tmp_path)
    bertanda = penanda.tanda_tangani(naskah(), PADA)
    with pytest.raises(NaskahTidakDapatDitandatangani, match="sudah bertanda tangan"):
        penanda.tanda_tangani(bertanda, PADA)


def test_an_instant_without_a_zone_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="berzona"):
        penandatangan(tmp_path).tanda_tangani(naskah(), datetime(2026, 11, 23))  # noqa: DTZ001


def test_the_first_revision_is_a_whole_one(tmp_path: Path) -> None:
    bertanda = penandatangan(tmp_path).tanda_tangani(naskah() + b"\n", PADA)
    assert berawal_naskah(bertanda, naskah() + b"\n")
    assert not berawal_naskah(bertanda, naskah()[:-1])
    assert not berawal_naskah(bertanda, bertanda)
    assert not berawal_naskah(bertanda, naskah("lain"))
    assert not berawal_naskah(b"", b"")
    with pytest.raises(ValueError, match="akhir revisi"):
        naskah_dari(b"%PDF-1.7")
