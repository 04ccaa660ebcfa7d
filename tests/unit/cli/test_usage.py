"""Wrong usage: exit code 2, one Indonesian sentence, and where the help is."""

import pytest

from tests.unit.cli.running import izin


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["ajuken"], "perintah 'ajuken' tidak dikenal; maksudnya ajukan?"),
        (["zzz"], "perintah 'zzz' tidak dikenal"),
        (["sop", "cetka"], "perintah 'cetka' tidak dikenal; maksudnya cetak?"),
        (["sop", "cetak"], "'KODE' belum diisi"),
        (["sop", "cetak", "a", "b"], "terlalu banyak argumen: b"),
        (["lihat", "--statuss", "x"], "opsi --statuss tidak dikenal; maksudnya --status"),
        (["lihat", "--batas", "x"], "nilai untuk '--batas' keliru: harus berupa bilangan bulat"),
        (["lihat", "--batas", "0"], "nilai untuk '--batas' keliru: paling sedikit 1"),
        (["lihat", "--batas"], "opsi --batas memerlukan nilai"),
        (["lihat", "--json=ya"], "opsi --json tidak memakai nilai"),
        (["gladi", "--waktu"], "opsi --waktu memerlukan nilai"),
        (["demo", "--jumlah", "0"], "nilai untuk '--jumlah' keliru: paling sedikit 1"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(arguments: list[str], sentence: str) -> None:
    outcome = izin(*arguments)
    assert outcome.code == 2
    assert outcome.out == ""
    assert f"Gagal: {sentence}" in outcome.said
    assert "--help" in outcome.said


def test_a_wrong_setting_is_named_without_its_value() -> None:
    env = {"IZIN_BATAS_BERKAS_MIB": "rahasia"}
    outcome = izin("sop", "daftar", env=env)
    assert outcome.code == 2
    assert "batas_berkas_mib" in outcome.said
    assert "rahasia" not in outcome.said
