"""The SKs that a demo ends with: read back from register and store, their texts made again from the
approved drafts, judged, and laid on the disk."""

import asyncio
import hashlib
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from shared.audit.nomor_sk import BukuNomor, SkKasus, periksa_pasangan, sk_kasus
from shared.audit.temuan import Temuan
from shared.kantor.sk import nama_berkas
from shared.permohonan import Entri, Permohonan
from shared.sk.cara import dari_draf
from shared.sk.model import NomorSk
from shared.sk.naskah import data_sk
from shared.sop.model import SopTermuat
from shared.store.port import DokumenStore
from shared.store.sk_port import SkStore
from shared.store.surat_port import CatatanSurat, SuratStore
from shared.surat_book import SuratBook
from shared.tandatangan.pemilik import pastikan_penanda
from shared.tandatangan.periksa import Kepercayaan, periksa_tanda_tangan
from shared.tindakan import Tindakan
from shared.whole_file import make_folder, write_file


@dataclass(frozen=True, repr=False)
class SkDemo:
    """An entry of the register with its case. `pdf` as the store has it; `naskah` made again; both
    are absent where there is nothing to read or to make it of."""

    nomor: NomorSk
    permohonan: Permohonan | None
    pdf: bytes | None = None
    naskah: bytes | None = None


@dataclass(frozen=True, repr=False)
class BuktiSk:
    """`bersistem`: the cases whose SK the system had to make."""

    kepercayaan: Kepercayaan = field(default_factory=lambda: Kepercayaan(()))
    buku: tuple[SkDemo, ...] = ()
    bersistem: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class LemariSk:
    """Where SKs and what they were made of are kept."""

    register: SkStore
    surat: SuratStore
    dokumen: DokumenStore
    buku: SuratBook

    async def bukti(
        self,
        semua: Iterable[Permohonan],
        sop: Mapping[str, SopTermuat],
        kepercayaan: Kepercayaan,
    ) -> BuktiSk:
        """`sop` by version."""
        milik = {satu.id: satu for satu in semua}
        buku = [satu async for satu in self.register.scan()]
        ada = [self._satu(satu, milik, sop) for satu in buku]
        kasus = [satu for satu in map(sk_kasus, milik.values()) if satu]
        bersistem = {k.id for k in kasus if await self._bersistem(k, milik[k.id], sop)}
        return BuktiSk(kepercayaan, tuple(await asyncio.gather(*ada)), frozenset(bersistem))

    async def _satu(
        self, nomor: NomorSk, milik: Mapping[UUID, Permohonan], sop: Mapping[str, SopTermuat]
    ) -> SkDemo:
        permohonan = milik.get(nomor.permohonan_id) if nomor.permohonan_id else None
        if permohonan is None or nomor.status == "batal":
            return SkDemo(nomor, permohonan)
        pdf = await self._isi(nomor.berkas_id) if nomor.berkas_id else None
        return SkDemo(nomor, permohonan, pdf, await self._naskah(nomor, permohonan, sop))

    async def _isi(self, berkas_id: str) -> bytes | None:
        try:
            return b"".join([potongan async for potongan in self.dokumen.read(berkas_id)])
        except KeyError:
            return None

    async def _naskah(
        self, nomor: NomorSk, permohonan: Permohonan, sop: Mapping[str, SopTermuat]
    ) -> bytes | None:
        kasus = sk_kasus(permohonan)
        draf = await self._draf(kasus)
        if kasus is None or draf is None or nomor.penanda_tangan is None:
            return None
        entri = _ditandatangani(permohonan)
        katalog = await self.buku.version(draf.versi)
        wewenang = entri.wewenang if entri else None
        data = data_sk(draf.data, katalog.kantor, nomor, nomor.penanda_tangan, wewenang)
        pencetak = self.buku.pencetak(katalog)
        jenis = _jenis(permohonan, sop)
        return await asyncio.to_thread(pencetak.cetak, jenis, data, nomor.naskah_pada)

    async def _draf(self, kasus: SkKasus | None) -> CatatanSurat | None:
        return await self.surat.find(kasus.draf) if kasus and kasus.draf else None

    async def _bersistem(
        self, kasus: SkKasus, permohonan: Permohonan, sop: Mapping[str, SopTermuat]
    ) -> bool:
        katalog = await self.buku.version(permohonan.surat_versi)
        draf = await self._draf(kasus)
        return dari_draf(_jenis(permohonan, sop), permohonan.sop, katalog, draf)


