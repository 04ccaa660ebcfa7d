"""The national service over real HTTP: what it signs, refuses, garbles and leaves open."""

import traceback
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from pydantic import SecretStr

from shared.tandatangan.bentuk import Kotak
from shared.tandatangan.bsre import LayananBsre, Pejabat, PenandatanganBsre
from shared.tandatangan.errors import (
    AksesLayananDitolak,
    AkunTerkunci,
    FrasaSandiSalah,
    HasilLayananDitolak,
    HasilTidakPasti,
    LayananGagal,
    LayananTandaTangan,
    LayananTidakTerjangkau,
    PenggunaTidakTerdaftar,
    SertifikatDitolakLayanan,
)
from shared.tandatangan.periksa import Kepercayaan
from tests.layanan_tanda_tangan import AKUN, FRASA, NIK, Gangguan, Layanan, layanan
from tests.tandatangan import NAMA, NIP, PADA, Sertifikat, akar, naskah, penandatangan

PEJABAT = Pejabat(NIP, NAMA, SecretStr(NIK), SecretStr(FRASA))


@pytest.fixture
def pusat(tmp_path: Path) -> Iterator[Layanan]:
    penanda = penandatangan(tmp_path)
    with layanan(lambda isi: penanda.tanda_tangani(isi, PADA)) as keadaan:
        yield keadaan


def klien(pusat: Layanan, versi: Literal[1, 2] = 1, batas: float = 20.0) -> PenandatanganBsre:
    tujuan = LayananBsre(pusat.alamat, AKUN[0], SecretStr(AKUN[1]), versi, batas)
    return PenandatanganBsre(tujuan, Kepercayaan(akar()))


@pytest.mark.parametrize("versi", [1, 2])
async def test_what_comes_back_is_the_naskah_with_the_officers_signature(
    pusat: Layanan, versi: Literal[1, 2]
) -> None:
    bertanda = await klien(pusat, versi).tanda_tangani(
        naskah(), PEJABAT, PADA, alasan="Penetapan izin", tempat="Banjarbaru"
    )
    assert bertanda.startswith(naskah())
    (minta,) = pusat.diterima
    assert (minta["file"], minta["nik"], minta["passphrase"]) == (naskah(), NIK, FRASA)
    assert (minta["tampilan"].lower(), minta["reason"]) == ("invisible", "Penetapan izin")


@pytest.mark.parametrize("versi", [1, 2])
async def test_a_box_is_asked_for_by_its_corner_and_size(
    pusat: Layanan, tmp_path: Path, versi: Literal[1, 2]
) -> None:
    kotak = Kotak(1, 300, 90, 500, 160)
    penanda = penandatangan(tmp_path)
    pusat.tanda_tangani = lambda isi: penanda.tanda_tangani(isi, PADA, kotak=kotak)
    await klien(pusat, versi).tanda_tangani(naskah(), PEJABAT, PADA, kotak=kotak)
    (minta,) = pusat.diterima
    nama = ("xAxis", "yAxis") if versi == 1 else ("originX", "originY")
    ukuran = [float(minta[satu]) for satu in (*nama, "width", "height")]
    assert (minta["tampilan"].lower(), ukuran) == ("visible", [300, 90, 200, 70])


@pytest.mark.parametrize("versi", [1, 2])
@pytest.mark.parametrize(
    ("gangguan", "galat"),
    [
        ("salah-frasa", FrasaSandiSalah),
        ("terkunci", AkunTerkunci),
        ("kedaluwarsa", SertifikatDitolakLayanan),
        ("tak-terdaftar", PenggunaTidakTerdaftar),
        ("rusak-500", LayananGagal),
        ("bukan-pdf", LayananGagal),
        ("terlalu-besar", LayananGagal),
        ("putus", HasilTidakPasti),
    ],
)
async def test_each_fault_is_told_by_its_kind_and_names_no_secret(
    pusat: Layanan, versi: Literal[1, 2], gangguan: Gangguan, galat: type[LayananTandaTangan]
) -> None:
    pusat.gangguan = gangguan
    with pytest.raises(galat) as jatuh:
        await klien(pusat, versi).tanda_tangani(naskah(), PEJABAT, PADA)
    teks = "".join(traceback.format_exception(jatuh.value)) + repr(jatuh.value) + repr(PEJABAT)
    assert not [rahasia for rahasia in (FRASA, NIK, AKUN[1]) if rahasia in teks]
    assert jatuh.value.__context__ is None or not hasattr(jatuh.value.__context__, "request")
    assert not jatuh.value.boleh_ulang
    assert len(pusat.diterima) <= 1


