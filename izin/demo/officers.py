"""The simulated officers: each takes tasks of one role from its queue and decides them.

They know what any tool can know: the task, the files it names, and the published SOP.
"""

import asyncio

from izin.demo.applicant import kirim, susun_perbaikan
from izin.demo.filing import unduh, unggah
from izin.demo.judgement import Pertimbangan, draf_keliru, timbang
from izin.demo.material.office_papers import Naskah, tulis_keluaran
from izin.demo.material.reader import Terbaca, baca_kertas
from izin.demo.pace import Giliran
from izin.demo.register import oleh_wakil
from izin.demo.scenario import Skenario
from izin.demo.trespass import korban, percobaan
from izin.demo.world import Dunia
from shared.alur import jawab
from shared.contracts import DokumenBerkode, Jawaban, Pengajuan, Putusan, Tugas
from shared.errors import KodeTolak
from shared.rabbit.client import WireClient
from shared.rabbit.client_queues import ReceivedTask
from shared.rabbit.errors import AnswerTimeout, DeliveryLost
from shared.sop.model import Sop
from shared.tindakan import Tindakan

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
                _susun(tugas, skenario, self._dunia)
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


async def _susun(tugas: Tugas, skenario: Skenario, dunia: Dunia) -> Pengajuan | Putusan:
    if tugas.tindakan is Tindakan.AJUKAN:
        await dunia.tunggu(skenario, dunia.giliran(tugas, skenario))
        return await susun_perbaikan(tugas, skenario, dunia)
    return await susun_putusan(tugas, skenario, dunia)


async def susun_putusan(tugas: Tugas, skenario: Skenario, dunia: Dunia) -> Putusan:
    """Look at the papers, make up one's mind, write what is owed, and decide when it is time."""
    kapan = dunia.giliran(tugas, skenario)
    async with asyncio.TaskGroup() as bersama:
        siap = bersama.create_task(_siapkan(tugas, skenario, (dunia, kapan)))
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
        mulai_pada=kapan.mulai,
        verdik=pertimbangan.verdik,
        hasil=hasil,
        catatan=pertimbangan.catatan,
    )


async def _siapkan(
    tugas: Tugas, skenario: Skenario, saat: tuple[Dunia, Giliran]
) -> tuple[Pertimbangan, tuple[DokumenBerkode, ...]]:
    dunia, _ = saat
    pertimbangan = timbang(tugas, skenario, await _baca(tugas, dunia))
    if tugas.atas is not None:
        await unduh(dunia.dokumen, tugas.atas.berkas)
    return pertimbangan, await _tulis(tugas, skenario, pertimbangan, saat)


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
    tugas: Tugas, skenario: Skenario, pertimbangan: Pertimbangan, saat: tuple[Dunia, Giliran]
) -> tuple[DokumenBerkode, ...]:
    """Dated with the day of the decision."""
    dunia, kapan = saat
    naskah = Naskah(
        tugas=tugas,
        sop=skenario.sop,
        tanggal=kapan.putus.astimezone(dunia.zona).date(),
        penulis=dunia.petugas(tugas.pelaksana),
        penanda_tangan=dunia.pemutus(_penanda_tangan(skenario.sop), skenario),
        plh=oleh_wakil(skenario.no, skenario.sop) is not None,
        layak=pertimbangan.pilihan.putusan != "tolak",
        keliru=draf_keliru(tugas, skenario),
    )
    hasil = []
    for diminta in tugas.keluaran:
        if diminta.kode in pertimbangan.pilihan.hasil_wajib:
            berkas = await asyncio.to_thread(tulis_keluaran, diminta, naskah)
            dokumen = await unggah(dunia.dokumen, berkas, dunia.batas_berkas_bytes)
            hasil.append(DokumenBerkode(kode=diminta.kode, berkas=dokumen))
    return tuple(hasil)


def _penanda_tangan(sop: Sop) -> str:
    """Whose name stands below the decree, in the draft already."""
    menandatangani = (
        langkah.pelaksana for langkah in sop.langkah if langkah.tindakan is Tindakan.TANDA_TANGANI
    )
    return next(menandatangani, sop.langkah[-1].pelaksana)
