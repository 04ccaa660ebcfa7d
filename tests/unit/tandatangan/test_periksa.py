"""A signed file is judged: whole, unchanged, by a trusted certificate that was good at the time."""

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from shared.tandatangan.bentuk import Kotak
from shared.tandatangan.hasil import KALIMAT, KodePeriksa, Temuan
from shared.tandatangan.lokal import PenandatanganLokal
from shared.tandatangan.periksa import Kepercayaan, periksa_tanda_tangan
from shared.tandatangan.uji_coba import buat_otoritas
from tests.tandatangan import (
    NAMA,
    NIP,
    PADA,
    Sertifikat,
    akar,
    crl,
    naskah,
    penandatangan,
    sertifikat_di,
    tulis_pkcs12,
)

K = KodePeriksa


def kode(pdf: bytes, *, asal: bytes | None = None, **lain: object) -> set[KodePeriksa]:
    percaya = Kepercayaan(akar(), **lain)  # type: ignore[arg-type]
    return set(periksa_tanda_tangan(pdf, percaya, PADA, asal or naskah()).kode)


@pytest.fixture(scope="module")
def baik(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return penandatangan(tmp_path_factory.mktemp("kunci")).tanda_tangani(naskah(), PADA)


def test_a_good_file_says_who_signed_it_and_when(baik: bytes) -> None:
    hasil = periksa_tanda_tangan(baik, Kepercayaan(akar()), PADA, naskah())
    assert (hasil.temuan, hasil.sah, hasil.revisi) == ((), True, 2)
    (penanda,) = hasil.penanda
    assert (penanda.nama, penanda.pengenal) == (NAMA, (NIP,))
    assert (penanda.ditandatangani_pada, penanda.stempel_waktu) == (PADA, None)
    assert penanda.penerbit == "CA AlurIzin (UJI COBA)"
    assert not penanda.uji_coba
    assert NIP not in repr(hasil)


@pytest.mark.parametrize("kotak", [None, Kotak(-1, 300, 90, 500, 160)], ids=["polos", "kotak"])
def test_a_letter_of_several_pages_with_links_is_judged_as_well(
    tmp_path: Path, kotak: Kotak | None
) -> None:
    """Links are annotations, as the place of a signature is: it comes behind them."""
    tautan = '#link("https://contoh.id/sk")[periksa]\n#outline()\n'
    asal = naskah(f"{tautan}#pagebreak()\n= Lampiran\n{tautan}")
    pdf = penandatangan(tmp_path).tanda_tangani(asal, PADA, kotak=kotak)
    hasil = periksa_tanda_tangan(pdf, Kepercayaan(akar()), PADA, asal, kotak=kotak)
    assert hasil.temuan == ()


def test_without_a_naskah_the_signature_alone_is_judged(baik: bytes) -> None:
    assert periksa_tanda_tangan(baik, Kepercayaan(akar()), PADA).sah
    hasil = periksa_tanda_tangan(baik, Kepercayaan(akar()), PADA, naskah("lain"))
    assert hasil.kode == {K.NASKAH_BERBEDA}
    assert not hasil.sah


def test_it_stays_good_after_its_certificate_has_expired(baik: bytes) -> None:
    """Judged at the time of signing; at another time the certificate is not good."""
    nanti = periksa_tanda_tangan(baik, Kepercayaan(akar()), PADA + timedelta(days=400), naskah())
    assert K.SERTIFIKAT_KEDALUWARSA in nanti.kode
    assert K.SERTIFIKAT_TIDAK_DIPERCAYA not in nanti.kode


@pytest.mark.parametrize(
    ("bentuk", "harus"),
    [
        (Sertifikat(sendiri=True), K.SERTIFIKAT_TIDAK_DIPERCAYA),
        (Sertifikat(penerbit=buat_otoritas(PADA)), K.SERTIFIKAT_TIDAK_DIPERCAYA),
        (Sertifikat(mengikat=False), K.KEGUNAAN_SALAH),
    ],
    ids=["sendiri", "otoritas-lain", "kegunaan"],
)
def test_a_certificate_that_is_no_good_is_told_by_its_kind(
    tmp_path: Path, bentuk: Sertifikat, harus: KodePeriksa
) -> None:
    assert kode(penandatangan(tmp_path, bentuk).tanda_tangani(naskah(), PADA)) == {harus}


def test_nobody_is_trusted_where_no_authority_is(baik: bytes) -> None:
    assert periksa_tanda_tangan(baik, Kepercayaan(()), PADA).kode == {K.SERTIFIKAT_TIDAK_DIPERCAYA}


def test_a_server_of_the_same_authority_signs_no_letters(tmp_path: Path) -> None:
    server = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
    bentuk = Sertifikat(mengikat=False, tambahan=(server,))
    assert kode(penandatangan(tmp_path, bentuk).tanda_tangani(naskah(), PADA)) == {K.KEGUNAAN_SALAH}


@pytest.mark.parametrize(
    ("saat", "harus"),
    [
        (timedelta(days=-1), K.SERTIFIKAT_DICABUT),
        (timedelta(days=1), None),
    ],
    ids=["sebelum", "sesudah"],
)
def test_a_revocation_counts_from_its_own_instant(
    tmp_path: Path, saat: timedelta, harus: KodePeriksa | None
) -> None:
    kunci = tulis_pkcs12(tmp_path)
    pdf = PenandatanganLokal(kunci).tanda_tangani(naskah(), PADA)
    daftar = crl([(sertifikat_di(kunci).serial_number, PADA + saat)], PADA + timedelta(days=2))
    assert kode(pdf, crl=[daftar]) == ({harus} if harus else set())
    assert kode(pdf, crl=[daftar], wajib_pencabutan=True) == ({harus} if harus else set())


def test_where_revocation_must_be_known_silence_is_refused(baik: bytes) -> None:
    assert kode(baik, wajib_pencabutan=True) == {K.PENCABUTAN_TIDAK_DIKETAHUI}
    assert kode(baik, crl=[crl([])], wajib_pencabutan=True) == set()


def test_a_signature_from_the_future_is_refused(tmp_path: Path) -> None:
    penanda = penandatangan(tmp_path)
    assert kode(penanda.tanda_tangani(naskah(), PADA + timedelta(minutes=9))) == set()
    assert kode(penanda.tanda_tangani(naskah(), PADA + timedelta(minutes=11))) == {
        K.WAKTU_TIDAK_WAJAR
    }


def test_it_may_be_seen_where_the_letter_has_room_for_it_and_nowhere_else(tmp_path: Path) -> None:
    kotak = Kotak(-1, 300, 90, 500, 160)
    pdf = penandatangan(tmp_path).tanda_tangani(naskah(), PADA, kotak=kotak)
    for tempat, harus in (
        (kotak, set()),
        (Kotak(1, 290, 80, 510, 170), set()),
        (None, {K.TAMPILAN_TAK_TERDUGA}),
        (Kotak(1, 300, 90, 400, 160), {K.TAMPILAN_TAK_TERDUGA}),
        (Kotak(2, 300, 90, 500, 160), {K.TAMPILAN_TAK_TERDUGA}),
    ):
        hasil = periksa_tanda_tangan(pdf, Kepercayaan(akar()), PADA, naskah(), kotak=tempat)
        assert hasil.kode == harus, tempat


def test_every_code_has_its_sentence() -> None:
    assert set(KALIMAT) == set(KodePeriksa)
    assert str(Temuan(K.SERTIFIKAT_DICABUT)).endswith("saat surat ditandatangani")
    assert str(Temuan(K.SERTIFIKAT_KEDALUWARSA, "berakhir 2026-01-01")).endswith("2026-01-01)")


def test_an_instant_without_a_zone_is_a_mistake_of_the_caller(baik: bytes) -> None:
    with pytest.raises(ValueError, match="berzona"):
        periksa_tanda_tangan(baik, Kepercayaan(akar()), PADA.replace(tzinfo=None))
