"""Who connects makes sure whom it talks to, and says what is wrong when that fails."""

from functools import partial
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from pydantic import SecretStr

from izin.rahasia import folder_sertifikat
from izin.rahasia.sertifikat import sekarang
from izin.rahasia.tempat import Tempat
from shared.akses import PORTAL
from shared.kantor.errors import PenyimpananTidakTerjangkau
from shared.kantor.kantor import open_stores
from shared.rabbit.client import open_client
from shared.rabbit.declare import BELUM_SIAP, declare
from shared.rabbit.errors import BrokerUnreachable
from shared.readiness import TidakSiap, wait_for
from shared.settings import Settings
from shared.topology import topologi
from tests.integration.akses.another_name import ANOTHER, reached_by_another_name
from tests.integration.akses.servers import SecureOffice

SHORT = "&serverSelectionTimeoutMS=2000"
"""A refused certificate is tried again until then."""


def other(settings: Settings, lama: str, baru: str) -> Settings:
    """The same settings with something else in both addresses."""
    assert settings.rabbitmq_url and settings.mongodb_url
    rabbitmq_url, mongodb_url = (
        url.get_secret_value().replace(quote_plus(lama), quote_plus(baru))
        for url in (settings.rabbitmq_url, settings.mongodb_url)
    )
    return settings.model_copy(
        update={
            "rabbitmq_url": SecretStr(rabbitmq_url),
            "mongodb_url": SecretStr(mongodb_url + SHORT),
        }
    )


@pytest.fixture
def wrong_ca(kantor: SecureOffice, tmp_path: Path) -> Settings:
    """An authority that signed neither server."""
    folder_sertifikat.tulis(
        tmp_path, folder_sertifikat.susun(Tempat(ca=tmp_path / "ca.crt"), sekarang())
    )
    return other(kantor.settings(PORTAL), str(kantor.rahasia / "ca.crt"), str(tmp_path / "ca.crt"))


@pytest.fixture
def wrong_name(kantor: SecureOffice) -> Settings:
    """A name of this machine that is not in the certificates."""
    return other(kantor.settings(PORTAL), "127.0.0.1", ANOTHER)


async def refused(settings: Settings) -> tuple[str, str]:
    assert settings.rabbitmq_url
    with pytest.raises(BrokerUnreachable) as broker:
        async with open_client(settings.rabbitmq_url.get_secret_value()):
            pass
    with pytest.raises(PenyimpananTidakTerjangkau) as store:
        async with open_stores(settings):
            pass
    return str(broker.value), str(store.value)


async def test_a_server_whose_authority_is_another_is_refused(wrong_ca: Settings) -> None:
    for said in await refused(wrong_ca):
        assert "tidak ditandatangani CA" in said


async def test_a_server_of_another_name_is_refused(
    kantor: SecureOffice, wrong_name: Settings
) -> None:
    rabbit, store = kantor.rabbit.tls_port, kantor.store.port
    with reached_by_another_name(rabbit), reached_by_another_name(store):
        for said in await refused(wrong_name):
            assert f"bukan untuk nama '{ANOTHER}'" in said


async def test_a_worker_waits_for_a_server_that_it_does_not_believe_and_says_why(
    wrong_ca: Settings,
) -> None:
    assert wrong_ca.rabbitmq_url
    url = wrong_ca.rabbitmq_url.get_secret_value()
    declaring = partial(declare, url, topologi(()))
    with pytest.raises(TidakSiap, match="tidak ditandatangani CA"):
        await wait_for("RabbitMQ", url, declaring, BELUM_SIAP, 1)
