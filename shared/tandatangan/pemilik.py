"""Whose certificate is it? A signature proves a certificate; a decision is an officer's."""

import re
from typing import NamedTuple

from shared.petugas.orang import nama_sejalan, pengenal_baku
from shared.tandatangan.hasil import HasilPeriksa, KodePeriksa, Penanda, Temuan

_NIP = re.compile(r"\d{18}")


class Kecocokan(NamedTuple):
    """`menurut`: what settled it. A certificate that bears no NIP is told by its name alone."""

    cocok: bool
    menurut: str
    alasan: str = ""


def milik_petugas(penanda: Penanda, petugas_id: str, nama: str) -> Kecocokan:
    """Whether the certificate's subject is the officer of this NIP and name. The name has to agree
    (titles, initials and spelling aside); an NIP, where the certificate has one, to be the same. A
    NIK in it says nothing: the register of officers has none."""
    nip = pengenal_baku(petugas_id)
    pengenal = {pengenal_baku(satu) for satu in penanda.pengenal}
    if not nama_sejalan(penanda.nama, nama):
        return Kecocokan(False, "nama", f"sertifikat atas nama {penanda.nama}, bukan {nama}")
    if nip in pengenal:
        return Kecocokan(True, "nip")
    if any(_NIP.fullmatch(satu) for satu in pengenal):
        return Kecocokan(False, "nip", f"NIP dalam sertifikat {penanda.nama} bukan {petugas_id}")
    return Kecocokan(True, "nama")


def pastikan_penanda(hasil: HasilPeriksa, petugas_id: str, nama: str) -> HasilPeriksa:
    """With a finding more where the last one who signed is not this officer."""
    if not hasil.penanda:
        return hasil
    kecocokan = milik_petugas(hasil.penanda[-1], petugas_id, nama)
    if kecocokan.cocok:
        return hasil
    return hasil.ditambah(Temuan(KodePeriksa.PENANDA_TANGAN_LAIN, kecocokan.alasan))
