"""The wish that a watchdog stop: seen by everyone in it, and waking whoever waits."""

import asyncio


class Stopping:
    def __init__(self) -> None:
        self._event = asyncio.Event()

    def __bool__(self) -> bool:
        return self._event.is_set()

    def request(self) -> None:
        """Begin nothing new."""
        self._event.set()

    async def pause(self, seconds: float) -> None:
        """Ends at once when it is time to stop."""
        waiting = asyncio.create_task(self._event.wait())
        await asyncio.wait({waiting}, timeout=seconds)
        waiting.cancel()
