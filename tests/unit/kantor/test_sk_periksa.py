"""Is a file an SK of ours? The sound one is, and everything else is not, each for its reason."""

import asyncio
import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import typst

from shared.contracts import Petugas
from shared.kantor import sk_periksa
from shared.kantor.kantor import Kantor
from shared.kantor.sk_periksa import Alat, periksa_sk
from shared.permohonan import Permohonan
from shared.sk.model import NomorSk, ubah
from shared.sk.pemeriksaan import DARI_BERKAS, LaporanSk, Tanya
from shared.store.memory import MemoryPermohonanStore
from shared.store.surat_port import CatatanSurat
from shared.surat.qr import gambar_qr
from shared.tandatangan.periksa import Kepercayaan
from shared.tandatangan.uji_coba import buat_otoritas
from tests.builders import surat
from tests.examples import tries
from tests.issued import Penerbit, Terbitan
from tests.tandatangan import PADA, akar, naskah
from tests.unit.kantor.doubles import kantor_of_doubles

PLACES = tries(60)


@dataclass
class Meja:
    """An office that has issued one SK."""

    kantor: Kantor
    penerbit: Penerbit
    sk: Terbitan
    kini: datetime = PADA + timedelta(hours=1)

    async def periksa(self, pdf: bytes, percaya: Any = ...) -> LaporanSk:
        kepercayaan = Kepercayaan(akar()) if percaya is ... else percaya
        alat = Alat(self.kantor, kepercayaan, self.kini, ZoneInfo("Asia/Makassar"))
        return await periksa_sk(pdf, alat)

    def luring(self) -> Alat:
        return Alat(None, Kepercayaan(akar()), self.kini, ZoneInfo("Asia/Makassar"), "uji")

    async def jadi(self, **isi: Any) -> NomorSk:
        """The entry changed."""
        lama, baru = self.sk.nomor, ubah(self.sk.nomor, self.kini, **isi)
        assert await self.kantor.sk.change(baru, lama)
        return baru

    async def tanda_tangani(self, isi: bytes) -> bytes:
        return await asyncio.to_thread(self.penerbit.pena.tanda_tangani, isi, PADA)


@cache
def satu_sk() -> Meja:
    """Issued once for all tests: to print and to sign takes its time."""
    kantor = kantor_of_doubles(MemoryPermohonanStore(), clock=lambda: PADA + timedelta(hours=1))
    penerbit = Penerbit(kantor)
    return Meja(kantor, penerbit, asyncio.run(penerbit.terbitkan()))


@pytest.fixture
def meja() -> Meja:
    return deepcopy(satu_sk())


@pytest.fixture
def unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody looks at the pages: where many files are tried."""
    monkeypatch.setattr(sk_periksa, "baca_halaman", lambda _: None)


def answers(laporan: LaporanSk) -> dict[Tanya, str]:
    return {satu.tanya: satu.hasil for satu in laporan.butir}


def said(laporan: LaporanSk, tanya: Tanya) -> str:
    return next(satu.kalimat for satu in laporan.butir if satu.tanya is tanya)


async def test_an_sk_that_was_issued_is_sound_in_every_respect(meja: Meja) -> None:
    laporan = await meja.periksa(meja.sk.pdf)
    assert answers(laporan) == dict.fromkeys(Tanya, "baik")
    assert laporan.keputusan.sah is True
    assert "Budi Santoso" in said(laporan, Tanya.TANDA_TANGAN)
    assert "berlaku sampai dengan 22 November 2031" in said(laporan, Tanya.NOMOR)
    assert laporan.sidik_terakhir == meja.sk.permohonan.riwayat[-1].digest
    assert [satu.no for satu in laporan.langkah] == [*range(2, 9), None]
    assert all(satu.selesai for satu in laporan.langkah[:-1])


@pytest.mark.banyak
async def test_one_flipped_bit_is_refused_wherever_it_is(meja: Meja, unseen: None) -> None:
    pdf = meja.sk.pdf
    for place in range(PLACES):
        flipped = bytearray(pdf)
        flipped[place * (len(pdf) - 1) // (PLACES - 1)] ^= 1 << place % 8
        laporan = await meja.periksa(bytes(flipped))
        assert (laporan.keputusan.sah, laporan.alasan != ()) == (False, True), place


async def test_a_revision_that_was_appended_is_refused_and_its_sk_named(meja: Meja) -> None:
    laporan = await meja.periksa(meja.sk.pdf + b"%\n" + meja.sk.pdf[-300:])
    assert laporan.keputusan.sah is False
    assert answers(laporan)[Tanya.MENYELURUH] == "buruk"
    assert meja.sk.nomor.nomor in said(laporan, Tanya.SIDIK)


def letter(teks: str, qr: str = "") -> bytes:
    """Somebody's own, with the QR of this address on it."""
    gambar = (
        f'#image(bytes({json.dumps(gambar_qr(qr))}), format: "svg", width: 2.6cm)' if qr else ""
    )
    isi = typst.compile(f"= Surat\n\n{teks}\n\n{gambar}\n".encode())
    assert isinstance(isi, bytes)
    return isi


