"""The demo's accounts. The demo of `test_performance.py` gives everybody their own."""

import re
from pathlib import Path

import pytest

from tests.integration.demo.theatre import demo

pytestmark = pytest.mark.integration


@pytest.mark.lama
def test_the_demo_ends_well_where_all_share_one_account(tmp_path: Path) -> None:
    with demo(tmp_path, 4) as berjalan:
        assert berjalan.tunggu_akhir() == 0, berjalan.kata
    log = (tmp_path / ".izin/demo/rabbitmq/server.log").read_text(errors="replace")
    assert set(re.findall(r"user '([\w-]+)' authenticated", log)) == {"izin"}


def test_accounts_are_made_on_a_broker_of_the_demo_s_own_only(tmp_path: Path) -> None:
    env = {"RABBITMQ_URL": "amqp://127.0.0.1:1/"}
    with demo(tmp_path, 4, env, "--akun") as berjalan:
        assert berjalan.tunggu_akhir() == 2
    assert "Kosongkan RABBITMQ_URL" in berjalan.kata
