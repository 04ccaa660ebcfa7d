"""Passwords, waits after failures, who owes a second factor, which role a person has."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from shared.akun.aturan import (
    GRATIS_AKUN,
    TUNDA_AWAL,
    TUNDA_MAKS,
    boleh_lagi,
    masalah_sandi,
    masih_dihitung,
    tahap_berikut,
    wajib_faktor,
)
from shared.akun.kode import LANGKAH_DETIK, langkah_cocok
from shared.akun.model import Akun, Faktor, Percobaan, Sesi, Tahap
from shared.akun.peran import peran_kini
from shared.contracts.parts import Petugas
from tests.builders import katalog
from tests.register import daftar, teks_mandat, teks_petugas

KINI = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)
AKUN = Akun(
    nama="budi.santoso",
    petugas=Petugas(id="198001012005011001", nama="Budi Santoso"),
    peran=("kabid", "backoffice"),
    dibuat_pada=KINI,
)
SOP = [termuat.sop for termuat in katalog().values()]
DIKENAL = ("frontoffice", "kabid", "kepaladinas", "penyelia", "pengelola")


@pytest.mark.parametrize(
    "sandi",
    [
        "pendek",
        "x" * 129,
        "aaaaaaaabbbb",  # hardly any letters
        "katasandi123",
        "KataSandi123",
        "password1234",
        "budi.santoso1",
        "Santoso198001012005011001",
    ],
)
def test_a_password_that_others_guess_is_refused(sandi: str) -> None:
    assert masalah_sandi(sandi, AKUN)


@pytest.mark.parametrize(
    "sandi",
    ["kuda lumping makan kaca", "Rumah-Banjar-di-tepi", "ä ö ü wahai kawan", "7hK2mQ9xWp4z"],
)
def test_any_other_of_some_length_is_taken(sandi: str) -> None:
    assert masalah_sandi(sandi, AKUN) is None


def test_the_wait_grows_with_every_failure_up_to_a_limit() -> None:
    waits = [boleh_lagi(Percobaan(kali=kali, pada=KINI), GRATIS_AKUN) for kali in range(1, 30)]
    spans = [wait - KINI if wait else timedelta() for wait in waits]
    assert spans[: GRATIS_AKUN - 1] == [timedelta()] * (GRATIS_AKUN - 1)
    assert spans[GRATIS_AKUN - 1] == TUNDA_AWAL
    assert spans == sorted(spans)
    assert spans[-1] == TUNDA_MAKS


def test_failures_of_the_day_before_do_not_count() -> None:
    old = Percobaan(kali=9, pada=KINI)
    assert masih_dihitung(old, KINI + timedelta(hours=23))
    assert not masih_dihitung(old, KINI + timedelta(hours=24))


@pytest.mark.parametrize(
    ("kebijakan", "wajib"),
    [
        ("penanda_tangan", {"kepaladinas"}),
        ("semua", set(DIKENAL)),
        ("tidak", set()),
        ("kabid, penyelia", {"kabid", "penyelia"}),
        ("penanda_tangan,frontoffice", {"kepaladinas", "frontoffice"}),
    ],
)
def test_an_office_says_who_owes_a_second_factor(kebijakan: str, wajib: set[str]) -> None:
    assert wajib_faktor(kebijakan, SOP, DIKENAL) == wajib


def test_a_role_that_there_is_not_is_no_policy() -> None:
    with pytest.raises(ValueError, match="kabidd"):
        wajib_faktor("kabidd", SOP, DIKENAL)


FAKTOR = Faktor(rahasia="tersegel")


@pytest.mark.parametrize(
    ("ubah", "dua_langkah", "berutang", "tahap"),
    [
        ({}, False, False, Tahap.PENUH),
        ({"harus_ganti": True}, False, False, Tahap.GANTI),
        ({}, False, True, Tahap.PASANG),
        ({"faktor": FAKTOR}, False, False, Tahap.FAKTOR),  # one that is there is asked for
        ({"faktor": FAKTOR}, True, False, Tahap.PENUH),
        ({"faktor": FAKTOR, "harus_ganti": True}, False, True, Tahap.FAKTOR),
        ({"faktor": FAKTOR, "harus_ganti": True}, True, False, Tahap.GANTI),
    ],
)
def test_one_step_comes_after_the_other(
    ubah: dict[str, object], dua_langkah: bool, berutang: bool, tahap: Tahap
) -> None:
    assert tahap_berikut(AKUN.model_copy(update=ubah), dua_langkah, berutang) is tahap


def test_a_session_ends_when_it_lies_unused_and_at_its_latest() -> None:
    sesi = Sesi(
        id="a" * 64,
        akun=AKUN.nama,
        tahap=Tahap.PENUH,
        mulai_pada=KINI,
        terlihat_pada=KINI + timedelta(hours=9, minutes=30),
        sampai=KINI + timedelta(hours=10),
    )
    assert sesi.berlaku(KINI + timedelta(hours=9, minutes=59), 3600)
    assert not sesi.berlaku(KINI + timedelta(hours=10), 3600)
    assert not sesi.berlaku(KINI + timedelta(hours=9, minutes=40), 600)


RAHASIA = pyotp.random_base32()


def code(geser: int = 0) -> str:
    return pyotp.TOTP(RAHASIA).at(KINI, counter_offset=geser)


def test_a_code_is_good_once_and_a_step_before_and_after() -> None:
    langkah = int(KINI.timestamp()) // LANGKAH_DETIK
    assert langkah_cocok(RAHASIA, code(), KINI, 0) == langkah
    assert langkah_cocok(RAHASIA, f"{code()[:3]} {code()[3:]}", KINI, 0) == langkah
    assert langkah_cocok(RAHASIA, code(-1), KINI, 0) == langkah - 1
    assert langkah_cocok(RAHASIA, code(1), KINI, 0) == langkah + 1
    assert langkah_cocok(RAHASIA, code(), KINI, langkah) is None
    assert langkah_cocok(RAHASIA, code(-1), KINI, langkah) is None


@pytest.mark.parametrize("typed", ["", "abcdef", "000000000", "１２３４５６", "12345"])
def test_anything_else_is_no_code(typed: str) -> None:
    assert langkah_cocok(RAHASIA, typed, KINI, 0) is None


MEJA = ("frontoffice", "backoffice", "kabid", "kepaladinas")


def test_without_a_register_the_account_says_the_roles() -> None:
    roles = [satu.pelaksana for satu in peran_kini(None, AKUN, MEJA, KINI)]
    assert roles == ["backoffice", "kabid"]


def test_with_a_register_it_says_the_roles_and_the_account_none() -> None:
    register = daftar(teks_petugas(AKUN.petugas.id, AKUN.petugas.nama, ["frontoffice"]))
    assert [satu.pelaksana for satu in peran_kini(register, AKUN, MEJA, KINI)] == ["frontoffice"]
    other = AKUN.model_copy(update={"petugas": Petugas(id=AKUN.petugas.id, nama="Siti Aminah")})
    assert peran_kini(register, other, MEJA, KINI) == ()
    stranger = AKUN.model_copy(update={"petugas": Petugas(id="dn-99", nama="Budi Santoso")})
    assert peran_kini(register, stranger, MEJA, KINI) == ()


@pytest.mark.parametrize(
    ("saat", "peran"),
    [
        ("2026-11-22T23:59:59", ["kabid"]),
        ("2026-11-23T00:00:00", ["kabid", "kepaladinas"]),
        ("2026-11-27T23:59:59", ["kabid", "kepaladinas"]),
        ("2026-11-28T00:00:00", ["kabid"]),
    ],
)
def test_who_stands_in_has_the_desk_within_the_dates(saat: str, peran: list[str]) -> None:
    register = daftar(
        teks_petugas(AKUN.petugas.id, AKUN.petugas.nama, ["kabid"]),
        teks_mandat(AKUN.petugas.id, "kepaladinas", "sejak = 2026-11-23\nsampai = 2026-11-27"),
    )
    now = peran_kini(register, AKUN, MEJA, datetime.fromisoformat(f"{saat}+08:00"))
    assert [satu.pelaksana for satu in now] == peran
    assert [satu.sebutan for satu in now] == ["", "Plh"][: len(peran)]
