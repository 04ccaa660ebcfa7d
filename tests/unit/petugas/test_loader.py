"""A register that is wrong is refused as a whole, and its author reads every reason at once."""

import pytest

from shared.petugas.loader import DaftarPetugasTidakSah
from tests.register import WITA, daftar, teks_mandat, teks_petugas

ANI, BUDI = "198001012005011001", "197512312000121002"
KABID = teks_petugas(ANI, "Ani Contoh, S.H.", ["kabid"])
SEKRETARIS = teks_petugas(BUDI, "Budi Contoh", ["sekretaris"])
SEMINGGU = "sejak = 2026-01-05\nsampai = 2026-01-09"
TUNGGAL = '["kabid", "sekretaris"]'


def masalah(*bagian: str, tunggal: str = "[]") -> tuple[str, ...]:
    with pytest.raises(DaftarPetugasTidakSah) as tolak:
        daftar(*bagian, tunggal=tunggal)
    return tolak.value.masalah


def pertama(id_: str, dari: str) -> str:
    return teks_petugas(id_, f"Pemegang {id_[-1]}", ["kabid"], dari)


def test_a_register_of_officers_and_a_mandate_is_read() -> None:
    isi = daftar(KABID, SEKRETARIS, teks_mandat(BUDI, "kabid", SEMINGGU), tunggal=TUNGGAL)
    hak = isi.wewenang(BUDI)
    assert [(satu.jenis, satu.sebagai) for satu in hak] == [
        ("definitif", "sekretaris"),
        ("plh", "kabid"),
    ]
    mandat = hak[1]
    assert mandat.sampai is not None
    assert mandat.sejak.astimezone(WITA).isoformat() == "2026-01-05T00:00:00+08:00"
    assert mandat.sampai.astimezone(WITA).isoformat() == "2026-01-10T00:00:00+08:00"
    assert len(isi.versi) == 64


def test_a_role_may_have_dates_of_its_own() -> None:
    peran = '{ pelaksana = "kabid", sejak = 2025-01-01, sampai = 2025-06-30 }'
    hak = daftar(teks_petugas(ANI, "Ani", [peran, "sekretaris"])).wewenang(ANI)
    assert [satu.sampai is None for satu in hak] == [False, True]


def test_a_mandate_ends_with_the_officers_own_service() -> None:
    pensiun = teks_petugas(BUDI, "Budi", [], "sejak = 2020-01-01\nsampai = 2026-01-06")
    (hak,) = daftar(pensiun, teks_mandat(BUDI, "kabid", SEMINGGU)).wewenang(BUDI)
    assert hak.sampai is not None
    assert hak.sampai.astimezone(WITA).isoformat() == "2026-01-07T00:00:00+08:00"


