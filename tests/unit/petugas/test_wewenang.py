"""Who may decide in a role, when: to the millisecond of midnight in the office's own zone."""

from datetime import datetime

import pytest

from shared.contracts import Petugas
from shared.errors import KodeTolak, PutusanDitolak
from shared.petugas.model import DaftarPetugas
from shared.petugas.wewenang import pastikan_berwenang, pemegang, wewenang
from tests.register import daftar, teks_mandat, teks_petugas

KEPALA = Petugas(id="196801011990031001", nama="Kepala Contoh")
SEKRE = Petugas(id="197512312000121002", nama="Sekre Contoh")
ANI = Petugas(id="198001012005011001", nama="Ani Contoh")
PENGGANTI = Petugas(id="199001012015011001", nama="Pengganti Contoh")


def wita(teks: str) -> datetime:
    return datetime.fromisoformat(f"{teks}+08:00")


@pytest.fixture(scope="module")
def kantor() -> DaftarPetugas:
    """The Kepala Dinas retires at the end of June; Sekretaris was Plh for a week in January, and is
    Plt for three months from July."""
    return daftar(
        teks_petugas(
            KEPALA.id, KEPALA.nama, ["kepaladinas"], "sejak = 2020-01-01\nsampai = 2026-06-30"
        ),
        teks_petugas(SEKRE.id, SEKRE.nama, ["sekretaris"]),
        teks_petugas(ANI.id, ANI.nama, ["kabid", "backoffice"]),
        teks_mandat(SEKRE.id, "kepaladinas", "sejak = 2026-01-05\nsampai = 2026-01-09"),
        teks_mandat(SEKRE.id, "kepaladinas", "sejak = 2026-07-01\nsampai = 2026-09-30", "plt"),
        # The holder's own role once more, as a mandate: it adds nothing.
        teks_mandat(ANI.id, "kabid", "sejak = 2026-01-05\nsampai = 2026-01-09"),
        teks_mandat(
            ANI.id,
            "frontoffice",
            "sejak = 2026-01-05T12:00:00+08:00\nsampai = 2026-01-05T16:00:00+08:00",
        ),
        tunggal='["kepaladinas", "sekretaris"]',
    )


@pytest.mark.parametrize(
    ("siapa", "peran", "saat", "jenis"),
    [
        (SEKRE, "kepaladinas", "2026-01-04T23:59:59.999", None),  # the evening before
        (SEKRE, "kepaladinas", "2026-01-05T00:00:00", "plh"),  # midnight of WITA, not of UTC
        (SEKRE, "kepaladinas", "2026-01-07T10:00:00", "plh"),
        (SEKRE, "kepaladinas", "2026-01-09T23:59:59.999", "plh"),  # the last day is included
        (SEKRE, "kepaladinas", "2026-01-10T00:00:00", None),
        (SEKRE, "kepaladinas", "2026-03-01T10:00:00", None),  # between two mandates
        (SEKRE, "kepaladinas", "2026-07-01T00:00:00", "plt"),
        (SEKRE, "kepaladinas", "2026-09-30T23:59:59.999", "plt"),
        (SEKRE, "kepaladinas", "2026-10-01T00:00:00", None),
        (SEKRE, "sekretaris", "2026-01-07T10:00:00", "definitif"),  # keeps the own role
        (KEPALA, "kepaladinas", "2026-01-07T10:00:00", "definitif"),  # and so does the holder
        (KEPALA, "kepaladinas", "2026-06-30T23:59:59.999", "definitif"),
        (KEPALA, "kepaladinas", "2026-07-01T00:00:00", None),  # retired
        (KEPALA, "kepaladinas", "2019-12-31T23:59:59.999", None),  # not yet
        (ANI, "kabid", "2026-01-07T10:00:00", "definitif"),  # both: the definitive one counts
        (ANI, "backoffice", "2026-01-07T10:00:00", "definitif"),  # the second of two roles
        (ANI, "sekretaris", "2026-01-07T10:00:00", None),  # none
        (ANI, "frontoffice", "2026-01-05T11:59:59.999", None),  # a mandate of hours
        (ANI, "frontoffice", "2026-01-05T12:00:00", "plh"),
        (ANI, "frontoffice", "2026-01-05T16:00:00", None),
        (PENGGANTI, "kabid", "2026-01-07T10:00:00", None),  # not in the register
    ],
)
def test_at_one_instant(
    kantor: DaftarPetugas, siapa: Petugas, peran: str, saat: str, jenis: str | None
) -> None:
    hak = wewenang(kantor, siapa.id, peran, (wita(saat),))
    assert (hak.jenis if hak else None) == jenis


