"""docs/laporan.md explains every part and every column of the report."""

import re

from izin.cli.laporan import FORMS
from shared.kantor.laporan_berkas import SECTIONS
from tests.unit.docs.pages import read, rows

PAGE = read("docs/laporan.md")
FIRST_CELLS = [row[0] for row in rows(PAGE)]
EXPLAINED = {name for cell in FIRST_CELLS for name in re.findall(r"`([a-z0-9_]+)`", cell)}


def test_every_part_and_every_column_is_explained_and_nothing_else_is() -> None:
    columns = {column.key for section in SECTIONS for column in section.columns}
    assert columns | {section.name for section in SECTIONS} == EXPLAINED


def test_every_form_is_named() -> None:
    assert all(f"`{form}`" in PAGE for form in FORMS)
