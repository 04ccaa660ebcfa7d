"""The SK: its number drawn, its text made of the approved draft, signed by the office's key or
judged when a tool brings it signed. Safe to repeat at any point."""

import asyncio
import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from shared.clock import Clock
from shared.contracts import Dokumen, Petugas
from shared.contracts.parts import CaraTandaTangan
from shared.desk import Perkara
from shared.errors import KodeTolak, PutusanDitolak
from shared.permohonan import Wewenang
from shared.sk.cara import dari_draf
from shared.sk.model import NomorSk, batal, tertandatangani
from shared.sk.naskah import data_sk
from shared.sk.nomor import pada_hari_ini, pembuat
from shared.sk_register import SkRegister
from shared.store.made_files import made_document
from shared.store.port import DokumenStore
from shared.store.surat_port import CatatanSurat, SuratStore
from shared.surat.errors import TemplatRusak
from shared.surat.kantor import KantorSurat, KeputusanSop
from shared.surat.loader import KatalogSurat
from shared.surat_book import SuratBook
from shared.tandatangan.errors import TandaTanganError
from shared.tandatangan.hasil import HasilPeriksa
from shared.tandatangan.pemilik import pastikan_penanda
from shared.tandatangan.periksa import periksa_tanda_tangan
from shared.tandatangan.susunan import TandaTanganKantor

DRAF_DIINGAT = 32
"""As many as may be in hand at once by default: a decision asks for its draft several times."""

_BERGANTI_TAHUN = "tahun berganti sebelum SK ditandatangani"


@dataclass(frozen=True)
class Penetapan:
    """What an SK is made of: the approved draft, who signs it and by what right."""

    perkara: Perkara
    jenis: str
    katalog: KatalogSurat
    keputusan: KeputusanSop
    draf: CatatanSurat
    oleh: Petugas
    wewenang: Wewenang | None

    @property
    def kantor(self) -> KantorSurat:
        return self.katalog.kantor


@dataclass(frozen=True)
class NaskahSk:
    """A number and the text that bears it."""

    nomor: NomorSk
    isi: bytes

    @property
    def sidik(self) -> str:
        return hashlib.sha256(self.isi).hexdigest()


