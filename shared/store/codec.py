"""Between the model and the stored document. Instants are BSON dates: they can be indexed."""

from collections.abc import Mapping
from typing import Any

from shared.permohonan import Permohonan


def to_document(permohonan: Permohonan) -> dict[str, Any]:
    document = permohonan.model_dump(exclude={"id"})
    return {"_id": str(permohonan.id), **document}


def to_update(baru: Permohonan) -> dict[str, Any]:
    """Only what a step can change; the riwayat grows by its last entry and is never rewritten."""
    berubah = baru.model_dump(
        exclude={"id", "skema", "nomor", "sop", "sop_versi", "dibuat_pada", "riwayat"}
    )
    return {"$set": berubah, "$push": {"riwayat": baru.riwayat[-1].model_dump()}}


def from_document(document: Mapping[str, Any]) -> Permohonan:
    isi = dict(document)
    isi["id"] = isi.pop("_id")
    # BSON knows no tuples and no UUID text: the contract's strictness is for the wire only.
    return Permohonan.model_validate(isi, strict=False)
