"""A person in front of a screen: pages as they are seen, and whether everybody can use them.

`IZIN_LAYAR` names a folder for pictures of every page that is looked at; without it, none are made.
"""

import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urljoin, urlsplit

from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, Request

AXE = Path(__file__).parent / "axe.min.js"
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL_RULES = {"type": "tag", "values": LEVELS}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SIZES = ((1280, 800), (360, 740))
REFUSED = "the server responded with a status of"
"""Chromium's own line for an answer that is an error; tests of errors look at these themselves."""

_RUN = """async (rules) => {
  const result = await axe.run(document, {runOnly: rules, resultTypes: ['violations']});
  const where = n => n.target.join(' ') + (n.any[0] ? ' (' + n.any[0].message + ')' : '');
  return result.violations.map(v => v.id + ': ' + v.help + ': ' + v.nodes.map(where).join('; '));
}"""
_WIDER = "() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")


@dataclass
class Layar:
    page: Page
    alamat: str
    skrip: bool = True
    keluhan: list[str] = field(default_factory=list)
    """What the browser complained of: scripts that failed, sources that the policy forbids."""
    ke_luar: list[str] = field(default_factory=list)

    async def buka(self, jalan: str) -> int:
        """The status of the answer."""
        answer = await self.page.goto(urljoin(self.alamat, jalan))
        assert answer is not None
        return answer.status

    async def periksa(self, nama: str) -> None:
        """The page as it stands, in light and dark, wide and on a telephone: nothing that axe finds
        at WCAG 2.2 AA, nothing that has to be scrolled sideways. Without scripts it is the same
        page, and not looked at again."""
        if not self.skrip:
            return
        found = []
        for width, height in SIZES:
            await self.page.set_viewport_size({"width": width, "height": height})
            for scheme in SCHEMES:
                await self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                place = f"{nama}-{scheme}-{width}"
                await self.potret(place)
                # Light and dark are the same page in other colours.
                rules = ALL_RULES if scheme == SCHEMES[0] else COLOURS
                found += [f"{place}: {one}" for one in await self.aksesibilitas(rules)]
                if (wider := await self.page.evaluate(_WIDER)) > 0:
                    found.append(f"{place}: {wider} px wider than the screen")
        await self.page.set_viewport_size({"width": SIZES[0][0], "height": SIZES[0][1]})
        await self.page.emulate_media(color_scheme="light")
        assert found == [], "\n".join(found)

    async def aksesibilitas(self, rules: Mapping[str, object] = ALL_RULES) -> list[str]:
        """What axe finds. It is evaluated, not inserted: the page's policy holds for it too."""
        if not await self.page.evaluate("() => 'axe' in window"):
            await self.page.evaluate(_axe())
        found: list[str] = await self.page.evaluate(_RUN, rules)
        return found

    async def potret(self, nama: str) -> None:
        """Where pictures are asked for."""
        if folder := os.environ.get("IZIN_LAYAR"):
            await self.page.screenshot(path=Path(folder) / f"{nama}.png", full_page=True)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and REFUSED not in message.text:
            self.keluhan.append(message.text)

    def _failed(self, error: Any) -> None:
        self.keluhan.append(str(error))

    def _asked(self, request: Request) -> None:
        url = urlsplit(request.url)
        if url.scheme in {"http", "https"} and url.netloc != urlsplit(self.alamat).netloc:
            self.ke_luar.append(request.url)


@asynccontextmanager
async def buka_layar(browser: Browser, alamat: str, *, skrip: bool = True) -> AsyncIterator[Layar]:
    """A profile of its own; at the end, whatever the browser complained of fails the test."""
    context = await browser.new_context(java_script_enabled=skrip, locale="id-ID")
    layar = await tab_baru(context, alamat)
    layar.skrip = skrip
    yield layar
    await context.close()
    assert layar.keluhan == [], layar.keluhan
    assert layar.ke_luar == [], layar.ke_luar


async def tab_baru(context: BrowserContext, alamat: str) -> Layar:
    """Another page of the same person."""
    page = await context.new_page()
    page.set_default_timeout(30_000)
    layar = Layar(page, alamat)
    page.on("console", layar._console)
    page.on("pageerror", layar._failed)
    page.on("request", layar._asked)
    return layar
