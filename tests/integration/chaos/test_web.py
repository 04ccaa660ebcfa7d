"""Officers decide at pages while desk, broker, store and workers are killed."""

from pathlib import Path

import pytest

from tests.integration.chaos.running import run

pytestmark = [pytest.mark.integration, pytest.mark.lama, pytest.mark.timeout(900)]


def test_what_a_page_called_applied_is_in_the_store_once_and_what_it_refused_is_not(
    tmp_path: Path,
) -> None:
    where = ("--folder", str(tmp_path / "kampanye"))
    done = run("chaos.web", "--kegagalan", "12", "--benih", "5", *where)
    assert done.code == 0, done.said
    assert "0 pelanggaran" in done.said
