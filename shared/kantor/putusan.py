"""Deciding at a screen: the draft of a form kept, weighed by the worker's own rules, shown as the
very letters that it makes, and sent."""

import asyncio
import re
from collections.abc import AsyncIterable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from pydantic import ValidationError

from shared.alur.surat import bahan_putusan, bidang_isi, surat_pemohon
from shared.contracts import Dokumen, Jawaban, Tugas
from shared.errors import PutusanDitolak
from shared.kantor.errors import MasukanKeliru, TidakDitemukan
from shared.kantor.kotak import Kotak
from shared.kantor.orang import Orang
from shared.kantor.perkara import Dosir, baca_berkas
from shared.kantor.tanda_tangan import as_if_signed, unsigned
from shared.kantor.tugas import STALE, Decider, Decision, meja, rehearse, service_signs
from shared.kotak.konsep import Konsep, NaskahSk, konsep_kosong, kunci_konsep, pasangan
from shared.kotak.model import Baris, TugasMasuk
from shared.kotak.rancangan import (
    Cacat,
    Rancangan,
    baca_rancangan,
    cacat_penolakan,
    cacat_rancangan,
)
from shared.mutu_baku.tenggat import tenggat
from shared.permohonan import Permohonan
from shared.petugas.model import DaftarPetugas
from shared.petugas.wewenang import wewenang
from shared.store.port import BerkasTerlaluBesar
from shared.surat.data import Bahan, Data, data_surat, nama_gambar
from shared.surat.errors import TemplatRusak
from shared.surat.isi import baca_isi, dokumen_foto
from shared.surat.loader import KatalogSurat
from shared.surat_book import SuratBook, VersiSuratHilang
from shared.validation_text import rincian_galat
from shared.words import office_zone

_TAK_LAYAK = re.compile(r"[/\\\x00-\x1f\x7f]+")
BERKAS_MAKS = 40
"""Files that one draft keeps."""
TANPA_LAYANAN = Cacat(
    "putusan",
    "SK ini ditandatangani lewat layanan tanda tangan nasional, dan meja ini belum disambungkan ke"
    " sana. Beri tahu administrator: [bsre] dalam berkas IZIN_TANDA_TANGAN",
)


@dataclass(frozen=True)
class Timbangan:
    """`keputusan` and `jadi`, the application as it would leave, are there when nothing is
    wrong. `layanan`: outputs that the national service has to sign before it is sent."""

    rancangan: Rancangan
    cacat: tuple[Cacat, ...] = ()
    kode: str = ""
    keputusan: Decision | None = None
    jadi: Permohonan | None = None
    layanan: frozenset[str] = frozenset()

    def putusan_id(self, tugas: Tugas) -> str:
        """The same for the same decision, however often it is sent."""
        assert self.keputusan is not None  # noqa: S101 - asked for where it is sound
        return self.keputusan.message(tugas, (), tugas.dibuka_pada).putusan_id


@dataclass(frozen=True)
class Cetakan:
    """A letter as it would be; `cacat` is what it still lacks."""

    isi: bytes
    cacat: tuple[str, ...] = ()


class TanpaCetakan(TidakDitemukan):
    """There is no such letter, or it cannot be set."""