@pytest.mark.parametrize(
    ("diputus", "diterima", "boleh"),
    [
        ("2026-01-05T00:00:00", "2026-01-09T23:59:59.999", True),
        ("2026-01-04T23:59:59", "2026-01-05T08:00:00", False),  # decided before it began
        ("2026-01-09T23:59:59", "2026-01-10T00:00:00", False),  # dated back, or long on its way
        ("2026-01-09T10:00:00", "2026-07-01T10:00:00", False),  # two mandates are not one
    ],
)
def test_the_mandate_holds_when_it_is_decided_and_when_it_arrives(
    kantor: DaftarPetugas, diputus: str, diterima: str, boleh: bool
) -> None:
    pada = (wita(diputus), wita(diterima))
    if boleh:
        hak = pastikan_berwenang(kantor, SEKRE, "kepaladinas", pada)
        assert (hak.jenis, hak.nama, hak.daftar_versi) == ("plh", SEKRE.nama, kantor.versi)
        assert hak.dasar.startswith("Surat Perintah")
        return
    with pytest.raises(PutusanDitolak) as tolak:
        pastikan_berwenang(kantor, SEKRE, "kepaladinas", pada)
    assert tolak.value.kode is KodeTolak.DI_LUAR_MANDAT


@pytest.mark.parametrize(
    ("siapa", "peran", "kata"),
    [
        (PENGGANTI, "kabid", "tidak ada dalam daftar petugas"),
        (
            Petugas(id=ANI.id, nama="Budi Lain"),
            "kabid",
            "terdaftar atas nama Ani Contoh, bukan Budi Lain",
        ),
        (
            ANI,
            "kepaladinas",
            "Ani Contoh tidak memegang peran kepaladinas;"
            " yang berwenang sekarang Kepala Contoh, Sekre Contoh (Plh)",
        ),
        (
            ANI,
            "frontoffice",
            "Ani Contoh berwenang sebagai Plh frontoffice sejak 5 Januari 2026 pukul 12.00 WITA"
            " sampai 5 Januari 2026 pukul 16.00 WITA; putusan ini dibuat 5 Januari 2026 pukul"
            " 09.00 WITA, diterima 5 Januari 2026 pukul 10.00 WITA;"
            " yang berwenang sekarang tidak ada",
        ),
    ],
)
def test_the_reason_says_what_would_do(
    kantor: DaftarPetugas, siapa: Petugas, peran: str, kata: str
) -> None:
    pada = (wita("2026-01-05T09:00:00"), wita("2026-01-05T10:00:00"))
    with pytest.raises(PutusanDitolak) as tolak:
        pastikan_berwenang(kantor, siapa, peran, pada)
    assert kata in str(tolak.value)


def test_an_officer_is_found_by_an_nip_in_any_spelling(kantor: DaftarPetugas) -> None:
    assert wewenang(kantor, "19800101 200501 1 001".replace(" ", "."), "kabid", ())


def test_who_may_decide_now_is_told_in_the_order_of_the_register(kantor: DaftarPetugas) -> None:
    kini = list(pemegang(kantor, "kepaladinas", wita("2026-01-07T10:00:00")))
    assert [(orang.nama, hak.jenis) for orang, hak in kini] == [
        ("Kepala Contoh", "definitif"),
        ("Sekre Contoh", "plh"),
    ]