async def test_an_answer_that_does_not_come_leaves_it_open(pusat: Layanan) -> None:
    pusat.gangguan = "lambat"
    with pytest.raises(HasilTidakPasti, match="mungkin sudah ditandatangani"):
        await klien(pusat, batas=0.3).tanda_tangani(naskah(), PEJABAT, PADA)


async def test_a_service_that_is_away_was_sent_nothing(pusat: Layanan) -> None:
    tujuan = LayananBsre("http://127.0.0.1:1", AKUN[0], SecretStr(AKUN[1]))
    with pytest.raises(LayananTidakTerjangkau, match="tidak ada yang dikirim") as jatuh:
        await PenandatanganBsre(tujuan, Kepercayaan(akar())).tanda_tangani(naskah(), PEJABAT, PADA)
    assert jatuh.value.boleh_ulang


async def test_the_offices_own_account_may_be_refused(pusat: Layanan) -> None:
    tujuan = LayananBsre(pusat.alamat, AKUN[0], SecretStr("lain"))
    with pytest.raises(AksesLayananDitolak):
        await PenandatanganBsre(tujuan, Kepercayaan(akar())).tanda_tangani(naskah(), PEJABAT, PADA)


@pytest.mark.parametrize("versi", [1, 2])
async def test_a_good_file_beside_an_error_is_a_good_file(
    pusat: Layanan, versi: Literal[1, 2]
) -> None:
    pusat.gangguan = "500-berkas"
    bertanda = await klien(pusat, versi).tanda_tangani(naskah(), PEJABAT, PADA)
    assert bertanda.startswith(naskah())


async def test_a_file_that_was_changed_before_it_was_signed_is_refused(
    pusat: Layanan, tmp_path: Path
) -> None:
    penanda = penandatangan(tmp_path)
    pusat.tanda_tangani = lambda _: penanda.tanda_tangani(naskah("dimampatkan"), PADA)
    with pytest.raises(HasilLayananDitolak, match="bukan naskah yang disetujui"):
        await klien(pusat).tanda_tangani(naskah(), PEJABAT, PADA)


async def test_a_file_that_came_back_unsigned_or_signed_by_another_is_refused(
    pusat: Layanan, tmp_path: Path
) -> None:
    pusat.tanda_tangani = lambda isi: isi
    with pytest.raises(HasilLayananDitolak, match="tidak bertanda tangan"):
        await klien(pusat).tanda_tangani(naskah(), PEJABAT, PADA)
    lain = penandatangan(tmp_path, Sertifikat(nama="Rina Wati", nip=""))
    pusat.tanda_tangani = lambda isi: lain.tanda_tangani(isi, PADA)
    with pytest.raises(HasilLayananDitolak, match="Rina Wati"):
        await klien(pusat).tanda_tangani(naskah(), PEJABAT, PADA)


async def test_many_letters_are_signed_in_order(pusat: Layanan) -> None:
    surat = [naskah(f"Keputusan {nomor}") for nomor in range(3)]
    hasil = await klien(pusat).tanda_tangani_banyak(surat, PEJABAT, PADA)
    awal = [
        isinstance(satu, bytes) and satu.startswith(asal)
        for satu, asal in zip(hasil, surat, strict=True)
    ]
    assert awal == [True] * 3


async def test_a_wrong_passphrase_is_tried_once_for_many_letters(pusat: Layanan) -> None:
    salah = replace(PEJABAT, frasa=SecretStr("keliru"))
    hasil = await klien(pusat).tanda_tangani_banyak([naskah()] * 5, salah, PADA)
    assert [type(satu) for satu in hasil] == [FrasaSandiSalah] * 5
    assert len(pusat.diterima) == 1
