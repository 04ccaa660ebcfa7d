"""What a desk is shown, the Berkas that comes in and the Tugas an officer gets; and the Putusan
that answers it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shared.alur.perubahan import perubahan_terakhir
from shared.contracts.messages import (
    Berkas,
    KeadaanPermohonan,
    Pilihan,
    Putusan,
    Tugas,
)
from shared.contracts.parts import CaraTandaTangan, HasilDiminta, Petugas, SuratDiminta
from shared.desk import Aturan, Perkara
from shared.permohonan import LangkahTerbuka, Permohonan
from shared.sop.model import Hasil, Rute, Sop
from shared.tindakan import NilaiPutusan, Tindakan


def _keadaan(permohonan: Permohonan, terbuka: LangkahTerbuka, sop: Sop) -> dict[str, object]:
    nama = {p.kode: p.nama for p in sop.persyaratan}
    return {
        "permohonan_id": permohonan.id,
        "nomor": permohonan.nomor,
        "sop": permohonan.sop,
        "sop_versi": permohonan.sop_versi,
        "urutan": permohonan.urutan,
        "langkah": terbuka.no,
        "putaran": terbuka.putaran,
        "pelaksana": terbuka.pelaksana,
        "dibuka_pada": terbuka.dibuka_pada,
        "pemohon": permohonan.pemohon,
        "lembaga": permohonan.lembaga,
        "isian": permohonan.isian,
        "dokumen": tuple(
            # Checked with the message that they go into. `dict(d)` would look for `keys` first.
            {"nama": nama.get(d.kode, d.kode), **dict(iter(d))}
            for d in permohonan.dokumen
        ),
        "hasil": permohonan.hasil,
        "perbaikan": terbuka.perbaikan,
        "catatan": terbuka.catatan,
        "menggantikan": permohonan.menggantikan,
    }


def susun_berkas(permohonan: Permohonan, terbuka: LangkahTerbuka, sop: Sop) -> Berkas:
    return Berkas.model_validate(_keadaan(permohonan, terbuka, sop))


def berkas_terkini(berkas: KeadaanPermohonan, permohonan: Permohonan) -> bool:
    """False for a Berkas whose step is no longer the open one: there is nothing left to do."""
    terbuka = permohonan.langkah
    return terbuka is not None and (terbuka.no, terbuka.putaran) == (
        berkas.langkah,
        berkas.putaran,
    )


@dataclass(frozen=True)
class SuratTugas:
    """What a task tells of letters, by the codes of its outputs: those that the worker makes, and
    how those that are signed are signed."""

    dibuat: Mapping[str, SuratDiminta] = field(default_factory=dict)
    tanda_tangan: Mapping[str, CaraTandaTangan] = field(default_factory=dict)


def susun_tugas(
    perkara: Perkara,
    terbuka: LangkahTerbuka,
    aturan: Aturan,
    jatuh_tempo: datetime | None = None,
    surat: SuratTugas | None = None,
    *,
    nama: Mapping[str, str] | None = None,
) -> Tugas:
    """The task for the open step, with the SOP's own words and every way out of it. `nama`: of the
    pelaksana."""
    surat = surat or SuratTugas()
    langkah = perkara.langkah
    return Tugas.model_validate(
        {
            **_keadaan(perkara.permohonan, terbuka, perkara.sop),
            "tugas_id": f"{perkara.permohonan.id}/{terbuka.no}.{terbuka.putaran}",
            "sop_judul": perkara.sop.judul,
            "tindakan": langkah.tindakan,
            "kegiatan": langkah.kegiatan,
            "kelengkapan": langkah.kelengkapan,
            "waktu": langkah.waktu.teks,
            "output": langkah.output,
            "keterangan": langkah.keterangan,
            "kekurangan": tuple(aturan.sebelum_tugas(perkara)),
            "perubahan": perubahan_terakhir(perkara.permohonan),
            "keluaran": tuple(
                HasilDiminta(
                    kode=h.kode,
                    nama=h.nama,
                    jenis=h.jenis,
                    media=_media(h, surat),
                    surat=surat.dibuat.get(h.kode),
                    tanda_tangan=surat.tanda_tangan.get(h.kode),
                )
                for h in langkah.hasil
            ),
            "pilihan": tuple(_pilihan(perkara, rute, nama or {}) for rute in langkah.rute),
            "atas": perkara.atas,
            "jatuh_tempo": jatuh_tempo,
        }
    )


def _media(hasil: Hasil, surat: SuratTugas) -> tuple[str, ...]:
    """Of the files that are taken: of a decree that the tool has signed, the text with it."""
    dibawa = hasil.berkas or surat.tanda_tangan.get(hasil.kode) == "bsre"
    return hasil.media if hasil.jenis == "dokumen" and dibawa else ()


def _pilihan(perkara: Perkara, rute: Rute, nama: Mapping[str, str]) -> Pilihan:
    sop = perkara.sop
    return Pilihan(
        putusan=rute.putusan,
        ke=rute.ke,
        ke_pelaksana=sop.langkah_ke(rute.ke).pelaksana if isinstance(rute.ke, int) else None,
        arti=_arti(perkara, rute, nama),
        hasil_wajib=tuple(
            h.kode for h in perkara.langkah.hasil_wajib(rute.putusan) if h.jenis == "dokumen"
        ),
        tambahan=rute.tambahan,
    )


def _arti(perkara: Perkara, rute: Rute, nama: Mapping[str, str]) -> str:
    """What the choice does, in words an officer cannot mistake for its opposite."""
    sop = perkara.sop
    if rute.ke == "selesai":
        return "Selesaikan permohonan"
    if rute.ke == "ditolak":
        return "Tolak permohonan untuk seterusnya; pemohon diberi tahu alasannya"
    tujuan = sop.langkah_ke(rute.ke)
    if tujuan.tindakan is Tindakan.AJUKAN:
        return "Kembalikan kepada pemohon untuk diperbaiki"
    kata = "Kembalikan" if tujuan.no <= perkara.langkah.no else "Teruskan"
    meja = nama.get(tujuan.pelaksana, tujuan.pelaksana)
    return f"{kata} ke {meja} (langkah {tujuan.no}: {tujuan.kegiatan})"


def jawab(tugas: Tugas, nilai: NilaiPutusan, oleh: Petugas, pada: datetime, **isi: Any) -> Putusan:
    """The Putusan that answers this task. `isi` is the officer's own part: `putusan_id`, and what
    there is of `mulai_pada`, `verdik`, `hasil` and `catatan`. `atas` is what was accepted: nothing
    is approved or signed by sending it back."""
    return Putusan(
        permohonan_id=tugas.permohonan_id,
        langkah=tugas.langkah,
        putaran=tugas.putaran,
        pelaksana=tugas.pelaksana,
        putusan=nilai,
        petugas=oleh,
        diputuskan_pada=pada,
        atas=tugas.atas.berkas.sha256 if nilai == "terima" and tugas.atas else None,
        **isi,
    )
