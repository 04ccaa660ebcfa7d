"""The text that is signed: the approved draft's data with number, date and signatory, and nothing
else."""

from collections.abc import Mapping
from typing import Any

from shared.contracts.parts import Petugas
from shared.permohonan import Wewenang
from shared.sk.model import NomorSk
from shared.surat.data import Data, NomorTerbit, data_petugas, data_terbit
from shared.surat.kantor import KantorSurat


def data_sk(
    draf: Mapping[str, Any],
    kantor: KantorSurat,
    nomor: NomorSk,
    oleh: Petugas,
    wewenang: Wewenang | None,
) -> Data:
    """`draf` is what the approved draft was set from; `kantor` of the same version of templates."""
    terbit = NomorTerbit(
        nomor=nomor.nomor,
        tanggal=nomor.tanggal,
        kode=nomor.kode,
        berlaku_sampai=nomor.berlaku_sampai,
    )
    langkah = {**draf["langkah"], "petugas": data_petugas(oleh, wewenang)}
    return {**draf, "langkah": langkah, "terbit": data_terbit(terbit, kantor)}
