"""Outputs that a decision brings as the text of a letter: checked, and stood in for until the
letter is set."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from shared.alur.files import Fakta, FaktaBerkas
from shared.contracts.messages import MintaNaskah, Putusan
from shared.contracts.parts import (
    CaraTandaTangan,
    Dokumen,
    DokumenBerkode,
    HasilPutusan,
    SuratDiminta,
)
from shared.desk import Keberatan, Perkara
from shared.errors import KodeTolak, PutusanDitolak
from shared.permohonan import LangkahTerbuka, Permohonan, segel, sidik
from shared.sop.model import Hasil, Sop
from shared.surat.awal import isi_awal
from shared.surat.data import Bahan, Data, data_surat
from shared.surat.isi import Isi, baca_isi, dokumen_foto
from shared.surat.loader import KatalogSurat
from shared.surat.model import Bidang
from shared.surat.skema import skema_isi

MEDIA_SURAT = "application/pdf"


@dataclass(frozen=True)
class SuratDibuat:
    """One letter to be set: for the output `kode`, of the kind `jenis`, from a sound `isi`."""

    kode: str
    jenis: str
    isi: Isi
    foto: tuple[Dokumen, ...]


def surat_diminta(hasil: Hasil, sop: str, katalog: KatalogSurat, data: Data) -> SuratDiminta | None:
    """What a tool is told of a letter that it may let the worker make; None where the output is a
    file only, or its letter has nothing to be written."""
    if not hasil.surat or hasil.surat not in katalog.jenis:
        return None
    bidang = bidang_isi(katalog, hasil.surat, sop)
    return SuratDiminta(
        jenis=hasil.surat,
        judul=katalog.surat(hasil.surat).judul,
        versi=katalog.versi,
        skema=skema_isi(bidang),
        awal=isi_awal(bidang, data),
    )


def bidang_isi(katalog: KatalogSurat, jenis: str, sop: str) -> tuple[Bidang, ...]:
    """What a decision may say of such a letter: of a decree nothing, it has its draft's words."""
    return () if katalog.surat(jenis).bernomor else katalog.bidang(jenis, sop)


def surat_dibuat(
    perkara: Perkara, putusan: Putusan, katalog: KatalogSurat | None
) -> tuple[SuratDibuat, ...]:
    """The letters that this decision wants made. Raises `PutusanDitolak` that names every field
    that is wrong, and every output that is not made this way."""
    dibuat: list[SuratDibuat] = []
    keberatan: list[Keberatan] = []
    wajib = {satu.kode: satu for satu in perkara.langkah.hasil_wajib(putusan.putusan)}
    for diberi in putusan.hasil:
        if hasil := wajib.get(diberi.kode):
            satu = _satu(hasil, diberi, perkara.sop.kode, katalog)
            if isinstance(satu, SuratDibuat):
                dibuat.append(satu)
            else:
                keberatan.extend(satu)
    if keberatan:
        alasan = tuple(satu.alasan for satu in keberatan)
        raise PutusanDitolak(keberatan[0].kode, alasan[0], alasan[1:])
    return tuple(dibuat)


def _satu(
    hasil: Hasil, diberi: HasilPutusan, sop: str, katalog: KatalogSurat | None
) -> SuratDibuat | tuple[Keberatan, ...]:
    if diberi.isi is None:
        return () if hasil.berkas or _mungkin_naskah(hasil, katalog) else (_harus_isi(hasil),)
    if not hasil.surat or katalog is None or hasil.surat not in katalog.jenis:
        return (
            Keberatan(
                KodeTolak.ISI_SURAT, f"output '{hasil.kode}' tidak dibuat dari isi: kirim berkasnya"
            ),
        )
    bidang = bidang_isi(katalog, hasil.surat, sop)
    terbaca = baca_isi(bidang, diberi.isi)
    if terbaca.cacat:
        return tuple(
            Keberatan(KodeTolak.ISI_SURAT, f"{hasil.kode}.{satu}") for satu in terbaca.cacat
        )
    foto = tuple(dokumen_foto(bidang, terbaca.isi))
    return SuratDibuat(hasil.kode, hasil.surat, terbaca.isi, foto)


def _mungkin_naskah(hasil: Hasil, katalog: KatalogSurat | None) -> bool:
    """Whether a file may be the system's own text, signed: the worker compares it with that, byte
    for byte. `katalog` is None where only the worker knows the letters."""
    return katalog is None or bernomor(hasil, katalog)


def _harus_isi(hasil: Hasil) -> Keberatan:
    return Keberatan(
        KodeTolak.BERKAS_DITOLAK,
        f"output '{hasil.kode}' dibuat oleh sistem: kirim isinya, bukan berkas",
    )


def naskah_diminta(minta: MintaNaskah, sop: Sop, pada: datetime) -> Putusan:
    """The decision that is to follow upon the text, with stand-ins for what it will bring."""
    langkah = next((satu for satu in sop.langkah if satu.no == minta.langkah), None)
    wajib = langkah.hasil_wajib("terima") if langkah else ()
    owed = tuple(SuratDibuat(h.kode, h.surat, {}, ()) for h in wajib if h.jenis == "dokumen")
    return Putusan(
        putusan_id=minta.permintaan_id,
        permohonan_id=minta.permohonan_id,
        langkah=minta.langkah,
        putaran=minta.putaran,
        pelaksana=minta.pelaksana,
        putusan="terima",
        petugas=minta.petugas,
        diputuskan_pada=pada,
        hasil=tuple(
            HasilPutusan(kode=kode, berkas=berkas) for kode, berkas in bayangan(owed).items()
        ),
        atas=minta.atas,
    )


