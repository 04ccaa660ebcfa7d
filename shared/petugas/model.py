"""The register of officers, ready to be asked."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

from shared.permohonan.wewenang import JenisWewenang, Wewenang
from shared.petugas.berkas import BerkasPetugas, CatatanPetugas
from shared.petugas.masa import Masa, masa
from shared.petugas.pengenal import pengenal_baku


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
