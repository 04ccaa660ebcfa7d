"""A copy on the disk: in its order, and nothing in it can change without being noticed."""

import json
import stat
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from bson import encode
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.store.mongo_cadangan import urutan
from shared.store.salinan import (
    MANIFES,
    CadanganRusak,
    Hitungan,
    Manifes,
    penulis,
    periksa_salinan,
    tulis_manifes,
)

ISI: dict[str, list[dict[str, Any]]] = {
    "permohonan": [{"_id": "a"}, {"_id": "b", "n": 2}],
    "kosong": [],
}


def tulis(folder: Path) -> Manifes:
    koleksi = []
    for nama, documents in ISI.items():
        with penulis(folder, nama) as tulisan:
            for document in documents:
                tulisan.tambah(encode(document))
            koleksi.append(tulisan.selesai())
    manifes = Manifes("2026-01-05T01:00:00.000Z", "izin", tuple(koleksi))
    tulis_manifes(folder, manifes)
    return manifes


def test_what_was_written_is_read_again_and_nobody_else_can(tmp_path: Path) -> None:
    manifes = tulis(tmp_path)
    assert periksa_salinan(tmp_path) == manifes
    assert [(k.nama, k.dokumen) for k in manifes.koleksi] == [("permohonan", 2), ("kosong", 0)]
    assert {stat.S_IMODE(satu.stat().st_mode) for satu in tmp_path.iterdir()} == {0o600}


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([MANIFES, "permohonan.bson"]), st.integers(0, 10**6), st.integers(1, 255))
def test_one_byte_changed_anywhere_is_noticed(apa: str, tempat: int, beda: int) -> None:
    with TemporaryDirectory() as nama:
        folder = Path(nama)
        tulis(folder)
        asli = (folder / apa).read_bytes()
        berubah = bytearray(asli)
        berubah[tempat % len(asli)] ^= beda
        (folder / apa).write_bytes(berubah)
        if apa == MANIFES and _sama(asli, bytes(berubah)):
            return
        with pytest.raises(CadanganRusak):
            periksa_salinan(folder)


def _sama(asli: bytes, berubah: bytes) -> bool:
    """White space for white space: it says the same."""
    try:
        return bool(json.loads(asli) == json.loads(berubah))
    except ValueError:
        return False


@pytest.mark.parametrize("hilang", [MANIFES, "permohonan.bson"])
def test_a_copy_with_a_part_missing_is_none(tmp_path: Path, hilang: str) -> None:
    tulis(tmp_path)
    (tmp_path / hilang).unlink()
    with pytest.raises(CadanganRusak, match=hilang):
        periksa_salinan(tmp_path)


def test_a_count_does_not_depend_on_the_order_but_on_every_document() -> None:
    satu, dua, tiga = Hitungan(), Hitungan(), Hitungan()
    for isi in (b"a", b"b"):
        satu.tambah(isi)
    for isi in (b"b", b"a"):
        dua.tambah(isi)
    for isi in (b"a", b"a"):
        tiga.tambah(isi)
    assert satu == dua != tiga


def test_what_refers_is_copied_before_what_it_refers_to() -> None:
    semua = ["pencacah", "dokumen.chunks", "dokumen.files", "sop", "kalender", "masa_kalender"]
    semua += ["lain", "pelanggaran", "permohonan", "denyut", "sapuan", "system.views"]
    semua += ["sk", "surat", "surat_katalog"]
    assert urutan(semua) == (
        *("sapuan", "denyut", "permohonan", "pelanggaran", "lain"),
        *("sk", "surat", "surat_katalog", "masa_kalender"),
        *("kalender", "sop", "dokumen.files", "dokumen.chunks", "pencacah"),
    )
