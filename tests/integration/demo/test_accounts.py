"""`izin demo --akun`: the same demo where everybody has an account of their own, and its rights."""

import re
from pathlib import Path

import pytest

from izin.registry import discover_desks
from ops.watchdog import NAME as WATCHDOG
from shared.akses import PORTAL, layanan, meja
from shared.topology import PELAKSANA_PEMOHON
from tests.integration.demo.theatre import demo

pytestmark = pytest.mark.integration


def test_the_demo_ends_well_with_least_rights_for_everybody(tmp_path: Path) -> None:
    with demo(tmp_path, 4, None, "--akun") as berjalan:
        assert berjalan.tunggu_akhir() == 0, berjalan.kata
    log = (tmp_path / ".izin/demo/rabbitmq/server.log").read_text(errors="replace")
    masuk = set(re.findall(r"user '([\w-]+)' authenticated", log))
    desks = discover_desks()
    assert masuk >= {PORTAL, *(layanan(nama) for nama in (*desks, WATCHDOG))}
    assert masuk >= {meja(nama) for nama in desks if nama != PELAKSANA_PEMOHON}


def test_accounts_are_made_on_a_broker_of_the_demo_s_own_only(tmp_path: Path) -> None:
    env = {"RABBITMQ_URL": "amqp://127.0.0.1:1/"}
    with demo(tmp_path, 4, env, "--akun") as berjalan:
        assert berjalan.tunggu_akhir() == 2
    assert "Kosongkan RABBITMQ_URL" in berjalan.kata
