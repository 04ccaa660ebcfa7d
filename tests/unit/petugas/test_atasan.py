"""Who is whose superior, as the register says it."""

from datetime import datetime

import pytest

from shared.petugas.atasan import atasan
from shared.petugas.loader import DaftarPetugasTidakSah
from tests.register import WITA, daftar, teks_mandat, teks_petugas

ANI, BUDI, CITRA = "198001012005011001", "197512312000121002", "197001011995012003"
SAAT = datetime(2026, 1, 6, 10, tzinfo=WITA)
LOKET = teks_petugas(ANI, "Ani Contoh", ["frontoffice"])
KABID = teks_petugas(BUDI, "Budi Contoh", ["kabid"])
CADANGAN = teks_petugas(CITRA, "Citra Contoh")
PERAN = '[atasan]\nfrontoffice = "kabid"\nkeseluruhan = "kepaladinas"\n'


def test_the_superior_of_a_role_is_whoever_holds_the_role_above_it() -> None:
    isi = daftar(LOKET, KABID, PERAN)
    assert atasan(isi, "frontoffice", SAAT) == {"kabid", BUDI}
    assert atasan(isi, None, SAAT) == {"kepaladinas"}, "nobody holds it now"
    assert atasan(isi, "kabid", SAAT) == frozenset()


def test_who_stands_in_for_the_superior_is_told_within_the_dates() -> None:
    mandat = teks_mandat(CITRA, "kabid", "sejak = 2026-01-05\nsampai = 2026-01-09")
    isi = daftar(LOKET, KABID, CADANGAN, mandat, PERAN)
    assert atasan(isi, "frontoffice", SAAT) == {"kabid", BUDI, CITRA}
    assert atasan(isi, "frontoffice", SAAT.replace(day=12)) == {"kabid", BUDI}


def test_an_officer_s_own_superior_goes_before_the_role_s() -> None:
    loket = teks_petugas(ANI, "Ani", ["frontoffice"], f'sejak = 2020-01-01\natasan = "{CITRA}"')
    isi = daftar(loket, KABID, CADANGAN, PERAN)
    assert atasan(isi, "frontoffice", SAAT) == {CITRA}


def test_a_person_may_be_the_superior_of_a_role_however_the_nip_is_written() -> None:
    isi = daftar(LOKET, KABID, '[atasan]\nfrontoffice = "19751231.200012.1.002"\n')
    assert atasan(isi, "frontoffice", SAAT) == {BUDI, "kabid"}


@pytest.mark.parametrize(
    ("bagian", "kata"),
    [
        ('[atasan]\nkasir = "kabid"\n', 'atasan > kasir: peran "kasir" tidak dikenal'),
        ('[atasan]\nfrontoffice = "direktur"\n', '"direktur" bukan peran, dan tidak ada'),
        ('[atasan]\nkabid = "kabid"\n', "atasan > kabid: rantai atasannya berputar"),
        (
            '[atasan]\nfrontoffice = "kabid"\nkabid = "frontoffice"\n',
            "atasan > frontoffice: rantai atasannya berputar",
        ),
        (
            teks_petugas(CITRA, "Citra", [], 'sejak = 2020-01-01\natasan = "123"'),
            "petugas ke-2 (Citra): atasan 123 tidak ada",
        ),
        (
            teks_petugas(CITRA, "Citra", [], f'sejak = 2020-01-01\natasan = "{CITRA}"'),
            "petugas ke-2 (Citra): rantai atasannya berputar",
        ),
    ],
)
def test_a_superior_that_cannot_be_is_refused(bagian: str, kata: str) -> None:
    with pytest.raises(DaftarPetugasTidakSah) as tolak:
        daftar(KABID, bagian)
    assert kata in "\n".join(tolak.value.masalah)
