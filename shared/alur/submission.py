"""A Pengajuan: a new application, or a correction of one that was sent back."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from shared.alur.files import AturanBerkas, Fakta, cacat_berkas, teks_melebihi
from shared.alur.instants import MUNDUR, Dipakai, saat_pengajuan
from shared.alur.perubahan import (
    mencabut_penerimaan,
    perubahan_formulir,
    sidik_bidang,
    sidik_perubahan,
    tanpa_penerimaan,
)
from shared.alur.step import MILIDETIK, Penutupan, tutup_dan_buka
from shared.contracts.messages import Pengajuan
from shared.contracts.parts import DokumenBerkode
from shared.desk import Perkara
from shared.errors import KodeTolak, PengajuanDitolak, SudahDiterapkan
from shared.permohonan import (
    DokumenPermohonan,
    LangkahTerbuka,
    Permohonan,
    id_permohonan,
    sidik,
)
from shared.sop.model import Langkah, Sop, SopTermuat
from shared.tindakan import Tindakan


def sidik_pengajuan(pengajuan: Pengajuan) -> str:
    """The digest of what the applicant said and attached.

    When it was sent, under which id a file was uploaded and what the portal wants to be told is
    left out: a portal that repeats an upload repeats the same submission.
    """
    bukan_isi = {"mulai_pada", "diajukan_pada", "dokumen", "kabari_kemajuan"}
    if pengajuan.nomor is not None or pengajuan.menggantikan is None:
        bukan_isi.add("menggantikan")
    isi = pengajuan.model_dump(mode="json", exclude=bukan_isi)
    isi["dokumen"] = {d.kode: [d.berkas.nama_berkas, d.berkas.sha256] for d in pengajuan.dokumen}
    return sidik(isi)


def kenali(permohonan: Permohonan, pengajuan: Pengajuan) -> None:
    """Raises `SudahDiterapkan` for a repeated submission, `PengajuanDitolak` when the same
    `pengajuan_id` now says something else: the first stands. Silent when it is new."""
    entri = permohonan.entri_kiriman(pengajuan.pengajuan_id)
    if entri is None:
        return
    if entri.sidik == sidik_pengajuan(pengajuan):
        raise SudahDiterapkan(entri.urutan)
    raise PengajuanDitolak(
        KodeTolak.KIRIMAN_BERBEDA,
        f"pengajuan_id '{pengajuan.pengajuan_id}' sudah dipakai untuk {permohonan.nomor}"
        " dengan isi yang berbeda; yang pertama tetap berlaku",
    )


def pastikan_layak_dibaca(pengajuan: Pengajuan, sop: Sop, batas_kiriman_bytes: int) -> None:
    """To be asked before any file is read: what the SOP does not want is not worth reading.
    Raises `PengajuanDitolak` that names each wrong field, or by how much it is too much."""
    if asing := tuple(_bidang_asing(pengajuan, sop)):
        raise PengajuanDitolak(
            KodeTolak.BIDANG_TIDAK_DIKENAL, f"pengajuan tidak sesuai {sop.kode}", asing
        )
    jumlah = sum(d.berkas.ukuran_bytes for d in pengajuan.dokumen)
    if jumlah > batas_kiriman_bytes:
        ukuran, batas = teks_melebihi(jumlah, batas_kiriman_bytes)
        raise PengajuanDitolak(
            KodeTolak.BERKAS_DITOLAK,
            f"semua berkas bersama-sama {ukuran}, melebihi batas {batas}",
        )


def pastikan_sah(pengajuan: Pengajuan, sop: Sop, fakta: Fakta, batas_bytes: int) -> None:
    """Raises `PengajuanDitolak` that names each wrong file; its fields are known to be right.

    A required document that is missing is not wrong here: the application is registered and
    the verifying officer sees what is missing.
    """
    if cacat := tuple(_cacat(pengajuan, sop, fakta, batas_bytes)):
        raise PengajuanDitolak(KodeTolak.BERKAS_DITOLAK, "berkas ditolak", cacat)


def _bidang_asing(pengajuan: Pengajuan, sop: Sop) -> Iterator[str]:
    persyaratan = {p.kode for p in sop.persyaratan}
    isian = {i.kode: i for i in sop.isian}
    for posisi, dokumen in enumerate(pengajuan.dokumen):
        if dokumen.kode not in persyaratan:
            yield f"dokumen[{posisi}].kode: '{dokumen.kode}' bukan persyaratan {sop.kode}"
    for kode, nilai in pengajuan.isian.items():
        if kode not in isian:
            yield f"isian.{kode}: bukan isian {sop.kode}"
        elif isian[kode].pilihan and nilai.strip() and nilai not in isian[kode].pilihan:
            yield f"isian.{kode}: '{nilai}' bukan salah satu dari {', '.join(isian[kode].pilihan)}"


def _cacat(pengajuan: Pengajuan, sop: Sop, fakta: Fakta, batas_bytes: int) -> Iterator[str]:
    media = {p.kode: p.media for p in sop.persyaratan}
    for dokumen in pengajuan.dokumen:
        aturan = AturanBerkas(media[dokumen.kode], batas_bytes)
        diketahui = fakta.get(dokumen.berkas.berkas_id)
        yield from cacat_berkas(dokumen.kode, dokumen.berkas, diketahui, aturan)


def daftarkan(
    pengajuan: Pengajuan,
    termuat: SopTermuat,
    nomor: str,
    kini: datetime,
    mundur: timedelta = MUNDUR,
) -> Permohonan:
    """A new application, its first step already closed by the submission itself.

    The office's first clock runs from `diajukan_pada`, the instant at which the portal
    published; a portal whose clock is ahead of ours does not gain time by it. `mundur`: how far
    back the portal is believed.
    """
    sop, pertama = termuat.sop, termuat.sop.langkah_pertama
    saat = saat_pengajuan(pengajuan.diajukan_pada, pengajuan.mulai_pada, kini, mundur)
    mulai = saat.mulai or saat.pada
    kosong = Permohonan(
        id=id_permohonan(pengajuan.pengajuan_id),
        nomor=nomor,
        sop=sop.kode,
        sop_versi=termuat.versi,
        urutan=0,
        putaran=1,
        pemohon=pengajuan.pemohon,
        lembaga=pengajuan.lembaga,
        isian=pengajuan.isian,
        dokumen=tuple(_dokumen(d, 1) for d in pengajuan.dokumen),
        langkah=LangkahTerbuka(
            no=pertama.no, putaran=1, pelaksana=pertama.pelaksana, dibuka_pada=mulai
        ),
        pengajuan_id=(pengajuan.pengajuan_id,),
        dibuat_pada=kini,
        kabari_kemajuan=bool(pengajuan.kabari_kemajuan),
        menggantikan=pengajuan.menggantikan,
    )
    return tutup_dan_buka(Perkara(kosong, sop, pertama), _penutupan(pengajuan, saat))


def perbaiki(
    permohonan: Permohonan,
    pengajuan: Pengajuan,
    sop: Sop,
    kini: datetime,
    mundur: timedelta = MUNDUR,
) -> Permohonan:
    """The application after its correction. Documents: only what was sent back, or was missing,
    changes. Values of the form: each change is kept beside the old value, and one that had not been
    sent back takes back every acceptance (`mencabut_penerimaan`).

    Raises `PengajuanDitolak` when the application is not with the applicant, when the
    correction is for another putaran, or when it replaces a document that stands accepted.
    """
    langkah = _pastikan_di_pemohon(permohonan, pengajuan, sop)
    pengajuan = pengajuan.model_copy(update={"menggantikan": permohonan.menggantikan})
    _pastikan_tidak_terkunci(permohonan, pengajuan)
    baru = {d.kode: _dokumen(d, pengajuan.putaran) for d in pengajuan.dokumen}
    perubahan = perubahan_formulir(permohonan, pengajuan, sop)
    tetap = permohonan.dokumen
    if mencabut_penerimaan(perubahan):
        tetap = tanpa_penerimaan(tetap)
    lama = {d.kode: d for d in tetap}
    diperbarui = permohonan.model_copy(
        update={
            "pemohon": pengajuan.pemohon,
            "lembaga": pengajuan.lembaga,
            "isian": pengajuan.isian,
            "dokumen": tuple((lama | baru).values()),
            "pengajuan_id": (*permohonan.pengajuan_id, pengajuan.pengajuan_id),
            "perubahan": (*permohonan.perubahan, *perubahan),
        }
    )
    saat = saat_pengajuan(pengajuan.diajukan_pada, pengajuan.mulai_pada, kini, mundur)
    saat = saat._replace(pada=max(saat.pada, _paling_awal(permohonan)))
    penutupan = replace(_penutupan(pengajuan, saat), sidik_perubahan=sidik_perubahan(perubahan))
    return tutup_dan_buka(Perkara(diperbarui, sop, langkah), penutupan)


def _paling_awal(permohonan: Permohonan) -> datetime:
    """A correction comes after it was asked for, also by the clock of a portal that is behind:
    what the watchdog has said of the return is then never in its way."""
    return permohonan.riwayat[-1].ditutup_pada + MILIDETIK


def _dokumen(dokumen: DokumenBerkode, putaran: int) -> DokumenPermohonan:
    return DokumenPermohonan(kode=dokumen.kode, berkas=dokumen.berkas, putaran=putaran)


def _penutupan(pengajuan: Pengajuan, saat: Dipakai) -> Penutupan:
    return Penutupan(
        putusan="terima",
        kiriman_id=pengajuan.pengajuan_id,
        sidik=sidik_pengajuan(pengajuan),
        diputuskan_pada=saat.pada,
        kini=saat.pada,
        dokumen=pengajuan.dokumen,
        sidik_bidang=sidik_bidang(pengajuan, pengajuan.pengajuan_id),
        saat_pengirim=saat.pengirim,
    )


def _pastikan_di_pemohon(permohonan: Permohonan, pengajuan: Pengajuan, sop: Sop) -> Langkah:
    terbuka = permohonan.langkah
    langkah = sop.langkah_ke(terbuka.no) if terbuka else None
    if langkah is None or terbuka is None or langkah.tindakan is not Tindakan.AJUKAN:
        di_mana = f"kini langkah {langkah.no}, {langkah.kegiatan}" if langkah else permohonan.status
        raise PengajuanDitolak(
            KodeTolak.LANGKAH_TIDAK_TERBUKA,
            f"{permohonan.nomor} tidak sedang menunggu perbaikan pemohon ({di_mana})",
        )
    if (pengajuan.putaran, pengajuan.sop) != (terbuka.putaran, permohonan.sop):
        raise PengajuanDitolak(
            KodeTolak.LANGKAH_TIDAK_TERBUKA,
            f"{permohonan.nomor} menunggu perbaikan putaran {terbuka.putaran}"
            f" untuk {permohonan.sop}, bukan putaran {pengajuan.putaran} untuk {pengajuan.sop}",
        )
    return langkah


def _pastikan_tidak_terkunci(permohonan: Permohonan, pengajuan: Pengajuan) -> None:
    """Where the one who sent it back named nothing in particular, only a note, the applicant
    alone can tell what it is about: then any document may be replaced, and is judged anew."""
    if permohonan.langkah is None or not permohonan.langkah.perbaikan:
        return
    sekarang: Mapping[str, DokumenPermohonan] = {d.kode: d for d in permohonan.dokumen}
    terkunci = tuple(
        f"dokumen '{d.kode}' sudah diterima dan tidak perlu diganti"
        for d in pengajuan.dokumen
        if d.kode in sekarang and sekarang[d.kode].diterima is True
    )
    if terkunci:
        raise PengajuanDitolak(
            KodeTolak.DOKUMEN_TERKUNCI, "hanya yang dikembalikan yang diperbaiki", terkunci
        )
