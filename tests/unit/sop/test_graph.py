"""What the fixpoint says exists is what walking every path finds."""

from hypothesis import given, settings

from shared.sop.graph import dapat_selesai, terjangkau, tersedia
from shared.sop.model import Sop
from tests.examples import tries
from tests.unit.sop.contoh import katalog_resmi
from tests.unit.sop.strategies import sop_berjalan_bebas

Keadaan = tuple[int, frozenset[str]]


def jalani(sop: Sop) -> dict[int, list[frozenset[str]]]:
    """Walks the routes one application at a time: for each step, every set of outputs with which
    it is ever opened."""
    mulai: Keadaan = (1, frozenset())
    antre, pernah = [mulai], {mulai}
    while antre:
        no, ada = antre.pop()
        for rute in sop.langkah_ke(no).rute:
            if isinstance(rute.ke, str):
                continue
            jadi = ada | {hasil.kode for hasil in sop.langkah_ke(no).hasil_rute(rute)}
            if rute.ke <= no:
                jadi -= {h.kode for langkah in sop.langkah[rute.ke - 1 :] for h in langkah.hasil}
            berikut = (rute.ke, frozenset(jadi))
            if berikut not in pernah:
                pernah.add(berikut)
                antre.append(berikut)
    return {no: [ada for n, ada in pernah if n == no] for no in {n for n, _ in pernah}}


@settings(deadline=None, max_examples=tries(60))
@given(sop_berjalan_bebas())
def test_an_output_is_guaranteed_exactly_when_it_is_there_on_every_walk(sop: Sop) -> None:
    ditemui = jalani(sop)
    assert terjangkau(sop) == set(ditemui)
    ada = tersedia(sop)
    for no, kali in ditemui.items():
        assert ada[no] == frozenset.intersection(*kali)


@settings(deadline=None, max_examples=tries(60))
@given(sop_berjalan_bebas())
def test_a_step_can_finish_exactly_when_some_walk_from_it_does(sop: Sop) -> None:
    def selesai(no: int, lewat: frozenset[int]) -> bool:
        tujuan = [rute.ke for rute in sop.langkah_ke(no).rute]
        return "selesai" in tujuan or any(
            selesai(ke, lewat | {no}) for ke in tujuan if isinstance(ke, int) and ke not in lewat
        )

    nomor = [langkah.no for langkah in sop.langkah]
    assert dapat_selesai(sop) == {no for no in nomor if selesai(no, frozenset({no}))}


def test_each_official_step_finds_all_that_the_steps_before_it_made() -> None:
    for satu in katalog_resmi().values():
        sop = satu.sop
        for no, ada in tersedia(sop).items():
            sebelum = sop.langkah[: no - 1]
            assert ada == {hasil.kode for langkah in sebelum for hasil in langkah.hasil}