@dataclass(frozen=True)
class Signing:
    """How this office signs, and the register of what it signed."""

    kantor: TandaTanganKantor
    register: SkRegister
    surat: SuratStore
    buku: SuratBook
    dokumen: DokumenStore
    zona: ZoneInfo
    clock: Clock
    _drafts: dict[str, CatatanSurat] = field(default_factory=dict, repr=False)

    async def way(self, perkara: Perkara, jenis: str) -> CaraTandaTangan | None:
        """How the SK of this case is signed; None where it is a file of the office's own, because
        its draft is one or the office has no number for it."""
        draf = await self._draft(perkara)
        katalog = await self.buku.version(perkara.permohonan.surat_versi)
        return self.kantor.cara if dari_draf(jenis, perkara.sop.kode, katalog, draf) else None

    async def _draft(self, perkara: Perkara) -> CatatanSurat | None:
        """What the draft was set from; it is recorded once and never changes. None for a file."""
        if perkara.atas is None:
            return None
        berkas_id = perkara.atas.berkas.berkas_id
        if (diingat := self._drafts.get(berkas_id)) is not None:
            return diingat
        draf = await self.surat.find(berkas_id)
        if draf is not None:
            while len(self._drafts) >= DRAF_DIINGAT:
                self._drafts.pop(next(iter(self._drafts)))
            self._drafts[berkas_id] = draf
        return draf

    async def penetapan(
        self, perkara: Perkara, jenis: str, oleh: Petugas, wewenang: Wewenang | None
    ) -> Penetapan:
        """Raises `PutusanDitolak` where `way` is None."""
        katalog = await self.buku.version(perkara.permohonan.surat_versi)
        keputusan = katalog.kantor.keputusan_untuk(perkara.sop.kode)
        draf = await self._draft(perkara)
        if draf is None or keputusan is None:
            raise PutusanDitolak(
                KodeTolak.TANDA_TANGAN,
                "draf SK ini dibuat di luar sistem: kirim SK-nya sebagai berkas",
            )
        lama = perkara.permohonan.menggantikan
        if lama and not await self.register.replaceable(perkara.permohonan):
            raise PutusanDitolak(
                KodeTolak.TANDA_TANGAN,
                f"SK nomor {lama} yang hendak digantikan tidak berlaku lagi (izin sk lihat {lama})",
            )
        return Penetapan(perkara, jenis, katalog, keputusan, draf, oleh, wewenang)

    async def sign(self, sk: Penetapan) -> Dokumen:
        """By the office's own key. Raises `PutusanDitolak` when it cannot; the case then stays
        where it is, and keeps its number."""
        while True:
            naskah = await self.text(sk)
            if ada := await self._signed(naskah):
                return ada
            bertanda = await self._by_key(sk, naskah)
            if dokumen := await self._register(sk, naskah, bertanda):
                return dokumen

    async def accept(self, sk: Penetapan, dokumen: Dokumen) -> None:
        """A file that a tool has had signed. Raises `PutusanDitolak` with everything against it."""
        while True:
            nomor = await self.register.store.find_by_case(sk.perkara.permohonan.id)
            if nomor is None:
                raise PutusanDitolak(
                    KodeTolak.TANDA_TANGAN,
                    "SK ini belum bernomor: minta naskahnya, tanda tangani, lalu kirim berkasnya",
                )
            naskah = NaskahSk(nomor, await self._set(sk, nomor))
            if (nomor.berkas_id, nomor.naskah) == (dokumen.berkas_id, naskah.sidik):
                return
            isi = b"".join([potongan async for potongan in self.dokumen.read(dokumen.berkas_id)])
            await self._judge(sk, naskah, isi)
            self._open(nomor)
            if await self.register.store.change(
                _tertandatangani(sk, naskah, dokumen, self.clock()), nomor
            ):
                return

    async def text(self, sk: Penetapan) -> NaskahSk:
        """What is to be signed, today. Draws the number, once a case. Raises `PutusanDitolak`."""
        nomor = await self._number(sk)
        return NaskahSk(nomor, await self._set(sk, nomor))

    async def offer(self, sk: Penetapan) -> tuple[NaskahSk, Dokumen]:
        """The text as a file that a tool can fetch. Raises `PutusanDitolak`."""
        naskah = await self.text(sk)
        self._open(naskah.nomor)
        nama = f"naskah-{sk.jenis}-{sk.perkara.permohonan.nomor}.pdf"
        return naskah, await self.dokumen.put_made(naskah.sidik[:24], nama, naskah.isi)

    async def _number(self, sk: Penetapan) -> NomorSk:
        while True:
            kini = self.clock()
            hari = kini.astimezone(self.zona).date()
            buat = pembuat(sk.perkara.permohonan, sk.keputusan, kini, self.zona)
            id_ = sk.perkara.permohonan.id
            nomor = await self.register.store.draw(sk.keputusan.seri, hari.year, id_, buat)
            if nomor.status != "terambil" or nomor.tanggal == hari:
                return nomor
            if nomor.tahun != hari.year:
                await self.register.store.change(batal(nomor, _BERGANTI_TAHUN, kini), nomor)
            else:
                baru = pada_hari_ini(nomor, sk.keputusan, kini, self.zona)
                await self.register.store.change(baru, nomor)

    async def _set(self, sk: Penetapan, nomor: NomorSk) -> bytes:
        data = data_sk(sk.draf.data, sk.kantor, nomor, sk.oleh, sk.wewenang)
        pencetak = self.buku.pencetak(sk.katalog)
        try:
            return await asyncio.to_thread(pencetak.cetak, sk.jenis, data, nomor.naskah_pada)
        except TemplatRusak as rusak:
            raise PutusanDitolak(
                KodeTolak.ISI_SURAT, f"{sk.jenis}: surat tidak dapat dicetak ({rusak})"
            ) from rusak

    async def _signed(self, naskah: NaskahSk) -> Dokumen | None:
        """What was signed before, if it is this text that was."""
        nomor = naskah.nomor
        if nomor.berkas_id is None or nomor.naskah != naskah.sidik:
            self._open(nomor)
            return None
        try:
            isi = b"".join([potongan async for potongan in self.dokumen.read(nomor.berkas_id)])
        except KeyError:
            self._open(nomor)
            return None
        return made_document(nomor.berkas_id, _nama(nomor), isi)

    async def _by_key(self, sk: Penetapan, naskah: NaskahSk) -> bytes:
        try:
            bertanda = await asyncio.to_thread(self._bubuhkan, sk, naskah, self.clock())
        except TandaTanganError as galat:
            raise PutusanDitolak(
                KodeTolak.TANDA_TANGAN, f"{sk.jenis} belum ditandatangani: {galat}"
            ) from galat
        await self._judge(sk, naskah, bertanda)
        return bertanda

    def _bubuhkan(self, sk: Penetapan, naskah: NaskahSk, kini: datetime) -> bytes:
        return self.kantor.penandatangan(sk.oleh.id, sk.oleh.nama).tanda_tangani(
            naskah.isi, kini, alasan=f"Keputusan nomor {naskah.nomor.nomor}", tempat=sk.kantor.kota
        )

    async def _judge(self, sk: Penetapan, naskah: NaskahSk, isi: bytes) -> None:
        def periksa() -> HasilPeriksa:
            hasil = periksa_tanda_tangan(isi, self.kantor.kepercayaan, self.clock(), naskah.isi)
            return pastikan_penanda(hasil, sk.oleh.id, sk.oleh.nama)

        hasil = await asyncio.to_thread(periksa)
        if hasil.temuan:
            alasan = [f"{sk.jenis}: {satu}" for satu in hasil.temuan]
            raise PutusanDitolak(KodeTolak.TANDA_TANGAN, alasan[0], tuple(alasan[1:]))

    async def _register(self, sk: Penetapan, naskah: NaskahSk, bertanda: bytes) -> Dokumen | None:
        """Kept under an id that follows from its bytes. None when somebody was quicker."""
        id_ = hashlib.sha256(bertanda).hexdigest()[:24]
        dokumen = await self.dokumen.put_made(id_, _nama(naskah.nomor), bertanda)
        baru = _tertandatangani(sk, naskah, dokumen, self.clock())
        return dokumen if await self.register.store.change(baru, naskah.nomor) else None

    def _open(self, nomor: NomorSk) -> None:
        """An SK that is out is signed once: a case whose store was put back to an earlier day must
        not get another under the same number."""
        if nomor.status != "terambil":
            raise PutusanDitolak(
                KodeTolak.TANDA_TANGAN,
                f"SK nomor {nomor.nomor} untuk permohonan ini sudah {nomor.status} dengan naskah"
                " lain; hubungi pengelola",
            )


def _tertandatangani(sk: Penetapan, naskah: NaskahSk, dokumen: Dokumen, kini: datetime) -> NomorSk:
    return tertandatangani(
        naskah.nomor,
        berkas_id=dokumen.berkas_id,
        sha256=dokumen.sha256,
        naskah=naskah.sidik,
        oleh=sk.oleh,
        pada=kini,
    )


def _nama(nomor: NomorSk) -> str:
    aman = "".join(huruf if huruf.isalnum() else "-" for huruf in nomor.nomor)
    return f"sk-{aman}.pdf"
