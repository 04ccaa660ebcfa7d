from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from shared.embedded import ServerUrls
from shared.settings import Settings
from tests.office import Office, open_office
from tests.pipeline.shared_office import SharedOffice, own_place
from tests.servers import Management
from tests.workers import workers_here


@pytest_asyncio.fixture
async def office(settings: Settings, semua_worker: None) -> AsyncIterator[Office]:
    """Every worker running, and an office to work with them."""
    async with open_office(settings) as satu:
        yield satu


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running(session_servers: ServerUrls, management: Management) -> AsyncIterator[Office]:
    """One office for a file whose tests leave it as it was. Their loop is the module's."""
    with own_place(session_servers, management) as settings:
        async with workers_here(settings), open_office(settings) as satu:
            yield satu


@pytest.fixture
def shared_office(running: Office) -> SharedOffice:
    return SharedOffice(
        running.client, running.channel, running.store, running.dokumen, running.settings
    )
