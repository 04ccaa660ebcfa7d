"""Assets: a name for each content, kept for a year, and whatever a style refers to is there."""

from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from shared.web.aset import FOLDER, Aset

THIRD = FOLDER / "luar"


async def get(aset: Aset, url: str, encoding: str = "gzip") -> httpx.Response:
    site = Starlette(routes=[Route("/aset/{nama:path}", aset.jawab)])
    transport = httpx.ASGITransport(site)
    async with httpx.AsyncClient(transport=transport, base_url="http://uji") as client:
        return await client.get(url, headers={"accept-encoding": encoding})


def test_another_content_has_another_url(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("satu()")
    before = Aset(folder=[tmp_path]).url("a.js")
    (tmp_path / "a.js").write_text("dua()")
    assert Aset(folder=[tmp_path]).url("a.js") != before


async def test_a_browser_may_keep_it_for_a_year_and_gets_it_packed() -> None:
    aset = Aset()
    answer = await get(aset, aset.url("izin.css"))
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"].startswith("text/css")
    plain = await get(aset, aset.url("izin.css"), "identity")
    assert (plain.text, "content-encoding" in plain.headers) == (answer.text, False)


async def test_a_style_refers_to_fonts_by_the_urls_they_have_here() -> None:
    aset = Aset()
    style = (await get(aset, aset.url("izin.css"))).text
    assert aset.url("luar/inter/inter-latin-wght-normal.woff2") in style
    assert 'url("luar/' not in style


@pytest.mark.parametrize("path", ["/aset/izin.css", "/aset/../aset.py", "/aset/%2e%2e/aset.py"])
async def test_nothing_else_is_served(path: str) -> None:
    assert (await get(Aset(), path)).status_code == 404


def test_no_request_leaves_the_machine() -> None:
    aset = Aset()
    for nama in ("izin.css", "izin.js", "tema.js", "luar/tabler/tabler.min.css"):
        text = (FOLDER / nama).read_text(encoding="utf-8")
        assert "@import" not in text
        assert not [
            part for part in text.split("url(")[1:] if part.lstrip("\"'").startswith("http")
        ]
        assert "sourceMappingURL" not in text
        assert aset.url(nama)


def test_every_asset_of_others_has_its_licence_and_its_line() -> None:
    told = (THIRD / "README.md").read_text(encoding="utf-8")
    for folder in filter(Path.is_dir, THIRD.iterdir()):
        assert list(folder.glob("LICENSE*")), folder
        assert f"| `{folder.name}` |" in told


def test_an_icon_is_hidden_from_those_who_listen() -> None:
    icon = Aset().ikon("inbox")
    assert 'aria-hidden="true"' in icon
    assert icon.startswith('<svg class="ikon"')
    assert icon.endswith("</svg>")
