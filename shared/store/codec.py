"""Between the model and the stored document. Instants are BSON dates: they can be indexed."""

from collections.abc import Callable, Mapping
from typing import Any

from shared.contracts import Pelanggaran
from shared.errors import SkemaLebihBaru
from shared.permohonan import SKEMA_DOKUMEN, Permohonan
from shared.store.watch_port import Klaim

# Documents of earlier versions, brought up to date while they are read. Pure.
#
# A document says in `skema` how it was written. An older one is read as if it had been written
# today, and its next write, compared and set like any other, writes it so. A newer one is refused:
# what a later version means is not guessed at.
#
# To change the document: raise `SKEMA_DOKUMEN`, add a step to `MIGRASI`, and keep samples of what
# was written before in `tests/samples/dokumen`. Entries that are sealed keep their digests: a field
# that comes later is left out of the digest where it is absent (`shared/permohonan/chain.py`).
Isi = dict[str, Any]


def _ke_2(isi: Isi) -> Isi:
    """`jaga` (null before the watchdog has seen it) and each entry's `dikerjakan_pada` and
    `wewenang` are always there."""
    return {
        **isi,
        "jaga": isi.get("jaga"),
        "riwayat": [
            {"dikerjakan_pada": None, "wewenang": None} | entri for entri in isi["riwayat"]
        ],
    }


KEMUDIAN_KE_3 = ("sidik_bidang", "sidik_perubahan", "saat_pengirim", "surat")


def _ke_3(isi: Isi) -> Isi:
    """What corrections changed is kept, and sealed in the entries; progress was not to be told."""
    return {
        **isi,
        "perubahan": [],
        "kabari_kemajuan": False,
        "surat_versi": None,
        "menggantikan": None,
        "riwayat": [{**dict.fromkeys(KEMUDIAN_KE_3), **entri} for entri in isi["riwayat"]],
    }


MIGRASI: tuple[Callable[[Isi], Isi], ...] = (_ke_2, _ke_3)
"""Number n, counted from 1, brings a document of version n to version n + 1."""


def mutakhirkan(isi: Isi) -> Isi:
    """The document as today's version would have written it, but with `skema` as it is stored.

    Raises `SkemaLebihBaru`. A document without `skema` counts as the first version; one that no
    version wrote is returned as it is: whoever validates it says what is wrong.
    """
    skema = isi.get("skema", 1)
    if type(skema) is not int:
        # Nothing that could be taken for a number either: no write would ever match it.
        return isi | {"skema": None}
    if skema == SKEMA_DOKUMEN:
        return isi
    if skema > SKEMA_DOKUMEN:
        raise SkemaLebihBaru(str(isi.get("nomor", isi.get("_id"))), skema, SKEMA_DOKUMEN)
    baru = isi | {"skema": skema}
    try:
        for langkah in MIGRASI[skema - 1 :] if skema > 0 else ():
            baru = langkah(baru)
    except (KeyError, TypeError):
        return isi
    return baru


_DAPAT_BERUBAH = frozenset(Permohonan.model_fields) - {
    *("id", "skema", "nomor", "sop", "sop_versi", "dibuat_pada", "riwayat")
}


def to_document(permohonan: Permohonan) -> dict[str, Any]:
    return {"_id": str(permohonan.id), **_isi(permohonan)}


def _isi(permohonan: Permohonan) -> dict[str, Any]:
    return permohonan.model_dump(exclude={"id"}) | {"skema": SKEMA_DOKUMEN}


def to_update(baru: Permohonan, lama: Permohonan) -> dict[str, Any]:
    """Only what has changed; the riwayat grows by its last entry and is never rewritten. Where
    `lama` was read from an earlier version's document, all of it, as it is written now."""
    if lama.skema != SKEMA_DOKUMEN:
        return {"$set": _isi(baru)}
    # A step makes a new application out of the old one's own parts: what it left alone is the same.
    berubah = {nama for nama in _DAPAT_BERUBAH if getattr(baru, nama) is not getattr(lama, nama)}
    return {
        "$set": baru.model_dump(include=berubah | {"urutan"}),
        "$push": {"riwayat": baru.riwayat[-1].model_dump()},
    }


def to_watch(baru: Permohonan, lama: Permohonan) -> dict[str, Any]:
    """Only the watch; of an earlier version's document all, as `to_update`."""
    if lama.skema != SKEMA_DOKUMEN:
        return {"$set": _isi(baru)}
    return {"$set": {"jaga": baru.jaga.model_dump() if baru.jaga else None}}


def as_read(lama: Permohonan) -> dict[str, Any]:
    """Matches the stored document while nobody has written it since it was read: neither a step,
    nor the watchdog, nor a change of calendar, nor a newer version of AlurIzin. Null matches what
    is not there too: `jaga`, and `skema`, of documents written before there was one."""
    jaga = lama.jaga
    return {
        "_id": str(lama.id),
        "skema": {"$in": [1, None]} if lama.skema == 1 else lama.skema,
        "urutan": lama.urutan,
        "jaga.sampai": jaga.sampai if jaga else None,
        "jaga.kalender": jaga.kalender if jaga else None,
    }


def from_document(document: Mapping[str, Any]) -> Permohonan:
    """Raises `SkemaLebihBaru`, and `ValidationError` for what no version wrote."""
    isi = mutakhirkan(dict(document))
    isi["id"] = isi.pop("_id")
    # BSON knows no tuples and no UUID text: the contract's strictness is for the wire only.
    return Permohonan.model_validate(isi, strict=False)


def claim_to_document(klaim: Klaim) -> dict[str, Any]:
    """`menunggu` is there as long as the claim waits to be announced: few ever do, and an index
    that begins with it finds them."""
    pelanggaran = klaim.pelanggaran.model_dump()
    pelanggaran["permohonan_id"] = str(klaim.pelanggaran.permohonan_id)
    document = {
        "_id": klaim.kunci,
        "pelanggaran": pelanggaran,
        "pemegang": klaim.pemegang,
        "dipegang_pada": klaim.dipegang_pada,
    }
    if klaim.diumumkan_pada is None:
        return document | {"menunggu": True}
    return document | {"diumumkan_pada": klaim.diumumkan_pada}


def claim_from_document(document: Mapping[str, Any]) -> Klaim:
    return Klaim(
        kunci=document["_id"],
        pelanggaran=Pelanggaran.model_validate(document["pelanggaran"], strict=False),
        pemegang=document["pemegang"],
        dipegang_pada=document["dipegang_pada"],
        diumumkan_pada=document.get("diumumkan_pada"),
    )
