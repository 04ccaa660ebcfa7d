"""The one transition: a step closes, and in the same breath the next one opens.

Everything that moves an application goes through `tutup_dan_buka`; nothing here knows who
sent the decision or how it came.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from shared.contracts.base import ke_milidetik
from shared.contracts.messages import TujuanTercatat
from shared.contracts.parts import (
    DokumenBerkode,
    HasilLangkah,
    Kekurangan,
    Perbaikan,
    Petugas,
    Verdik,
)
from shared.desk import Perkara
from shared.errors import KodeTolak, PutusanDitolak
from shared.permohonan import (
    DokumenPermohonan,
    Entri,
    LangkahTerbuka,
    Permohonan,
    SaatPengirim,
    Wewenang,
    akar,
    segel,
)
from shared.sop.model import Langkah, Rute, Sop
from shared.tindakan import PutusanTercatat, Tindakan

MILIDETIK = timedelta(milliseconds=1)


@dataclass(frozen=True)
class Penutupan:
    """A checked decision, ready to be written down."""

    putusan: PutusanTercatat
    kiriman_id: str
    sidik: str
    diputuskan_pada: datetime
    kini: datetime
    dikerjakan_pada: datetime | None = None
    oleh: Petugas | None = None
    wewenang: Wewenang | None = None
    verdik: tuple[Verdik, ...] = ()
    dokumen: tuple[DokumenBerkode, ...] = ()
    hasil: tuple[DokumenBerkode, ...] = ()
    atas: str | None = None
    catatan: str = ""
    sidik_bidang: Mapping[str, str] | None = None
    sidik_perubahan: str | None = None
    saat_pengirim: SaatPengirim | None = None


def mundur(rute: Rute, langkah: Langkah) -> bool:
    return isinstance(rute.ke, int) and rute.ke <= langkah.no


def rute_putusan(langkah: Langkah, putusan: PutusanTercatat) -> Rute:
    """Raises `PutusanDitolak` when the SOP has no such way out of the step."""
    rute = langkah.rute_untuk(putusan)
    if rute is None:
        tersedia = ", ".join(r.putusan for r in langkah.rute)
        raise PutusanDitolak(
            KodeTolak.PUTUSAN_TIDAK_TERSEDIA,
            f"langkah {langkah.no} tidak mengenal putusan '{putusan}'; yang ada: {tersedia}",
        )
    return rute


def terapkan_verdik(
    dokumen: tuple[DokumenPermohonan, ...], verdik: tuple[Verdik, ...]
) -> tuple[DokumenPermohonan, ...]:
    per_kode = {v.kode: v for v in verdik}
    return tuple(
        d.model_copy(update={"diterima": v.diterima, "alasan": v.alasan})
        if (v := per_kode.get(d.kode))
        else d
        for d in dokumen
    )


def hasil_langkah(perkara: Perkara, tutup: Penutupan) -> tuple[HasilLangkah, ...]:
    """The outputs that this decision brings about: files supplied, records made by deciding."""
    berkas = {h.kode: h.berkas for h in tutup.hasil}
    terbuka = perkara.permohonan.langkah
    return tuple(
        HasilLangkah(
            kode=h.kode,
            nama=h.nama,
            jenis=h.jenis,
            langkah=perkara.langkah.no,
            putaran=terbuka.putaran if terbuka else 1,
            berkas=berkas.get(h.kode),
            atas=tutup.atas,
        )
        for h in perkara.langkah.hasil_wajib(tutup.putusan)
    )


def daftar_perbaikan(perkara: Perkara) -> tuple[Perbaikan, ...]:
    """What the applicant must put right: documents rejected (with the reason), and missing ones."""
    nama = {p.kode: p.nama for p in perkara.sop.persyaratan}
    ditolak = (
        Perbaikan(jenis="dokumen", kode=d.kode, nama=nama.get(d.kode, d.kode), alasan=d.alasan)
        for d in perkara.permohonan.dokumen
        if d.diterima is False
    )
    return (*ditolak, *(_belum_ada(k) for k in perkara.kekurangan()))


def _belum_ada(kurang: Kekurangan) -> Perbaikan:
    kata = "dilampirkan" if kurang.jenis == "dokumen" else "diisi"
    return Perbaikan(jenis=kurang.jenis, kode=kurang.kode, nama=kurang.nama, alasan=f"belum {kata}")


def tutup_dan_buka(perkara: Perkara, tutup: Penutupan) -> Permohonan:
    """The application after the decision.

    Going back drops every output made at or after the step it goes back to: they must be
    made anew (they stay in the riwayat). Raises `PutusanDitolak` when the SOP has no such
    route, or when the next step's kelengkapan would not be there.
    """
    lama, langkah = perkara.permohonan, perkara.langkah
    rute = rute_putusan(langkah, tutup.putusan)
    baru = hasil_langkah(perkara, tutup)
    kembali = mundur(rute, langkah)
    hasil = (*(h for h in lama.hasil if h.langkah != langkah.no), *baru)
    if kembali and isinstance(rute.ke, int):
        hasil = tuple(h for h in hasil if h.langkah < rute.ke)
    sesudah = lama.model_copy(
        update={
            "dokumen": terapkan_verdik(lama.dokumen, tutup.verdik),
            "hasil": hasil,
            "urutan": lama.urutan + 1,
            "putaran": lama.putaran + kembali,
        }
    )
    perbaikan = _perbaikan_bagi_pemohon(replace(perkara, permohonan=sesudah), rute)
    entri = _entri(perkara, tutup, rute.ke, baru, perbaikan)
    return _buka(sesudah, perkara.sop, entri)


def tutup_karena_ditarik(perkara: Perkara, tutup: Penutupan) -> Permohonan:
    """The application, ended. What was made and judged stays as it was."""
    lama = perkara.permohonan
    sesudah = lama.model_copy(update={"urutan": lama.urutan + 1})
    return _buka(sesudah, perkara.sop, _entri(perkara, tutup, "ditarik", (), ()))


def _perbaikan_bagi_pemohon(perkara: Perkara, rute: Rute) -> tuple[Perbaikan, ...]:
    if not isinstance(rute.ke, int):
        return ()
    if perkara.sop.langkah_ke(rute.ke).tindakan is not Tindakan.AJUKAN:
        return ()
    return daftar_perbaikan(perkara)


def _entri(
    perkara: Perkara,
    tutup: Penutupan,
    ke: TujuanTercatat,
    hasil: tuple[HasilLangkah, ...],
    perbaikan: tuple[Perbaikan, ...],
) -> Entri:
    lama, terbuka = perkara.permohonan, perkara.permohonan.langkah
    if terbuka is None:
        raise PutusanDitolak(KodeTolak.SUDAH_DIPUTUS, f"{lama.nomor} sudah berakhir")
    sebelum = (
        lama.riwayat[-1].digest
        if lama.riwayat
        else akar(lama.id, lama.nomor, lama.sop, lama.sop_versi)
    )
    diputuskan, ditutup = saat_tercatat(lama, terbuka, tutup.diputuskan_pada, tutup.kini)
    return segel(
        Entri(
            urutan=lama.urutan,
            langkah=terbuka.no,
            putaran=terbuka.putaran,
            pelaksana=terbuka.pelaksana,
            tindakan=perkara.langkah.tindakan,
            putusan=tutup.putusan,
            ke=ke,
            oleh=tutup.oleh,
            wewenang=tutup.wewenang,
            kiriman_id=tutup.kiriman_id,
            sidik=tutup.sidik,
            dibuka_pada=terbuka.dibuka_pada,
            dikerjakan_pada=_saat_mulai(tutup, terbuka, diputuskan),
            diputuskan_pada=diputuskan,
            ditutup_pada=ditutup,
            verdik=tutup.verdik,
            dokumen=tutup.dokumen,
            hasil=hasil,
            perbaikan=perbaikan,
            catatan=tutup.catatan,
            sidik_bidang=dict(tutup.sidik_bidang) if tutup.sidik_bidang else None,
            sidik_perubahan=tutup.sidik_perubahan,
            saat_pengirim=tutup.saat_pengirim,
            digest_sebelum=sebelum,
        )
    )


def saat_tercatat(
    lama: Permohonan, terbuka: LangkahTerbuka, diputuskan: datetime, kini: datetime
) -> tuple[datetime, datetime]:
    """(decided, closed) as the riwayat will have them: no clock of a tool puts a decision before
    its step was opened, or after it was received."""
    ditutup = ke_milidetik(_saat_tutup(lama, terbuka, kini))
    return ke_milidetik(min(max(diputuskan, terbuka.dibuka_pada), ditutup)), ditutup


def _saat_tutup(lama: Permohonan, terbuka: LangkahTerbuka, kini: datetime) -> datetime:
    """Clocks of two machines differ: a step never closes before it was opened, nor at an instant
    at which the watchdog has seen it open."""
    ditutup = max(kini, terbuka.dibuka_pada)
    return max(ditutup, lama.jaga.sampai + MILIDETIK) if lama.jaga else ditutup


def _saat_mulai(tutup: Penutupan, terbuka: LangkahTerbuka, diputuskan: datetime) -> datetime | None:
    if tutup.dikerjakan_pada is None:
        return None
    return min(max(tutup.dikerjakan_pada, terbuka.dibuka_pada), diputuskan)


def _buka(sesudah: Permohonan, sop: Sop, entri: Entri) -> Permohonan:
    berikut: dict[str, object]
    if isinstance(entri.ke, str):
        berikut = {"langkah": None, "status": entri.ke}
    else:
        langkah = sop.langkah_ke(entri.ke)
        _pastikan_kelengkapan(sesudah, langkah)
        berikut = {
            "langkah": LangkahTerbuka(
                no=langkah.no,
                putaran=sesudah.putaran,
                pelaksana=langkah.pelaksana,
                dibuka_pada=entri.ditutup_pada,
                perbaikan=entri.perbaikan,
                catatan=entri.catatan,
            ),
            "status": "berjalan",
        }
    return sesudah.model_copy(update={**berikut, "riwayat": (*sesudah.riwayat, entri)})


def _pastikan_kelengkapan(permohonan: Permohonan, langkah: Langkah) -> None:
    if kurang := [kode for kode in langkah.butuh if permohonan.hasil_untuk(kode) is None]:
        raise PutusanDitolak(
            KodeTolak.KELENGKAPAN_KURANG,
            f"langkah {langkah.no} tidak dapat dibuka karena kelengkapannya belum ada",
            tuple(kurang),
        )
