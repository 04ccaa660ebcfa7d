"""That somebody looked at a case: who, at what, when. Kept for good, and changed by nobody."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from shared.akun.model import NamaMasuk
from shared.contracts.base import KodePelaksana, Saat
from shared.contracts.parts import Petugas

Apa = Literal["perkara", "berkas"]
"""Its page, with all that stands there; or one of its files."""


class Dibuka(BaseModel):
    """`pelaksana`: the desk by which they looked. `berkas`: what the file is called there, with its
    id; both empty for the page."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pada: Saat
    nomor: Annotated[str, StringConstraints(max_length=40)]
    pelaksana: KodePelaksana
    akun: NamaMasuk
    petugas: Petugas
    apa: Apa = "perkara"
    berkas_id: str = ""
    berkas: Annotated[str, StringConstraints(max_length=200)] = ""

    @property
    def kunci(self) -> str:
        """The same within a minute: who turns the pages of a file looks once."""
        bagian = (self.akun, self.nomor, self.pelaksana, self.berkas_id or self.apa)
        return "/".join((*bagian, f"{menit(self.pada):%Y%m%d%H%M}"))


def menit(saat: datetime) -> datetime:
    return saat.replace(second=0, microsecond=0)
