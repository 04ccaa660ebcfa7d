"""Pages of a PDF as pictures: drawn apart, remembered, and none where there is nothing to see."""

import pytest

from shared.web import lembar
from shared.web.lembar import Penggambar, gambar_lembar
from tests.builders import pdf
from tests.tandatangan import naskah


def test_a_page_is_a_picture_as_wide_as_a_screen() -> None:
    satu = gambar_lembar(naskah(), 1)
    assert satu is not None
    assert satu.jumlah == 1
    assert abs(satu.lebar - lembar.LEBAR_TITIK) <= 1
    assert satu.tinggi > satu.lebar
    assert satu.gambar.startswith(b"\xff\xd8\xff")


def test_what_is_no_page_is_no_picture() -> None:
    assert gambar_lembar(naskah(), 2) is None
    assert gambar_lembar(pdf("rusak"), 1) is None
    assert gambar_lembar(b"bukan PDF", 1) is None


async def test_a_page_is_drawn_once_and_what_is_old_is_forgotten() -> None:
    read: list[str] = []
    penggambar = Penggambar()

    async def baca() -> bytes:
        read.append("dibaca")
        return naskah()

    first = await penggambar.lembar("a" * 64, 1, baca)
    assert await penggambar.lembar("a" * 64, 1, baca) is first
    assert read == ["dibaca"]
    assert first is not None
    for ke in range(lembar.INGAT_BYTES // len(first.gambar) + 1):
        penggambar._ingat[(f"{ke}", 1)] = first
    await penggambar.lembar("a" * 64, 1, baca)
    assert penggambar._besar() <= lembar.INGAT_BYTES
    assert ("0", 1) not in penggambar._ingat


async def test_a_page_that_the_machine_had_no_time_for_is_drawn_another_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    penggambar = Penggambar()

    async def baca() -> bytes:
        return naskah()

    with monkeypatch.context() as busy:
        busy.setattr(lembar, "BATAS", lembar.BATAS._replace(wait_seconds=0.0))
        assert await penggambar.lembar("a" * 64, 1, baca) is None
    assert await penggambar.lembar("a" * 64, 1, baca) is not None
