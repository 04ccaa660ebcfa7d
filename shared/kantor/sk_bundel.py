"""What a stranger needs to verify one SK: its bytes, its case, the text of its SOP."""

from dataclasses import dataclass
from datetime import datetime

from shared.kantor.errors import TidakTerlaksana
from shared.kantor.kantor import Kantor
from shared.kantor.sk import berkas_sk, cari, hari_kantor
from shared.permohonan import Permohonan
from shared.sk.keadaan import kalimat
from shared.sk.model import NomorSk
from shared.store.meter import Meter
from shared.store.port import BerkasRusak


@dataclass(frozen=True)
class IsiBundel:
    """`pada`: when it was signed, as the sealed riwayat has it. `status`: in words, today.
    `tautan`: the address of its QR."""

    nomor: NomorSk
    pdf: bytes
    permohonan: Permohonan
    teks_sop: str
    pada: datetime
    status: str
    tautan: str
    dibuat_pada: datetime


async def isi_bundel(kantor: Kantor, nomor: str) -> IsiBundel:
    """Raises `SkTidakDikenal`, `TidakBerlaku` where there is no SK of this number, and
    `TidakTerlaksana` where something of it is not there, or not what was recorded."""
    satu = await cari(kantor, nomor)
    pdf = await _pdf(kantor, satu)
    permohonan = await kantor.permohonan.find(satu.permohonan_id) if satu.permohonan_id else None
    if permohonan is None:
        raise TidakTerlaksana(f"Permohonan {satu.permohonan or '-'} tidak ada di penyimpanan")
    terbit = [
        entri.ditutup_pada
        for entri in permohonan.riwayat
        for hasil in entri.hasil
        if hasil.berkas and hasil.berkas.sha256 == satu.sha256
    ]
    tersimpan = await kantor.permohonan.load_sop(permohonan.sop_versi)
    if not terbit or tersimpan is None:
        apa = "SK ini" if not terbit else f"SOP versi {permohonan.sop_versi[:12]}"
        raise TidakTerlaksana(f"Permohonan {permohonan.nomor} tidak memuat {apa}")
    kantor_surat = kantor.surat.kantor
    return IsiBundel(
        nomor=satu,
        pdf=pdf,
        permohonan=permohonan,
        teks_sop=tersimpan[1],
        pada=terbit[0],
        status=kalimat(satu, hari_kantor(kantor)),
        tautan=kantor_surat.tautan_periksa.replace("{kode}", satu.kode),
        dibuat_pada=kantor.clock(),
    )


async def _pdf(kantor: Kantor, satu: NomorSk) -> bytes:
    berkas, meter, isi = berkas_sk(satu, hari_kantor(kantor)), Meter(), b""
    try:
        async for potongan in kantor.dokumen.read(berkas.berkas_id):
            meter.feed(potongan)
            isi += potongan
    except (KeyError, BerkasRusak) as galat:
        raise TidakTerlaksana(f"{satu.nomor}: berkasnya tidak ada lagi, atau rusak") from galat
    if meter.sha256() != berkas.sha256:
        raise TidakTerlaksana(f"{satu.nomor}: isi berkas tidak sesuai SHA-256 yang tercatat")
    return isi
