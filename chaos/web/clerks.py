"""The officers of one role in front of their pages: they take, fill in, confirm, press twice, lose
patience, and note what each page called applied or refused."""

import asyncio
import random
import re
from collections.abc import Sequence

import httpx

from chaos.checker.notes import Decision
from chaos.officers import waiting
from chaos.stage import Stage, chance
from chaos.web.browser import AWAY, Browser, NoToken
from chaos.web.form import Field, fill, read_form, ways
from chaos.web.house import WebHouse

PATIENCE = 5
"""From this putaran on nothing is sent back any more."""
LOOK_SECONDS = 0.4
TRIES = 40
APPLIED, REFUSED = "Putusan Anda diterapkan", "Putusan Anda tidak diterapkan"

_RUPA = re.compile(r'name="rupa" value="([^"]+)"')
_STEP = re.compile(r"<dt>Langkah</dt><dd>(\d+), putaran (\d+);")


class WebDesk:
    def __init__(self, role: str, stage: Stage, house: WebHouse) -> None:
        self._role, self._stage = role, stage
        self._browsers = [
            Browser(who, house.password, house.addresses, stage.lots("peramban", who.akun))
            for who in house.people
            if who.peran == role
        ]
        self._working: dict[asyncio.Task[None], str] = {}
        self._now: dict[str, str] = {}

    def begin(self) -> None:
        for browser in self._browsers:
            task = asyncio.create_task(self._work(browser))
            self._working[task] = browser.who.akun

    @property
    def busy(self) -> int:
        return len(self._now)

    def in_hand(self) -> list[str]:
        return [
            f"{self._now[name]} oleh {name} ({' > '.join(waiting(task))})"
            for task, name in self._working.items()
            if name in self._now
        ]

    async def close(self) -> None:
        for task in self._working:
            task.cancel()
        await asyncio.gather(*self._working, return_exceptions=True)
        for browser in self._browsers:
            await browser.close()

    async def _work(self, browser: Browser) -> None:
        """Until the campaign ends. A process that was killed is the campaign's own doing."""
        while True:
            try:
                nomor = await self._pick(browser)
                if nomor:
                    self._now[browser.who.akun] = nomor
                    await self._case(browser, nomor)
            except AWAY:
                pass
            except Exception as error:  # noqa: BLE001 - told, and the officer goes on
                self._stage.figures.troubles[f"{type(error).__name__}: {error}"[:120]] += 1
            finally:
                self._now.pop(browser.who.akun, None)
            await asyncio.sleep(LOOK_SECONDS)

    async def _pick(self, browser: Browser) -> str | None:
        """A task of one's own first; then one that nobody has."""
        page = (await browser.get(f"/kotak/{self._role}")).text
        for verb in ("lepas", "ambil"):
            found = re.findall(rf"/kotak/{self._role}/([A-Z0-9-]+)/{verb}", page)
            if found:
                return str(found[0])
        return None

    async def _case(self, browser: Browser, nomor: str) -> None:
        await browser.post(f"/kotak/{self._role}/{nomor}/ambil")
        path = f"/perkara/{self._role}/{nomor}"
        page = (await browser.get(path)).text
        fields, step = read_form(page), _STEP.search(page)
        if not fields or step is None:
            return
        lots = self._stage.lots(nomor, *step.groups())
        way, shown = await self._weighed(browser, path, fields, int(step[2]), lots)
        if (found := _RUPA.search(shown.text)) is None:
            self._heard(shown)
            return
        note = self._note(found[1], nomor, step.groups(), way, browser)
        if chance(lots, self._stage.options.manners.contradicted):
            note = await self._on_two_pages(browser, path, note, fields, lots)
        await self._confirm(browser, path, note, lots)

    async def _weighed(
        self,
        browser: Browser,
        path: str,
        fields: list[Field],
        putaran: int,
        lots: random.Random,
    ) -> tuple[str, httpx.Response]:
        """The way that the page lets be taken: what lacks a document cannot be accepted."""
        today = self._stage.clock().date().isoformat()
        wrong: list[str] = []
        for way in self._wished(ways(fields), putaran, lots):
            shown = await browser.post(f"{path}/periksa", fill(fields, way, today, lots))
            if shown.status_code != httpx.codes.UNPROCESSABLE_ENTITY:
                return way, shown
            wrong = re.findall(r'id="galat-([^"]+)"', shown.text)
        raise RuntimeError(f"isian ditolak: {self._role} {', '.join(wrong)}")

    def _wished(self, offered: Sequence[str], putaran: int, lots: random.Random) -> list[str]:
        others = [one for one in offered if one != "terima"]
        back = putaran < PATIENCE and chance(lots, self._stage.options.manners.sent_back)
        lots.shuffle(others)
        accepts = [one for one in offered if one == "terima"]
        return [*others, *accepts] if back else [*accepts, *others]

    async def _on_two_pages(
        self, browser: Browser, path: str, note: Decision, fields: list[Field], lots: random.Random
    ) -> Decision:
        """The same person at another page, with a remark more: both buttons at once. The first
        page shows what has changed and sends nothing; the other one's decision goes on."""
        filled = fill(fields, note.putusan, self._stage.clock().date().isoformat(), lots)
        other_words = [(k, "Dari halaman lain." if k == "catatan" else v) for k, v in filled]
        shown = await browser.post(f"{path}/periksa", other_words)
        if (found := _RUPA.search(shown.text)) is None:
            return note
        step = (str(note.langkah), str(note.putaran))
        other = self._note(found[1], note.nomor, step, note.putusan, browser)
        note.rivals = other.rivals = True
        both = (self._press(browser, path, one, 1) for one in (note, other))
        await asyncio.gather(*both, return_exceptions=True)
        return other

    async def _confirm(
        self, browser: Browser, path: str, note: Decision, lots: random.Random
    ) -> None:
        """Pressed until a page says what became of it."""
        manners = self._stage.options.manners
        twice = chance(lots, manners.repeated)
        if chance(lots, manners.unanswered):
            await self._walk_away(browser, path, note)
            return
        for _ in range(TRIES):
            try:
                if lots.random() < 0.25 and note.times:
                    self._heard(await browser.get(f"{path}/putuskan"))
                else:
                    await self._press(browser, path, note, 2 if twice else 1)
            except (*AWAY, NoToken):
                await asyncio.sleep(LOOK_SECONDS)
            if note.answered:
                return
        self._stage.figures.troubles[f"tidak terjawab setelah {TRIES} kali"] += 1

    async def _press(self, browser: Browser, path: str, note: Decision, times: int) -> None:
        note.times += times
        self._stage.figures.sent_twice["Putusan lewat halaman"] += note.times > 1
        pressing = (browser.post(f"{path}/putuskan", [("rupa", note.key)]) for _ in range(times))
        answers = await asyncio.gather(*pressing, return_exceptions=True)
        for answer in answers:
            if isinstance(answer, httpx.Response):
                self._heard(answer, note)
        failed = [one for one in answers if isinstance(one, BaseException)]
        if failed:
            raise failed[0]

    async def _walk_away(self, browser: Browser, path: str, note: Decision) -> None:
        """The page is closed in the middle; what became of it is seen in the inbox."""
        note.times += 1
        pressing = asyncio.create_task(browser.post(f"{path}/putuskan", [("rupa", note.key)]))
        await asyncio.wait([pressing], timeout=0.05)
        pressing.cancel()
        await asyncio.gather(pressing, return_exceptions=True)

    def _heard(self, answer: httpx.Response, note: Decision | None = None) -> None:
        """What the page says, of the decision that its address names."""
        said = answer.url.path.rpartition("/")[2]
        if APPLIED in answer.text:
            of = self._stage.notes.decisions.setdefault(said, Decision(said))
            of.answers["diterapkan"] += 1
        elif REFUSED in answer.text and note is not None:
            note.answers["didahului"] += 1
            self._stage.figures.refusals["didahului"] += 1

    def _note(
        self, rupa: str, nomor: str, step: Sequence[str], way: str, browser: Browser
    ) -> Decision:
        note = Decision(
            rupa,
            nomor=nomor,
            langkah=int(step[0]),
            putaran=int(step[1]),
            putusan=way,
            petugas=browser.who.nip,
        )
        return self._stage.notes.decisions.setdefault(rupa, note)
