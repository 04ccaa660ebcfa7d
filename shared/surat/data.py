"""What a letter is set from: the case, the decision, the office and what a person filled in, as
one object of JSON. Templates read it and nothing else (docs/surat.md lists its paths)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from shared.contracts.parts import Perbaikan, Petugas, Verdik
from shared.kalender.berkas import NAMA_BULAN, NAMA_HARI
from shared.permohonan import Permohonan, Wewenang, sidik
from shared.sop.model import Sop
from shared.surat.kantor import KantorSurat, KeputusanSop
from shared.surat.model import Bidang
from shared.surat.qr import gambar_qr

Data = dict[str, Any]

_SEHARI = timedelta(days=1)


@dataclass(frozen=True)
class Pengesahan:
    """One paraf: who approved the draft, and when."""

    pelaksana: str
    petugas: Petugas
    wewenang: Wewenang | None
    pada: datetime


@dataclass(frozen=True)
class NomorTerbit:
    """What makes a decree of a draft: its number of the register, its date, the code of its QR."""

    nomor: str
    tanggal: date
    kode: str
    berlaku_sampai: date | None = None


@dataclass(frozen=True)
class Bahan:
    """Everything that may be in a letter.

    `pada` is the instant of the decision that makes it, `petugas` who decided; both of the step
    `langkah`. `tenggat` is when the answer is due, `perbaikan` and `catatan` what is to be put
    right, `verdik` the judgement of each document.
    """

    permohonan: Permohonan
    sop: Sop
    zona: ZoneInfo
    pada: datetime
    langkah: int
    putaran: int
    pelaksana: str
    petugas: Petugas | None = None
    wewenang: Wewenang | None = None
    verdik: tuple[Verdik, ...] = ()
    perbaikan: tuple[Perbaikan, ...] = ()
    catatan: str = ""
    tenggat: datetime | None = None
    paraf: tuple[Pengesahan, ...] = ()
    terbit: NomorTerbit | None = None


def data_surat(
    bahan: Bahan, kantor: KantorSurat, bidang: tuple[Bidang, ...], isi: Mapping[str, Any]
) -> Data:
    """Deterministic. `isi` is sound (`baca_isi`), `bidang` are the fields that it was read by."""
    keputusan = kantor.keputusan_untuk(bahan.sop.kode)
    return {
        "kantor": _kantor(kantor, bahan.pelaksana),
        "permohonan": _permohonan(bahan),
        "keputusan": _keputusan(keputusan),
        "langkah": {
            "no": bahan.langkah,
            "putaran": bahan.putaran,
            "pelaksana": bahan.pelaksana,
            "pada": saat_panjang(bahan.pada, bahan.zona),
            "tanggal": tanggal_panjang(bahan.pada.astimezone(bahan.zona).date()),
            "hari": NAMA_HARI[bahan.pada.astimezone(bahan.zona).weekday()].capitalize(),
            "petugas": data_petugas(bahan.petugas, bahan.wewenang),
            "catatan": bahan.catatan,
        },
        "verdik": [satu.model_dump(mode="json") for satu in bahan.verdik],
        "perbaikan": [satu.model_dump(mode="json") for satu in bahan.perbaikan],
        "tenggat": saat_panjang(bahan.tenggat, bahan.zona) if bahan.tenggat else "",
        "paraf": [data_paraf(satu, bahan.zona) for satu in bahan.paraf],
        "terbit": data_terbit(bahan.terbit, kantor),
        "isi": _isi(bidang, isi),
    }


_POKOK = ("kantor", "permohonan", "keputusan", "isi")


def pokok_surat(data: Mapping[str, Any]) -> str:
    """The digest of what a letter says, leaving out when, by whom and in which round it was made:
    two with the same words are the same letter, made twice."""
    return sidik({nama: data[nama] for nama in _POKOK})


def _kantor(kantor: KantorSurat, pelaksana: str) -> Data:
    return {
        "kota": kantor.kota,
        "lambang": f"/{kantor.lambang}" if kantor.lambang else "",
        "kepala": kantor.kepala_untuk(pelaksana).model_dump(),
        "penanda_tangan": {
            peran: satu.model_dump() for peran, satu in kantor.penanda_tangan.items()
        },
        "catatan_kaki": kantor.catatan_kaki,
    }


def _permohonan(bahan: Bahan) -> Data:
    permohonan, sop = bahan.permohonan, bahan.sop
    label = {satu.kode: satu.label for satu in sop.isian}
    nama = {satu.kode: satu.nama for satu in sop.persyaratan}
    return {
        "nomor": permohonan.nomor,
        "sop": sop.kode,
        "izin": sop.izin,
        "judul_sop": sop.judul,
        "diterima": saat_panjang(permohonan.dibuat_pada, bahan.zona),
        "pemohon": permohonan.pemohon.nama,
        "lembaga": permohonan.lembaga.nama,
        "alamat": permohonan.lembaga.alamat,
        "menggantikan": permohonan.menggantikan or "",
        "isian": dict(permohonan.isian),
        "daftar_isian": [
            {"kode": kode, "label": label.get(kode, kode), "nilai": nilai}
            for kode, nilai in permohonan.isian.items()
            if nilai
        ],
        "dokumen": [
            {
                "kode": satu.kode,
                "nama": nama.get(satu.kode, satu.kode),
                "nama_berkas": satu.berkas.nama_berkas,
                "sidik": satu.berkas.sha256,
                "ukuran_bytes": satu.berkas.ukuran_bytes,
                "putaran": satu.putaran,
                "diterima": satu.diterima,
                "alasan": satu.alasan,
            }
            for satu in permohonan.dokumen
        ],
    }


def _keputusan(keputusan: KeputusanSop | None) -> Data:
    if keputusan is None:
        return {}
    return keputusan.model_dump(include={"menimbang", "mengingat", "tembusan"}) | {
        "masa_berlaku": teks_masa_berlaku(keputusan.masa_berlaku_bulan)
    }


def data_petugas(petugas: Petugas | None, wewenang: Wewenang | None) -> Data:
    """How a letter names an officer; `sebagai` is "Plh." or "Plt." for one who acts."""
    if petugas is None:
        return {"nama": "", "nip": "", "sebagai": ""}
    jenis = wewenang.jenis if wewenang else "definitif"
    return {
        "nama": petugas.nama,
        "nip": petugas.id,
        "sebagai": {"plh": "Plh.", "plt": "Plt."}.get(jenis, ""),
    }


def data_paraf(satu: Pengesahan, zona: ZoneInfo) -> Data:
    """One line of the officers' copy of a draft."""
    return {
        "pelaksana": satu.pelaksana,
        "pada": saat_panjang(satu.pada, zona),
        **data_petugas(satu.petugas, satu.wewenang),
    }


