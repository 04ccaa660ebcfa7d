"""What a number of the register may become."""

import pytest

from shared.sk.model import batal, terbit
from tests.contract.test_sk_store import PADA, buat


def test_a_number_is_void_only_with_a_reason_and_before_its_sk_is_out() -> None:
    satu = buat(None)(1)
    assert batal(satu, "berakhir ditarik", PADA).status == "batal"
    with pytest.raises(ValueError, match="harus beralasan"):
        batal(satu, " ", PADA)
    with pytest.raises(ValueError, match="sudah berlaku"):
        batal(terbit(satu, "a" * 24, "0" * 64, PADA), "salah", PADA)
