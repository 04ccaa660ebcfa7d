"""What a number of the register may become."""

from datetime import timedelta

import pytest

from shared.sk.model import batal, berakhir, diganti, terbit
from tests.contract.test_sk_store import PADA, bertanda, buat


def test_a_number_is_void_only_with_a_reason_and_before_its_sk_is_out() -> None:
    satu = buat(None)(1)
    assert batal(satu, "berakhir ditarik", PADA).status == "batal"
    with pytest.raises(ValueError, match="harus beralasan"):
        batal(satu, " ", PADA)
    with pytest.raises(ValueError, match="sudah berlaku"):
        batal(terbit(bertanda(satu, "a"), PADA), "salah", PADA)


def test_a_number_is_out_only_once_it_is_signed() -> None:
    satu = buat(None)(1)
    with pytest.raises(ValueError, match="tidak dapat terbit"):
        terbit(satu, PADA)
    lagi = bertanda(bertanda(satu, "a"), "b")
    assert (lagi.berkas_id, lagi.revisi) == ("b" * 24, 2)
    sah = terbit(lagi, PADA)
    assert (sah.status, sah.berkas_id, sah.revisi) == ("berlaku", "b" * 24, 3)
    with pytest.raises(ValueError, match="sudah berlaku"):
        bertanda(sah, "a")


def test_only_what_is_in_force_is_replaced() -> None:
    satu = buat(None)(1)
    with pytest.raises(ValueError, match="tidak dapat diganti"):
        diganti(satu, "002/PAUD/2026", PADA)
    ganti = diganti(terbit(bertanda(satu, "a"), PADA), "002/PAUD/2026", PADA)
    assert (ganti.status, ganti.pengganti) == ("diganti", "002/PAUD/2026")


def test_the_last_day_still_counts() -> None:
    satu = buat(None)(1)
    assert satu.berlaku_sampai is not None
    assert not berakhir(satu, satu.berlaku_sampai)
    assert berakhir(satu, satu.berlaku_sampai + timedelta(days=1))
    assert not berakhir(satu.model_copy(update={"berlaku_sampai": None}), satu.tanggal)
