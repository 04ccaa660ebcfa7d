"""Desks and the book of rules: what a role author may get wrong."""

import pytest

from izin.registry import discover_desks
from shared.desk import Aturan, Desk, buku_aturan
from shared.tindakan import Tindakan


def test_the_seven_pelaksana_of_the_sop_are_found_with_their_names() -> None:
    assert {kunci: desk.nama for kunci, desk in discover_desks().items()} == {
        "pemohon": "Pemohon",
        "frontoffice": "Front Office",
        "backoffice": "Back Office",
        "dinasteknis": "Dinas Teknis",
        "kabid": "Kabid Perizinan",
        "sekretaris": "Sekretaris",
        "kepaladinas": "Kepala Dinas",
    }


@pytest.mark.parametrize("kunci", ["", "Loket", "loket-1", "loket.berkas", "1loket", "a" * 33])
def test_a_key_that_could_not_stand_in_a_queue_name_is_refused(kunci: str) -> None:
    with pytest.raises(ValueError, match="no key of a pelaksana"):
        Desk(kunci, "Loket")


def test_every_act_has_exactly_one_rule() -> None:
    desks = discover_desks().values()
    assert set(buku_aturan(desks)) == set(Tindakan)
    lagi = Desk("kasi", "Kasi", (Aturan(Tindakan.SETUJUI, lambda _, __: ()),))
    with pytest.raises(ValueError, match="two rules for the act 'setujui'"):
        buku_aturan([*desks, lagi])
    with pytest.raises(ValueError, match="no rule for: setujui"):
        buku_aturan([desk for desk in desks if desk.pelaksana != "kabid"])