async def test_a_qr_that_was_pasted_on_another_letter_is_told_whose_it_is(meja: Meja) -> None:
    tautan = surat().kantor.tautan_periksa.replace("{kode}", meja.sk.nomor.kode)
    lain = letter("Izin bagi orang lain", tautan)
    for pdf in (lain, await meja.tanda_tangani(lain)):
        laporan = await meja.periksa(pdf)
        assert laporan.keputusan.sah is False
        assert said(laporan, Tanya.SIDIK) == (
            f"Kode QR-nya milik SK nomor {meja.sk.nomor.nomor} (LKP Contoh), tetapi berkas ini"
            " bukan SK itu"
        )
        assert answers(laporan)[Tanya.NOMOR] == "tidak_diketahui"


async def test_a_letter_that_only_names_a_number_is_told_so(meja: Meja) -> None:
    laporan = await meja.periksa(letter(f"NOMOR {meja.sk.nomor.nomor}"))
    assert f"menyebut nomor {meja.sk.nomor.nomor}" in said(laporan, Tanya.SIDIK)
    assert laporan.keputusan.sah is False


async def test_an_sk_of_which_the_signature_was_taken_off_is_known_by_its_text(meja: Meja) -> None:
    laporan = await meja.periksa(meja.sk.naskah)
    assert answers(laporan) | {Tanya.RIWAYAT: ""} == {
        Tanya.TANDA_TANGAN: "buruk",
        **dict.fromkeys((*DARI_BERKAS[1:], Tanya.NOMOR), "tidak_diketahui"),
        Tanya.SIDIK: "buruk",
        Tanya.NASKAH: "baik",
        Tanya.RIWAYAT: "",
    }
    assert meja.sk.nomor.nomor in said(laporan, Tanya.SIDIK)


@pytest.mark.parametrize(
    ("isi", "said_of_it"),
    [
        ({"status": "dicabut", "alasan": "syarat dipalsukan"}, "dicabut: syarat dipalsukan"),
        ({"status": "diganti", "pengganti": "002/X/2026"}, "diganti SK nomor 002/X/2026"),
        ({"status": "terambil"}, "ditandatangani, belum terbit"),
    ],
)
async def test_an_sk_that_is_not_in_force_is_genuine_and_refused(
    meja: Meja, isi: dict[str, Any], said_of_it: str
) -> None:
    await meja.jadi(**isi)
    laporan = await meja.periksa(meja.sk.pdf)
    keputusan = laporan.keputusan
    assert (keputusan.asli, keputusan.berlaku, keputusan.sah) == (True, False, False)
    assert laporan.alasan == (f"Nomor {meja.sk.nomor.nomor} {said_of_it}",)


async def test_what_was_never_issued_is_refused_however_well_it_is_signed(meja: Meja) -> None:
    laporan = await meja.periksa(await meja.tanda_tangani(naskah("palsu")))
    assert all(answers(laporan)[tanya] == "baik" for tanya in DARI_BERKAS)
    assert said(laporan, Tanya.SIDIK).startswith("Tidak ada dalam buku nomor")
    assert laporan.keputusan.sah is False


@pytest.mark.parametrize("isi", [b"", b"halo", b"%PDF-1.7\n%%EOF\n", b"\xff" * 4000])
async def test_what_is_no_pdf_is_refused(meja: Meja, isi: bytes) -> None:
    laporan = await meja.periksa(isi)
    assert "bukan PDF yang utuh" in said(laporan, Tanya.TANDA_TANGAN)
    assert laporan.keputusan.sah is False


async def test_another_signatory_than_the_register_names_is_refused(meja: Meja) -> None:
    await meja.jadi(penanda_tangan=Petugas(id="197001011995031001", nama="Siti Aminah"))
    laporan = await meja.periksa(meja.sk.pdf)
    assert "orang lain" in said(laporan, Tanya.TANDA_TANGAN)
    assert laporan.keputusan.asli is False


