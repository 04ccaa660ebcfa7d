"""README.md: the first page, and everything on it is there."""

import re
from collections.abc import Mapping

from pydantic_core import PydanticUndefined

from shared.kalender.loader import BERKAS_BAWAAN
from shared.kotak.alasan import BERKAS_ALASAN
from shared.settings import Settings
from shared.sop.loader import FOLDER_BAWAAN
from shared.surat import FOLDER_SURAT_BAWAAN
from tests.unit.docs.pages import ROOT, blocks, read, rows

PAGE = read("README.md")
MOST_LINES = 160
BY_THEIR_OWN_NAME = {
    "rabbitmq_url": "RABBITMQ_URL",
    "rabbitmq_url_sendiri": "RABBITMQ_URL_NAMA",
    "mongodb_url": "MONGODB_URL",
}
SPELLED_OUT = {
    str(BERKAS_ALASAN): "the packaged file",
    str(BERKAS_BAWAAN): "the packaged file",
    str(FOLDER_BAWAAN): "the packaged folder",
    str(FOLDER_SURAT_BAWAAN): "the packaged folder",
}


def documented() -> Mapping[str, str]:
    """Variable and default, as the tables say: on the first page, and of the desk on its own."""
    listed = [*rows(PAGE), *rows(read("docs/meja.md"))]
    table = [row for row in listed if row[0].startswith(("`IZIN_", "`RABBITMQ_", "`MONGODB_"))]
    return {name.strip("`"): default.strip("`") for name, default, _ in table}


def actual() -> dict[str, str]:
    variables = {}
    for name, field in Settings.model_fields.items():
        variable = BY_THEIR_OWN_NAME.get(name, f"IZIN_{name.upper()}")
        default = "" if field.default in {None, PydanticUndefined} else str(field.default)
        variables[variable] = SPELLED_OUT.get(default, default.removesuffix(".0"))
    return variables


def test_the_first_page_is_one_page_and_begins_with_the_commands() -> None:
    assert len(PAGE.splitlines()) <= MOST_LINES
    first = blocks(PAGE, "")[0]
    assert re.findall(r"^make (\w+)", first, re.MULTILINE) == ["web", "demo", "test"]
    assert "shields.io" not in PAGE


def test_every_setting_is_listed_with_its_default_and_nothing_else_is() -> None:
    assert documented() == actual()


def test_the_tree_that_is_shown_is_the_tree_there_is() -> None:
    (tree,) = [block for block in blocks(PAGE, "") if "izin/  " in block]
    shown = re.findall(r"(?:^|; )([a-z]+/\S*|[a-z]+/[a-z]+\.py)", tree, re.MULTILINE)
    places = [place.rstrip(":") for place in shown]
    assert len(places) >= 10
    assert not [place for place in places if not list(ROOT.glob(place.rstrip("/")))]
    folders = {path.parent.name for path in ROOT.glob("*/__init__.py")} | {"docs", "deploy"}
    assert folders <= {place.split("/", 1)[0] for place in places}
