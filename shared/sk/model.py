"""One number of the register, and what became of it."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from shared.contracts.base import Kode, Kontrak, Saat, Sha256, Teks

StatusSk = Literal["terambil", "berlaku", "batal", "dicabut", "diganti"]
"""`terambil`: drawn, its SK not signed yet; `batal`: drawn and never signed, or passed over."""

URUT_MAKS = 999_999

KodePeriksa = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{22}$")]
"""What the QR says: 128 random bits, in the alphabet of URLs (RFC 4648, section 5)."""


class NomorSk(Kontrak):
    """`permohonan_id` is absent for a number that was passed over. `kode` is secret until the SK
    is handed out. `alasan` says why a number is void or an SK revoked; `pengganti` is the number
    of the SK that took its place."""

    seri: Kode
    tahun: Annotated[int, Field(ge=2000, le=9999)]
    urut: Annotated[int, Field(ge=1, le=URUT_MAKS)]
    nomor: str
    tanggal: date
    permohonan_id: UUID | None
    kode: KodePeriksa
    status: StatusSk = "terambil"
    diambil_pada: Saat
    berlaku_sampai: date | None = None
    berkas_id: str | None = None
    sha256: Sha256 | None = None
    alasan: Teks = ""
    pengganti: str | None = None
    berubah_pada: Saat | None = None


def terbit(satu: NomorSk, berkas_id: str, sha256: str, pada: datetime) -> NomorSk:
    """The SK of this number is signed: these are its bytes."""
    ubah = {"status": "berlaku", "berkas_id": berkas_id, "sha256": sha256, "berubah_pada": pada}
    return satu.model_copy(update=ubah)


def batal(satu: NomorSk, alasan: str, pada: datetime) -> NomorSk:
    """Drawn and never signed. Raises `ValueError` for one whose SK is out, and without a reason."""
    if satu.status != "terambil":
        raise ValueError(f"nomor {satu.nomor} sudah {satu.status}")
    if not alasan.strip():
        raise ValueError("pembatalan nomor harus beralasan")
    return satu.model_copy(update={"status": "batal", "alasan": alasan, "berubah_pada": pada})
