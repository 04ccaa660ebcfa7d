"""Is this file an SK of ours, unchanged and in force? Every question that file and store answer."""

import asyncio
import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from shared.books import VersiSopHilang
from shared.contracts import HasilLangkah
from shared.errors import RiwayatRusak, SkemaLebihBaru
from shared.kantor.kantor import Kantor
from shared.kantor.sk import hari_kantor
from shared.mutu_baku.batasan import pemakaian, semua_batasan
from shared.mutu_baku.tempuh import bukaan
from shared.permohonan import Entri, Permohonan, periksa_rantai
from shared.sk.halaman import baca_halaman, dapat_membaca
from shared.sk.keadaan import kalimat, keadaan
from shared.sk.model import NomorSk
from shared.sk.naskah import data_sk
from shared.sk.pemeriksaan import (
    Butir,
    Dinilai,
    LangkahDitempuh,
    LaporanSk,
    SaatTandaTangan,
    Tanya,
    butir_tanda_tangan,
    putuskan,
)
from shared.store.surat_port import CatatanSurat
from shared.surat.errors import TemplatRusak
from shared.surat.loader import KatalogSurat
from shared.surat_book import SuratBook, VersiSuratHilang
from shared.tandatangan.hasil import HasilPeriksa
from shared.tandatangan.naskah import naskah_dari
from shared.tandatangan.pemilik import pastikan_penanda
from shared.tandatangan.periksa import Kepercayaan, periksa_tanda_tangan

_KODE = re.compile(r"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])")
_NOMOR = re.compile(r"^\s*nomor\s*:?\s*(?P<nomor>\S.*?)\s*$", re.IGNORECASE | re.MULTILINE)
_TANYA_MAKS = 20
"""Of codes, and of numbers: somebody else wrote them."""
_TANPA_QR = "Kode QR-nya tidak dibaca: pasang bagian qr (pip install alurizin[qr])"
_TAK_DITANYA = "tidak ditanyakan: penyimpanan kantor tidak dihubungi"


@dataclass(frozen=True)
class Alat:
    """What a check has at hand. `kantor` is None where the store is not asked, and `luring` says
    why. `kepercayaan` is None where nobody said whom to trust."""

    kantor: Kantor | None
    kepercayaan: Kepercayaan | None
    kini: datetime
    zona: ZoneInfo
    luring: str = ""


async def periksa_sk(pdf: bytes, alat: Alat) -> LaporanSk:
    """Changes nothing. Raises `StoreTidakTerjangkau`: the same may then be asked without store."""
    if alat.kantor is None:
        return await _luring(pdf, alat)
    return await _Pemeriksaan(pdf, alat, alat.kantor).laporan()


async def _luring(pdf: bytes, alat: Alat) -> LaporanSk:
    dinilai = await _menurut_berkas(pdf, alat)
    tanya = {
        Tanya.SIDIK: "Kesamaan dengan SK yang tersimpan",
        Tanya.NOMOR: "Nomor dan statusnya (berlaku, berakhir, dicabut)",
        Tanya.NASKAH: "Kesamaan dengan draf yang disetujui",
        Tanya.RIWAYAT: "Riwayat permohonan dan waktu setiap langkah",
    }
    butir = (
        *butir_tanda_tangan(dinilai),
        *(Butir(kode, "tidak_diketahui", f"{apa} {_TAK_DITANYA}") for kode, apa in tanya.items()),
    )
    return LaporanSk(
        dinilai.hasil.sidik, butir, dinilai.hasil.penanda, putuskan(butir), luring=alat.luring
    )


async def _menurut_berkas(pdf: bytes, alat: Alat) -> Dinilai:
    """Judged as of the instant that the file itself names: nobody else is there to say."""
    hasil = await _nilai(pdf, alat, alat.kini)
    if not hasil.penanda:
        return _dinilai(hasil, alat, alat.kini, SaatTandaTangan.DISEBUT)
    stempel, disebut = hasil.penanda[-1].stempel_waktu, hasil.penanda[-1].ditandatangani_pada
    pada = stempel or disebut or alat.kini
    if pada < alat.kini:
        hasil = await _nilai(pdf, alat, pada)
    menurut = SaatTandaTangan.DIBUKTIKAN if stempel else SaatTandaTangan.DISEBUT
    return _dinilai(hasil, alat, pada, menurut)


