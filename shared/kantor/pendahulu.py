"""Who was quicker: a step that this person had begun to decide, and that somebody else decided."""

from typing import NamedTuple

from shared.contracts.parts import Petugas
from shared.kantor.orang import Orang
from shared.kantor.putusan import Pemutus
from shared.kotak.konsep import kunci_konsep, nilai
from shared.permohonan import Entri, Permohonan
from shared.sop.model import Sop


class Pendahulu(NamedTuple):
    """`catatan`: what this person had written."""

    permohonan: Permohonan
    sop: Sop
    entri: Entri
    oleh: Petugas
    catatan: str


async def pendahulu(pemutus: Pemutus, orang: Orang, pelaksana: str, nomor: str) -> Pendahulu | None:
    """Of the last step that was decided at their own desk; None unless they had begun it: a case
    that never was before them is none of theirs."""
    kantor = pemutus.kotak.kantor
    if pelaksana not in orang.peran:
        return None
    permohonan = await kantor.permohonan.find_by_nomor(nomor)
    if permohonan is None:
        return None
    disini = (satu for satu in reversed(permohonan.riwayat) if satu.pelaksana == pelaksana)
    entri = next(disini, None)
    if entri is None or entri.oleh is None:
        return None
    pembukaan = entri.langkah, entri.putaran
    kunci = kunci_konsep(pelaksana, permohonan.id, pembukaan, orang.akun.nama)
    konsep = await pemutus.kotak.store.draft(kunci)
    if konsep is None:
        return None
    sop = (await kantor.sop.version(permohonan.sop_versi)).sop
    return Pendahulu(permohonan, sop, entri, entri.oleh, nilai(konsep.nilai, "catatan"))
