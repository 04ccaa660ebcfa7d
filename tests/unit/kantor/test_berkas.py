"""An application's files on an officer's machine: where they lie, and what they cannot do there."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shared.contracts import DokumenDiajukan, Tugas
from shared.kantor.berkas import download
from shared.kantor.errors import MasukanKeliru, TidakTerlaksana
from shared.store.memory import MemoryDokumenStore
from tests.builders import Perjalanan, pdf
from tests.unit.kantor.tugas import tugas_of

NAMA_BURUK = "..\u202efdp.exe"


async def once(data: bytes) -> AsyncIterator[bytes]:
    yield data


async def task(store: MemoryDokumenStore, data: bytes) -> Tugas:
    """With one document, whose name is not to be trusted."""
    berkas = (await store.put("x", once(data), 10**7)).model_copy(
        update={"nama_berkas": NAMA_BURUK}
    )
    dokumen = DokumenDiajukan(kode="nib", nama="NIB", berkas=berkas, putaran=1)
    return tugas_of(Perjalanan()).model_copy(update={"dokumen": (dokumen,), "hasil": ()})


async def test_a_file_is_named_by_its_code_and_not_by_its_sender(tmp_path: Path) -> None:
    store = MemoryDokumenStore()
    tugas = await task(store, pdf())
    assert await download(store, tugas, tmp_path) == [tmp_path / tugas.nomor / "nib.pdf"]
    assert [p.name for p in (tmp_path / tugas.nomor).iterdir()] == ["nib.pdf"]


async def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    store = MemoryDokumenStore()
    tugas = await task(store, pdf())
    korban, folder = tmp_path / "korban", tmp_path / "unduhan" / tugas.nomor
    korban.write_bytes(b"jangan")
    folder.mkdir(parents=True)
    (folder / "nib.pdf").symlink_to(korban)
    await download(store, tugas, tmp_path / "unduhan")
    assert korban.read_bytes() == b"jangan"
    assert not (folder / "nib.pdf").is_symlink()
    assert (folder / "nib.pdf").read_bytes() == pdf()


async def test_a_link_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    store = MemoryDokumenStore()
    tugas = await task(store, pdf())
    (tmp_path / "lain").mkdir()
    (tmp_path / tugas.nomor).symlink_to(tmp_path / "lain")
    with pytest.raises(MasukanKeliru, match="tautan"):
        await download(store, tugas, tmp_path)
    assert list((tmp_path / "lain").iterdir()) == []


async def test_a_file_that_is_not_what_it_should_be_leaves_nothing_behind(tmp_path: Path) -> None:
    store = MemoryDokumenStore()
    tugas = await task(store, pdf())
    await download(store, tugas, tmp_path)
    store._isi[tugas.dokumen[0].berkas.berkas_id] = pdf("lain")
    with pytest.raises(TidakTerlaksana, match="SHA-256"):
        await download(store, tugas, tmp_path)
    assert [p.read_bytes() for p in (tmp_path / tugas.nomor).iterdir()] == [pdf()]
