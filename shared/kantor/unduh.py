"""Every file of one application, also after its end: listed, chosen, and fetched whole.

The store is only read. A file on this machine appears under its name when all of it is there and
has the SHA-256 of the application's record.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from shared.contracts import Dokumen
from shared.kantor.berkas import CHUNK_BYTES, ENDINGS, fetch
from shared.kantor.errors import MasukanKeliru, PermohonanTidakDikenal, TidakDitemukan
from shared.kantor.kantor import Kantor
from shared.os_words import sebab_os
from shared.permohonan import Permohonan
from shared.sop.model import Sop
from shared.store.port import DokumenStore

_JUDUL_SURAT = "Surat kepada pemohon"


class BerkasTidakDitemukan(TidakDitemukan):
    """Not yet, not any more, or never of this application: the sentence says which."""


@dataclass(frozen=True)
class BerkasPermohonan:
    """One file: brought by the applicant for a persyaratan, or made by a step. `pada`: when its
    step closed. `berlaku`: it stands now; False once another took its place, or a return dropped
    it."""

    kode: str
    nama: str
    pelaksana: str
    langkah: int
    putaran: int
    pada: datetime
    berkas: Dokumen
    berlaku: bool

    def nama_berkas(self, nomor: str) -> str:
        """PAUD-2026-000001-nib.pdf: the sender's own name is not obeyed. One that no longer stands
        says from which putaran it is."""
        lama = "" if self.berlaku else f"-putaran-{self.putaran}"
        return f"{nomor}-{self.kode}{lama}{ENDINGS.get(self.berkas.media_type, '.bin')}"


@dataclass(frozen=True)
class Arsip:
    """`berkas` in the order in which they came."""

    permohonan: Permohonan
    sop: Sop
    berkas: tuple[BerkasPermohonan, ...]

    def pilih(self, kode: str, putaran: int | None = None) -> BerkasPermohonan:
        """The one that stands, or the one of that putaran. Raises `BerkasTidakDitemukan`."""
        kode = kode.strip().casefold()
        sama = [satu for satu in self.berkas if satu.kode == kode]
        cocok = [s for s in sama if (s.berlaku if putaran is None else s.putaran == putaran)]
        if not cocok:
            raise self._tidak_ada(kode, sama, putaran)
        return cocok[-1]

    def _tidak_ada(
        self, kode: str, sama: Sequence[BerkasPermohonan], putaran: int | None
    ) -> BerkasTidakDitemukan:
        nomor = self.permohonan.nomor
        if sama:
            ada = ", ".join(str(satu.putaran) for satu in sama)
            tanya = "tidak berlaku lagi" if putaran is None else f"tidak ada pada putaran {putaran}"
            return BerkasTidakDitemukan(f"{nomor}: {kode} {tanya}; yang ada dari putaran {ada}")
        if kode in {satu.kode for satu in self.sop.persyaratan}:
            return BerkasTidakDitemukan(f"{nomor}: {kode} tidak disertakan pemohon")
        for langkah in self.sop.langkah:
            for hasil in langkah.hasil:
                if hasil.kode == kode and hasil.jenis == "dokumen":
                    asal = f"dibuat pada langkah {langkah.no}, {langkah.kegiatan}"
                    return BerkasTidakDitemukan(f"{nomor}: {kode} belum ada; {asal}")
                if hasil.kode == kode:
                    return BerkasTidakDitemukan(
                        f"{nomor}: {kode} adalah catatan putusan, bukan berkas"
                    )
        return BerkasTidakDitemukan(f"{nomor}: '{kode}' bukan kode berkas {self.sop.izin}")


async def arsip(kantor: Kantor, nomor: str) -> Arsip:
    """Raises `PermohonanTidakDikenal`."""
    permohonan = await kantor.permohonan.find_by_nomor(nomor)
    if permohonan is None:
        raise PermohonanTidakDikenal(nomor)
    sop = (await kantor.sop.version(permohonan.sop_versi)).sop
    return Arsip(permohonan, sop, tuple(berkas_permohonan(permohonan, sop)))


def berkas_permohonan(permohonan: Permohonan, sop: Sop) -> Iterator[BerkasPermohonan]:
    """As the riwayat tells: also what was replaced or dropped since."""
    nama = {satu.kode: satu.nama for satu in sop.persyaratan}
    berlaku = {(d.kode, d.berkas.berkas_id) for d in permohonan.dokumen}
    berlaku |= {(h.kode, h.berkas.berkas_id) for h in permohonan.hasil if h.berkas is not None}
    for entri in permohonan.riwayat:
        milik = [(d.kode, nama.get(d.kode, d.kode), d.berkas) for d in entri.dokumen]
        milik += [(h.kode, h.nama, h.berkas) for h in entri.hasil if h.berkas is not None]
        if entri.surat is not None:
            milik.append((entri.surat.kode, _JUDUL_SURAT, entri.surat.berkas))
            berlaku.add((entri.surat.kode, entri.surat.berkas.berkas_id))
        for kode, sebutan, berkas in milik:
            yield BerkasPermohonan(
                kode=kode,
                nama=sebutan,
                pelaksana=entri.pelaksana,
                langkah=entri.langkah,
                putaran=entri.putaran,
                pada=entri.ditutup_pada,
                berkas=berkas,
                berlaku=(kode, berkas.berkas_id) in berlaku,
            )


@dataclass(frozen=True)
class Tujuan:
    """Where one file goes. `ada`: something is there already; `sama`: and it is this very file."""

    berkas: BerkasPermohonan
    path: Path
    ada: bool
    sama: bool


class Tempat(NamedTuple):
    """What is in the place of a file: something (`ada`), or that very file (`sama`)."""

    ada: bool
    sama: bool


def terletak(path: Path, sha256: str) -> Tempat:
    """Raises `MasukanKeliru` when a folder is in its place, or it cannot be looked at."""
    try:
        ada = path.is_symlink() or path.exists()
        if path.is_dir():
            raise MasukanKeliru(f"{path} adalah folder", anjuran="Sebut tempat lain")
        return Tempat(ada, ada and not path.is_symlink() and _sidik(path) == sha256)
    except OSError as error:
        raise MasukanKeliru(f"{path} tidak dapat dibaca ({sebab_os(error)})") from error


def tujuan(berkas: BerkasPermohonan, path: Path) -> Tujuan:
    """Raises as `terletak`."""
    tempat = terletak(path, berkas.berkas.sha256)
    return Tujuan(berkas, path, tempat.ada, tempat.sama)


def _sidik(path: Path) -> str:
    with path.open("rb") as isi:
        return hashlib.file_digest(isi, "sha256", _bufsize=CHUNK_BYTES).hexdigest()


async def simpan(dokumen: DokumenStore, satu: Tujuan, *, timpa: bool) -> None:
    """Nothing is done where the same file lies already. Raises `MasukanKeliru` where another one
    does, unless `timpa`, and as `fetch`."""
    if satu.ada and not satu.sama and not timpa:
        raise MasukanKeliru(f"{satu.path} sudah ada dan isinya lain")
    if not satu.sama:
        await fetch(dokumen, satu.berkas.kode, satu.berkas.berkas, satu.path, timpa=timpa)
