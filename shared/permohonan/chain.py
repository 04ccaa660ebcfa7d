"""The hash chain of a riwayat: a changed past shows.

The digest of an entry is the SHA-256 of its canonical JSON (keys sorted, no white space,
UTF-8, instants in RFC 3339 with three decimals) without the field `digest`; it includes
`digest_sebelum`, the digest of the entry before. `dikerjakan_pada`, `wewenang`, `sidik_bidang`,
`sidik_perubahan`, `saat_pengirim` and `surat` are left out where they are absent: they came later
than the first entries that were ever written. The first entry points to the root: the digest of the
application's identity. Anyone can recompute it in any language.
"""

import hashlib
import json
from typing import Any
from uuid import UUID

from shared.contracts.base import Kontrak
from shared.errors import RiwayatRusak
from shared.permohonan.model import Entri, Permohonan

_KEMUDIAN = (
    "dikerjakan_pada",
    "wewenang",
    "sidik_bidang",
    "sidik_perubahan",
    "saat_pengirim",
    "surat",
)
"""Fields that older entries do not have."""


def kanonik(nilai: object) -> bytes:
    return json.dumps(nilai, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sidik(nilai: object) -> str:
    return hashlib.sha256(kanonik(nilai)).hexdigest()


def sidik_kontrak(isi: Kontrak, tanpa: set[str]) -> str:
    """The digest of a message's content, leaving out the fields named."""
    return sidik(isi.model_dump(mode="json", exclude=tanpa))


def akar(permohonan_id: UUID, nomor: str, sop: str, sop_versi: str) -> str:
    return sidik({"id": str(permohonan_id), "nomor": nomor, "sop": sop, "sop_versi": sop_versi})


def segel(entri: Entri) -> Entri:
    """The entry with its digest filled in."""
    return entri.model_copy(update={"digest": sidik(isi_bersidik(entri))})


def isi_bersidik(entri: Entri) -> dict[str, Any]:
    """What the digest of an entry is made of."""
    tanpa = {"digest"} | {nama for nama in _KEMUDIAN if getattr(entri, nama) is None}
    return entri.model_dump(mode="json", exclude=tanpa)


def periksa_rantai(permohonan: Permohonan) -> None:
    """Raises `RiwayatRusak` that names the first entry at which the chain breaks."""
    sebelum = akar(permohonan.id, permohonan.nomor, permohonan.sop, permohonan.sop_versi)
    for posisi, entri in enumerate(permohonan.riwayat):
        if entri.urutan != posisi or entri.digest_sebelum != sebelum:
            raise RiwayatRusak(f"{permohonan.nomor}: entri {posisi} tidak menyambung")
        if segel(entri).digest != entri.digest:
            raise RiwayatRusak(f"{permohonan.nomor}: isi entri {posisi} berubah")
        sebelum = entri.digest
    if permohonan.urutan != len(permohonan.riwayat):
        raise RiwayatRusak(f"{permohonan.nomor}: riwayat berisi {len(permohonan.riwayat)} entri")
