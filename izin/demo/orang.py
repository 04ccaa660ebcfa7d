"""The simulated officers: each takes tasks of one role from its queue and decides them.

They know what any tool can know: the task, the files it names, and the published SOP.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import TypeAlias

from izin.demo.dunia import Dunia
from izin.demo.errors import DemoGagal
from izin.demo.giliran import Giliran
from izin.demo.material.berkas_pemohon import berkas_benar, berkas_salah
from izin.demo.material.cetak import BerkasJadi
from izin.demo.material.gambar import Terbaca, baca_kertas
from izin.demo.material.isi import Penulis, tulis_berkas, tulis_isi
from izin.demo.material.profil import dibawa, isi_formulir
from izin.demo.pemeriksaan import kabar_dari
from izin.demo.pertimbangan import Pertimbangan, draf_keliru, korban, percobaan, timbang
from izin.demo.skenario import Skenario
from shared.alur import jawab
from shared.contracts import (
    Dokumen,
    DokumenBerkode,
    HasilPutusan,
    Jawaban,
    Pengajuan,
    Putusan,
    Tugas,
)
from shared.errors import KodeTolak
from shared.rabbit.client import WireClient
from shared.rabbit.client_queues import ReceivedTask
from shared.rabbit.errors import AnswerTimeout, DeliveryLost
from shared.sop.model import Persyaratan
from shared.store.port import DokumenStore
from shared.tindakan import Tindakan

# Files to and from the document store, as a portal and an officers' tool move them.
_POTONGAN_BYTES = 64 * 1024


class IsiBerubah(DemoGagal):
    """What came out of the store is not what the message named."""


async def unggah(store: DokumenStore, berkas: BerkasJadi, batas_bytes: int) -> Dokumen:
    return await store.put(berkas.nama_berkas, _potong(berkas.isi), batas_bytes)


async def unduh(store: DokumenStore, dokumen: Dokumen) -> bytes:
    """Raises IsiBerubah."""
    isi = b"".join([potongan async for potongan in store.read(dokumen.berkas_id)])
    if hashlib.sha256(isi).hexdigest() != dokumen.sha256:
        raise IsiBerubah(f"berkas {dokumen.berkas_id} berubah di penyimpanan")
    return isi


async def _potong(isi: bytes) -> AsyncIterator[bytes]:
    for mulai in range(0, len(isi), _POTONGAN_BYTES):
        yield isi[mulai : mulai + _POTONGAN_BYTES]


# The applicants' side: fill in, attach, submit; put right what was sent back.
_TIDAK_TERGESA = timedelta(minutes=2)

TUNGGU_DETIK = 120.0
"""The first answers wait for the workers to start, which takes its time on a slow machine."""


Bawaan: TypeAlias = "asyncio.Task[tuple[DokumenBerkode, ...]]"
"""The documents of a first submission, which somebody prepares."""


_SEKALI_LAGI = 2
"""The putaran in which somebody who does not listen brings the same file again."""


async def siapkan_dokumen(skenario: Skenario, dunia: Dunia) -> tuple[DokumenBerkode, ...]:
    """For the first submission, with whatever the scenario leaves out or mixes up."""
    sop, profil, kasus = skenario.sop, skenario.profil, skenario.kasus
    dokumen = [
        await _lampirkan(persyaratan, skenario, dunia, salah=persyaratan.kode in kasus.salah)
        for persyaratan in dibawa(sop, profil, isi_formulir(sop, profil))
        if persyaratan.kode not in kasus.hilang
    ]
    return tuple(dokumen)


def susun_pengajuan(
    skenario: Skenario, dokumen: tuple[DokumenBerkode, ...], diajukan: datetime
) -> Pengajuan:
    sop, profil = skenario.sop, skenario.profil
    lama = timedelta(minutes=profil.rng("lama mengisi").uniform(4, 25))
    return Pengajuan(
        pengajuan_id=skenario.pengajuan_id,
        sop=sop.kode,
        mulai_pada=diajukan - lama,
        diajukan_pada=diajukan,
        pemohon=profil.pemohon,
        lembaga=profil.lembaga,
        isian=isi_formulir(sop, profil),
        dokumen=dokumen,
    )


async def susun_perbaikan(tugas: Tugas, skenario: Skenario, dunia: Dunia) -> Pengajuan:
    """Only what was rejected or missing; the same nomor, the next putaran. Who does not listen
    brings the same file once more."""
    diminta = {p.kode for p in tugas.perbaikan} | {k.kode for k in tugas.kekurangan}
    tetap = skenario.kasus.salah if skenario.kasus.bandel and tugas.putaran == _SEKALI_LAGI else ()
    dokumen = [
        await _lampirkan(
            persyaratan,
            skenario,
            dunia,
            salah=persyaratan.kode in tetap,
            putaran=tugas.putaran,
        )
        for persyaratan in skenario.sop.persyaratan
        if persyaratan.kode in diminta
    ]
    return Pengajuan(
        pengajuan_id=f"{skenario.pengajuan_id}-p{tugas.putaran}",
        sop=tugas.sop,
        nomor=tugas.nomor,
        putaran=tugas.putaran,
        diajukan_pada=dunia.kini(),
        pemohon=tugas.pemohon,
        lembaga=tugas.lembaga,
        isian=isi_formulir(skenario.sop, skenario.profil),
        dokumen=tuple(dokumen),
    )


async def kirim(client: WireClient, pengajuan: Pengajuan) -> Jawaban:
    jawaban = await client.submit(pengajuan, wait_seconds=TUNGGU_DETIK)
    if jawaban is None:
        raise TypeError("an answer was asked for")
    return jawaban


async def ajukan(client: WireClient, skenario: Skenario, dunia: Dunia, berkas: Bawaan) -> None:
    """When its time has come, or as soon as its documents are there."""
    saat = dunia.mulai + skenario.sesudah
    await dunia.tunggu(skenario, Giliran(saat, saat, saat + _TIDAK_TERGESA))
    pengajuan = susun_pengajuan(skenario, await berkas, dunia.kini())
    _harus(await kirim(client, pengajuan), "diterapkan", dunia)
    if skenario.kirim_dua_kali:
        _harus(await kirim(client, pengajuan), "sudah_diterapkan", dunia)


def _harus(jawaban: Jawaban, kode: str, dunia: Dunia) -> None:
    if jawaban.kode != kode:
        sebab = "; ".join((jawaban.alasan, *jawaban.rincian))
        dunia.catatan.kegagalan(
            f"pengajuan {jawaban.menjawab} dijawab '{jawaban.kode}', bukan '{kode}': {sebab}"
        )


async def _lampirkan(
    persyaratan: Persyaratan,
    skenario: Skenario,
    dunia: Dunia,
    *,
    salah: bool = False,
    putaran: int = 1,
) -> DokumenBerkode:
    profil, sop = skenario.profil, skenario.sop
    berkas = await (
        asyncio.to_thread(berkas_salah, persyaratan, profil, sop)
        if salah
        else asyncio.to_thread(berkas_benar, persyaratan, profil, sop, putaran)
    )
    dokumen = await unggah(dunia.dokumen, berkas, dunia.batas_berkas_bytes)
    return DokumenBerkode(kode=persyaratan.kode, berkas=dokumen)


_BASI = {KodeTolak.SUDAH_DIPUTUS, KodeTolak.LANGKAH_TIDAK_TERBUKA}
_COBA_LAGI = 2
_DI_MEJA = 1000


class Meja:
    """One role's desk. A task that comes twice is answered with the very same decision."""

    def __init__(self, pelaksana: str, client: WireClient, dunia: Dunia) -> None:
        self._pelaksana = pelaksana
        self._client = client
        self._dunia = dunia
        self._jawaban: dict[str, asyncio.Task[Pengajuan | Putusan]] = {}
        self._selesai: set[str] = set()

    async def layani(self) -> None:
        """For ever. Every task that comes lies on the desk until it is its turn."""
        tugas_masuk = self._client.tasks(self._pelaksana, prefetch=_DI_MEJA)
        async with tugas_masuk as masuk, asyncio.TaskGroup() as bersama:
            async for diterima in masuk:
                bersama.create_task(self._satu(diterima))

    async def _satu(self, diterima: ReceivedTask) -> None:
        with self._dunia.catatan.memegang():
            await self._kerjakan(diterima)

    async def _kerjakan(self, diterima: ReceivedTask) -> None:
        tugas = diterima.tugas
        skenario = self._dunia.skenario.get(str(tugas.permohonan_id))
        if skenario is None:
            self._dunia.catatan.kegagalan(f"tugas {tugas.tugas_id} bukan dari demo ini")
        else:
            balasan = await self._balasan(tugas, skenario)
            await self._coba_dulu(balasan, tugas, skenario)
            jawaban = await self._kirim(balasan)
            self._nilai(tugas, jawaban)
        try:
            await diterima.done()
        except DeliveryLost:
            return  # it comes again, and the same decision is then known already

    async def _coba_dulu(
        self, balasan: Pengajuan | Putusan, tugas: Tugas, skenario: Skenario
    ) -> None:
        """Once in a demo each: it must be refused, for that reason."""
        catatan = self._dunia.catatan
        if not isinstance(balasan, Putusan) or skenario is not korban(
            self._dunia.skenario.values()
        ):
            return
        for satu in percobaan(balasan, tugas, skenario, self._dunia.benih):
            if satu.kode not in catatan.penolakan:
                catatan.penolakan[satu.kode] = tugas.nomor
                jawaban = await self._kirim(satu.putusan)
                if jawaban.kode != satu.kode:
                    catatan.kegagalan(f"{tugas.nomor}: {jawaban.kode}, seharusnya {satu.kode}")

    async def _balasan(self, tugas: Tugas, skenario: Skenario) -> Pengajuan | Putusan:
        """Made once: two of us may have the same task in hand at the same moment."""
        if tugas.tugas_id not in self._jawaban:
            self._jawaban[tugas.tugas_id] = asyncio.create_task(
                susun_balasan(tugas, skenario, self._dunia)
            )
        return await self._jawaban[tugas.tugas_id]

    async def _kirim(self, balasan: Pengajuan | Putusan) -> Jawaban:
        """Repeating is safe: the same key with the same content is one decision."""
        for _ in range(_COBA_LAGI):
            try:
                return await self._sekali(balasan)
            except AnswerTimeout:
                continue
        return await self._sekali(balasan)

    async def _sekali(self, balasan: Pengajuan | Putusan) -> Jawaban:
        if isinstance(balasan, Putusan):
            return await self._client.decide(balasan)
        return await kirim(self._client, balasan)

    def _nilai(self, tugas: Tugas, jawaban: Jawaban) -> None:
        """Refused is a failure, except where this very task was decided before."""
        if jawaban.diterapkan:
            self._selesai.add(tugas.tugas_id)
        elif jawaban.kode not in _BASI or tugas.tugas_id not in self._selesai:
            sebab = "; ".join((jawaban.alasan, *jawaban.rincian))
            self._dunia.catatan.kegagalan(
                f"{tugas.nomor}: putusan {self._pelaksana} pada langkah {tugas.langkah}"
                f" ditolak ({jawaban.kode}): {sebab}"
            )


