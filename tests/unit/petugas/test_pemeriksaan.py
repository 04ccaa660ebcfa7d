"""A decision that nobody was entitled to shows in the riwayat alone, whoever wrote it there."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from shared.kantor.audit_lines import OF_ONE
from shared.permohonan import Entri, Permohonan, Wewenang
from shared.petugas.pemeriksaan import periksa_wewenang
from tests.builders import Perjalanan, petugas
from tests.register import daftar, teks_semua

SUSUN, KABID = 4, 5
"""Places in the riwayat."""


@pytest.fixture(scope="module")
def utuh() -> Permohonan:
    perjalanan = Perjalanan()
    perjalanan.daftar = daftar(teks_semua())
    return perjalanan.sampai(9).permohonan


def diubah(permohonan: Permohonan, ke: int, **ubah: Any) -> Permohonan:
    entri = permohonan.riwayat[ke].model_copy(update=ubah)
    riwayat = (*permohonan.riwayat[:ke], entri, *permohonan.riwayat[ke + 1 :])
    return permohonan.model_copy(update={"riwayat": riwayat})


def hak(entri: Entri, **ubah: Any) -> Wewenang:
    assert entri.wewenang is not None
    return entri.wewenang.model_copy(update=ubah)


def test_what_the_workers_wrote_is_in_order(utuh: Permohonan) -> None:
    assert list(periksa_wewenang(utuh, berdaftar=True)) == []


# What the entry of the Kabid is made to say; what must be said of it.
PALSU: dict[str, tuple[Callable[[Entri], dict[str, Any]], str]] = {
    "the right had ended when the decision came": (
        lambda e: {"wewenang": hak(e, sampai=e.ditutup_pada)},
        "diterima",
    ),
    "the right had not begun when it was made": (
        lambda e: {"wewenang": hak(e, sejak=e.diputuskan_pada + timedelta(milliseconds=1))},
        "diputuskan",
    ),
    "the right is for another role": (
        lambda e: {"wewenang": hak(e, sebagai="sekretaris")},
        "langkah kabid diputus dengan wewenang sekretaris",
    ),
    "the right is another officer's": (
        lambda e: {"wewenang": hak(e, nama="Siapa Saja")},
        "wewenangnya milik Siapa Saja",
    ),
    "the mandate rests on nothing": (
        lambda e: {"wewenang": hak(e, jenis="plt", dasar="")},
        "mandat plt tanpa dasar",
    ),
    "there is no officer to the right": (lambda _: {"oleh": None}, "petugasnya tidak"),
    "there is no right": (lambda _: {"wewenang": None}, "tanpa wewenang"),
}


@pytest.mark.parametrize(("ubah", "kata"), PALSU.values(), ids=PALSU.keys())
def test_a_false_entry_is_named(
    utuh: Permohonan, ubah: Callable[[Entri], dict[str, Any]], kata: str
) -> None:
    (temuan, *_) = periksa_wewenang(
        diubah(utuh, KABID, **ubah(utuh.riwayat[KABID])), berdaftar=True
    )
    assert temuan.startswith(f"entri {KABID}: ")
    assert kata in temuan


def test_an_author_who_approved_is_named_without_any_register() -> None:
    utuh = Perjalanan().sampai(9).permohonan
    palsu = diubah(utuh, KABID, oleh=petugas("backoffice"))
    (temuan,) = periksa_wewenang(palsu)
    assert "mengesahkan draf yang ikut disusunnya sendiri" in temuan


def test_an_author_who_sent_the_draft_back_is_not() -> None:
    perjalanan = Perjalanan().sampai(6)
    perjalanan.putus("kembalikan", petugas=petugas("backoffice"))
    assert list(periksa_wewenang(perjalanan.permohonan)) == []


def test_the_audit_of_a_store_asks_it_too() -> None:
    perjalanan = Perjalanan().sampai(9)
    palsu = diubah(perjalanan.permohonan, KABID, oleh=petugas("backoffice"))
    (baris,) = [satu for satu in OF_ONE if "wewenang" in satu.name]
    assert list(baris.check(perjalanan.permohonan, perjalanan.sop)) == []
    (temuan,) = baris.check(palsu, perjalanan.sop)
    assert temuan.nomor == palsu.nomor
