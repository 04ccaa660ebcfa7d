"""A small failure campaign: each kind of failure of `make chaos` once, on processes that serve
every role, so that each kill takes them all."""

from pathlib import Path

import pytest

from chaos.injections import KINDS
from tests.integration.chaos.running import figures, run

pytestmark = [pytest.mark.integration, pytest.mark.timeout(900)]

FAILURES = {kind: 1 for kind, usual in KINDS.items() if usual.share}

SEED = 49
"""Of the first hundreds the one whose pauses are shortest: about 80 seconds in all."""

APPLICATIONS = 30


def test_each_kind_of_failure_under_load_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    kinds = [word for kind, share in FAILURES.items() for word in ("--jenis", f"{kind}={share}")]
    size = ("--permohonan", str(APPLICATIONS), "--kegagalan", str(len(FAILURES)))
    form = ("--gabung", "2", "--benih", str(SEED))
    told = tmp_path / "angka.json"
    where = ("--folder", str(tmp_path / "kampanye"), "--json", str(told))
    done = run("chaos", *size, *form, *kinds, *where)
    assert done.code == 0, done.said
    found = figures(told)
    assert found["kegagalan"] == FAILURES
    assert found["hasil"]["permohonan"] == APPLICATIONS
    assert found["hasil"]["selesai"] + found["hasil"]["ditolak"] == APPLICATIONS
    assert found["pelanggaran_aturan"] == []
