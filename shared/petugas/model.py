"""The register of officers, ready to be asked."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

from shared.contracts.base import KodePelaksana, Nama
from shared.permohonan.wewenang import JenisWewenang, Wewenang
from shared.petugas.masa import Batas, Masa, masa
from shared.petugas.orang import pengenal_baku
from shared.sop.text import Kalimat

# The register as a model: what its author may write (docs/petugas.md).
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
    """`id` is the NIP, `sejak` since when they serve, `sampai` the last day; `atasan` is the id of
    their superior."""

    id: IdPetugas
    nama: Nama
    peran: tuple[Annotated[Peran, BeforeValidator(_peran)], ...] = ()
    sejak: Batas
    sampai: Batas | None = None
    atasan: IdPetugas | None = None


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
    """`tunggal`: roles that one person holds at a time. `atasan`: of each role, or of the whole
    application, the role or the id of the superior."""

    tunggal: tuple[KodePelaksana, ...] = ()
    petugas: tuple[CatatanPetugas, ...] = ()
    mandat: tuple[Mandat, ...] = ()
    atasan: Mapping[KodePelaksana, IdPetugas] = {}


@dataclass(frozen=True)
class Jabatan:
    """That somebody may decide in a role, and for how long. `letak` is its place in the file, and
    `orang` the officer's own entry."""

    orang: CatatanPetugas
    jenis: JenisWewenang
    sebagai: str
    masa: Masa
    letak: str
    dasar: str = ""


@dataclass(frozen=True)
class DaftarPetugas:
    """`versi` is the SHA-256 of the file's text."""

    isi: BerkasPetugas
    zona: ZoneInfo
    versi: str

    def orang(self, petugas_id: str) -> CatatanPetugas | None:
        return self._orang.get(pengenal_baku(petugas_id))

    def wewenang(self, petugas_id: str) -> tuple[Wewenang, ...]:
        """All there was, is and will be, the definitive ones first, then the latest."""
        milik = self._jabatan.get(pengenal_baku(petugas_id), ())
        urut = sorted(milik, key=lambda satu: satu.masa.sejak, reverse=True)
        urut.sort(key=lambda satu: satu.jenis != "definitif")
        return tuple(self._catat(satu) for satu in urut)

    def jabatan(self) -> Iterator[Jabatan]:
        """Roles, then mandates, in the order of the file, each within its officer's own time.
        A mandate of nobody in the register is left out."""
        for ke, satu in enumerate(self.isi.petugas, start=1):
            kerja = masa(satu.sejak, satu.sampai, self.zona)
            for peran in satu.peran:
                milik = masa(
                    peran.sejak or satu.sejak, peran.sampai or satu.sampai, self.zona
                ).irisan(kerja)
                letak = f"petugas ke-{ke} ({satu.nama})"
                yield Jabatan(satu, "definitif", peran.pelaksana, milik, letak)
        for ke, mandat in enumerate(self.isi.mandat, start=1):
            if orang := self.orang(mandat.petugas):
                yield Jabatan(
                    orang=orang,
                    jenis=mandat.jenis,
                    sebagai=mandat.sebagai,
                    masa=masa(mandat.sejak, mandat.sampai, self.zona).irisan(
                        masa(orang.sejak, orang.sampai, self.zona)
                    ),
                    letak=f"mandat ke-{ke} ({orang.nama})",
                    dasar=mandat.dasar,
                )

    def _catat(self, satu: Jabatan) -> Wewenang:
        return Wewenang(
            jenis=satu.jenis,
            sebagai=satu.sebagai,
            nama=satu.orang.nama,
            dasar=satu.dasar,
            sejak=satu.masa.sejak,
            sampai=satu.masa.sampai,
            daftar_versi=self.versi,
        )

    @cached_property
    def _orang(self) -> Mapping[str, CatatanPetugas]:
        return {pengenal_baku(satu.id): satu for satu in self.isi.petugas}

    @cached_property
    def _jabatan(self) -> Mapping[str, tuple[Jabatan, ...]]:
        kumpulan: dict[str, list[Jabatan]] = defaultdict(list)
        for satu in self.jabatan():
            kumpulan[pengenal_baku(satu.orang.id)].append(satu)
        return {siapa: tuple(milik) for siapa, milik in kumpulan.items()}
