"""What an hour's load is: fifty at once, or so many each second."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from typing import Any, cast

from bench.kecepatan.ingatan import ukur_ingatan
from bench.kecepatan.jalan import Jalan
from bench.kecepatan.peserta import Peserta
from bench.pesanan import Pesanan

PESERTA = Peserta("alurizin", (("izin", "jalankan", "kabid"),), ())


@dataclass
class Pencatat:
    """Keeps what it was asked to run."""

    diminta: list[Pesanan] = field(default_factory=list)
    sambil: Callable[[Any], Any] = lambda _: nullcontext()

    def __call__(self, peserta: Peserta, putaran: int, pesanan: Pesanan) -> None:
        self.diminta.append(pesanan)


def diminta(pesanan: Pesanan) -> Pesanan:
    pencatat = Pencatat()
    ukur_ingatan(cast("Jalan", pencatat), PESERTA, 30, pesanan)
    return pencatat.diminta[0]


def test_fifty_are_on_their_way_for_as_long_as_was_asked() -> None:
    hasil = diminta(Pesanan(300))
    assert (hasil.serentak, hasil.selama_detik, hasil.laju) == (50, 1800, None)
    assert hasil.batas_detik > 1800


def test_workers_are_called_by_their_role_and_a_single_one_by_what_it_is() -> None:
    pencatat = cast("Jalan", Pencatat())
    berdua = replace(PESERTA, proses=(*PESERTA.proses, ("izin", "jalankan", "kabid")))
    assert ukur_ingatan(pencatat, berdua, 1, Pesanan(1)).nama == ["kabid-0", "kabid-1"]
    assert ukur_ingatan(pencatat, PESERTA, 1, Pesanan(1)).nama == ["alurizin"]


def test_at_a_pace_of_its_own_the_number_follows_from_the_time() -> None:
    hasil = diminta(Pesanan(300, laju=1.5))
    assert (hasil.jumlah, hasil.laju, hasil.serentak) == (2700, 1.5, None)
    assert hasil.batas_detik > 1800
