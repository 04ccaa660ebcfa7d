"""`python -m chaos.balancer PARENT PORT NODE...`: a TCP load balancer on loopback. Each connection
goes to the next node that takes it, and ends with it."""

import asyncio
import itertools
import sys
from contextlib import suppress

from izin.parent import die_with_parent

CHUNK_BYTES = 65536
CONNECT_SECONDS = 2.0


class Balancer:
    def __init__(self, ports: list[int]) -> None:
        self._ports = ports
        self._turn = itertools.count()

    async def serve(self, client: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        found = await self._node()
        if found is not None:
            node, there = found
            await asyncio.gather(_pipe(client, there), _pipe(node, back))
        back.close()

    async def _node(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        first = next(self._turn)
        for offset in range(len(self._ports)):
            port = self._ports[(first + offset) % len(self._ports)]
            with suppress(OSError, TimeoutError):
                async with asyncio.timeout(CONNECT_SECONDS):
                    return await asyncio.open_connection("127.0.0.1", port)
        return None


async def _pipe(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await source.read(CHUNK_BYTES):
            target.write(data)
            await target.drain()
    target.close()


async def _run(port: int, ports: list[int]) -> None:
    server = await asyncio.start_server(Balancer(ports).serve, "127.0.0.1", port)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    die_with_parent(int(sys.argv[1]))
    asyncio.run(_run(int(sys.argv[2]), [int(port) for port in sys.argv[3:]]))
