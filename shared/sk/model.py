"""One number of the register, and what became of it."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from shared.contracts.base import Kode, Kontrak, Saat, Sha256, Teks
from shared.contracts.parts import Petugas
from shared.permohonan.wewenang import Wewenang

StatusSk = Literal["terambil", "berlaku", "batal", "dicabut", "diganti"]
"""`terambil`: drawn, its SK not signed yet; `batal`: drawn and never signed, or passed over. That
a term has ended (`berakhir`) is no status: it follows from `berlaku_sampai` and the day."""

URUT_MAKS = 999_999

KodePeriksa = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{22}$")]
"""What the QR says: 128 random bits, in the alphabet of URLs (RFC 4648, section 5)."""


class LangkahCabut(Kontrak):
    """One step on the way to a revocation: proposed, taken back, or approved by a second officer.
    `dasar` is the order or the rule that it rests on; `wewenang` by what right `oleh` did it,
    absent where the office keeps no register of officers."""

    jenis: Literal["usul", "batal_usul", "setuju"]
    oleh: Petugas
    pada: Saat
    alasan: Teks = ""
    dasar: Teks = ""
    wewenang: Wewenang | None = None


class NomorSk(Kontrak):
    """`permohonan_id` is absent for a number that was passed over; `permohonan` is the case's own
    number. `kode` is secret until the SK is handed out. `naskah_pada` is the instant by which the
    text to be signed is made, `tanggal` its day at the office; `naskah` is that text's SHA-256,
    `sha256` the signed file's. `alasan` says why a number is void or an SK revoked; `pengganti` is
    the number of the SK that took its place, `menggantikan` of the one whose place it takes.
    `diingatkan_pada`: when its applicant was told that its term will end.
    `pencabutan` is all that was done to have it revoked. `revisi` counts the changes: what every
    write is compared with."""

    seri: Kode
    tahun: Annotated[int, Field(ge=2000, le=9999)]
    urut: Annotated[int, Field(ge=1, le=URUT_MAKS)]
    nomor: str
    tanggal: date
    permohonan_id: UUID | None
    permohonan: str = ""
    sop: Kode | None = None
    lembaga: str = ""
    kode: KodePeriksa
    status: StatusSk = "terambil"
    diambil_pada: Saat
    naskah_pada: Saat
    berlaku_sampai: date | None = None
    penanda_tangan: Petugas | None = None
    berkas_id: str | None = None
    naskah: Sha256 | None = None
    sha256: Sha256 | None = None
    alasan: Teks = ""
    pengganti: str | None = None
    menggantikan: str | None = None
    pencabutan: tuple[LangkahCabut, ...] = ()
    diingatkan_pada: Saat | None = None
    berubah_pada: Saat | None = None
    revisi: Annotated[int, Field(ge=0)] = 0

    @property
    def usul_cabut(self) -> LangkahCabut | None:
        """What waits for a second officer."""
        terakhir = self.pencabutan[-1] if self.pencabutan else None
        return terakhir if terakhir and terakhir.jenis == "usul" and self.hidup else None

    @property
    def hidup(self) -> bool:
        """Its SK is out, and nothing ended it but time."""
        return self.status == "berlaku"


def ubah(satu: NomorSk, pada: datetime, **isi: Any) -> NomorSk:
    """The next revision."""
    baru = isi | {"berubah_pada": pada, "revisi": satu.revisi + 1}
    return NomorSk.model_validate(satu.model_dump() | baru)


def tertandatangani(
    satu: NomorSk, *, berkas_id: str, sha256: str, naskah: str, oleh: Petugas, pada: datetime
) -> NomorSk:
    """These bytes are to be its SK, as soon as the case says so: until then another signature may
    take their place. Raises `ValueError` for a number that is not open any more."""
    if satu.status != "terambil":
        raise ValueError(f"nomor {satu.nomor} sudah {satu.status}")
    return ubah(satu, pada, berkas_id=berkas_id, sha256=sha256, naskah=naskah, penanda_tangan=oleh)


def terbit(satu: NomorSk, pada: datetime) -> NomorSk:
    """The case has the signed SK of this number. Raises `ValueError` for one that is not signed."""
    if satu.status != "terambil" or satu.berkas_id is None:
        raise ValueError(f"nomor {satu.nomor} {satu.status} dan tidak dapat terbit")
    return ubah(satu, pada, status="berlaku")


def batal(satu: NomorSk, alasan: str, pada: datetime) -> NomorSk:
    """Drawn and never signed. Raises `ValueError` for one whose SK is out, and without a reason."""
    if satu.status != "terambil":
        raise ValueError(f"nomor {satu.nomor} sudah {satu.status}")
    if not alasan.strip():
        raise ValueError("pembatalan nomor harus beralasan")
    return ubah(satu, pada, status="batal", alasan=alasan)


def diganti(satu: NomorSk, pengganti: str, pada: datetime) -> NomorSk:
    """Another SK took its place. Raises `ValueError` for one that is not in force."""
    if satu.status != "berlaku":
        raise ValueError(f"nomor {satu.nomor} {satu.status} dan tidak dapat diganti")
    return ubah(satu, pada, status="diganti", pengganti=pengganti)


def berakhir(satu: NomorSk, hari: date) -> bool:
    """Whether its term is over on this day."""
    return satu.berlaku_sampai is not None and hari > satu.berlaku_sampai


def diingatkan(satu: NomorSk, pada: datetime) -> NomorSk:
    """Its applicant was told that its term will end, or has a portal that does not want to know."""
    return ubah(satu, pada, diingatkan_pada=pada)