def dengan_surat(putusan: Putusan, jadi: Mapping[str, Dokumen]) -> Putusan:
    """The same decision with the letters as files: `jadi` by the code of the output."""
    return putusan.model_copy(
        update={
            "hasil": tuple(
                HasilPutusan(kode=satu.kode, berkas=jadi[satu.kode]) if satu.kode in jadi else satu
                for satu in putusan.hasil
            )
        }
    )


def bayangan(dibuat: tuple[SuratDibuat, ...]) -> dict[str, Dokumen]:
    """Stand-ins for letters that are not set yet, by output: a decision that would be refused
    costs no typesetting."""
    return {satu.kode: _bayangan(satu.kode, satu.isi) for satu in dibuat}


def fakta_jadi(jadi: Mapping[str, Dokumen]) -> dict[str, FaktaBerkas]:
    """Of files that the worker has made itself: they are as it says."""
    return {
        satu.berkas_id: FaktaBerkas(satu.ukuran_bytes, satu.media_type, satu.sha256)
        for satu in jadi.values()
    }


def _bayangan(kode: str, isi: Mapping[str, Any]) -> Dokumen:
    rupa = sidik({"kode": kode, "isi": dict(isi)})
    return Dokumen(
        berkas_id=rupa[:24],
        nama_berkas=f"{kode}.pdf",
        media_type=MEDIA_SURAT,
        ukuran_bytes=1,
        sha256=rupa,
    )


def keberatan_foto(dibuat: tuple[SuratDibuat, ...], fakta: Fakta) -> Iterator[Keberatan]:
    """Pictures that are not in the store, or not what they are said to be."""
    for surat in dibuat:
        for ke, foto in enumerate(surat.foto, start=1):
            nama = f"{surat.kode}: foto ke-{ke} ({foto.nama_berkas})"
            ada = fakta.get(foto.berkas_id)
            if ada is None:
                yield Keberatan(KodeTolak.ISI_SURAT, f"{nama} tidak ada di penyimpanan dokumen")
            elif ada.cacat:
                yield Keberatan(KodeTolak.ISI_SURAT, f"{nama}: {ada.cacat}")
            elif (ada.sha256, ada.media_type) != (foto.sha256, foto.media_type):
                yield Keberatan(KodeTolak.ISI_SURAT, f"{nama} bukan foto yang disebut")


def bernomor(hasil: Hasil, katalog: KatalogSurat) -> bool:
    """Whether this output is a letter that bears a number of the register: an SK."""
    jenis = katalog.jenis.get(hasil.surat)
    return jenis is not None and jenis.bernomor


def surat_langkah(
    perkara: Perkara,
    terbuka: LangkahTerbuka,
    katalog: KatalogSurat,
    zona: ZoneInfo,
    cara: Mapping[str, CaraTandaTangan],
) -> dict[str, SuratDiminta]:
    """By output: what the task tells of the letters of its step. `cara`: how its decrees are
    signed; the worker makes those of which it holds the key."""
    diminta = [
        hasil
        for hasil in perkara.langkah.hasil
        if hasil.surat and (not bernomor(hasil, katalog) or cara.get(hasil.kode) == "lokal")
    ]
    if not diminta:
        return {}
    bahan = Bahan(
        permohonan=perkara.permohonan,
        sop=perkara.sop,
        zona=zona,
        pada=terbuka.dibuka_pada,
        langkah=terbuka.no,
        putaran=terbuka.putaran,
        pelaksana=terbuka.pelaksana,
    )
    data = data_surat(bahan, katalog.kantor, (), {})
    surat = ((h.kode, surat_diminta(h, perkara.sop.kode, katalog, data)) for h in diminta)
    return {kode: satu for kode, satu in surat if satu}


def surat_pemohon(baru: Permohonan, sop: Sop) -> str:
    """The kind of letter that the applicant gets for the last entry; "" for none."""
    entri = baru.riwayat[-1]
    if entri.putusan == "tarik":
        return ""
    rute = sop.langkah_ke(entri.langkah).rute_untuk(entri.putusan)
    return rute.surat if rute else ""


def dengan_surat_pemohon(baru: Permohonan, surat: DokumenBerkode) -> Permohonan:
    """With the letter in the last entry, which is sealed anew: nobody has seen it yet."""
    entri = segel(baru.riwayat[-1].model_copy(update={"surat": surat, "digest": ""}))
    return baru.model_copy(update={"riwayat": (*baru.riwayat[:-1], entri)})


def bahan_putusan(baru: Permohonan, sop: Sop, zona: ZoneInfo) -> Bahan:
    """Of the letters that the last entry of the riwayat makes. `baru` is the case as it will be
    after the decision: the instant, the round and the right to decide are as they are recorded."""
    entri = baru.riwayat[-1]
    return Bahan(
        permohonan=baru,
        sop=sop,
        zona=zona,
        pada=entri.diputuskan_pada,
        langkah=entri.langkah,
        putaran=entri.putaran,
        pelaksana=entri.pelaksana,
        petugas=entri.oleh,
        wewenang=entri.wewenang,
        verdik=entri.verdik,
        perbaikan=entri.perbaikan,
        catatan=entri.catatan,
    )