@dataclass
class Pemutus:
    """`daftar`: the register of officers as it is now, where the office keeps one."""

    kotak: Kotak
    surat: SuratBook
    daftar: DaftarPetugas | None = None

    # The draft.
    async def konsep(self, orang: Orang, baris: Baris) -> Konsep | None:
        """What this person has filled in; None before anything was."""
        return await self.kotak.store.draft(
            kunci_konsep(
                baris.pelaksana,
                baris.permohonan_id,
                (baris.langkah, baris.putaran),
                orang.akun.nama,
            )
        )

    async def simpan(
        self,
        orang: Orang,
        baris: Baris,
        isian: Iterable[tuple[str, str]],
        berkas: Iterable[Dokumen] = (),
    ) -> Konsep:
        """In place of what was there; files that were uploaded before stay."""
        lama = await self._dimulai(orang, baris)
        semua = (*lama.berkas, *berkas)[-BERKAS_MAKS:]
        return await self._ubah(lama, isian=pasangan(isian), berkas=semua)

    async def simpan_naskah(self, orang: Orang, baris: Baris, naskah: NaskahSk | None) -> Konsep:
        return await self._ubah(await self._dimulai(orang, baris), naskah=naskah)

    async def simpan_bacaan(self, orang: Orang, baris: Baris, sha256: str) -> Konsep:
        """This person has read the draft with this digest."""
        return await self._ubah(await self._dimulai(orang, baris), dibaca=sha256)

    async def _dimulai(self, orang: Orang, baris: Baris) -> Konsep:
        kini = self.kotak.kantor.clock()
        return await self.konsep(orang, baris) or konsep_kosong(baris, orang.akun.nama, kini)

    async def _ubah(self, lama: Konsep, **ubah: object) -> Konsep:
        kini = self.kotak.kantor.clock()
        if kini <= lama.diubah_pada:
            kini = lama.diubah_pada + timedelta(milliseconds=1)
        baru = lama.model_copy(update=ubah | {"diubah_pada": kini})
        await self.kotak.store.keep_draft(baru)
        return baru

    async def unggah(self, nama: str, isi: AsyncIterable[bytes], media: Iterable[str]) -> Dokumen:
        """Raises `MasukanKeliru` in words for one that cannot be taken."""
        kantor, boleh = self.kotak.kantor, tuple(media)
        batas = kantor.settings.batas_berkas_bytes
        bersih = _TAK_LAYAK.sub("-", nama).strip()[-120:] or "berkas"
        try:
            dokumen = await kantor.dokumen.put(bersih, isi, batas)
        except BerkasTerlaluBesar as error:
            raise MasukanKeliru(f"{bersih} lebih besar daripada yang dapat diterima") from error
        fakta = await kantor.dokumen.facts(dokumen.berkas_id, batas)
        if dokumen.media_type not in boleh:
            raise MasukanKeliru(f"{bersih} bukan {_sebut(boleh)}")
        if fakta is None or fakta.cacat:
            raise MasukanKeliru(f"{bersih}: {fakta.cacat if fakta else 'tidak tersimpan'}")
        return dokumen

    # What it says.
    async def timbang(
        self, orang: Orang, perkara: Dosir, tugas: Tugas, konsep: Konsep
    ) -> Timbangan:
        """Everything that is wrong with it, each at its field."""
        rancangan = baca_rancangan(tugas, konsep)
        cacat = list(cacat_rancangan(tugas, rancangan))
        if rancangan.putusan is None:
            return Timbangan(rancangan, tuple(cacat))
        keputusan = Decision(
            putusan=rancangan.putusan,
            petugas=orang.petugas,
            verdik=rancangan.verdik,
            catatan=rancangan.catatan,
            hasil=rancangan.hasil(tugas),
        )
        katalog = await self._katalog(perkara.permohonan)
        desk = meja(self.kotak.kantor, tugas.pelaksana)
        layanan = unsigned(desk, tugas, keputusan)
        if not layanan and service_signs(tugas, rancangan.putusan) - rancangan.berkas.keys():
            return Timbangan(rancangan, (*cacat, TANPA_LAYANAN))
        diuji = as_if_signed(tugas, keputusan) if layanan else keputusan
        try:
            jadi = await rehearse(desk, tugas, diuji, katalog)
        except ValidationError as error:
            salah = [Cacat("", satu) for satu in rincian_galat(error)]
            return Timbangan(rancangan, (*cacat, *salah))
        except PutusanDitolak as error:
            semua = [*cacat, *cacat_penolakan((error.alasan, *error.rincian))]
            return Timbangan(rancangan, _satu_satu(semua), error.kode)
        if cacat:
            return Timbangan(rancangan, tuple(cacat))
        return Timbangan(rancangan, keputusan=keputusan, jadi=jadi, layanan=layanan)

    async def _katalog(self, permohonan: Permohonan) -> KatalogSurat | None:
        try:
            return await self.surat.version(permohonan.surat_versi)
        except VersiSuratHilang:
            return None

    # What it makes.
    async def cetak(
        self, orang: Orang, perkara: Dosir, tugas: Tugas, konsep: Konsep, kode: str
    ) -> Cetakan:
        """The letter of an output, also of a form half filled. Raises `TanpaCetakan`."""
        diminta = next((k for k in tugas.keluaran if k.kode == kode), None)
        katalog = await self._katalog(perkara.permohonan)
        if diminta is None or diminta.surat is None or katalog is None:
            raise TanpaCetakan(kode)
        jenis = diminta.surat.jenis
        bidang = bidang_isi(katalog, jenis, perkara.sop.kode)
        rancangan = baca_rancangan(tugas, konsep)
        terbaca = baca_isi(bidang, rancangan.isi.get(kode, {}))
        bahan = self._bahan(orang, perkara, tugas, konsep, rancangan)
        data = data_surat(bahan, katalog.kantor, bidang, terbaca.isi)
        foto = {
            nama_gambar(satu.berkas_id, satu.media_type): await baca_berkas(self.kotak, satu)
            for satu in dokumen_foto(bidang, terbaca.isi)
        }
        return await self._cetak(katalog, jenis, data, bahan, terbaca.cacat, foto)

    async def cetak_pemohon(self, perkara: Dosir, jadi: Permohonan) -> Cetakan:
        """The letter that the applicant gets. Raises `TanpaCetakan` where there is none."""
        katalog = await self._katalog(perkara.permohonan)
        jenis = surat_pemohon(jadi, perkara.sop)
        if katalog is None or not jenis or jenis not in katalog.jenis:
            raise TanpaCetakan(jenis)
        kalender = await self.kotak.kantor.kalender.berlaku()
        batas = tenggat(jadi, perkara.sop, kalender.pada(jadi.riwayat[-1].ditutup_pada))
        zona = office_zone(self.kotak.kantor.settings)
        bahan = replace(bahan_putusan(jadi, perkara.sop, zona), tenggat=batas.keseluruhan)
        data = data_surat(bahan, katalog.kantor, katalog.bidang(jenis, perkara.sop.kode), {})
        return await self._cetak(katalog, jenis, data, bahan)

    def _bahan(
        self, orang: Orang, perkara: Dosir, tugas: Tugas, konsep: Konsep, rancangan: Rancangan
    ) -> Bahan:
        pada = konsep.diubah_pada
        hak = (
            wewenang(self.daftar, orang.petugas.id, tugas.pelaksana, (pada, pada))
            if self.daftar
            else None
        )
        return Bahan(
            permohonan=perkara.permohonan,
            sop=perkara.sop,
            zona=office_zone(self.kotak.kantor.settings),
            pada=pada,
            langkah=tugas.langkah,
            putaran=tugas.putaran,
            pelaksana=tugas.pelaksana,
            petugas=orang.petugas,
            wewenang=hak,
            verdik=rancangan.verdik,
            catatan=rancangan.catatan,
        )

    async def _cetak(  # noqa: PLR0917
        self,
        katalog: KatalogSurat,
        jenis: str,
        data: Data,
        bahan: Bahan,
        cacat: tuple[str, ...] = (),
        foto: Mapping[str, bytes] | None = None,
    ) -> Cetakan:
        pencetak = self.surat.pencetak(katalog)
        try:
            isi = await asyncio.to_thread(pencetak.cetak, jenis, data, bahan.pada, foto)
        except TemplatRusak as error:
            raise TanpaCetakan(str(error)) from error
        return Cetakan(isi, cacat)

    # Sent.
    async def kirim(
        self, client: Decider, orang: Orang, masuk: TugasMasuk, timbangan: Timbangan
    ) -> Jawaban:
        """The worker's answer; where that ends the step here, the task and the draft are gone.
        Raises the errors of `Decider.decide`."""
        assert timbangan.keputusan is not None  # noqa: S101 - only what was found sound is sent
        pegangan = masuk.baris.pegangan
        keputusan = replace(timbangan.keputusan, opened=pegangan.sejak if pegangan else None)
        kini = self.kotak.kantor.clock()
        jawaban = await client.decide(keputusan.message(masuk.tugas, keputusan.signed, kini))
        await self.bereskan(orang, masuk.baris, jawaban)
        return jawaban

    async def bereskan(self, orang: Orang, baris: Baris, jawaban: Jawaban) -> None:
        """Where the answer ends the step here. Of who was not the first, the draft stays: by it the
        desk knows to tell them who was."""
        if not jawaban.diterapkan and jawaban.kode not in STALE:
            return
        await self.kotak.settle(baris.pelaksana, baris.permohonan_id, baris.nomor)
        if jawaban.diterapkan and (konsep := await self.konsep(orang, baris)) is not None:
            await self.kotak.store.drop_draft(konsep.kunci)


def _satu_satu(cacat: Iterable[Cacat]) -> tuple[Cacat, ...]:
    """The first word on each field."""
    per_bidang: dict[str, Cacat] = {}
    lain: list[Cacat] = []
    for satu in cacat:
        if satu.bidang:
            per_bidang.setdefault(satu.bidang, satu)
        else:
            lain.append(satu)
    return (*lain, *per_bidang.values())


def _sebut(media: Iterable[str]) -> str:
    return " atau ".join(satu.rpartition("/")[2].upper() for satu in media)
