"""What the measurement of the desk says of its figures."""

from typing import Any

import pytest

from bench.meja.__main__ import bagian, dalam_batas


def hasil(halaman: float = 100, putusan: float = 200, **ubah: Any) -> dict[str, Any]:
    ms = {"halaman": {"p95": halaman}, "putusan": {"p95": putusan}}
    return {"ms": ms, "keliru": [], **ubah}


def test_the_part_of_answers_that_were_quicker_in_milliseconds() -> None:
    detik = [0.1 * ke for ke in range(1, 101)]
    assert bagian(detik, 50) == pytest.approx(5100)
    assert bagian(detik, 95) == pytest.approx(9600)
    assert bagian([0.2], 99) == pytest.approx(200)
    assert bagian([], 95) == 0


@pytest.mark.parametrize(
    ("satu", "dalam"),
    [
        (hasil(), True),
        (hasil(halaman=301), False),
        (hasil(putusan=501), False),
        (hasil(keliru=["GET kotak: 500"]), False),
    ],
)
def test_a_run_is_good_within_its_limits_and_without_an_answer_that_is_wrong(
    satu: dict[str, Any], dalam: bool
) -> None:
    assert dalam_batas(satu) is dalam