async def test_whom_to_trust_has_to_be_said(meja: Meja) -> None:
    tanpa = await meja.periksa(meja.sk.pdf, None)
    assert answers(tanpa)[Tanya.SERTIFIKAT] == "tidak_diketahui"
    assert tanpa.keputusan.sah is None
    asing = await meja.periksa(meja.sk.pdf, Kepercayaan((buat_otoritas(PADA).sertifikat_pem,)))
    assert answers(asing)[Tanya.SERTIFIKAT] == "buruk"
    assert asing.keputusan.sah is False


async def test_a_certificate_that_has_expired_since_was_good_when_it_signed(meja: Meja) -> None:
    meja.kini = PADA + timedelta(days=400)
    laporan = await meja.periksa(meja.sk.pdf)
    assert laporan.keputusan.sah is True
    assert "menurut catatan kantor" in said(laporan, Tanya.SERTIFIKAT)
    luring = await periksa_sk(meja.sk.pdf, meja.luring())
    assert "menurut tanda tangan itu sendiri" in said(luring, Tanya.SERTIFIKAT)
    assert luring.tanda_tangan_baik


async def test_without_the_store_it_says_what_it_did_not_ask(meja: Meja) -> None:
    laporan = await periksa_sk(meja.sk.pdf, meja.luring())
    assert answers(laporan) == {
        tanya: "baik" if tanya in DARI_BERKAS else "tidak_diketahui" for tanya in Tanya
    }
    assert (laporan.keputusan.sah, laporan.luring) == (None, "uji")
    rusak = await periksa_sk(meja.sk.pdf + b"x" * 50, meja.luring())
    assert rusak.keputusan.sah is False


def changed(meja: Meja, **isi: Any) -> CatatanSurat:
    """What the draft was made of, behind the store's back."""
    store: Any = meja.kantor.letters
    catatan: CatatanSurat = next(iter(store._surat.values()))
    store._surat[catatan.berkas_id] = replace(catatan, **isi)
    return catatan


async def test_data_of_the_draft_that_give_another_text_are_told(meja: Meja) -> None:
    data = dict(changed(meja).data)
    changed(meja, data=data | {"isi": data["isi"] | {"diktum": ["Izin ini untuk selamanya."]}})
    laporan = await meja.periksa(meja.sk.pdf)
    assert said(laporan, Tanya.NASKAH).startswith("Isi surat bukan yang dihasilkan")
    assert laporan.keputusan.sah is False


async def test_data_of_another_draft_than_the_approved_one_are_told(meja: Meja) -> None:
    changed(meja, sha256="0" * 64)
    laporan = await meja.periksa(meja.sk.pdf)
    assert "bukan milik draf yang disetujui" in said(laporan, Tanya.NASKAH)
    assert laporan.keputusan.sah is False


@pytest.mark.parametrize("gone", ["_surat", "versi"])
async def test_a_text_that_cannot_be_made_again_leaves_the_sk_what_it_is(
    meja: Meja, gone: str
) -> None:
    if gone == "versi":
        changed(meja, versi="0" * 64)
    else:
        getattr(meja.kantor.letters, gone).clear()
    laporan = await meja.periksa(meja.sk.pdf)
    assert answers(laporan)[Tanya.NASKAH] == "tidak_diketahui"
    assert laporan.keputusan.sah is True


def another_past(satu: Permohonan) -> Permohonan:
    awal = satu.riwayat[0].model_copy(update={"catatan": "lain"})
    return satu.model_copy(update={"riwayat": (awal, *satu.riwayat[1:])})


def without_sk(satu: Permohonan) -> Permohonan:
    return satu.model_copy(update={"riwayat": satu.riwayat[:-1], "urutan": satu.urutan - 1})


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (another_past, "Rantai riwayat putus"),
        (without_sk, "tidak memuat SK ini"),
        (lambda _: None, "tidak ada di penyimpanan"),
    ],
)
async def test_a_case_that_does_not_bear_it_out_is_told(
    meja: Meja, change: Callable[[Permohonan], Permohonan | None], reason: str
) -> None:
    store: Any = meja.kantor.permohonan
    id_ = meja.sk.permohonan.id
    store._isi[id_] = change(store._isi[id_])
    if store._isi[id_] is None:
        del store._isi[id_]
    laporan = await meja.periksa(meja.sk.pdf)
    assert reason in said(laporan, Tanya.RIWAYAT)
    assert laporan.keputusan.sah is False
