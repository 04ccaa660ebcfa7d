"""Made-up people: valid for the contract, nobody's real data, no two alike."""

from collections.abc import Sequence
from functools import cache

import pytest

from izin.demo.material.profil import Profil, buat_profil, dibawa, isi_formulir
from shared.contracts import Pemohon
from shared.sop.model import Isian, Sop
from tests.unit.demo.play import BENIH, TANGGAL, sop_bawaan


@cache
def banyak() -> Sequence[Profil]:
    return [buat_profil(BENIH, no, TANGGAL) for no in range(1, 401)]


def test_no_two_applicants_share_name_nik_or_institution() -> None:
    assert len({p.pemohon.nama for p in banyak()}) == len(banyak())
    assert len({p.pemohon.nik for p in banyak()}) == len(banyak())
    assert len({p.lembaga.nama for p in banyak()}) == len(banyak())


def test_applicants_hold_to_the_contract_when_they_come_over_the_wire() -> None:
    for profil in banyak():
        assert Pemohon.model_validate_json(profil.pemohon.model_dump_json()) == profil.pemohon


def test_no_datum_can_belong_to_a_real_person() -> None:
    for profil in banyak():
        assert profil.pemohon.nik.startswith("990101")
        assert profil.pemohon.telepon.startswith("0000-0000-")
        assert profil.pemohon.surel.endswith(".example")
        assert profil.nib.startswith("9999")


def test_everybody_lives_in_banjarbaru() -> None:
    assert all(p.lembaga.alamat.endswith("Kota Banjarbaru") for p in banyak())


@pytest.mark.parametrize("sop", sop_bawaan().values(), ids=lambda sop: sop.kode)
def test_the_form_answers_every_field_of_the_sop_and_keeps_to_its_choices(sop: Sop) -> None:
    for profil in banyak()[:60]:
        isian = isi_formulir(sop, profil)
        assert list(isian) == [satu.kode for satu in sop.isian]
        for satu in sop.isian:
            assert isian[satu.kode].strip()
            assert not satu.pilihan or isian[satu.kode] in satu.pilihan


@pytest.mark.parametrize("sop", sop_bawaan().values(), ids=lambda sop: sop.kode)
def test_whatever_is_required_is_brought(sop: Sop) -> None:
    wajib = {satu.kode for satu in sop.persyaratan if satu.wajib}
    for profil in banyak()[:60]:
        assert wajib <= {satu.kode for satu in dibawa(sop, profil, {})}


def test_a_document_that_an_answer_calls_for_is_brought() -> None:
    sop = next(
        s
        for s in sop_bawaan().values()
        if any("perpanjangan" in p.keterangan for p in s.persyaratan)
    )
    diminta = {p.kode for p in sop.persyaratan if "perpanjangan" in p.keterangan}
    for profil in banyak()[:60]:
        bawaan = {p.kode for p in dibawa(sop, profil, {"jenis": "Perpanjangan"})}
        assert diminta <= bawaan


def test_a_field_nobody_foresaw_is_answered_too() -> None:
    isian = Isian(kode="warna-pagar", label="Warna pagar", wajib=True, sumber="uji")
    sop = next(iter(sop_bawaan().values())).model_copy(update={"isian": (isian,)})
    assert isi_formulir(sop, banyak()[0])["warna-pagar"]