async def _nilai(pdf: bytes, alat: Alat, pada: datetime) -> HasilPeriksa:
    percaya = alat.kepercayaan or Kepercayaan(())
    return await asyncio.to_thread(periksa_tanda_tangan, pdf, percaya, pada)


def _dinilai(hasil: HasilPeriksa, alat: Alat, pada: datetime, menurut: SaatTandaTangan) -> Dinilai:
    return Dinilai(hasil, pada, menurut, alat.kepercayaan is not None, alat.zona)


class Dikenali(NamedTuple):
    """`oleh`: by what a file was told. Only `sidik` proves that it is this SK."""

    nomor: NomorSk
    oleh: Literal["sidik", "naskah", "qr", "nomor"]


class Terbit(NamedTuple):
    """Where the case says that this SK was signed."""

    entri: Entri
    hasil: HasilLangkah


class _Pemeriksaan:
    """One file on the table, with the store at hand."""

    def __init__(self, pdf: bytes, alat: Alat, kantor: Kantor) -> None:
        self._pdf = pdf
        self._alat = alat
        self._kantor = kantor
        self._sidik = hashlib.sha256(pdf).hexdigest()

    async def laporan(self) -> LaporanSk:
        dikenali = await self._kenali()
        milik = dikenali.nomor if dikenali and dikenali.oleh in {"sidik", "naskah"} else None
        permohonan, cacat = await self._permohonan(milik)
        terbit = _terbit(permohonan, milik)
        dinilai = await self._tanda_tangan(milik, terbit)
        butir = (
            *butir_tanda_tangan(dinilai),
            self._butir_sidik(dikenali),
            self._butir_nomor(dikenali),
            await self._butir_naskah(milik, permohonan, terbit),
            _butir_riwayat(milik, permohonan, terbit, cacat),
        )
        return LaporanSk(
            sidik=self._sidik,
            butir=butir,
            penanda=dinilai.hasil.penanda,
            keputusan=putuskan(butir),
            nomor=dikenali.nomor if dikenali else None,
            langkah=await self._langkah(permohonan) if permohonan else (),
            sidik_terakhir=permohonan.riwayat[-1].digest if permohonan else "",
        )

    async def _kenali(self) -> Dikenali | None:
        if satu := await self._kantor.sk.find_by_digest(self._sidik):
            return Dikenali(satu, "sidik" if satu.sha256 == self._sidik else "naskah")
        for sidik in _sidik_naskah(self._pdf):
            if satu := await self._kantor.sk.find_by_digest(sidik):
                return Dikenali(satu, "naskah")
        halaman = await asyncio.to_thread(baca_halaman, self._pdf)
        if halaman is None:
            return None
        for kode in _paling(k for teks in halaman.kode for k in _KODE.findall(teks)):
            if satu := await self._kantor.sk.find_by_code(kode):
                return Dikenali(satu, "qr")
        for nomor in _paling(_NOMOR.findall(halaman.teks)):
            if satu := await self._kantor.sk.find(nomor):
                return Dikenali(satu, "nomor")
        return None

    async def _permohonan(self, nomor: NomorSk | None) -> tuple[Permohonan | None, str]:
        """With what is wrong about it."""
        if nomor is None or nomor.permohonan_id is None:
            return None, ""
        try:
            permohonan = await self._kantor.permohonan.find(nomor.permohonan_id)
        except (ValidationError, SkemaLebihBaru):
            return None, f"Permohonan {nomor.permohonan} tidak terbaca di penyimpanan"
        if permohonan is None:
            return None, f"Permohonan {nomor.permohonan} tidak ada di penyimpanan"
        try:
            periksa_rantai(permohonan)
        except RiwayatRusak as rusak:
            return permohonan, f"Rantai riwayat putus: {rusak}"
        return permohonan, ""

    async def _tanda_tangan(self, nomor: NomorSk | None, terbit: Terbit | None) -> Dinilai:
        if terbit is None:
            return await _menurut_berkas(self._pdf, self._alat)
        pada = terbit.entri.ditutup_pada
        hasil = await _nilai(self._pdf, self._alat, pada)
        oleh = nomor.penanda_tangan if nomor else None
        if oleh is not None:
            hasil = pastikan_penanda(hasil, oleh.id, oleh.nama)
        return _dinilai(hasil, self._alat, pada, SaatTandaTangan.TERCATAT)

    def _butir_sidik(self, dikenali: Dikenali | None) -> Butir:
        rincian = (f"SHA-256 {self._sidik}",)
        if dikenali is None:
            kata = "Tidak ada dalam buku nomor: berkas ini bukan SK yang diterbitkan kantor ini"
            tak_dibaca = () if dapat_membaca() else (_TANPA_QR,)
            return Butir(Tanya.SIDIK, "buruk", kata, (*rincian, *tak_dibaca))
        nomor = dikenali.nomor
        if dikenali.oleh == "sidik":
            kata = f"Sama, byte demi byte, dengan SK nomor {nomor.nomor} yang tersimpan"
            return Butir(Tanya.SIDIK, "baik", kata, rincian)
        kata = {
            "naskah": f"Naskahnya milik SK nomor {nomor.nomor}, tetapi berkas ini bukan SK yang"
            " diterbitkan",
            "qr": f"Kode QR-nya milik SK nomor {nomor.nomor} ({nomor.lembaga}), tetapi berkas ini"
            " bukan SK itu",
            "nomor": f"Berkas ini menyebut nomor {nomor.nomor}, tetapi bukan SK yang diterbitkan"
            " dengan nomor itu",
        }[dikenali.oleh]
        return Butir(Tanya.SIDIK, "buruk", kata, rincian)

    def _butir_nomor(self, dikenali: Dikenali | None) -> Butir:
        if dikenali is None or dikenali.oleh != "sidik":
            return Butir(Tanya.NOMOR, "tidak_diketahui", "Berkas ini tidak punya nomor SK")
        nomor, hari = dikenali.nomor, hari_kantor(self._kantor)
        hasil: Literal["baik", "buruk"] = "baik" if keadaan(nomor, hari) == "berlaku" else "buruk"
        return Butir(Tanya.NOMOR, hasil, f"Nomor {nomor.nomor} {kalimat(nomor, hari)}")

    async def _butir_naskah(
        self, nomor: NomorSk | None, permohonan: Permohonan | None, terbit: Terbit | None
    ) -> Butir:
        if nomor is None or permohonan is None or terbit is None:
            kata = "Naskah tidak dibandingkan: tidak ada SK terbit untuk berkas ini"
            return Butir(Tanya.NASKAH, "tidak_diketahui", kata)
        draf = await self._draf(permohonan, terbit)
        if draf is None:
            kata = "Naskah tidak dibandingkan: draf SK ini tidak dibuat oleh sistem"
            return Butir(Tanya.NASKAH, "tidak_diketahui", kata)
        if draf.sha256 != terbit.hasil.atas:
            kata = "Data draf yang tersimpan bukan milik draf yang disetujui"
            return Butir(Tanya.NASKAH, "buruk", kata)
        try:
            naskah = await self._naskah(nomor, draf, terbit)
        except (VersiSuratHilang, TemplatRusak) as galat:
            kata = f"Naskah tidak dapat dibuat ulang: {galat}"
            return Butir(Tanya.NASKAH, "tidak_diketahui", kata)
        sama = hashlib.sha256(naskah).hexdigest() == nomor.naskah
        if sama and self._pdf.startswith(naskah):
            kata = "Naskahnya sama, byte demi byte, dengan draf yang disetujui"
            return Butir(Tanya.NASKAH, "baik", kata)
        kata = "Isi surat bukan yang dihasilkan data draf yang disetujui"
        return Butir(Tanya.NASKAH, "buruk", kata)

    async def _draf(self, permohonan: Permohonan, terbit: Terbit) -> CatatanSurat | None:
        for entri in permohonan.riwayat:
            for hasil in entri.hasil:
                if hasil.berkas and hasil.berkas.sha256 == terbit.hasil.atas:
                    return await self._kantor.letters.find(hasil.berkas.berkas_id)
        return None

    async def _naskah(self, nomor: NomorSk, draf: CatatanSurat, terbit: Terbit) -> bytes:
        """Raises `VersiSuratHilang` and `TemplatRusak`."""
        entri = terbit.entri
        oleh = nomor.penanda_tangan or entri.oleh
        if oleh is None:
            raise TemplatRusak(draf.jenis, "", "penanda tangannya tidak tercatat")
        book = SuratBook(self._kantor.surat, self._kantor.letters)
        try:
            katalog = await book.version(draf.versi)
            data = data_sk(draf.data, katalog.kantor, nomor, oleh, entri.wewenang)
            jenis = _jenis_sk(katalog, draf, terbit.hasil.kode)
            pencetak = book.pencetak(katalog)
            return await asyncio.to_thread(pencetak.cetak, jenis, data, nomor.naskah_pada)
        finally:
            book.close()

    async def _langkah(self, permohonan: Permohonan) -> tuple[LangkahDitempuh, ...]:
        with suppress(VersiSopHilang):
            sop = (await self._kantor.sop.version(permohonan.sop_versi)).sop
            kalender = (await self._kantor.kalender.segarkan()).pada(self._alat.kini)
            semua = semua_batasan(bukaan(permohonan, sop), sop)
            return tuple(
                LangkahDitempuh(
                    no=satu.langkah,
                    pelaksana=satu.pelaksana or "",
                    batas=satu.teks,
                    terpakai=(pakai := pemakaian(satu, kalender, self._alat.kini)).terpakai,
                    boleh=pakai.seluruhnya,
                    selesai=satu.akhir is not None,
                )
                for satu in semua
            )
        return ()


