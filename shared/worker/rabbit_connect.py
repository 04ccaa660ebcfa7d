"""One connection for one errand.

aio_pika's own `connect`, when it fails, leaves an object behind that wants to close itself when it
is collected as garbage, and warns where no loop runs any more.
"""

from typing import Any

import aio_pika
from aio_pika.abc import AbstractConnection, TimeoutType


class _Tidy(aio_pika.Connection):
    async def connect(self, timeout: TimeoutType = None) -> None:  # noqa: ASYNC109 - as inherited
        try:
            await super().connect(timeout)
        except BaseException:
            await self.close()
            raise


async def connect(rabbitmq_url: str, **options: Any) -> AbstractConnection:
    """As aio_pika's, with its options; where it raises nothing is left behind."""
    connection: AbstractConnection = await aio_pika.connect(
        rabbitmq_url, connection_class=_Tidy, **options
    )
    return connection
