"""deploy/petugas.compose.yml: the same register for everything that judges by it."""

from ruamel.yaml import YAML

from izin.registry import discover_desks
from services.meja import NAME as MEJA
from tests.unit.deploy.compose import ON_DEMAND, ROOT, SERVICES

OVERLAY = YAML(typ="safe").load(ROOT / "deploy/petugas.compose.yml")


def test_every_worker_and_the_tool_have_the_register_and_nobody_may_write_it() -> None:
    assert set(OVERLAY["services"]) == {*discover_desks(), MEJA, ON_DEMAND} <= set(SERVICES)
    for service in OVERLAY["services"].values():
        (mount,) = service["volumes"]
        source, target, mode = mount.split(":")
        assert mode == "ro"
        assert service["environment"] == {"IZIN_DAFTAR_PETUGAS": f"{target}/petugas.toml"}
        assert f"{source.removeprefix('./')}/" in (ROOT / ".gitignore").read_text().split()
