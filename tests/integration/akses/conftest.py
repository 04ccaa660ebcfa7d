from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import aio_pika
import pytest
import pytest_asyncio

from izin.registry import discover_desks
from shared.topology import topologi
from tests.integration.akses.servers import (
    SecureOffice,
    SecureRabbit,
    SecureStore,
    make_folder,
    rights,
)


@pytest.fixture(scope="package")
def kantor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecureOffice]:
    """One broker and one store for all tests of this folder."""
    where = tmp_path_factory.mktemp("kantor")
    rahasia = where / "rahasia"
    rabbit = SecureRabbit(where / "rabbitmq", rahasia)
    store = SecureStore(where / "store", rahasia)
    make_folder(rahasia, rabbit.tls_port, store.port)
    try:
        with ThreadPoolExecutor() as pool:
            for started in [pool.submit(rabbit.start), pool.submit(store.provision)]:
                started.result()
        yield SecureOffice(rahasia, rabbit, store, rights())
    finally:
        rabbit.kill()
        store.kill()


@pytest_asyncio.fixture
async def kosong(kantor: SecureOffice) -> None:
    """What other tests have tried out is gone from the queues."""
    async with await aio_pika.connect(kantor.admin_url) as connection:
        channel = await connection.channel()
        for nama in topologi(discover_desks()).nama_antrean:
            await (await channel.get_queue(nama, ensure=False)).purge()