async def susun_balasan(tugas: Tugas, skenario: Skenario, dunia: Dunia) -> Pengajuan | Putusan:
    if tugas.tindakan is Tindakan.AJUKAN:
        await dunia.tunggu(skenario, dunia.giliran(tugas, skenario))
        return await susun_perbaikan(tugas, skenario, dunia)
    return await susun_putusan(tugas, skenario, dunia)


async def susun_putusan(tugas: Tugas, skenario: Skenario, dunia: Dunia) -> Putusan:
    """Look at the papers, make up one's mind, write what is owed, and decide when it is time."""
    kapan = dunia.giliran(tugas, skenario)
    async with asyncio.TaskGroup() as bersama:
        siap = bersama.create_task(_siapkan(tugas, skenario, dunia, kapan))
        if kapan.tepat:
            await siap
        await dunia.tunggu(skenario, kapan)
    pertimbangan, hasil = siap.result()
    return jawab(
        tugas,
        pertimbangan.pilihan.putusan,
        dunia.pemutus(tugas.pelaksana, skenario),
        dunia.kini(),
        putusan_id=f"{skenario.pengajuan_id}-{tugas.langkah}.{tugas.putaran}",
        mulai_pada=min(kapan.mulai, dunia.kini()),
        verdik=pertimbangan.verdik,
        hasil=hasil,
        catatan=pertimbangan.catatan,
    )


