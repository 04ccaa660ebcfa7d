"""Documents that earlier versions of AlurIzin wrote are read as if they were written today."""

from copy import deepcopy
from typing import Any

import pytest
from bson import CodecOptions, decode, encode
from pydantic import ValidationError

from shared.errors import SkemaLebihBaru
from shared.permohonan import SKEMA_DOKUMEN, Permohonan, periksa_rantai
from shared.store.codec import (
    MIGRASI,
    as_read,
    from_document,
    mutakhirkan,
    to_document,
    to_update,
    to_watch,
)
from tests.builders import Perjalanan
from tests.old_documents import CONTOH, contoh
from tests.stores import berjaga


def stored(document: dict[str, Any]) -> dict[str, Any]:
    """What BSON makes of it."""
    kembali: dict[str, Any] = decode(encode(document), CodecOptions(tz_aware=True))
    return kembali


@pytest.mark.parametrize("nama", CONTOH)
def test_a_stored_sample_is_read_and_its_chain_holds(nama: str) -> None:
    lama = contoh(nama)
    permohonan = from_document(deepcopy(lama))
    periksa_rantai(permohonan)
    assert permohonan.skema == lama["skema"] == (2 if "skema 2" in nama else 1)
    assert permohonan.status == lama["status"]
    assert [e.digest for e in permohonan.riwayat] == [e["digest"] for e in lama["riwayat"]]


@pytest.mark.parametrize("nama", CONTOH)
def test_what_was_migrated_is_what_would_be_written_today(nama: str) -> None:
    """Every field in its place, and nothing but the version is another."""
    lama = contoh(nama)
    ditulis = stored(to_document(from_document(lama)))
    assert mutakhirkan(lama) | {"skema": SKEMA_DOKUMEN} == ditulis


def test_reading_leaves_the_document_that_was_read_as_it_is() -> None:
    lama = contoh("berjalan")
    mutakhirkan(lama)
    assert lama == contoh("berjalan")


def test_a_document_of_today_is_taken_as_it_is() -> None:
    kini = to_document(Perjalanan().permohonan)
    assert mutakhirkan(kini) is kini


def test_there_is_a_step_from_each_version_to_the_next() -> None:
    assert len(MIGRASI) == SKEMA_DOKUMEN - 1


def test_the_first_version_is_meant_where_none_is_said() -> None:
    lama = contoh("dikembalikan")
    del lama["skema"]
    assert from_document(lama).skema == 1


def test_a_newer_document_is_refused_and_the_way_out_named() -> None:
    baru = to_document(Perjalanan().permohonan) | {"skema": SKEMA_DOKUMEN + 1}
    with pytest.raises(SkemaLebihBaru, match=r"IKP-2026-000001 .*perbarui AlurIzin"):
        from_document(baru)


@pytest.mark.parametrize(
    "rusak",
    [
        *({"skema": "2"}, {"skema": 0}, {"skema": -1}, {"skema": None}),
        *({"riwayat": None}, {"riwayat": ["x"]}, {"riwayat": [None]}),
    ],
)
def test_what_no_version_wrote_is_invalid_and_no_surprise(rusak: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        from_document(contoh("berjalan") | rusak)


def _ditulis(ubah: dict[str, Any]) -> dict[str, Any]:
    isi: dict[str, Any] = ubah["$set"]
    return isi


@pytest.mark.parametrize("nama", ["berjalan", "berjalan, dijaga"])
def test_the_next_write_makes_all_of_it_a_document_of_today(nama: str) -> None:
    lama = from_document(contoh(nama))
    baru = berjaga(lama)
    for ubah in (to_update(baru, lama), to_watch(baru, lama)):
        assert set(ubah) == {"$set"}
        assert _ditulis(ubah)["skema"] == SKEMA_DOKUMEN
        assert {"_id": str(lama.id)} | _ditulis(ubah) == to_document(baru)


def test_a_write_to_a_document_of_today_does_not_carry_the_whole_past() -> None:
    lama = Perjalanan().permohonan
    assert set(to_update(lama, lama)) == {"$set", "$push"}
    assert set(_ditulis(to_watch(lama, lama))) == {"jaga"}


def test_a_write_matches_only_the_version_that_was_read() -> None:
    kini = Perjalanan().permohonan
    assert as_read(kini)["skema"] == SKEMA_DOKUMEN
    lama = Permohonan.model_copy(kini, update={"skema": 1})
    assert as_read(lama)["skema"] == {"$in": [1, None]}
