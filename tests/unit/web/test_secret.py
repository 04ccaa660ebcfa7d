"""The secret of a screen: made once, kept from others, never weak."""

from pathlib import Path

import pytest

from shared.web.secret import LEAST_BYTES, RahasiaTidakSah, secret_of


def test_without_a_file_one_is_made_that_only_we_can_read(tmp_path: Path) -> None:
    own = tmp_path / "data" / "meja.rahasia"
    made = secret_of(None, own)
    assert len(made) >= LEAST_BYTES
    assert own.stat().st_mode & 0o777 == 0o600
    assert secret_of(None, own) == made


def test_one_that_is_named_is_taken_and_none_is_made(tmp_path: Path) -> None:
    named, own = tmp_path / "bersama", tmp_path / "sendiri"
    named.write_text("k" * LEAST_BYTES + "\n")
    assert secret_of(named, own) == b"k" * LEAST_BYTES
    assert not own.exists()


@pytest.mark.parametrize("content", [None, "", "pendek"])
def test_one_that_is_missing_or_short_is_refused(tmp_path: Path, content: str | None) -> None:
    named = tmp_path / "bersama"
    if content is not None:
        named.write_text(content)
    with pytest.raises(RahasiaTidakSah, match="Berkas rahasia"):
        secret_of(named, tmp_path / "sendiri")
