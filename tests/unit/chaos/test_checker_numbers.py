"""The checker of the register sees each thing that it is there for."""

from typing import Any

import pytest
import typst

from chaos.checker.numbers import IN_ORDER, OWN, check_in_order, check_own, missing_words

SK = {"kode": "surat-keputusan", "berkas": {"berkas_id": "b" * 24, "sha256": "2" * 64}}
DRAFT = {"kode": "draft-sk", "berkas": {"berkas_id": "a" * 24, "sha256": "1" * 64}}
MADE = {"a" * 24}


def entry(urut: int, **other: Any) -> dict[str, Any]:
    return {
        "seri": "paud",
        "tahun": 2026,
        "urut": urut,
        "nomor": f"{urut:03d}/PAUD/2026",
        "status": "berlaku",
        "permohonan": f"PAUD-2026-{urut:06d}",
        "berkas_id": "b" * 24,
        "sha256": "2" * 64,
        "alasan": "",
    } | other


def case(urut: int, *hasil: dict[str, Any]) -> dict[str, Any]:
    return {"nomor": f"PAUD-2026-{urut:06d}", "hasil": hasil or (DRAFT, SK)}


def test_a_whole_register_is_in_order() -> None:
    whole = [entry(1), entry(2, status="batal", alasan="ditarik"), entry(3)]
    assert list(check_in_order(whole)) == []
    assert list(check_own(whole, [case(1), case(2, DRAFT), case(3)], MADE)) == []


@pytest.mark.parametrize(
    ("entries", "what"),
    [
        ([entry(1), entry(3)], "urut [1, 3]"),
        ([entry(1), entry(2), entry(2, nomor="002/PAUD/2026")], "urut [1, 2, 2]"),
        ([entry(1, status="batal")], "batal tanpa alasan"),
        ([entry(1), entry(2, nomor="001/PAUD/2026")], "2 kali"),
    ],
)
def test_a_gap_a_double_and_a_void_without_reason_are_seen(
    entries: list[dict[str, Any]], what: str
) -> None:
    found = list(check_in_order(entries))
    assert {one.rule for one in found} == {IN_ORDER}
    assert any(what in one.what for one in found)


@pytest.mark.parametrize(
    ("entries", "cases"),
    [
        ([], [case(1)]),
        ([entry(1, status="terambil")], [case(1)]),
        ([entry(1, sha256="3" * 64)], [case(1)]),
        ([entry(1)], [case(1, DRAFT)]),
        ([entry(1)], []),
        ([entry(1), entry(2, permohonan="PAUD-2026-000001")], [case(1)]),
    ],
)
def test_an_sk_without_its_number_and_a_number_without_its_sk_are_seen(
    entries: list[dict[str, Any]], cases: list[dict[str, Any]]
) -> None:
    assert {one.rule for one in check_own(entries, cases, MADE)} == {OWN}


def test_an_sk_from_a_file_needs_no_number() -> None:
    assert list(check_own([], [case(1)], set())) == []


def pdf(text: str) -> bytes:
    made = typst.compile(text.encode(), ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


def test_a_word_of_the_draft_that_is_not_in_the_sk_is_seen() -> None:
    draft = pdf("DRAFT NOMOR .... Pemegang izin wajib melapor sejak tanggal ditetapkan.")
    assert missing_words(draft, pdf("NOMOR 001 Pemegang izin wajib melapor")) == ""
    assert missing_words(draft, pdf("NOMOR 001 Pemegang izin boleh melapor")) == "wajib"
