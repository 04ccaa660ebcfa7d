"""The demo's people over the pure flow and the in-memory store: whole scenarios without servers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from izin.demo.dunia import Dunia
from izin.demo.giliran import Giliran
from izin.demo.jam import hari_pertama
from izin.demo.orang import siapkan_dokumen, susun_pengajuan, susun_perbaikan, susun_putusan
from izin.demo.skenario import Rencana, Skenario, buat_skenario
from izin.registry import discover_desks
from shared.alur import (
    Fakta,
    Keadaan,
    daftarkan,
    pastikan_sah,
    perbaiki,
    perkara_terbuka,
    putuskan,
    susun_tugas,
)
from shared.alur.decision import sidik_putusan
from shared.alur.surat import bayangan, dengan_surat, fakta_jadi
from shared.alur.task import SuratTugas
from shared.contracts import Dokumen, Putusan, Tugas
from shared.desk import Perkara
from shared.kalender.berlaku import KalenderBerlaku
from shared.mutu_baku.jaga import batas_terbuka
from shared.permohonan import Permohonan
from shared.sk_register import SkRegister
from shared.sop.loader import baca
from shared.sop.model import Sop, SopTermuat
from shared.store.memory import MemoryDokumenStore, MemoryPermohonanStore
from shared.store.memory_sk import MemorySkStore
from shared.store.memory_surat import MemorySuratStore
from shared.store.port import facts_of
from shared.surat_book import SuratBook
from shared.tandatangan.susunan import TandaTanganKantor, baca_susunan, tulis_uji_coba
from shared.tindakan import Tindakan
from shared.worker.letters import Letters
from shared.worker.signing import Signing
from tests.builders import BATAS_BYTES, aturan, kalender, katalog, surat
from tests.unit.sop.contoh import TEKS_CONTOH

TANGGAL = date(2026, 1, 5)
BENIH = 7
BERLAKU = KalenderBerlaku.selalu(kalender())
SEBENTAR = timedelta(seconds=1)
"""What a worker takes to write a decision down."""


class JamUji:
    """Nobody waits: it is at once as late as it may be, or, with `tergesa`, as early."""

    def __init__(self, mulai: datetime, *, tergesa: bool = False) -> None:
        self._kini = mulai
        self._tergesa = tergesa

    def __call__(self) -> datetime:
        return self._kini

    async def sampai(self, siapa: str, kapan: Giliran) -> None:
        saat = kapan.putus if self._tergesa else kapan.paling_lambat
        self._kini = max(self._kini, saat)

    def maju(self, lama: timedelta) -> datetime:
        self._kini += lama
        return self._kini


def sop_bawaan() -> dict[str, Sop]:
    return {kode: termuat.sop for kode, termuat in katalog().items()}


def skenario_demo(
    jumlah: int, sop: Mapping[str, Sop] | None = None, benih: int = BENIH
) -> tuple[Skenario, ...]:
    return buat_skenario(sop or sop_bawaan(), Rencana(jumlah, benih, TANGGAL, "uji"))


def dunia_uji(skenario: Sequence[Skenario], tanggal: date = TANGGAL) -> Dunia:
    mulai = hari_pertama(BERLAKU.terkini, tanggal)
    return Dunia(
        skenario={satu.permohonan_id: satu for satu in skenario},
        dokumen=MemoryDokumenStore(),
        batas_berkas_bytes=BATAS_BYTES,
        kalender=BERLAKU.terkini,
        jam=JamUji(mulai),
        mulai=mulai,
        benih=BENIH,
    )


@dataclass(frozen=True)
class MejaSurat:
    """Where the letters of a play are made and signed, and what is kept of them."""

    tanda_tangan: TandaTanganKantor
    buku: SuratBook
    surat: MemorySuratStore
    sk: MemorySkStore

    def letters(self, dunia: Dunia, jam: JamUji) -> Letters:
        zona = dunia.kalender.zona
        register = SkRegister(self.sk, MemoryPermohonanStore(), jam)
        signing = Signing(
            kantor=self.tanda_tangan,
            register=register,
            surat=self.surat,
            buku=self.buku,
            dokumen=dunia.dokumen,
            zona=zona,
            clock=jam,
        )
        return Letters(
            buku=self.buku,
            store=self.surat,
            dokumen=dunia.dokumen,
            zona=zona,
            batas_bytes=BATAS_BYTES,
            register=register,
            signing=signing,
        )


def meja_surat(folder: Path) -> MejaSurat:
    """With an authority for trying in that folder."""
    tersimpan = MemorySuratStore()
    return MejaSurat(
        tanda_tangan=baca_susunan(tulis_uji_coba(folder)),
        buku=SuratBook(surat(), tersimpan),
        surat=tersimpan,
        sk=MemorySkStore(),
    )


@dataclass
class Sandiwara:
    """One application from its submission to its end, by a clock of its own; `tugas` are all that
    were shown. Without a place for letters its officers bring files."""

    skenario: Skenario
    termuat: SopTermuat
    dunia: Dunia
    nomor: str
    tergesa: bool = False
    meja: MejaSurat | None = None
    tugas: list[Tugas] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.jam = JamUji(self.dunia.mulai, tergesa=self.tergesa)
        self.dunia = replace(self.dunia, jam=self.jam)
        self.letters = self.meja.letters(self.dunia, self.jam) if self.meja else None

    async def mainkan(self) -> Permohonan:
        sop = self.termuat.sop
        saat = self.dunia.mulai + self.skenario.sesudah
        await self.jam.sampai("", Giliran(saat, saat, saat))
        dokumen = await siapkan_dokumen(self.skenario, self.dunia)
        pengajuan = susun_pengajuan(self.skenario, dokumen, self.dunia.kini())
        fakta = await self._fakta(d.berkas.berkas_id for d in pengajuan.dokumen)
        pastikan_sah(pengajuan, sop, fakta, BATAS_BYTES)
        permohonan = daftarkan(pengajuan, self.termuat, self.nomor, self._kini())
        versi = self.letters.buku.kini.versi if self.letters else None
        permohonan = permohonan.model_copy(update={"surat_versi": versi})
        while permohonan.langkah is not None:
            permohonan = await self._satu_langkah(permohonan)
        return permohonan

    async def _satu_langkah(self, permohonan: Permohonan) -> Permohonan:
        tugas = await self._tugas(permohonan)
        self.tugas.append(tugas)
        sop = self.termuat.sop
        if tugas.tindakan is Tindakan.AJUKAN:
            await self.jam.sampai("", self.dunia.giliran(tugas, self.skenario))
            kiriman = await susun_perbaikan(tugas, self.skenario, self.dunia)
            fakta = await self._fakta(d.berkas.berkas_id for d in kiriman.dokumen)
            pastikan_sah(kiriman, sop, fakta, BATAS_BYTES)
            return perbaiki(permohonan, kiriman, sop, self._kini())
        putusan = await susun_putusan(tugas, self.skenario, self.dunia)
        perkara = perkara_terbuka(permohonan, putusan, sop, tugas.pelaksana)
        return await self._putuskan(perkara, putusan)

    async def _putuskan(self, perkara: Perkara, putusan: Putusan) -> Permohonan:
        """As a worker does."""
        fakta = await self._fakta(h.berkas.berkas_id for h in putusan.dokumen)
        keadaan, sidik = Keadaan(self._kini(), BATAS_BYTES), sidik_putusan(putusan)

        def coba(jadi: Mapping[str, Dokumen]) -> Permohonan:
            lengkap = {**fakta, **fakta_jadi(jadi)}
            sendiri = dengan_surat(putusan, jadi)
            return putuskan(perkara, sendiri, aturan(), lengkap, keadaan, sidik=sidik)

        if self.letters is None:
            return coba({})
        dibuat = await self.letters.asked(perkara, putusan)
        baru = coba(bayangan(dibuat))
        baru = coba(await self.letters.make(perkara, baru, dibuat)) if dibuat else baru
        await self.letters.register.settle(baru)
        return baru

    async def _tugas(self, permohonan: Permohonan) -> Tugas:
        assert permohonan.langkah is not None
        langkah = self.termuat.sop.langkah_ke(permohonan.langkah.no)
        perkara = Perkara(permohonan, self.termuat.sop, langkah)
        batas = batas_terbuka(permohonan, self.termuat.sop, BERLAKU)
        tempo = batas.jatuh_tempo if batas else None
        surat = SuratTugas()
        if self.letters:
            surat = await self.letters.offered(perkara, permohonan.langkah)
        return susun_tugas(perkara, permohonan.langkah, aturan()[langkah.tindakan], tempo, surat)

    async def _fakta(self, berkas_id: Iterable[str]) -> Fakta:
        return await facts_of(self.dunia.dokumen, berkas_id, BATAS_BYTES)

    def _kini(self) -> datetime:
        return self.jam.maju(SEBENTAR)


async def mainkan_semua(
    skenario: Sequence[Skenario],
    termuat: Mapping[str, SopTermuat],
    tanggal: date = TANGGAL,
    *,
    tergesa: bool = False,
    meja: MejaSurat | None = None,
) -> tuple[list[Sandiwara], list[Permohonan]]:
    dunia = dunia_uji(skenario, tanggal)
    sandiwara = [
        Sandiwara(
            satu,
            termuat[satu.sop.kode],
            dunia,
            f"{satu.sop.awalan_nomor}-2026-{satu.no:06d}",
            tergesa,
            meja,
        )
        for satu in skenario
    ]
    return sandiwara, [await satu.mainkan() for satu in sandiwara]


def sop_ketiga() -> SopTermuat:
    """A made-up SOP with other steps, given to roles that exist."""
    teks = TEKS_CONTOH.replace('"loket"', '"frontoffice"').replace('"kepala"', '"kepaladinas"')
    return baca(teks, "contoh.toml", frozenset(discover_desks()))
