"""Files that somebody tampered with: each is refused, and says why."""

import io
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    NumberObject,
    StreamObject,
    pdf_name,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from shared.tandatangan import pades
from shared.tandatangan.hasil import HasilPeriksa, KodePeriksa
from shared.tandatangan.lokal import PenandatanganLokal
from shared.tandatangan.pemilik import milik_petugas, pastikan_penanda
from shared.tandatangan.periksa import Kepercayaan, periksa_tanda_tangan
from tests.examples import tries
from tests.tandatangan import NAMA, NIP, PADA, Sertifikat, akar, naskah, penandatangan

K = KodePeriksa
Ubah = Callable[[IncrementalPdfFileWriter], None]


@pytest.fixture(scope="module")
def penanda(tmp_path_factory: pytest.TempPathFactory) -> PenandatanganLokal:
    return penandatangan(tmp_path_factory.mktemp("kunci"))


@pytest.fixture(scope="module")
def baik(penanda: PenandatanganLokal) -> bytes:
    return penanda.tanda_tangani(naskah(), PADA)


def periksa(pdf: bytes, asal: bytes | None = None) -> HasilPeriksa:
    return periksa_tanda_tangan(pdf, Kepercayaan(akar()), PADA, asal or naskah())


def tambahkan(pdf: bytes, ubah: Ubah) -> bytes:
    """One more revision."""
    penulis = IncrementalPdfFileWriter(io.BytesIO(pdf))
    ubah(penulis)
    keluar = io.BytesIO()
    penulis.write(keluar)  # type: ignore[no-untyped-call]
    return keluar.getvalue()


def halaman(penulis: IncrementalPdfFileWriter) -> DictionaryObject:
    ref, _ = penulis.find_page_for_modification(0)  # type: ignore[no-untyped-call]
    penulis.mark_update(ref)
    isi = ref.get_object()
    assert isinstance(isi, DictionaryObject)
    return isi


def ganti_isi(penulis: IncrementalPdfFileWriter) -> None:
    baru = penulis.add_object(StreamObject(stream_data=b"0 0 600 800 re f"))
    halaman(penulis)[pdf_name("/Contents")] = baru


def timpa_isi(penulis: IncrementalPdfFileWriter) -> None:
    """The object of the page's content itself, under its own number."""
    ref = halaman(penulis).raw_get("/Contents").reference
    penulis.objects[(ref.generation, ref.idnum)] = StreamObject(stream_data=b"0 0 9 9 re f")


def tempel_catatan(penulis: IncrementalPdfFileWriter) -> None:
    catatan = DictionaryObject(  # type: ignore[no-untyped-call]
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): ArrayObject(map(NumberObject, (0, 0, 500, 800))),
        }
    )
    isi = halaman(penulis)
    lama = list(isi["/Annots"]) if "/Annots" in isi else []
    isi[pdf_name("/Annots")] = ArrayObject([*lama, penulis.add_object(catatan)])


def jalankan_saat_dibuka(penulis: IncrementalPdfFileWriter) -> None:
    aksi = {pdf_name("/S"): pdf_name("/JavaScript")}
    penulis.root[pdf_name("/OpenAction")] = penulis.add_object(DictionaryObject(aksi))  # type: ignore[no-untyped-call]
    penulis.update_root()  # type: ignore[no-untyped-call]


def putar(penulis: IncrementalPdfFileWriter) -> None:
    halaman(penulis)[pdf_name("/Rotate")] = NumberObject(180)  # type: ignore[no-untyped-call]


PERUBAHAN: tuple[Ubah, ...] = (
    ganti_isi,
    timpa_isi,
    tempel_catatan,
    jalankan_saat_dibuka,
    putar,
)


@pytest.mark.parametrize("ubah", PERUBAHAN, ids=lambda ubah: ubah.__name__)
def test_a_revision_behind_the_signature_is_noticed(baik: bytes, ubah: Ubah) -> None:
    hasil = periksa(tambahkan(baik, ubah))
    assert hasil.kode == {K.ADA_TAMBAHAN}


@pytest.mark.parametrize("ubah", PERUBAHAN, ids=lambda ubah: ubah.__name__)
def test_a_change_signed_together_with_the_naskah_is_noticed(
    penanda: PenandatanganLokal, ubah: Ubah
) -> None:
    """The file begins with the naskah and its signature is good; what it shows is another page."""
    pdf = penanda.tanda_tangani(tambahkan(naskah(), ubah), PADA)
    assert pdf.startswith(naskah())
    assert periksa(pdf).kode == {K.NASKAH_DIUBAH}


@pytest.mark.parametrize("tambahan", [b"x", b"\n", b"\0" * 9, b"%%EOF", b"\n% catatan\n%%EOF\n"])
def test_bytes_behind_the_end_are_noticed(baik: bytes, tambahan: bytes) -> None:
    assert periksa(baik + tambahan).kode & {K.ADA_TAMBAHAN, K.TIDAK_MENYELURUH, K.TIDAK_TERBACA}


def test_bytes_before_the_start_are_noticed(baik: bytes) -> None:
    assert not periksa(b"\n" + baik).sah


def test_an_unsigned_naskah_and_no_pdf_at_all_are_refused() -> None:
    assert periksa(naskah()).kode >= {K.TANPA_TANDA_TANGAN}
    for bukan in (b"", b"halo", b"%PDF-1.7\n%%EOF\n", b"PK\x03\x04" * 40):
        assert periksa(bukan).kode >= {K.TIDAK_TERBACA}


