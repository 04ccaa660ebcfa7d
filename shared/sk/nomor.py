"""A number as it is drawn: its series and year, its date, its secret."""

import secrets
from datetime import datetime
from zoneinfo import ZoneInfo

from shared.permohonan import Permohonan
from shared.sk.model import NomorSk, ubah
from shared.store.sk_port import Buat
from shared.surat.data import berlaku_sampai
from shared.surat.kantor import KeputusanSop, isi_pola

_KODE_BYTES = 16


def pembuat(
    permohonan: Permohonan, keputusan: KeputusanSop, kini: datetime, zona: ZoneInfo
) -> Buat:
    """What is written for a number of this case, drawn now."""
    tanggal = kini.astimezone(zona).date()
    kode = secrets.token_urlsafe(_KODE_BYTES)

    def buat(urut: int) -> NomorSk:
        return NomorSk(
            seri=keputusan.seri,
            tahun=tanggal.year,
            urut=urut,
            nomor=isi_pola(keputusan.pola_nomor, keputusan.kode, urut, tanggal),
            tanggal=tanggal,
            permohonan_id=permohonan.id,
            permohonan=permohonan.nomor,
            sop=permohonan.sop,
            lembaga=permohonan.lembaga.nama,
            menggantikan=permohonan.menggantikan,
            kode=kode,
            diambil_pada=kini,
            naskah_pada=kini,
            berlaku_sampai=berlaku_sampai(tanggal, keputusan.masa_berlaku_bulan),
        )

    return buat


def pada_hari_ini(
    satu: NomorSk, keputusan: KeputusanSop, kini: datetime, zona: ZoneInfo
) -> NomorSk:
    """The same number, its SK dated today: it was drawn on an earlier day and not signed then. The
    year has to be the same: a number belongs to the series of its year."""
    tanggal = kini.astimezone(zona).date()
    return ubah(
        satu,
        kini,
        nomor=isi_pola(keputusan.pola_nomor, keputusan.kode, satu.urut, tanggal),
        tanggal=tanggal,
        naskah_pada=kini,
        berlaku_sampai=berlaku_sampai(tanggal, keputusan.masa_berlaku_bulan),
    )