# What is written; the words that its author must find.
SALAH: dict[str, tuple[tuple[str, ...], str]] = {
    "no officer at all": ((), "tidak menyebut seorang petugas pun"),
    "no TOML": (("[[petugas]",), "TOML tidak terbaca pada baris 2"),
    "an unknown key": ((KABID, 'jabatan = "x"'), "petugas ke-1 > jabatan: kunci tidak dikenal"),
    "a date in quotes": (
        (teks_petugas(ANI, "Ani", [], 'sejak = "2026-01-05"'),),
        "petugas ke-1 > sejak: harus berupa tanggal tanpa tanda kutip",
    ),
    "an hour of no zone": (
        (teks_petugas(ANI, "Ani", [], "sejak = 2026-01-05T08:00:00"),),
        "petugas ke-1 > sejak: jam harus menyebut zona",
    ),
    "a role that nobody has": (
        (teks_petugas(ANI, "Ani", ["kepalabidang"]),),
        'petugas ke-1 (Ani): peran "kepalabidang" tidak dikenal; yang ada: backoffice',
    ),
    "the applicant as a role": ((teks_petugas(ANI, "Ani", ["pemohon"]),), "tidak dikenal"),
    "the same NIP twice, in two spellings": (
        (KABID, teks_petugas("19800101.200501.1.001", "Ani", ["sekretaris"])),
        "petugas ke-2 (Ani): id ini dipakai lebih dari satu kali",
    ),
    "an end before the beginning": (
        (teks_petugas(ANI, "Ani", [], "sejak = 2026-01-05\nsampai = 2026-01-04"),),
        "petugas ke-1 (Ani): sampai 2026-01-04 sebelum sejak 2026-01-05",
    ),
    "a mandate of nobody": (
        (KABID, teks_mandat("1", "kabid", SEMINGGU)),
        "mandat ke-1: petugas 1 tidak ada di antara [[petugas]]",
    ),
    "a mandate in place of nobody": (
        (KABID, SEKRETARIS, teks_mandat(BUDI, "kabid", SEMINGGU, lain='menggantikan = "1"')),
        "mandat ke-1: menggantikan 1 tidak ada",
    ),
    "a mandate in one's own place": (
        (KABID, teks_mandat(ANI, "kabid", SEMINGGU, lain=f'menggantikan = "{ANI}"')),
        "mandat ke-1: petugas tidak menggantikan dirinya sendiri",
    ),
    "a mandate in place of one without the role": (
        (
            KABID,
            SEKRETARIS,
            teks_mandat(BUDI, "kepaladinas", SEMINGGU, lain=f'menggantikan = "{ANI}"'),
        ),
        "Ani Contoh, S.H. bukan pemegang peran kepaladinas",
    ),
    "a mandate without its order": (
        (
            KABID,
            f'[[mandat]]\npetugas = "{ANI}"\njenis = "plt"\nsebagai = "sekretaris"\n{SEMINGGU}',
        ),
        "mandat ke-1 > dasar: kunci ini wajib ada",
    ),
    "a mandate without an end": (
        (KABID, teks_mandat(ANI, "sekretaris", "sejak = 2026-01-05")),
        "mandat ke-1 > sampai: kunci ini wajib ada",
    ),
    "a kind of mandate there is not": (
        (KABID, teks_mandat(ANI, "sekretaris", SEMINGGU, jenis="pjs")),
        "mandat ke-1 > jenis: pilihannya 'plh' atau 'plt'",
    ),
    "a mandate after the officer has left": (
        (
            teks_petugas(ANI, "Ani", [], "sejak = 2020-01-01\nsampai = 2025-12-31"),
            teks_mandat(ANI, "kabid", SEMINGGU),
        ),
        "mandat ke-1 (Ani): kabid seluruhnya di luar masa kerja",
    ),
}


@pytest.mark.parametrize(("bagian", "kata"), SALAH.values(), ids=SALAH.keys())
def test_what_is_wrong_is_named_with_its_place(bagian: tuple[str, ...], kata: str) -> None:
    assert any(kata in satu for satu in masalah(*bagian)), masalah(*bagian)


def test_every_problem_is_named_at_once() -> None:
    ditemukan = masalah(
        teks_petugas(ANI, "Ani", ["takada"]),
        teks_mandat("1", "kabid", "sejak = 2026-01-05\nsampai = 2026-01-01"),
    )
    assert len(ditemukan) == 3, ditemukan


def test_one_person_at_a_time_holds_a_role_of_one() -> None:
    dua = (
        pertama(ANI, "sejak = 2020-01-01\nsampai = 2026-01-05"),
        pertama(BUDI, "sejak = 2026-01-05"),
    )
    (satu,) = masalah(*dua, tunggal=TUNGGAL)
    assert "sejak 5 Januari 2026 sampai dengan 5 Januari 2026" in satu
    daftar(*dua)  # a role of several


def test_the_next_holder_may_begin_the_day_after() -> None:
    daftar(
        pertama(ANI, "sejak = 2020-01-01\nsampai = 2026-01-04"),
        pertama(BUDI, "sejak = 2026-01-05"),
        tunggal=TUNGGAL,
    )


def test_two_do_not_stand_in_for_one_at_once() -> None:
    mandat = [teks_mandat(siapa, "kepaladinas", SEMINGGU) for siapa in (ANI, BUDI)]
    assert masalah(KABID, SEKRETARIS, *mandat, tunggal='["kepaladinas"]')
