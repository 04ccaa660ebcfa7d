"""An NIP under quite another name is noticed; the same name written otherwise is not."""

import pytest

from shared.petugas.orang import nama_sejalan


@pytest.mark.parametrize(
    ("terdaftar", "disebut"),
    [
        ("Budi Santoso", "budi  SANTOSO"),  # case and spaces
        ("Drs. H. Budi Santoso, M.Si.", "Budi Santoso"),  # titles
        ("Budi Santoso", "Budi Santoso, S.H., M.H."),
        ("Budi Santoso Wijaya", "Budi Santoso"),  # a name left out
        ("Budi S. Wijaya", "Budi Santoso Wijaya"),  # an initial
        ("M.", "m."),  # nothing else to compare
    ],
)
def test_the_same_person_written_otherwise(terdaftar: str, disebut: str) -> None:
    assert nama_sejalan(terdaftar, disebut)
    assert nama_sejalan(disebut, terdaftar)


@pytest.mark.parametrize(
    ("terdaftar", "disebut"),
    [
        ("Budi Santoso", "Siti Aminah"),
        ("Budi Santoso", "Budi Hartono"),  # one name in common is not enough
        ("Budi Santoso", "S.H."),  # only a title
    ],
)
def test_another_person(terdaftar: str, disebut: str) -> None:
    assert not nama_sejalan(terdaftar, disebut)
