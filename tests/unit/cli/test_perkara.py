"""`izin perkara dibuka`: what it asks for."""

import pytest

from tests.unit.cli.running import izin


@pytest.mark.parametrize("arguments", [(), ("PAUD-2026-000001", "--oleh", "budi.santoso")])
def test_one_case_or_one_person_is_named(arguments: tuple[str, ...]) -> None:
    outcome = izin("perkara", "dibuka", *arguments)
    assert outcome.code == 2
    assert "Sebut nomor permohonan, atau seseorang" in outcome.err
