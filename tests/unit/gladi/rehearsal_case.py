"""Histories with chosen instants, and SOPs with one thing changed."""

from datetime import timedelta

from shared.gladi.gladi import Aturan
from shared.kalender.berlaku import KalenderBerlaku
from shared.kalender.model import Kalender
from shared.permohonan import Entri, Permohonan, akar, segel
from shared.sop.model import Langkah, Sop
from shared.sop.waktu import Waktu
from shared.tindakan import NilaiPutusan
from tests.builders import PAUD, Perjalanan, termuat
from tests.unit.kalender.contoh import bawaan, wita

SATU_MENIT = timedelta(minutes=1)


def sop(kode: str = PAUD) -> Sop:
    return termuat(kode).sop


def aturan(sop: Sop, kalender: Kalender | None = None) -> Aturan:
    """One calendar for all time, the packaged one by default."""
    return Aturan(sop, KalenderBerlaku.selalu(kalender or bawaan()))


def dengan_langkah(semula: Sop, ke: int, /, **ubah: object) -> Sop:
    """The SOP with something about one step changed."""
    langkah = tuple(_ganti(satu, ubah) if satu.no == ke else satu for satu in semula.langkah)
    return semula.model_copy(update={"langkah": langkah})


def dengan_waktu(semula: Sop, no: int, teks: str) -> Sop:
    return dengan_langkah(semula, no, waktu=Waktu.model_validate(teks))


def _ganti(langkah: Langkah, ubah: dict[str, object]) -> Langkah:
    return langkah.model_copy(update=ubah)


def berjalan(
    *putusan: str | tuple[str, NilaiPutusan], kode: str = PAUD, nomor: int = 1
) -> Permohonan:
    """Submitted on Monday 5 January 2026 at 09.00 WITA; then one decision at each instant, in the
    office's time. The applicant answers a return with a correction of one document."""
    jalan = Perjalanan(kode)
    for satu in putusan:
        saat, nilai = satu if isinstance(satu, tuple) else (satu, "terima")
        jalan.kini = wita(saat) - SATU_MENIT
        perkara = jalan.perkara
        if perkara.langkah == jalan.sop.langkah_pertama:
            kode_dokumen = jalan.permohonan.dokumen[0].kode
            jalan.perbaiki([jalan.lemari.berkode(kode_dokumen, f"{kode_dokumen}-{saat}")])
        else:
            jalan.putus(nilai)
    return bernomor(jalan.permohonan, nomor)


def bernomor(permohonan: Permohonan, nomor: int) -> Permohonan:
    """The same application under another number: its chain begins with that."""
    awalan = permohonan.nomor.rpartition("-")[0]
    baru = permohonan.model_copy(update={"nomor": f"{awalan}-{nomor:06d}"})
    sebelum = akar(baru.id, baru.nomor, baru.sop, baru.sop_versi)
    riwayat: list[Entri] = []
    for entri in baru.riwayat:
        riwayat.append(segel(entri.model_copy(update={"digest_sebelum": sebelum})))
        sebelum = riwayat[-1].digest
    return baru.model_copy(update={"riwayat": tuple(riwayat)})