async def _siapkan(
    tugas: Tugas, skenario: Skenario, dunia: Dunia, kapan: Giliran
) -> tuple[Pertimbangan, tuple[HasilPutusan, ...]]:
    pertimbangan = timbang(tugas, skenario, await _baca(tugas, dunia))
    if tugas.atas is not None:
        await unduh(dunia.dokumen, tugas.atas.berkas)
    return pertimbangan, await _tulis(tugas, skenario, pertimbangan, dunia, kapan)


async def _baca(tugas: Tugas, dunia: Dunia) -> dict[str, Terbaca]:
    if tugas.tindakan is not Tindakan.VERIFIKASI:
        return {}
    isi: dict[str, Terbaca] = {}
    for dokumen in tugas.dokumen:
        if dokumen.diterima is not True:
            berkas = await unduh(dunia.dokumen, dokumen.berkas)
            isi[dokumen.kode] = baca_kertas(berkas, dokumen.berkas.media_type)
    return isi


async def _tulis(
    tugas: Tugas,
    skenario: Skenario,
    pertimbangan: Pertimbangan,
    dunia: Dunia,
    kapan: Giliran,
) -> tuple[HasilPutusan, ...]:
    """Dated with the day of the decision. Where the office makes the letter, only its text."""
    penulis = Penulis(
        tugas=tugas,
        petugas=dunia.pemutus(tugas.pelaksana, skenario),
        tanggal=kapan.putus.astimezone(dunia.zona).date(),
        layak=pertimbangan.pilihan.putusan != "tolak",
        keliru=draf_keliru(tugas, skenario),
    )
    hasil = []
    for diminta in tugas.keluaran:
        if diminta.kode not in pertimbangan.pilihan.hasil_wajib:
            continue
        if diminta.surat:
            isi = tulis_isi(diminta.surat, penulis)
            hasil.append(HasilPutusan(kode=diminta.kode, isi=isi))
        else:
            berkas = await asyncio.to_thread(tulis_berkas, diminta, penulis)
            dokumen = await unggah(dunia.dokumen, berkas, dunia.batas_berkas_bytes)
            hasil.append(HasilPutusan(kode=diminta.kode, berkas=dokumen))
    return tuple(hasil)


# The portal's reading side: what the applicants are told.
async def baca_pemberitahuan(client: WireClient, dunia: Dunia) -> None:
    """Keeps every notice for the applicants it serves. For ever."""
    async with client.notices(prefetch=20) as masuk:
        async for diterima in masuk:
            with dunia.catatan.memegang():
                dunia.catatan.kabar.add(kabar_dari(diterima.pemberitahuan))
                await diterima.done()
