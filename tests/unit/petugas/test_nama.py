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
        ("Ma'ruf Nur'aini, S.Kom.", "Ma\u2019ruf Nur`aini"),  # apostrophes of other keyboards
        ("Jos\u00e9 Hernandes", "Jose\u0301 Hernandes"),  # one sign or two
        ("H. Akhmad Al-Banjari", "Akhmad Al Banjari"),  # a hyphen or a space
        ("Nur Aini", "Nuraini"),
        ("Drs H Budi Santoso", "Budi Santoso"),  # titles without their full stop
        ("Moh. Yamin", "Muhammad Yamin"),  # short forms that everybody knows
        ("Abd. Rahman", "Abdul Rahman"),
        ("Yamin", "M. Yamin"),  # an initial that the other leaves out
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
        ("Budi Yamin", "M. Yamin"),  # an initial that does not fit
        ("Budi Hartono", "Budi S."),
        ("Siti binti Yamin", "Binti"),  # no name at all
    ],
)
def test_another_person(terdaftar: str, disebut: str) -> None:
    assert not nama_sejalan(terdaftar, disebut)