def test_a_signature_moved_to_another_document_is_refused(
    penanda: PenandatanganLokal, baik: bytes
) -> None:
    lain = naskah("Keputusan yang lain")
    milik_lain = penanda.tanda_tangani(lain, PADA)
    sisipan = baik[baik.index(b"/Contents <", len(naskah())) + 11 :]
    sisipan = sisipan[: sisipan.index(b">")]
    awal = milik_lain.index(b"/Contents <", len(lain)) + 11
    akhir = milik_lain.index(b">", awal)
    assert len(sisipan) == akhir - awal
    hasil = periksa(milik_lain[:awal] + sisipan + milik_lain[akhir:], lain)
    assert hasil.kode == {K.ISI_BERUBAH}


def test_a_signed_tail_behind_another_naskah_is_refused(baik: bytes) -> None:
    lain = naskah("Keputusan Kepala Badan")
    pdf = lain + baik[len(naskah()) :]
    assert not periksa(pdf, lain).sah
    assert K.NASKAH_BERBEDA in periksa(pdf).kode


def test_a_signature_that_was_replaced_names_its_own_maker(tmp_path: Path) -> None:
    palsu = penandatangan(tmp_path, Sertifikat(nama="Rina Wati", nip="199001012015012001"))
    hasil = pastikan_penanda(periksa(palsu.tanda_tangani(naskah(), PADA)), NIP, NAMA)
    assert hasil.kode == {K.PENANDA_TANGAN_LAIN}
    assert "Rina Wati" in str(hasil.temuan[0])


def test_a_hole_in_what_is_signed_is_noticed(baik: bytes) -> None:
    """The range of signed bytes leaves more out than the signature itself."""
    awal = baik.index(b"/ByteRange [")
    akhir = baik.index(b"]", awal)
    angka = [int(satu) for satu in baik[awal + 12 : akhir].split()]
    angka[2] += 2
    angka[3] -= 2
    baru = b"/ByteRange [" + " ".join(map(str, angka)).encode()
    pdf = baik[:awal] + baru.ljust(akhir - awal) + baik[akhir:]
    assert periksa(pdf).kode >= {K.TIDAK_MENYELURUH, K.ISI_BERUBAH}


def test_a_file_cut_anywhere_is_refused(baik: bytes) -> None:
    for panjang in range(0, len(baik), len(baik) // 60):
        assert not periksa(baik[:panjang]).sah, panjang


@pytest.mark.banyak
def test_one_flipped_bit_outside_the_container_is_always_noticed(baik: bytes) -> None:
    acak = random.Random(20261123)  # noqa: S311 - the same places every time
    buka = baik.index(b"/Contents <", len(naskah())) + 10
    tutup = baik.index(b">", buka)
    di_luar = [letak for letak in range(len(baik)) if not buka <= letak <= tutup]
    for letak in acak.sample(di_luar, tries(60)):
        rusak = bytearray(baik)
        rusak[letak] ^= 1 << acak.randrange(8)
        assert not periksa(bytes(rusak)).sah, letak


def test_a_flipped_digit_of_the_padding_is_noticed(baik: bytes) -> None:
    """Behind the signature there are zeros to the end of its gap, and nothing may hide there."""
    tutup = baik.index(b">", baik.index(b"/Contents <", len(naskah())))
    rusak = bytearray(baik)
    rusak[tutup - 1] = ord("1")
    assert periksa(bytes(rusak)).kode == {K.TANDA_TANGAN_RUSAK}


def test_whatever_the_judge_stumbles_over_is_refused(
    baik: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tersandung(*_: object) -> None:
        raise RecursionError("rahasia")

    monkeypatch.setattr("shared.tandatangan.pemeriksa.nilai", tersandung)
    hasil = periksa(baik)
    assert hasil.kode == {K.GALAT_PEMERIKSA}
    assert "rahasia" not in str(hasil.temuan[0])


@pytest.mark.parametrize(
    ("di_sertifikat", "nip", "petugas_id", "cocok"),
    [
        (NAMA, NIP, NIP, True),
        ("BUDI SANTOSO", NIP, "19800101 200501 1 001", True),
        ("Budi Santoso", "", NIP, True),
        ("Budi Santoso", "6372010101800001", NIP, True),
        ("Budi Santoso", "198001012005011002", NIP, False),
        ("Rina Wati", NIP, NIP, False),
        ("Budi Hartono", "", NIP, False),
        ("", NIP, NIP, False),
    ],
)
def test_a_certificate_is_an_officers_by_name_and_nip(
    baik: bytes, di_sertifikat: str, nip: str, petugas_id: str, cocok: bool
) -> None:
    orang = replace(periksa(baik).penanda[0], nama=di_sertifikat, pengenal=(nip,) if nip else ())
    kecocokan = milik_petugas(orang, petugas_id, NAMA)
    assert kecocokan.cocok is cocok
    assert cocok or kecocokan.alasan
    assert "6372010101800001" not in repr(orang)


def test_a_second_signature_is_judged_as_well(
    penanda: PenandatanganLokal, baik: bytes, tmp_path: Path
) -> None:
    lain = penandatangan(tmp_path, Sertifikat(nama="Rina Wati", sendiri=True))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pades, "NAMA_BIDANG", "Kedua")
        patch.setattr(pades, "enumerate_sig_fields", lambda *_, **__: ())
        tambah = lain.tanda_tangani(baik, PADA + timedelta(minutes=1))
        baik_dua = penanda.tanda_tangani(baik, PADA + timedelta(minutes=1))
    assert periksa(tambah).kode == {K.SERTIFIKAT_TIDAK_DIPERCAYA}
    hasil = periksa(baik_dua)
    assert hasil.sah
    assert [satu.nama for satu in hasil.penanda] == [NAMA, NAMA]
