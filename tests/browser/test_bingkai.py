"""The frame of every page, in a real browser."""

import pytest
from playwright.async_api import expect

from tests.browser.layar import Layar


@pytest.mark.parametrize(
    ("jalan", "status", "nama"), [("/masuk", 200, "masuk"), ("/nihil", 404, "404")]
)
async def test_everybody_can_use_it_in_light_and_dark_wide_and_narrow(
    layar: Layar, jalan: str, status: int, nama: str
) -> None:
    assert await layar.buka(jalan) == status
    await layar.periksa(nama)


async def test_the_keyboard_comes_first_to_a_way_past_the_navigation(layar: Layar) -> None:
    await layar.buka("/nihil")
    await layar.page.keyboard.press("Tab")
    await expect(layar.page.get_by_role("link", name="Langsung ke isi")).to_be_focused()
    await layar.page.keyboard.press("Enter")
    await expect(layar.page.locator("#isi")).to_be_focused()


async def test_colours_are_chosen_without_scripts(layar_tanpa_skrip: Layar) -> None:
    page = layar_tanpa_skrip.page
    await layar_tanpa_skrip.buka("/masuk")
    await page.locator("summary", has_text="Tampilan").click()
    await page.get_by_role("button", name="Gelap").click()
    await expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")


PALE_IN_THE_DARK = """() => {
  const style = new CSSStyleSheet();
  style.replaceSync('@media (prefers-color-scheme: dark) { #isi * { color: #333 !important } }');
  document.adoptedStyleSheets = [style];
}"""


async def test_a_page_that_not_everybody_can_use_is_noticed(layar: Layar) -> None:
    await layar.buka("/masuk")
    await layar.page.locator("#isi").evaluate("isi => isi.append(document.createElement('img'))")
    with pytest.raises(AssertionError, match="image-alt"):
        await layar.periksa("cacat")
    await layar.page.locator("img").evaluate("img => img.remove()")
    await layar.page.evaluate(PALE_IN_THE_DARK)
    with pytest.raises(AssertionError, match="pucat-dark-1280: color-contrast"):
        await layar.periksa("pucat")
    await layar.page.evaluate("() => { document.adoptedStyleSheets = [] }")
    await layar.page.locator("#isi").evaluate("isi => { isi.textContent = 'x'.repeat(500) }")
    with pytest.raises(AssertionError, match="wider than the screen"):
        await layar.periksa("lebar")
