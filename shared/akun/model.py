"""Accounts of officers and their sessions, as they are kept."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from shared.contracts.base import KodePelaksana, Saat, Sha256
from shared.contracts.parts import Petugas

POLA_NAMA_MASUK = r"^[a-z][a-z0-9._-]{2,31}$"
NamaMasuk = Annotated[str, StringConstraints(pattern=POLA_NAMA_MASUK)]

Hak = Literal["penyelia", "pengelola", "layar"]
"""Beside the roles: who leads others, and frees what they took; who looks after the system; a
screen on the wall, which is nobody."""

SEBUTAN_HAK: dict[Hak, str] = {
    "penyelia": "penyelia",
    "pengelola": "pengelola sistem",
    "layar": "layar dinding",
}


class _Beku(BaseModel):
    """Its text never repeats what was written: there are secrets among it."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Faktor(_Beku):
    """The second factor: a time-based code (RFC 6238). `rahasia` is sealed with the desk's key;
    `terakhir` is the last step of time whose code was used: none is good twice. `pemulihan`:
    digests of the codes for a lost telephone."""

    rahasia: str = Field(repr=False)
    terakhir: int = 0
    pemulihan: tuple[Sha256, ...] = Field(default=(), repr=False)


class Akun(_Beku):
    """`nama` is what its owner signs in by. `peran` counts where the office keeps no register of
    officers. `sandi` is an Argon2id hash; without one the account signs in elsewhere. `urutan`
    grows with every change."""

    nama: NamaMasuk
    petugas: Petugas
    peran: tuple[KodePelaksana, ...] = ()
    hak: tuple[Hak, ...] = ()
    sandi: str | None = Field(default=None, repr=False)
    harus_ganti: bool = False
    faktor: Faktor | None = None
    terkunci: str = ""
    """Why it is locked; empty while it is not."""

    dibuat_pada: Saat
    sandi_pada: Saat | None = None
    urutan: int = 0


class Tahap(StrEnum):
    """How far a person has come in signing in."""

    FAKTOR = "faktor"
    PASANG = "pasang"
    GANTI = "ganti"
    PENUH = "penuh"


class Sesi(_Beku):
    """`id` is the digest of the token that the browser has. `sampai` is the latest it can last,
    whatever its owner does. `dua_langkah`: with a second factor."""

    id: Sha256
    akun: NamaMasuk
    tahap: Tahap
    dua_langkah: bool = False
    mulai_pada: Saat
    terlihat_pada: Saat
    sampai: Saat
    peramban: Annotated[str, StringConstraints(max_length=120)] = ""

    def berlaku(self, saat: datetime, diam_detik: float) -> bool:
        """`diam_detik`: how long it may lie unused."""
        return saat < self.sampai and (saat - self.terlihat_pada).total_seconds() < diam_detik


class Percobaan(_Beku):
    """Attempts that failed in a row, and the last of them."""

    kali: int
    pada: Saat
