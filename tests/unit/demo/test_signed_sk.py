"""A demo's SKs: whatever is wrong with one of them, or with their numbers, is found and named."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from izin.demo.bukti import Bukti
from izin.demo.periksa import periksa
from izin.demo.sk import BuktiSk, SkDemo, simpan_sk
from shared.sk.model import ubah
from shared.tandatangan.periksa import Kepercayaan
from tests.tandatangan import akar
from tests.unit.demo.played import bersurat

NAMA = "SK bertanda tangan, bernomor urut, sesuai draf"


def _dengan(buku: tuple[SkDemo, ...]) -> BuktiSk:
    return replace(bersurat().bukti.sk, buku=buku)


def _pertama(**isi: Any) -> Callable[[tuple[SkDemo, ...]], BuktiSk]:
    return lambda buku: _dengan((replace(buku[0], **isi), *buku[1:]))


def _bernomor(**isi: Any) -> Callable[[tuple[SkDemo, ...]], BuktiSk]:
    def rusak(buku: tuple[SkDemo, ...]) -> BuktiSk:
        nomor = ubah(buku[0].nomor, buku[0].nomor.naskah_pada, **isi)
        return _dengan((replace(buku[0], nomor=nomor), *buku[1:]))

    return rusak


def _satu_byte(buku: tuple[SkDemo, ...]) -> BuktiSk:
    isi = bytearray(buku[0].pdf or b"")
    isi[len(isi) // 3] ^= 1
    return _pertama(pdf=bytes(isi))(buku)


def _milik_orang(buku: tuple[SkDemo, ...]) -> BuktiSk:
    return _pertama(pdf=buku[1].pdf)(buku)


def _draf_lain(buku: tuple[SkDemo, ...]) -> BuktiSk:
    return _pertama(naskah=buku[1].naskah)(buku)


def _penyelenggara_lain(buku: tuple[SkDemo, ...]) -> BuktiSk:
    return replace(_dengan(buku), kepercayaan=Kepercayaan(akar()))


KASUS: dict[str, tuple[Callable[[tuple[SkDemo, ...]], BuktiSk], str]] = {
    "one flipped byte": (_satu_byte, "berkasnya bukan yang ditandatangani"),
    "the SK of another case": (_milik_orang, "bukan naskah yang disetujui"),
    "another text than the approved one": (_draf_lain, "bukan naskah yang disetujui"),
    "an unknown authority": (_penyelenggara_lain, "tidak berasal dari penyelenggara"),
    "no file": (_pertama(pdf=None), "berkas SK-nya tidak ada"),
    "no draft": (_pertama(naskah=None), "draf yang disetujui tidak ada"),
    "never issued": (_bernomor(status="terambil"), "masih terambil"),
    "a case that is not there": (_pertama(permohonan=None), "tidak ada di penyimpanan"),
    "signed by another": (
        _bernomor(penanda_tangan={"id": "199912312020121009", "nama": "Orang Lain"}),
        "Surat ditandatangani orang lain",
    ),
    "a gap": (lambda buku: _dengan(buku[1:]), "urutan 1 tidak ada"),
    "an SK without a number": (lambda buku: _dengan(buku[:-1]), "tidak ada dalam buku nomor"),
    "no number at all": (lambda _: _dengan(()), "tidak ada dalam buku nomor"),
}


def temuan(bukti: Bukti) -> list[str]:
    satu = next(satu for satu in periksa(bukti, bersurat().harapan) if satu.nama == NAMA)
    return [str(ini) for ini in satu.temuan]


@pytest.mark.parametrize(("rusak", "pesan"), KASUS.values(), ids=KASUS.keys())
def test_it_is_found(rusak: Callable[[tuple[SkDemo, ...]], BuktiSk], pesan: str) -> None:
    bukti = bersurat().bukti
    found = temuan(replace(bukti, sk=rusak(bukti.sk.buku)))
    assert any(pesan in satu for satu in found), found


def test_they_are_laid_on_the_disk_and_those_of_the_demo_before_are_gone(tmp_path: Path) -> None:
    (folder := tmp_path / "sk").mkdir()
    (folder / "SK-lama.pdf").write_bytes(b"lama")
    sk = bersurat().bukti.sk
    ditulis = simpan_sk(folder, sk)
    assert sorted(folder.iterdir()) == sorted(ditulis)
    assert [berkas.read_bytes() for berkas in ditulis] == [satu.pdf for satu in sk.buku]
    assert ditulis[0].name == "SK-001-KURSUS-DPMPTSP-I-2026.pdf"
