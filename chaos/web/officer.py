"""One officer in front of pages that may not answer: asks again until it is known what became of a
decision, presses twice, and sometimes has two pages open that decide differently."""

import asyncio
import random
import re
from contextlib import suppress

import httpx

from chaos.web.claims import Claims

ANSWER_SECONDS = 20.0
AGAIN_SECONDS = 0.4
TWICE, RIVALS = 0.25, 0.25
"""How often a button is pressed twice at once, and how often two pages decide at once."""
SEE_OTHER, CONFLICT, UNPROCESSABLE = 303, 409, 422
APPLIED = "Putusan Anda diterapkan"
REFUSED = "Putusan Anda tidak diterapkan"


class Away(Exception):
    """No page, or one that says that the system cannot be reached."""


class Officer:
    def __init__(self, address: str, role: str, token: str, claims: Claims, seed: int) -> None:
        self._role, self._claims = role, claims
        self._lots = random.Random(f"{seed}/{role}")  # noqa: S311 - a plan, not a secret
        self._browser = httpx.AsyncClient(
            base_url=address, cookies={"sesi": token}, timeout=ANSWER_SECONDS
        )

    async def work(self) -> None:
        """For ever."""
        while True:
            with suppress(Away):
                page = await self._get(f"/kotak/{self._role}")
                csrf = _one(r'name="csrf" value="([0-9a-f]+)"', page.text)
                shown = sorted(set(re.findall(r'class="nomor" href="[^"]*/([^/"]+)"', page.text)))
                if shown and csrf:
                    await self._decide(self._lots.choice(shown), csrf)
                    continue
            await asyncio.sleep(AGAIN_SECONDS)

    async def close(self) -> None:
        await self._browser.aclose()

    async def _decide(self, nomor: str, csrf: str) -> None:
        case = f"/perkara/{self._role}/{nomor}"
        await self._post(f"/kotak/{self._role}/{nomor}/ambil", {"csrf": csrf})
        first = await self._weighed(case, csrf, "")
        if not first:
            return
        keys = [first]
        if self._lots.random() < RIVALS and (second := await self._weighed(case, csrf, "Segera.")):
            keys.append(second)
            self._claims.counted["dua halaman memutus bersamaan"] += 1
        elif self._lots.random() < TWICE:
            keys.append(first)
            self._claims.counted["tombol ditekan dua kali"] += 1
        await asyncio.gather(*(self._insist(case, key, csrf) for key in keys))

    async def _weighed(self, case: str, csrf: str, note: str) -> str:
        """The form filled in and weighed; the key of the decision that its page shows. Empty where
        the case has gone on."""
        page = await self._get(case)
        verdicts = dict.fromkeys(re.findall(r'name="(verdik\.[^"]+)"', page.text), "terima")
        form = {"csrf": csrf, "putusan": "terima", "catatan": note, **verdicts}
        answer = await self._post(f"{case}/periksa", form)
        if answer.status_code != SEE_OTHER:
            return ""
        page = await self._get(f"{case}/putuskan")
        return _one(r'name="rupa" value="([^"]+)"', page.text)

    async def _insist(self, case: str, key: str, csrf: str) -> None:
        """Until the page says what became of it."""
        where = f"{case} {key}"
        while True:
            try:
                answer = await self._post(f"{case}/putuskan", {"csrf": csrf, "rupa": key})
            except Away:
                self._claims.unknown.add(key)
                self._claims.counted["tanpa jawaban, ditekan lagi"] += 1
                await asyncio.sleep(AGAIN_SECONDS)
                continue
            if answer.status_code == SEE_OTHER:
                return await self._told(case, key, where)
            if answer.status_code in {CONFLICT, UNPROCESSABLE}:
                self._claims.counted["ditolak"] += 1
                self._claims.is_refused(key, where, sent=REFUSED in answer.text)
                return None
            if await self._stands(case, key):
                return self._claims.is_applied(key, where)
            if answer.status_code != 404:
                self._claims.counted[f"jawaban {answer.status_code}"] += 1
            return None

    async def _told(self, case: str, key: str, where: str) -> None:
        while True:
            with suppress(Away):
                if await self._stands(case, key):
                    self._claims.counted["diterapkan"] += 1
                    self._claims.is_applied(key, where)
                    return
                self._claims.counted["dialihkan, tetapi tidak ada"] += 1
                self._claims.is_applied(key, where)
                return
            await asyncio.sleep(AGAIN_SECONDS)

    async def _stands(self, case: str, key: str) -> bool:
        page = await self._get(f"{case}/putusan/{key}")
        return page.status_code == 200 and APPLIED in page.text

    async def _get(self, path: str) -> httpx.Response:
        return await self._asked("GET", path)

    async def _post(self, path: str, form: dict[str, str]) -> httpx.Response:
        return await self._asked("POST", path, form)

    async def _asked(
        self, method: str, path: str, form: dict[str, str] | None = None
    ) -> httpx.Response:
        """Raises `Away`."""
        try:
            answer = await self._browser.request(method, path, data=form)
        except httpx.HTTPError as error:
            raise Away(type(error).__name__) from error
        if answer.status_code >= 500:
            raise Away(str(answer.status_code))
        return answer


def _one(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    return found[1] if found else ""
