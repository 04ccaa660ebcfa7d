"""A small failure campaign: what `make chaos` does, in a minute or two."""

from pathlib import Path

import pytest

from tests.integration.chaos.running import figures, run

pytestmark = [pytest.mark.integration, pytest.mark.timeout(900)]

FAILURES = {
    "bunuh-pekerja": 8,
    "bunuh-watchdog": 2,
    "jeda-pekerja": 1,
    "bunuh-broker": 1,
    "bunuh-penyimpanan": 1,
    "bunuh-penyimpanan-dan-pekerja": 1,
    "putus-sambungan": 1,
    "gandakan-pesan": 2,
    "acak-urutan": 1,
    "hapus-antrean-pekerja": 1,
    "hapus-antrean-petugas": 1,
}


def test_twenty_failures_under_load_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    kinds = [word for kind, share in FAILURES.items() for word in ("--jenis", f"{kind}={share}")]
    size = ("--permohonan", "40", "--kegagalan", str(sum(FAILURES.values())), "--benih", "1")
    told = tmp_path / "angka.json"
    done = run("chaos", *size, *kinds, "--folder", str(tmp_path / "kampanye"), "--json", str(told))
    assert done.code == 0, done.said
    found = figures(told)
    assert found["kegagalan"] == FAILURES
    assert found["hasil"]["permohonan"] == 40
    assert found["hasil"]["selesai"] + found["hasil"]["ditolak"] == 40
    assert found["pelanggaran_aturan"] == []
