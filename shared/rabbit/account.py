"""One account's connection to the broker, for all roles of a process that log in with it."""

from collections.abc import Container

from shared.akses import nama_pengguna
from shared.rabbit.answering import AntreanDiam, silent
from shared.rabbit.connection import with_heartbeat
from shared.rabbit.consume import is_consuming, open_broker
from shared.rabbit.declare import BELUM_SIAP, TopologyKeeper, declare
from shared.rabbit.publish import RabbitPublisher
from shared.readiness import wait_for
from shared.settings import Settings
from shared.topology import Topologi


class Account:
    """Lost queues are put back once for all its roles, when one of them misses its consumers.
    `dilihat`: the names that its roles work with (`shared.akses.dilihat`)."""

    def __init__(
        self,
        rabbitmq_url: str,
        topologi: Topologi,
        settings: Settings,
        dilihat: Container[str] | None = None,
    ) -> None:
        self.url = with_heartbeat(rabbitmq_url)
        self.topologi = topologi
        self._dilihat = dilihat
        self._settings = settings
        self.broker = open_broker(self.url, settings.batas_henti_detik)
        self.keeper = TopologyKeeper(self._consuming, self.declare)

    def publisher(self) -> RabbitPublisher:
        """For one role: its messages bear this account's name."""
        return RabbitPublisher(
            self.broker,
            self._settings.batas_publish_detik,
            self.declare,
            nama_pengguna(self.url),
        )

    async def declare(self) -> None:
        await declare(self.url, self.topologi, self._dilihat)

    async def wait(self) -> None:
        """Until the broker is there, and set up. Raises `TidakSiap` and `TopologiBentrok`."""
        batas = self._settings.batas_mulai_detik
        await wait_for("RabbitMQ", self.url, self._set_up, BELUM_SIAP, batas)

    async def _set_up(self) -> None:
        """The queues that its roles read also have to answer. Raises `AntreanDiam`."""
        await self.declare()
        if self._dilihat is not None:
            ours = [a.nama for a in self.topologi.antrean if a.nama in self._dilihat]
            if diam := await silent(self.url, ours):
                raise AntreanDiam(diam)

    async def _consuming(self) -> bool:
        return await is_consuming(self.broker)