def _paling(teks: Iterable[str]) -> list[str]:
    return list(islice(dict.fromkeys(teks), _TANYA_MAKS))


def _sidik_naskah(pdf: bytes) -> Iterator[str]:
    """Of the first revision, with the line ends that may belong to it."""
    with suppress(ValueError):
        naskah = naskah_dari(pdf)
        for akhir in (b"", b"\n", b"\r\n", b"\r"):
            if pdf.startswith(akhir, len(naskah)):
                yield hashlib.sha256(naskah + akhir).hexdigest()


def _terbit(permohonan: Permohonan | None, nomor: NomorSk | None) -> Terbit | None:
    if permohonan is None or nomor is None:
        return None
    for entri in permohonan.riwayat:
        for hasil in entri.hasil:
            if hasil.berkas is not None and hasil.berkas.sha256 == nomor.sha256:
                return Terbit(entri, hasil)
    return None


def _jenis_sk(katalog: KatalogSurat, draf: CatatanSurat, kode: str) -> str:
    """The kind of letter that is numbered and has this draft's fields; the output's own name where
    there are several."""
    jenis = [s.kode for s in katalog.jenis.values() if s.bernomor and s.seperti == draf.jenis]
    return jenis[0] if len(jenis) == 1 else kode


def _butir_riwayat(
    nomor: NomorSk | None, permohonan: Permohonan | None, terbit: Terbit | None, cacat: str
) -> Butir:
    if nomor is None:
        kata = "Riwayat tidak dilihat: berkas ini tidak punya permohonan"
        return Butir(Tanya.RIWAYAT, "tidak_diketahui", kata)
    if cacat:
        return Butir(Tanya.RIWAYAT, "buruk", cacat)
    if permohonan is None or terbit is None:
        kata = f"Riwayat permohonan {nomor.permohonan or '-'} tidak memuat SK ini"
        return Butir(Tanya.RIWAYAT, "buruk", kata)
    kata = f"Riwayat permohonan {permohonan.nomor} utuh, dan memuat SK ini"
    return Butir(Tanya.RIWAYAT, "baik", kata, (f"Sidik terakhir {permohonan.riwayat[-1].digest}",))
