"""Small failure campaigns on processes that serve every role, so that each kill takes them all."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from chaos.injections import KINDS, WEB_KINDS
from tests.integration.chaos.running import figures, run

pytestmark = [pytest.mark.integration, pytest.mark.timeout(900)]

EVERY_KIND = [kind for kind, usual in KINDS.items() if usual.share]

SLOW = {"bunuh-broker", "hapus-disk-broker", "jeda-broker"}
"""Half of the time of all of them. The broker is killed together with the store as well."""

QUICK = [kind for kind in EVERY_KIND if kind not in SLOW]


@pytest.mark.parametrize(
    ("kinds", "seed", "applications"),
    [
        # of the first hundreds the seeds whose pauses are shortest
        pytest.param(QUICK, 320, 12, id="quick"),
        pytest.param(EVERY_KIND, 49, 30, id="every-kind", marks=pytest.mark.lama),
    ],
)
def test_each_kind_of_failure_under_load_loses_nothing_and_doubles_nothing(
    kinds: Iterable[str], seed: int, applications: int, tmp_path: Path
) -> None:
    """More applications than are under way at a time would only be played to their end after the
    last failure."""
    failures = dict.fromkeys(kinds, 1)
    named = [word for kind in failures for word in ("--jenis", f"{kind}=1")]
    size = ("--permohonan", str(applications), "--kegagalan", str(len(failures)))
    form = ("--gabung", "2", "--benih", str(seed))
    told = tmp_path / "angka.json"
    where = ("--folder", str(tmp_path / "kampanye"), "--json", str(told))
    done = run("chaos", *size, *form, *named, *where)
    assert done.code == 0, done.said
    found = figures(told)
    assert found["kegagalan"] == failures
    assert found["hasil"]["permohonan"] == applications
    assert found["hasil"]["selesai"] + found["hasil"]["ditolak"] == applications
    assert found["pelanggaran_aturan"] == []


@pytest.mark.lama
def test_what_a_page_called_applied_is_in_the_store_once(tmp_path: Path) -> None:
    """Officers decide on pages while what serves them, broker and store are killed."""
    failures = dict.fromkeys(WEB_KINDS, 1)
    named = [word for kind in failures for word in ("--jenis", f"{kind}=1")]
    told = tmp_path / "angka.json"
    size = ("--permohonan", "16", "--kegagalan", str(len(failures)), "--benih", "320")
    where = ("--folder", str(tmp_path / "kampanye"), "--json", str(told))
    done = run("chaos", *size, *named, "--gabung", "1", "--meja", "2", *where)
    assert done.code == 0, done.said
    found = figures(told)
    assert found["kegagalan"] == failures
    assert found["hasil"]["selesai"] + found["hasil"]["ditolak"] == 16
    assert found["pelanggaran_aturan"] == []