def data_terbit(terbit: NomorTerbit | None, kantor: KantorSurat) -> Data:
    """What a decree has and its draft does not."""
    if terbit is None:
        return {}
    tautan = kantor.tautan_periksa.replace("{kode}", terbit.kode)
    return {
        "nomor": terbit.nomor,
        "tanggal": tanggal_panjang(terbit.tanggal),
        "tautan": tautan,
        "qr": gambar_qr(tautan),
        "berlaku_sampai": tanggal_panjang(terbit.berlaku_sampai) if terbit.berlaku_sampai else "",
    }


def _isi(bidang: tuple[Bidang, ...], isi: Mapping[str, Any]) -> Data:
    """Every field the kind has, in the form that a template prints: an empty one is empty, a date
    is written out, a choice and a checklist bring their words, a picture the name of its file."""
    return {satu.kode: _nilai(satu, isi.get(satu.kode)) for satu in bidang}


def _nilai(bidang: Bidang, nilai: Any) -> Any:
    tuang = _TUANG.get(bidang.jenis)
    return tuang(bidang, nilai) if tuang else _kosong(nilai)


def _kosong(nilai: Any) -> Any:
    return "" if nilai is None else nilai


def _pilihan(bidang: Bidang, nilai: str | None) -> Data:
    label = {satu.kode: satu.label for satu in bidang.pilihan}
    return {"kode": nilai or "", "label": label.get(nilai or "", "")}


def _periksa(bidang: Bidang, nilai: Mapping[str, Data] | None) -> list[Data]:
    jawaban = nilai or {}
    return [
        {
            "label": butir.label,
            "sumber": butir.sumber,
            "hasil": jawaban.get(butir.kode, {}).get("hasil", ""),
            "catatan": jawaban.get(butir.kode, {}).get("catatan", ""),
        }
        for butir in bidang.butir
    ]


def _daftar_orang(_: Bidang, nilai: list[Data] | None) -> list[Data]:
    return [{k: satu.get(k, "") for k in ("nama", "nip", "jabatan")} for satu in nilai or ()]


def _foto(satu: Mapping[str, Any]) -> Data:
    berkas = satu["berkas"]
    return {
        "berkas": nama_gambar(berkas["berkas_id"], berkas["media_type"]),
        "keterangan": satu["keterangan"],
    }


_TUANG: Mapping[str, Callable[[Bidang, Any], Any]] = {
    "tanggal": lambda _, nilai: tanggal_panjang(date.fromisoformat(nilai)) if nilai else "",
    "pilihan": _pilihan,
    "periksa": _periksa,
    "orang": _daftar_orang,
    "foto": lambda _, nilai: [_foto(satu) for satu in nilai or ()],
    "daftar": lambda _, nilai: list(nilai or ()),
}


def nama_gambar(berkas_id: str, media_type: str) -> str:
    """Under which name a picture lies beside the template."""
    return f"{berkas_id}.{'png' if media_type == 'image/png' else 'jpg'}"


def tanggal_panjang(tanggal: date) -> str:
    """5 Januari 2026"""
    return f"{tanggal.day} {NAMA_BULAN[tanggal.month - 1]} {tanggal.year}"


def saat_panjang(saat: datetime, zona: ZoneInfo) -> str:
    """Senin, 5 Januari 2026 pukul 09.10 WITA"""
    setempat = saat.astimezone(zona)
    hari = NAMA_HARI[setempat.weekday()].capitalize()
    return f"{hari}, {tanggal_panjang(setempat.date())} pukul {setempat:%H.%M} {setempat.tzname()}"


def teks_masa_berlaku(bulan: int) -> str:
    """ "5 tahun", "18 bulan", "" where it does not end."""
    if not bulan:
        return ""
    return f"{bulan // 12} tahun" if bulan % 12 == 0 else f"{bulan} bulan"


def berlaku_sampai(tanggal: date, bulan: int) -> date | None:
    """The last day: the one before the same day so many months later, the month's last where it
    has no such day. None where it does not end."""
    if not bulan:
        return None
    indeks = tanggal.month - 1 + bulan
    tahun, ke = tanggal.year + indeks // 12, indeks % 12 + 1
    try:
        return date(tahun, ke, tanggal.day) - _SEHARI
    except ValueError:
        return date(tahun + ke // 12, ke % 12 + 1, 1) - _SEHARI
