"""docs/glossary.md explains every word that a reader of messages, screens and code comes upon."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import get_args

import pytest

from izin.registry import discover_desks
from shared.contracts import SEMUA_PESAN
from shared.contracts.messages import JenisPemberitahuan, JenisPeristiwa
from shared.contracts.pelanggaran import Cakupan, Tingkat
from shared.errors import KodeTolak
from shared.mutu_baku.buku_waktu import Jenis
from shared.permohonan import Status
from shared.sk.keadaan import Keadaan
from shared.tindakan import Akhir, JenisHasil, NilaiPutusan, Tindakan
from tests.unit.docs.pages import read, rows

ENTRIES = [(word, meaning) for word, meaning in rows(read("docs/glossary.md")) if word != "word"]
EXPLAINED = {word.strip().lower() for words, _ in ENTRIES for word in words.split(",")}

CLOSED_LISTS: Mapping[str, Iterable[str]] = {
    "acts": list(Tindakan),
    "codes of refusal": list(KodeTolak),
    "decisions": get_args(NilaiPutusan),
    "ends": (*get_args(Akhir), *get_args(Status)),
    "events": get_args(JenisPeristiwa),
    "kinds of time": get_args(Jenis),
    "levels": get_args(Tingkat),
    "scopes": get_args(Cakupan),
    "kinds of output": get_args(JenisHasil),
    "messages": [pesan.__name__ for pesan in SEMUA_PESAN],
    "notices": get_args(JenisPemberitahuan),
    "states of an SK": get_args(Keadaan),
    "roles": [desk.nama for desk in discover_desks().values()],
}
"""What the program itself lists: a word that is added there has to be explained here."""

OF_THE_TRADE = (
    *("mutu baku", "kelengkapan", "waktu", "output", "keterangan", "persyaratan", "putaran"),
    *("riwayat", "karantina", "fiktif positif", "nomor", "BAPL", "Rekomendasi", "SK", "paraf"),
    *("DPMPTSP", "NIB", "hari kerja", "petugas", "pelaksana", "pemohon", "langkah", "hasil"),
)


@pytest.mark.parametrize("name", CLOSED_LISTS)
def test_every_word_of_a_closed_list_is_explained(name: str) -> None:
    assert not {word.lower() for word in CLOSED_LISTS[name]} - EXPLAINED


def test_the_words_of_the_trade_are_explained() -> None:
    assert not {word.lower() for word in OF_THE_TRADE} - EXPLAINED


def test_every_entry_says_something_and_no_table_has_a_word_twice() -> None:
    assert all(meaning for _, meaning in ENTRIES)
    tables = read("docs/glossary.md").split("\n## ")[1:]
    for table in tables:
        assert max(Counter(word for word, _ in rows(table)).values()) == 1
