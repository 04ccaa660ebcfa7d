"""Several desks' clients in one process: one connection an account, opened when the broker is there
and taken up again by itself."""

import asyncio
from collections.abc import Mapping

from shared.errors import BrokerTidakTerjangkau
from shared.every import Every
from shared.rabbit.client import WireClient, address, open_client
from shared.rabbit.errors import BrokerUnreachable

RETRY_SECONDS = 1.0


class Wires:
    """`urls` by pelaksana. `periksa_pengguna` as in the settings."""

    def __init__(self, urls: Mapping[str, str], periksa_pengguna: str | None = None) -> None:
        self._urls = urls
        self._keepers = {
            url: _Keeper(url, periksa_pengguna) for url in dict.fromkeys(urls.values())
        }

    async def start(self) -> None:
        """Does not wait for the broker."""
        for keeper in self._keepers.values():
            await keeper.start()

    async def stop(self) -> None:
        await asyncio.gather(*(keeper.stop() for keeper in self._keepers.values()))

    def client(self, pelaksana: str) -> WireClient:
        """Raises `BrokerUnreachable` while there has been no connection yet."""
        keeper = self._keepers[self._urls[pelaksana]]
        if keeper.client is None:
            raise BrokerUnreachable(address(keeper.url), keeper.sebab)
        return keeper.client


class _Keeper(Every):
    def __init__(self, url: str, periksa_pengguna: str | None) -> None:
        super().__init__(
            self._hold, RETRY_SECONDS, outages=(BrokerTidakTerjangkau,), waits="broker_waits"
        )
        self.url = url
        self.client: WireClient | None = None
        self.sebab = "belum tersambung"
        self._periksa_pengguna = periksa_pengguna

    async def _hold(self) -> None:
        """Until it is stopped."""
        try:
            async with open_client(self.url, self._periksa_pengguna) as client:
                self.client = client
                await asyncio.Event().wait()
        finally:
            self.client = None