def _ditandatangani(permohonan: Permohonan) -> Entri | None:
    return next(
        (
            entri
            for entri in reversed(permohonan.riwayat)
            if entri.tindakan is Tindakan.TANDA_TANGANI and entri.putusan == "terima"
        ),
        None,
    )


def _jenis(permohonan: Permohonan, sop: Mapping[str, SopTermuat]) -> str:
    """The kind of letter that its SOP makes of the approved draft; empty where it makes none."""
    entri, termuat = _ditandatangani(permohonan), sop.get(permohonan.sop_versi)
    if entri is None or termuat is None:
        return ""
    langkah = termuat.sop.langkah_ke(entri.langkah)
    return next((hasil.surat for hasil in langkah.hasil if hasil.surat), "")


def periksa_sk_bertanda(
    bukti: BuktiSk, semua: Iterable[Permohonan], kini: datetime
) -> Iterator[Temuan]:
    """The register without a gap, each SK of it signed, unchanged and the approved draft's text;
    and none that is not in it."""
    buku = BukuNomor()
    for satu in bukti.buku:
        yield from buku.periksa(satu.nomor)
        yield from periksa_pasangan(satu.nomor, satu.permohonan, kini)
        if satu.nomor.status == "berlaku":
            yield from _bertanda(satu, bukti.kepercayaan)
        elif satu.nomor.status != "batal":
            yield _temuan(satu, f"masih {satu.nomor.status}")
    yield from buku.akhir()
    for kasus in filter(None, map(sk_kasus, semua)):
        if kasus.id in bukti.bersistem and buku.milik.get(kasus.id) != kasus.sha256:
            yield Temuan(kasus.nomor, "SK-nya tidak ada dalam buku nomor")


def _bertanda(satu: SkDemo, kepercayaan: Kepercayaan) -> Iterator[Temuan]:
    kasus = sk_kasus(satu.permohonan) if satu.permohonan else None
    oleh = satu.nomor.penanda_tangan
    if satu.pdf is None or kasus is None or oleh is None:
        yield _temuan(satu, "berkas SK-nya tidak ada")
        return
    if satu.naskah is None:
        yield _temuan(satu, "draf yang disetujui tidak ada, sehingga naskahnya tidak dapat dibuat")
        return
    if hashlib.sha256(satu.pdf).hexdigest() != kasus.sha256:
        yield _temuan(satu, "berkasnya bukan yang ditandatangani")
    hasil = periksa_tanda_tangan(satu.pdf, kepercayaan, kasus.pada, satu.naskah)
    for temuan in pastikan_penanda(hasil, oleh.id, oleh.nama).temuan:
        yield _temuan(satu, str(temuan))


def _temuan(satu: SkDemo, pesan: str) -> Temuan:
    return Temuan(satu.nomor.permohonan, f"SK {satu.nomor.nomor}: {pesan}")


def simpan_sk(folder: Path, bukti: BuktiSk) -> tuple[Path, ...]:
    """What a demo before this one left there is gone. Raises `BerkasTidakTertulis`."""
    shutil.rmtree(folder, ignore_errors=True)
    make_folder(folder)
    ditulis = []
    for satu in bukti.buku:
        if satu.nomor.status == "berlaku" and satu.pdf is not None:
            berkas = folder / nama_berkas(satu.nomor.nomor)
            write_file(berkas, satu.pdf, durable=False)
            ditulis.append(berkas)
    return tuple(ditulis)
