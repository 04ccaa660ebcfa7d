"""Who decides at the terminal: looked at before anything is asked of them."""

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from rich.console import Console

from izin.cli.errors import BadInput
from izin.cli.terminal import EndOfInput, Terminal
from izin.cli.tugas_petugas import ANSWERS, Officers, officers_of, receiver
from shared.contracts import Petugas
from shared.settings import Settings
from tests.builders import PAGI, PEMOHON
from tests.register import daftar, teks_petugas, teks_semua

NIP = "198001012005011001"
REGISTERED = daftar(teks_semua(teks_petugas(NIP, "Drs. Budi Petugas, M.Si.", ["kabid"])))
FREE, KEPT = Officers("kabid"), Officers("kabid", REGISTERED, lambda: PAGI)


class Typed(Terminal):
    def __init__(self, answers: Sequence[str]) -> None:
        self.written = io.StringIO()
        super().__init__(Console(file=self.written, width=200))
        self._answers = list(answers)

    async def _line(self) -> str:
        if not self._answers:
            raise EndOfInput
        return self._answers.pop(0)


async def asked(officers: Officers, *answers: str) -> tuple[Petugas, str]:
    terminal = Typed(answers)
    petugas = await officers.asked(terminal, PEMOHON)
    assert terminal._answers == []
    return petugas, terminal.written.getvalue()


@pytest.mark.parametrize("word", sorted(ANSWERS))
async def test_an_answer_word_is_neither_a_number_nor_a_name(word: str) -> None:
    petugas, said = await asked(FREE, word.upper(), NIP, word, NIP, "Budi Petugas")
    assert (petugas.id, petugas.nama) == (NIP, "Budi Petugas")
    assert f"'{word.upper()}' bukan NIP. NIP terdiri atas 18 angka, misalnya" in said
    assert f"'{word}' bukan nama orang" in said


@pytest.mark.parametrize("number", ["1", NIP[:-1], NIP + "1", "budi", "Budi Petugas", "../x", "-"])
def test_what_has_not_18_digits_is_no_nip(number: str) -> None:
    assert "18 angka" in FREE.objection_to_number(number)


@pytest.mark.parametrize("number", [NIP, "19800101 200501 1 001", "dn-07", "uji-kabid"])
def test_an_nip_in_its_groups_and_another_office_s_identifier_are_taken(number: str) -> None:
    assert FREE.objection_to_number(number) == ""


@pytest.mark.parametrize("nama", ["terima", NIP, "-", "'", "B"])
def test_what_has_no_letters_is_no_name(nama: str) -> None:
    assert "bukan nama orang" in FREE.objection(Petugas(id=NIP, nama=nama))


async def test_a_number_that_the_register_does_not_have_is_asked_for_again() -> None:
    petugas, said = await asked(KEPT, "198001012005011009", NIP, "Budi Petugas")
    assert petugas.id == NIP
    assert "'198001012005011009' tidak ada dalam daftar petugas" in said


async def test_another_s_name_and_another_s_role_are_told_at_once() -> None:
    _, said = await asked(KEPT, NIP, "Siti Aminah", NIP, "Budi Petugas")
    assert "terdaftar atas nama Drs. Budi Petugas, M.Si., bukan Siti Aminah" in said
    elsewhere = Officers("sekretaris", REGISTERED, lambda: PAGI)
    assert "tidak memegang peran" in elsewhere.objection(Petugas(id=NIP, nama="Budi Petugas"))


def test_options_are_held_to_the_same() -> None:
    assert KEPT.checked(f"{NIP}:Budi Petugas").nama == "Budi Petugas"
    for text in ("terima:Budi", f"{NIP}:semua", "12345:Budi"):
        with pytest.raises(BadInput, match="bukan"):
            FREE.checked(text)
    with pytest.raises(BadInput, match="terdaftar atas nama") as refused:
        KEPT.checked(f"{NIP}:Siti")
    assert "izin petugas daftar" in refused.value.remedy


async def test_an_applicant_is_asked_for_a_name_alone() -> None:
    petugas, _ = await asked(Officers("pemohon"), "")
    assert petugas == receiver(PEMOHON) == Petugas(id="pemohon", nama=PEMOHON.nama)
    other, said = await asked(Officers("pemohon"), "tolak", "Ani Kuasa")
    assert other.nama == "Ani Kuasa"
    assert "NIP" not in said


def test_the_register_is_the_one_that_the_office_names(tmp_path: Path) -> None:
    path = tmp_path / "petugas.toml"
    path.write_text(teks_semua())
    officers = officers_of("kabid", Settings(daftar_petugas=path))
    assert officers.objection_to_number("uji-kabid") == ""
    assert "daftar petugas" in officers.objection_to_number(NIP)
