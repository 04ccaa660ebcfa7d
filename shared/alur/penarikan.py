"""A Penarikan: the applicant takes the application back, as long as its SOP allows it."""

from datetime import datetime, timedelta

from shared.alur.instants import MUNDUR, saat_putusan
from shared.alur.step import Penutupan, tutup_karena_ditarik
from shared.contracts.messages import Penarikan
from shared.desk import Perkara
from shared.errors import KodeTolak, PenarikanDitolak, SudahDiterapkan
from shared.permohonan import LangkahTerbuka, Permohonan, sidik_kontrak
from shared.sop.model import Sop


def sidik_penarikan(penarikan: Penarikan) -> str:
    """When it was sent is no content."""
    return sidik_kontrak(penarikan, {"ditarik_pada"})


def tarik(
    permohonan: Permohonan,
    penarikan: Penarikan,
    sop: Sop,
    kini: datetime,
    mundur: timedelta = MUNDUR,
) -> Permohonan:
    """The application, ended as `ditarik`, its history one entry longer.

    `permohonan` is the one of that nomor. `mundur`: how far back the portal's time is believed.
    Raises `SudahDiterapkan` for a repetition, and `PenarikanDitolak` when the message does not know
    the application, or comes too late.
    """
    _kenali(permohonan, penarikan)
    terbuka = _pastikan_dapat_ditarik(permohonan, penarikan, sop)
    saat = saat_putusan(penarikan.ditarik_pada, terbuka.dibuka_pada, kini, mundur)
    return tutup_karena_ditarik(
        Perkara(permohonan, sop, sop.langkah_ke(terbuka.no)),
        Penutupan(
            putusan="tarik",
            kiriman_id=penarikan.penarikan_id,
            sidik=sidik_penarikan(penarikan),
            diputuskan_pada=saat.pada,
            kini=kini,
            catatan=penarikan.alasan,
            saat_pengirim=saat.pengirim,
        ),
    )


def _kenali(permohonan: Permohonan, penarikan: Penarikan) -> None:
    entri = permohonan.entri_kiriman(penarikan.penarikan_id)
    if entri is None:
        return
    if entri.sidik == sidik_penarikan(penarikan):
        raise SudahDiterapkan(entri.urutan)
    raise PenarikanDitolak(
        KodeTolak.KIRIMAN_BERBEDA,
        f"penarikan_id '{penarikan.penarikan_id}' sudah dipakai untuk {permohonan.nomor}"
        " dengan isi yang berbeda; yang pertama tetap berlaku",
    )


def _pastikan_dapat_ditarik(
    permohonan: Permohonan, penarikan: Penarikan, sop: Sop
) -> LangkahTerbuka:
    """A nomor alone can be mistyped, and then it is somebody else's: whoever withdraws also knows
    the key of one of this application's submissions."""
    nomor, terbuka = permohonan.nomor, permohonan.langkah
    milik = penarikan.pengajuan_id in permohonan.pengajuan_id
    if not milik or penarikan.sop != permohonan.sop:
        raise PenarikanDitolak(
            KodeTolak.PERMOHONAN_TIDAK_DIKENAL,
            f"nomor, sop dan pengajuan_id tidak menunjuk satu permohonan yang sama ({nomor})",
        )
    if terbuka is None:
        raise PenarikanDitolak(
            KodeTolak.LANGKAH_TIDAK_TERBUKA,
            f"{nomor} sudah {permohonan.status}; tidak ada lagi yang dapat ditarik",
        )
    if sop.penarikan is None:
        raise PenarikanDitolak(
            KodeTolak.PUTUSAN_TIDAK_TERSEDIA,
            f"{nomor} berjalan menurut SOP yang tidak mengenal penarikan",
        )
    if terbuka.no > sop.penarikan.sampai:
        raise PenarikanDitolak(
            KodeTolak.PUTUSAN_TIDAK_TERSEDIA,
            f"{nomor} sudah di langkah {terbuka.no};"
            f" penarikan hanya sampai langkah {sop.penarikan.sampai}",
        )
    return terbuka
