"""A file is believed only as far as its chunks bear it out; contract tests do the same for real."""

from typing import Any

import pytest

from shared.store.gridfs import susunan_of
from shared.store.port import BerkasRusak

DUA_POTONG = susunan_of({"_id": 1, "length": 3000, "chunkSize": 2048})


@pytest.mark.parametrize(
    ("ke", "document"),
    [
        (0, {"n": 0, "data": bytes(2047)}),
        (0, {"n": 0, "data": bytes(2049)}),
        (1, {"n": 1, "data": bytes(951)}),  # cut off
        (1, {"n": 1, "data": bytes(953)}),
        (1, {"n": 0, "data": bytes(952)}),
        (1, {"n": 1, "data": "teks"}),
        (2, {"n": 2, "data": b"x"}),
    ],
)
def test_a_chunk_of_another_length_place_or_kind_is_no_part_of_the_file(
    ke: int, document: dict[str, Any]
) -> None:
    assert DUA_POTONG.potongan(0, {"n": 0, "data": bytes(2048)}) == bytes(2048)
    with pytest.raises(BerkasRusak, match=f"potongan {ke}"):
        DUA_POTONG.potongan(ke, document)


@pytest.mark.parametrize("banyak", [0, 1, 3])
def test_a_file_with_a_chunk_too_few_or_too_many_is_not_whole(banyak: int) -> None:
    DUA_POTONG.pastikan_lengkap(2)
    with pytest.raises(BerkasRusak, match=f"{banyak} dari 2"):
        DUA_POTONG.pastikan_lengkap(banyak)
