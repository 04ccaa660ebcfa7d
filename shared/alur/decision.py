"""A Putusan against the application: may it be decided, by this one, now, with this?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.alur.files import AturanBerkas, Fakta, cacat_berkas
from shared.alur.instants import MUNDUR, Dipakai, saat_putusan
from shared.alur.salinan import keberatan_salinan
from shared.alur.step import Penutupan, rute_putusan, saat_tercatat, tutup_dan_buka
from shared.contracts.messages import Putusan
from shared.contracts.parts import DokumenBerkode
from shared.desk import BukuAturan, Keberatan, Perkara
from shared.errors import KodeTolak, PutusanDitolak, SudahDiterapkan
from shared.permohonan import Permohonan, Wewenang, sidik_kontrak
from shared.petugas.model import DaftarPetugas
from shared.petugas.wewenang import pastikan_berwenang
from shared.sop.model import Hasil, Langkah, Sop
from shared.tindakan import Tindakan
from shared.topology import PELAKSANA_PEMOHON


@dataclass(frozen=True)
class Keadaan:
    """What a decision meets: the time, the largest file size in bytes, and the office's register
    of officers, where it keeps one."""

    kini: datetime
    batas_bytes: int
    petugas: DaftarPetugas | None = None
    mundur: timedelta = MUNDUR
    """How far back a tool's own time is believed."""


def sidik_putusan(putusan: Putusan) -> str:
    """A tool that repeats a decision may stamp it with a new time: it is still the same one."""
    return sidik_kontrak(putusan, {"mulai_pada", "diputuskan_pada"})


def perkara_terbuka(permohonan: Permohonan, putusan: Putusan, sop: Sop, pelaksana: str) -> Perkara:
    """The case that the decision is about, if it may be decided at all.

    `pelaksana` is whose queue the message came through. Raises `SudahDiterapkan` for a
    repeated decision and `PutusanDitolak` for one that is stale, contradictory, or belongs
    to somebody else.
    """
    _kenali(permohonan, putusan)
    langkah = _langkah_sop(sop, putusan)
    if langkah.pelaksana != pelaksana or putusan.pelaksana != pelaksana:
        raise PutusanDitolak(
            KodeTolak.BUKAN_WEWENANG,
            f"langkah {langkah.no} adalah wewenang {langkah.pelaksana};"
            f" putusan ini datang dari {putusan.pelaksana} melalui antrean {pelaksana}",
        )
    if langkah.tindakan is Tindakan.AJUKAN:
        raise PutusanDitolak(
            KodeTolak.PUTUSAN_TIDAK_TERSEDIA,
            f"langkah {langkah.no} ditutup dengan Pengajuan, bukan dengan Putusan",
        )
    _pastikan_terbuka(permohonan, putusan)
    rute_putusan(langkah, putusan.putusan)
    return Perkara(permohonan, sop, langkah)


def _kenali(permohonan: Permohonan, putusan: Putusan) -> None:
    entri = permohonan.entri_kiriman(putusan.putusan_id)
    if entri is None:
        return
    if entri.sidik == sidik_putusan(putusan):
        raise SudahDiterapkan(entri.urutan)
    raise PutusanDitolak(
        KodeTolak.KIRIMAN_BERBEDA,
        f"putusan_id '{putusan.putusan_id}' sudah dipakai untuk putusan lain"
        f" (langkah {entri.langkah} putaran {entri.putaran})",
    )


def _langkah_sop(sop: Sop, putusan: Putusan) -> Langkah:
    if not any(langkah.no == putusan.langkah for langkah in sop.langkah):
        raise PutusanDitolak(
            KodeTolak.LANGKAH_TIDAK_TERBUKA, f"{sop.kode} tidak punya langkah {putusan.langkah}"
        )
    return sop.langkah_ke(putusan.langkah)


def _pastikan_terbuka(permohonan: Permohonan, putusan: Putusan) -> None:
    terbuka = permohonan.langkah
    if terbuka and (terbuka.no, terbuka.putaran) == (putusan.langkah, putusan.putaran):
        return
    sebut = f"langkah {putusan.langkah} putaran {putusan.putaran} dari {permohonan.nomor}"
    for entri in permohonan.riwayat:
        if (entri.langkah, entri.putaran) == (putusan.langkah, putusan.putaran):
            if entri.ditarik:
                raise PutusanDitolak(
                    KodeTolak.SUDAH_DIPUTUS, f"{sebut} tidak diputus lagi: sudah ditarik pemohon"
                )
            oleh = f" oleh {entri.oleh.nama}" if entri.oleh else ""
            raise PutusanDitolak(
                KodeTolak.SUDAH_DIPUTUS, f"{sebut} sudah diputus '{entri.putusan}'{oleh}"
            )
    sekarang = (
        f"yang terbuka langkah {terbuka.no} putaran {terbuka.putaran}"
        if terbuka
        else f"permohonan sudah {permohonan.status}"
    )
    raise PutusanDitolak(KodeTolak.LANGKAH_TIDAK_TERBUKA, f"{sebut} tidak terbuka; {sekarang}")


