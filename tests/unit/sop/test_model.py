"""What the rest of the program asks an SOP."""

import pytest
from pydantic import ValidationError

from shared.sop.errors import LangkahTidakAda
from shared.sop.model import Sop
from tests.unit.sop.contoh import contoh, katalog_resmi


@pytest.fixture
def sop() -> Sop:
    return contoh().sop


def test_a_step_is_found_by_its_number(sop: Sop) -> None:
    assert sop.langkah_ke(1) is sop.langkah_pertama
    assert sop.langkah_ke(5).kegiatan == "Menerima SK"


@pytest.mark.parametrize("no", [0, -1, 6])
def test_a_number_without_a_step_is_an_error_and_not_another_step(sop: Sop, no: int) -> None:
    with pytest.raises(LangkahTidakAda, match=f"langkah {no}"):
        sop.langkah_ke(no)


def test_a_requirement_is_found_by_its_code_or_not_at_all(sop: Sop) -> None:
    denah = sop.persyaratan_kode("denah")
    assert denah is not None
    assert denah.media == ("image/png",)
    assert sop.persyaratan_kode("peta") is None


def test_requirements_are_pdf_or_pictures_and_outputs_pdf_unless_the_file_says_otherwise(
    sop: Sop,
) -> None:
    surat = sop.persyaratan_kode("surat-permohonan")
    assert surat is not None
    assert surat.media == ("application/pdf", "image/jpeg", "image/png")
    assert sop.langkah_ke(4).hasil[0].media == ("application/pdf",)


def test_a_decision_has_its_route_or_none(sop: Sop) -> None:
    tanda_tangan = sop.langkah_ke(4)
    kembali = tanda_tangan.rute_untuk("kembalikan")
    assert kembali is not None
    assert (kembali.ke, kembali.tambahan) == (3, "perlu dikoreksi")
    assert tanda_tangan.rute_untuk("tolak") is None


def test_accepting_owes_every_output_and_other_decisions_what_their_route_says(sop: Sop) -> None:
    susun = sop.langkah_ke(3)
    assert [hasil.kode for hasil in susun.hasil_wajib("terima")] == ["draft"]
    assert [hasil.kode for hasil in susun.hasil_wajib("tolak")] == ["draft"]
    assert sop.langkah_ke(4).hasil_wajib("kembalikan") == ()
    assert sop.langkah_ke(4).hasil_wajib("tolak") == ()  # no such route


def test_days_and_minutes_are_added_up_apart(sop: Sop) -> None:
    assert sop.jumlah_waktu() == (2, 46)
    assert (sop.selisih_hari(), sop.selisih_menit()) == (0, 0)


def test_an_sop_cannot_be_changed_after_it_is_loaded(sop: Sop) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        sop.judul = "lain"  # type: ignore[misc]


def test_an_sop_survives_json() -> None:
    for satu in katalog_resmi().values():
        assert Sop.model_validate_json(satu.sop.model_dump_json()) == satu.sop


def test_the_limit_of_the_law_is_what_the_file_says_or_nothing() -> None:
    hukum = contoh().sop.fiktif_positif
    assert hukum is not None
    assert (hukum.waktu.jumlah, hukum.dasar) == (7, "Peraturan contoh Pasal 9")
    for resmi in katalog_resmi().values():
        assert resmi.sop.fiktif_positif is not None
        assert resmi.sop.fiktif_positif.waktu.teks == "5 Hari"
        assert "Nomor 30 Tahun 2014 Pasal 53" in resmi.sop.fiktif_positif.dasar
