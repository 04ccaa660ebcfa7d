"""One officer's browser: signed in, on whichever process of the desk answers."""

import random
import re
from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from izin.web.akun import Orang

SECONDS = 20.0
_CSRF = re.compile(r'name="csrf" value="([^"]+)"')

AWAY = (httpx.TransportError,)
"""The process was killed, or did not answer in time: nobody knows what came of the request."""


class NoToken(Exception):
    """A page without a form."""


class Browser:
    def __init__(self, who: Orang, password: str, addresses: Sequence[str], lots: random.Random):
        self.who, self._password = who, password
        self._addresses, self._lots = addresses, lots
        self._client = httpx.AsyncClient(timeout=SECONDS, follow_redirects=False)
        self._csrf = ""

    async def get(self, path: str) -> httpx.Response:
        return await self._signed_in("GET", path)

    async def post(self, path: str, fields: Sequence[tuple[str, str]] = ()) -> httpx.Response:
        """With the token of the page seen last. Raises `NoToken`."""
        if not self._csrf:
            await self.get("/akun")
        if not self._csrf:
            raise NoToken(path)
        sent: dict[str, list[str]] = {"csrf": [self._csrf]}
        for name, value in fields:
            if name != "csrf":
                sent.setdefault(name, []).append(value)
        return await self._signed_in("POST", path, data=sent)

    async def close(self) -> None:
        await self._client.aclose()

    async def _signed_in(self, method: str, path: str, **more: Any) -> httpx.Response:
        """Redirects are followed, by name and not by process, as behind one address."""
        answer = await self._once(method, path, more)
        for _ in range(4):
            if not answer.is_redirect:
                break
            path = answer.headers["location"]
            if path.startswith("/masuk"):
                await self._sign_in()
                path = "/akun"
            answer = await self._once("GET", path, {})
        if found := _CSRF.search(answer.text):
            self._csrf = found[1]
        return answer

    async def _once(self, method: str, path: str, more: Mapping[str, Any]) -> httpx.Response:
        return await self._client.request(method, self._lots.choice(self._addresses) + path, **more)

    async def _sign_in(self) -> None:
        page = await self._once("GET", "/masuk", {})
        if (found := _CSRF.search(page.text)) is None:
            raise NoToken("/masuk")
        form = {"csrf": found[1], "nama": self.who.akun, "sandi": self._password}
        await self._once("POST", "/masuk", {"data": form})
