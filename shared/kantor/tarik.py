"""Withdrawing an application: the message that does it, checked by the worker's own rules."""

from pydantic import ValidationError

from shared.alur import sidik_penarikan, tarik
from shared.contracts import Penarikan
from shared.kantor.errors import MasukanKeliru, PermohonanTidakDikenal
from shared.kantor.kantor import Kantor
from shared.permohonan import Permohonan, sidik
from shared.validation_text import rincian_galat


async def withdrawal(kantor: Kantor, nomor: str, alasan: str) -> tuple[Permohonan, Penarikan]:
    """The application as it stands, and its withdrawal. The same reason always makes the same key,
    so that sending it twice withdraws once.

    Raises `PermohonanTidakDikenal`, `MasukanKeliru` for a reason that no message may hold, and
    `PenarikanDitolak` when the SOP does not allow it (any more).
    """
    permohonan = await kantor.permohonan.find_by_nomor(nomor)
    if permohonan is None:
        raise PermohonanTidakDikenal(nomor)
    try:
        penarikan = Penarikan(
            penarikan_id=f"tarik-{sidik([str(permohonan.id), alasan])[:40]}",
            sop=permohonan.sop,
            nomor=permohonan.nomor,
            pengajuan_id=permohonan.pengajuan_id[0],
            alasan=alasan,
            ditarik_pada=kantor.clock(),
        )
    except ValidationError as error:
        raise MasukanKeliru("Alasan tidak sah", rincian=rincian_galat(error)) from error
    if not already_withdrawn(permohonan, penarikan):
        sop = (await kantor.sop.version(permohonan.sop_versi)).sop
        tarik(permohonan, penarikan, sop, kantor.clock())
    return permohonan, penarikan


def already_withdrawn(permohonan: Permohonan, penarikan: Penarikan) -> bool:
    """Whether this very withdrawal has ended it."""
    entri = permohonan.entri_kiriman(penarikan.penarikan_id)
    return entri is not None and entri.sidik == sidik_penarikan(penarikan)
