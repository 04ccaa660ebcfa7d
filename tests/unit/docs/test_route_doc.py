"""docs/route.md is what the SOP files say."""

import re
from pathlib import Path

from izin.route_doc import COMMAND, PAGE, page
from tests.builders import katalog
from tests.unit.docs.pages import blocks, read


def test_the_published_page_is_what_the_sop_files_say() -> None:
    assert read(PAGE.as_posix()) == page(), f"an SOP has changed; write the page anew: {COMMAND}"


def test_another_sop_gives_another_page(tmp_path: Path) -> None:
    for termuat in katalog().values():
        changed = termuat.sumber.replace('"10 Menit"', '"15 Menit"')
        (tmp_path / termuat.berkas).write_text(changed, encoding="utf-8")
    assert page(tmp_path) != page()
    assert "| 15 Menit |" in page(tmp_path)


def test_each_sop_has_its_drawing_its_table_and_both_totals() -> None:
    sections = page().split("\n## ")[1:]
    assert len(sections) == len(katalog())
    for section, termuat in zip(sections, katalog().values(), strict=True):
        sop = termuat.sop
        (drawing,) = blocks(section, "mermaid")
        assert drawing.count("->|") == sum(len(langkah.rute) for langkah in sop.langkah)
        assert all(f"| {langkah.no} | {langkah.kegiatan} |" in section for langkah in sop.langkah)
        assert f"| {sop.total.teks} |" in section
        assert f"{sop.selisih_hari()} hari, {sop.selisih_menit()} menit |" in section
        added = [rute for langkah in sop.langkah for rute in langkah.rute if rute.tambahan]
        assert section.count("\n- langkah ") == len(added)


def test_no_label_of_a_drawing_begins_like_a_list() -> None:
    labels = re.findall(r'langkah\d+\["(.*?)"\]', page())
    assert len(labels) == sum(len(termuat.sop.langkah) for termuat in katalog().values())
    assert not [label for label in labels if re.match(r"\d+[.)] |[-*+] ", label)]
