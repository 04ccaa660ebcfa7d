"""The applicants' side: fill in, attach, submit; put right what was sent back."""

import asyncio
from collections.abc import Iterable
from datetime import timedelta

from izin.client import WireClient
from izin.demo.filing import unggah
from izin.demo.material.applicant_files import berkas_benar, berkas_salah
from izin.demo.material.forms import dibawa, isi_formulir
from izin.demo.scenario import Skenario
from izin.demo.world import Dunia
from shared.contracts import DokumenBerkode, Jawaban, Pengajuan, Tugas
from shared.sop.model import Persyaratan

TUNGGU_DETIK = 120.0
"""The first answers wait for the workers to start, which takes its time on a slow machine."""


async def susun_pengajuan(skenario: Skenario, dunia: Dunia) -> Pengajuan:
    """The first submission, with whatever the scenario leaves out or mixes up."""
    sop, profil, kasus = skenario.sop, skenario.profil, skenario.kasus
    isian = isi_formulir(sop, profil)
    dokumen = [
        await _lampirkan(persyaratan, skenario, dunia, salah=persyaratan.kode in kasus.salah)
        for persyaratan in dibawa(sop, profil, isian)
        if persyaratan.kode not in kasus.hilang
    ]
    diajukan = dunia.kini()
    lama = timedelta(minutes=profil.rng("lama mengisi").uniform(4, 25))
    return Pengajuan(
        pengajuan_id=skenario.pengajuan_id,
        sop=sop.kode,
        mulai_pada=diajukan - lama,
        diajukan_pada=diajukan,
        pemohon=profil.pemohon,
        lembaga=profil.lembaga,
        isian=isian,
        dokumen=tuple(dokumen),
    )


async def susun_perbaikan(tugas: Tugas, skenario: Skenario, dunia: Dunia) -> Pengajuan:
    """Only what was rejected or missing; the same nomor, the next putaran."""
    diminta = {p.kode for p in tugas.perbaikan} | {k.kode for k in tugas.kekurangan}
    dokumen = [
        await _lampirkan(persyaratan, skenario, dunia, putaran=tugas.putaran)
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


async def ajukan_semua(client: WireClient, skenario: Iterable[Skenario], dunia: Dunia) -> None:
    """One after another; run a few side by side over one iterator."""
    for satu in skenario:
        pengajuan = await susun_pengajuan(satu, dunia)
        jawaban = await kirim(client, pengajuan)
        _harus(jawaban, "diterapkan", dunia)
        if satu.kirim_dua_kali:
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