def putuskan(
    perkara: Perkara,
    putusan: Putusan,
    buku: BukuAturan,
    fakta: Fakta,
    keadaan: Keadaan,
    *,
    sidik: str | None = None,
) -> Permohonan:
    """The application after this decision, all of whose outputs are files by now. `sidik` is the
    digest of what was sent, where letters were made of it (`sidik_putusan`).

    Raises `PutusanDitolak`: of one who may not decide at all with only that, otherwise with every
    objection, the first one's code leading.
    """
    saat = _saat(perkara, putusan, keadaan)
    wewenang = _wewenang(perkara, putusan, keadaan, saat)
    batas_bytes = keadaan.batas_bytes
    keberatan = [
        *_keberatan_hasil(perkara, putusan, fakta, batas_bytes),
        *_keberatan_verdik(perkara, putusan),
        *buku[perkara.langkah.tindakan].periksa(perkara, putusan),
        *keberatan_salinan(perkara, putusan),
        *_keberatan_alasan(perkara, putusan),
    ]
    if keberatan:
        rincian = tuple(k.alasan for k in keberatan)
        raise PutusanDitolak(keberatan[0].kode, rincian[0], rincian[1:])
    return tutup_dan_buka(
        perkara,
        Penutupan(
            putusan=putusan.putusan,
            kiriman_id=putusan.putusan_id,
            sidik=sidik or sidik_putusan(putusan),
            diputuskan_pada=saat.pada,
            kini=keadaan.kini,
            dikerjakan_pada=putusan.mulai_pada,
            oleh=putusan.petugas,
            wewenang=wewenang,
            verdik=putusan.verdik,
            hasil=putusan.dokumen,
            atas=putusan.atas,
            catatan=putusan.catatan,
            saat_pengirim=saat.pengirim,
        ),
    )


def _saat(perkara: Perkara, putusan: Putusan, keadaan: Keadaan) -> Dipakai:
    terbuka = perkara.permohonan.langkah
    dibuka = terbuka.dibuka_pada if terbuka else keadaan.kini
    return saat_putusan(putusan.diputuskan_pada, dibuka, keadaan.kini, keadaan.mundur)


def _wewenang(
    perkara: Perkara, putusan: Putusan, keadaan: Keadaan, saat: Dipakai
) -> Wewenang | None:
    """By what right the officer decides. The applicant's own steps need none: the portal answers
    for who that is."""
    terbuka = perkara.permohonan.langkah
    if keadaan.petugas is None or terbuka is None or terbuka.pelaksana == PELAKSANA_PEMOHON:
        return None
    pada = saat_tercatat(perkara.permohonan, terbuka, saat.pada, keadaan.kini)
    return pastikan_berwenang(keadaan.petugas, putusan.petugas, terbuka.pelaksana, pada)


def _keberatan_hasil(
    perkara: Perkara, putusan: Putusan, fakta: Fakta, batas_bytes: int
) -> Iterator[Keberatan]:
    diminta = {
        h.kode: h for h in perkara.langkah.hasil_wajib(putusan.putusan) if h.jenis == "dokumen"
    }
    diberi = {h.kode: h for h in putusan.dokumen}
    for kode, hasil in diminta.items():
        if kode not in diberi:
            yield Keberatan(KodeTolak.OUTPUT_KURANG, f"output '{kode}' ({hasil.nama}) belum ada")
    for kode, berkas in diberi.items():
        if kode in diminta:
            yield from _keberatan_berkas(diminta[kode], berkas, fakta, batas_bytes)
        else:
            yield Keberatan(
                KodeTolak.OUTPUT_TIDAK_DIMINTA,
                f"putusan '{putusan.putusan}' pada langkah {perkara.langkah.no}"
                f" tidak meminta output '{kode}'",
            )


def _keberatan_berkas(
    diminta: Hasil, diberi: DokumenBerkode, fakta: Fakta, batas_bytes: int
) -> Iterator[Keberatan]:
    dokumen = diberi.berkas
    aturan = AturanBerkas(diminta.media, batas_bytes)
    for cacat in cacat_berkas(diberi.kode, dokumen, fakta.get(dokumen.berkas_id), aturan):
        yield Keberatan(KodeTolak.BERKAS_DITOLAK, cacat)


def _keberatan_verdik(perkara: Perkara, putusan: Putusan) -> Iterator[Keberatan]:
    for verdik in putusan.verdik:
        if perkara.permohonan.dokumen_untuk(verdik.kode) is None:
            yield Keberatan(
                KodeTolak.BIDANG_TIDAK_DIKENAL, f"tidak ada dokumen '{verdik.kode}' untuk dinilai"
            )
        elif not verdik.diterima and not verdik.alasan:
            yield Keberatan(
                KodeTolak.ALASAN_KURANG, f"dokumen '{verdik.kode}' ditolak tanpa alasan"
            )
        elif not verdik.diterima and putusan.putusan == "terima":
            yield Keberatan(
                KodeTolak.VERDIK_KURANG,
                f"dokumen '{verdik.kode}' ditolak, maka putusan tidak dapat 'terima'",
            )


def _keberatan_alasan(perkara: Perkara, putusan: Putusan) -> Iterator[Keberatan]:
    """Whoever sends back or refuses says why: a note, a rejected document, or one missing."""
    if putusan.putusan == "terima" or putusan.catatan:
        return
    ditolak = any(not v.diterima for v in putusan.verdik)
    rute = perkara.langkah.rute_untuk(putusan.putusan)
    kembali = rute is not None and isinstance(rute.ke, int)
    if not ditolak and not (kembali and perkara.kekurangan()):
        yield Keberatan(
            KodeTolak.ALASAN_KURANG,
            f"putusan '{putusan.putusan}' harus disertai alasan: verdik per dokumen atau catatan",
        )
