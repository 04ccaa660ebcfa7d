"""The recorded writes for one application of many: only what has to be its own is changed."""

from typing import Any

from bench.pola.rekam import Tapak


def dokumen_untuk(tapak: Tapak, permohonan_id: str) -> dict[str, Any]:
    """The new document. Nomor and pengajuan_id are unique in the store, so both are made of the
    application's id."""
    milik = {"_id": permohonan_id, "nomor": permohonan_id, "pengajuan_id": [permohonan_id]}
    return {**tapak.dokumen, **milik}


def saring_untuk(tapak: Tapak, permohonan_id: str) -> dict[str, Any]:
    return {**tapak.saring, "_id": permohonan_id}


def ubah_untuk(tapak: Tapak, permohonan_id: str) -> dict[str, Any]:
    kepala = {**tapak.ubah["$set"], "pengajuan_id": [permohonan_id]}
    return {"$set": kepala, "$push": tapak.ubah["$push"]}
