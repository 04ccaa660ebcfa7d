"""The applicants' side: fill in, attach, submit; put right what was sent back."""

import asyncio
from datetime import datetime, timedelta
from typing import TypeAlias

from izin.demo.filing import unggah
from izin.demo.material.applicant_files import berkas_benar, berkas_salah
from izin.demo.material.forms import dibawa, isi_formulir
from izin.demo.pace import Giliran
from izin.demo.scenario import Skenario
from izin.demo.world import Dunia
from shared.contracts import DokumenBerkode, Jawaban, Pengajuan, Tugas
from shared.rabbit.client import WireClient
from shared.sop.model import Persyaratan

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
