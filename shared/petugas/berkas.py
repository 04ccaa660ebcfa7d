"""The register as a model: what its author may write (docs/petugas.md)."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

from shared.contracts.base import KodePelaksana, Nama
from shared.petugas.masa import Batas
from shared.sop.text import Kalimat

IdPetugas = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{1,64}$")]


class _Beku(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Peran(_Beku):
    """A role that an officer holds; without dates, for as long as they are an officer."""

    pelaksana: KodePelaksana
    sejak: Batas | None = None
    sampai: Batas | None = None


def _peran(nilai: Any) -> Any:
    return {"pelaksana": nilai} if isinstance(nilai, str) else nilai


class CatatanPetugas(_Beku):
    """`id` is the NIP, `sejak` since when they serve, `sampai` the last day."""

    id: IdPetugas
    nama: Nama
    peran: tuple[Annotated[Peran, BeforeValidator(_peran)], ...] = ()
    sejak: Batas
    sampai: Batas | None = None


class Mandat(_Beku):
    """`petugas` stands in, `sebagai` whom, by the order that `dasar` names; `menggantikan` is the
    holder's id where there is one."""

    petugas: IdPetugas
    jenis: Literal["plh", "plt"]
    sebagai: KodePelaksana
    sejak: Batas
    sampai: Batas
    dasar: Kalimat
    menggantikan: IdPetugas | None = None


class BerkasPetugas(_Beku):
    """`tunggal`: roles that one person holds at a time."""

    tunggal: tuple[KodePelaksana, ...] = ()
    petugas: tuple[CatatanPetugas, ...] = ()
    mandat: tuple[Mandat, ...] = ()
