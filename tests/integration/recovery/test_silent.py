"""A queue whose making the broker had not written down yet when it was killed.

On 3.10 and 4.0 the last one made comes back without a leader and never answers; 4.3 answers.
"""

import pytest

from shared.embedded import Servers
from shared.rabbit.account import Account
from shared.rabbit.answering import silent
from shared.rabbit.declare import declare
from shared.readiness import TidakSiap
from shared.settings import Settings
from shared.topology import topologi

pytestmark = [pytest.mark.integration, pytest.mark.lama]

SEMUA = topologi(["kabid"])
TERAKHIR = SEMUA.antrean[-1].nama


async def test_a_queue_that_does_not_answer_is_found_and_a_process_says_so_instead_of_waiting(
    own_servers: Servers,
) -> None:
    assert own_servers.rabbit is not None
    url = own_servers.rabbitmq_url
    await declare(url, SEMUA)
    assert await silent(url, SEMUA.nama_antrean) == []
    own_servers.rabbit.kill()
    own_servers.rabbit.start()
    found = await silent(url, sorted(SEMUA.nama_antrean))
    assert found in ([TERAKHIR], [])
    account = Account(url, SEMUA, Settings(batas_mulai_detik=1), frozenset({TERAKHIR}))
    if found:
        with pytest.raises(TidakSiap, match=rf"tidak menjawab: {TERAKHIR}.*izin pulihkan"):
            await account.wait()
    else:
        await account.wait()
