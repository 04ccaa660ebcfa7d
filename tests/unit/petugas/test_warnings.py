"""What the office should look at again is said, and refused by nobody."""

from shared.petugas.loader import peringatan
from tests.register import daftar, teks_mandat, teks_petugas

ANI, BUDI = "198001012005011001", "197512312000121002"
KABID = teks_petugas(ANI, "Ani", ["kabid"], "sejak = 2020-01-01\nsampai = 2026-01-31")
BUDI_ADA = teks_petugas(BUDI, "Budi", ["sekretaris"])
TIGA_BULAN = "sejak = 2026-02-01\nsampai = 2026-04-30"


def kata(masa: str, jenis: str = "plt") -> tuple[str, ...]:
    mandat = teks_mandat(BUDI, "kabid", masa, jenis)
    return peringatan(daftar(KABID, BUDI_ADA, mandat, tunggal='["kabid"]'))


def test_three_months_of_plt_after_the_holder_has_left_are_nothing_to_speak_of() -> None:
    assert kata(TIGA_BULAN) == ()


def test_a_longer_order_for_a_plt_is_pointed_out() -> None:
    (satu,) = kata("sejak = 2026-02-01\nsampai = 2026-05-31")
    assert "paling lama tiga bulan" in satu


def test_a_plt_beside_the_holder_is_pointed_out_and_a_plh_is_not() -> None:
    januari = "sejak = 2026-01-10\nsampai = 2026-01-20"
    (satu,) = kata(januari)
    assert "Ani masih memegangnya" in satu
    assert kata(januari, "plh") == ()
