"""Every file of an application: found, named, and fetched whole or not at all."""

import os
from pathlib import Path

import pytest

from shared.kantor.errors import (
    MasukanKeliru,
    PermohonanTidakDikenal,
    TidakDitemukan,
    TidakTerlaksana,
)
from shared.kantor.kantor import Kantor
from shared.kantor.unduh import Arsip, arsip, simpan, tujuan
from tests.unit.kantor.lemari_berkas import NOMOR, SK, LemariBerkas, isi, selesai


async def ended() -> tuple[Kantor, Arsip]:
    kantor = await selesai().kantor()
    return kantor, await arsip(kantor, NOMOR)


def everything(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.iterdir()]


async def fetched(kantor: Kantor, found: Arsip, kode: str, path: Path, *, timpa: bool) -> None:
    await simpan(kantor.dokumen, tujuan(found.pilih(kode), path), timpa=timpa)


async def test_all_that_came_in_or_was_made_is_there_also_after_the_end() -> None:
    _, found = await ended()
    assert found.permohonan.status == "selesai"
    wajib = {satu.kode for satu in found.sop.persyaratan if satu.wajib}
    assert {satu.kode for satu in found.berkas} == wajib | {"bapl", "rekomendasi", "draft-sk", SK}
    sk = found.pilih(SK)
    assert (sk.pelaksana, sk.langkah, sk.putaran) == ("kepaladinas", 8, 2)
    assert sk.nama_berkas(NOMOR) == f"{NOMOR}-{SK}.pdf"


async def test_what_was_replaced_is_there_too_and_says_from_when() -> None:
    _, found = await ended()
    lama, baru = (satu for satu in found.berkas if satu.kode == "nib")
    assert (lama.berlaku, baru.berlaku) == (False, True)
    assert found.pilih("nib") == baru
    assert found.pilih("NIB ", 1) == lama
    assert lama.nama_berkas(NOMOR) == f"{NOMOR}-nib-putaran-1.pdf"


async def test_outputs_that_a_return_dropped_stand_no_longer_but_can_be_fetched() -> None:
    lemari = LemariBerkas()
    lemari.perjalanan.sampai(6).putus("kembalikan")
    found = await arsip(await lemari.kantor(), NOMOR)
    assert not found.pilih("draft-sk", 1).berlaku
    with pytest.raises(TidakDitemukan, match="tidak berlaku lagi; yang ada dari putaran 1"):
        found.pilih("draft-sk")


@pytest.mark.parametrize(
    ("kode", "said"),
    [
        (SK, r"belum ada; dibuat pada langkah 8"),
        ("npwp", "tidak disertakan"),
        ("berkas-diperiksa", "catatan putusan"),
        ("tidak-ada", "bukan kode berkas"),
    ],
)
async def test_what_is_not_there_is_said_to_be_so_for_its_own_reason(kode: str, said: str) -> None:
    found = await arsip(await LemariBerkas().kantor(), NOMOR)
    with pytest.raises(TidakDitemukan, match=said):
        found.pilih(kode)


async def test_an_unknown_number_is_unknown() -> None:
    with pytest.raises(PermohonanTidakDikenal):
        await arsip(await LemariBerkas().kantor(), "PAUD-2026-000009")


async def test_the_bytes_are_those_that_went_up(tmp_path: Path) -> None:
    kantor, found = await ended()
    for one in found.berkas:
        path = tmp_path / one.nama_berkas(NOMOR)
        await simpan(kantor.dokumen, tujuan(one, path), timpa=False)
    assert (tmp_path / f"{NOMOR}-{SK}.pdf").read_bytes() == isi(SK)
    assert (tmp_path / f"{NOMOR}-nib-putaran-1.pdf").read_bytes() == isi("nib")
    assert (tmp_path / f"{NOMOR}-nib.pdf").read_bytes() == isi("nib", 2)
    assert len(everything(tmp_path)) == len(found.berkas)


async def test_another_file_of_that_name_stays_unless_it_may_be_replaced(tmp_path: Path) -> None:
    kantor, found = await ended()
    path = tmp_path / "sk.pdf"
    path.write_bytes(b"punya saya")
    with pytest.raises(MasukanKeliru, match="sudah ada dan isinya lain"):
        await fetched(kantor, found, SK, path, timpa=False)
    assert path.read_bytes() == b"punya saya"
    await fetched(kantor, found, SK, path, timpa=True)
    assert path.read_bytes() == isi(SK)


async def test_one_that_comes_into_being_meanwhile_stays_too(tmp_path: Path) -> None:
    kantor, found = await ended()
    goal = tujuan(found.pilih(SK), path := tmp_path / "sk.pdf")
    path.write_bytes(b"lebih cepat")
    with pytest.raises(MasukanKeliru, match="sudah ada"):
        await simpan(kantor.dokumen, goal, timpa=False)
    assert everything(tmp_path) == [b"lebih cepat"]


async def test_the_same_file_is_left_where_it_is(tmp_path: Path) -> None:
    kantor, found = await ended()
    path = tmp_path / "sk.pdf"
    path.write_bytes(isi(SK))
    path.chmod(0o400)
    await fetched(kantor, found, SK, path, timpa=False)
    assert path.stat().st_mode & 0o777 == 0o400


async def test_a_link_counts_as_another_file_and_is_not_followed(tmp_path: Path) -> None:
    kantor, found = await ended()
    (tmp_path / "asli.pdf").write_bytes(isi(SK))
    path = tmp_path / "sk.pdf"
    path.symlink_to(tmp_path / "asli.pdf")
    with pytest.raises(MasukanKeliru):
        await fetched(kantor, found, SK, path, timpa=False)
    await fetched(kantor, found, SK, path, timpa=True)
    assert not path.is_symlink()


async def test_a_file_that_was_changed_in_the_store_leaves_nothing(tmp_path: Path) -> None:
    lemari = selesai()
    kantor = await lemari.kantor()
    found = await arsip(kantor, NOMOR)
    lemari.dokumen._isi[found.pilih(SK).berkas.berkas_id] = b"%PDF-lain"
    with pytest.raises(TidakTerlaksana, match="SHA-256"):
        await fetched(kantor, found, SK, tmp_path / "sk.pdf", timpa=False)
    assert everything(tmp_path) == []


async def test_a_disk_without_links_takes_it_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    kantor, found = await ended()
    await fetched(kantor, found, SK, tmp_path / "sk.pdf", timpa=False)
    assert (tmp_path / "sk.pdf").read_bytes() == isi(SK)


async def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    _, found = await ended()
    with pytest.raises(MasukanKeliru, match="adalah folder"):
        tujuan(found.pilih(SK), tmp_path)
