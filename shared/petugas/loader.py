"""Reads the register of officers: what comes out can be judged by, or is refused."""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from shared.data_file import BerkasTidakSah, baca_teks
from shared.petugas.atasan import periksa_atasan
from shared.petugas.masa import masa, teks_masa
from shared.petugas.model import BerkasPetugas, DaftarPetugas, Jabatan
from shared.petugas.orang import pengenal_baku
from shared.text_reading import TidakTerbaca, urai_toml
from shared.topology import PELAKSANA_PEMOHON
from shared.validation_text import masalah_berkas


# What makes a register that parses fit to judge by; each check yields every problem it sees.
def periksa(daftar: DaftarPetugas, pelaksana: Collection[str]) -> tuple[str, ...]:
    """All problems; empty when the register is sound. `pelaksana` are the roles there are."""
    dikenal = sorted(set(pelaksana) - {PELAKSANA_PEMOHON})
    asing = _peran_asing(daftar, dikenal)
    milik = (masalah for cek in _CEK for masalah in cek(daftar))
    return (*asing, *milik, *periksa_atasan(daftar, dikenal))


def _peran_asing(daftar: DaftarPetugas, dikenal: Collection[str]) -> Iterator[str]:
    """The applicant is nobody's role: no officer decides for one."""
    disebut = [("tunggal", satu) for satu in daftar.isi.tunggal]
    disebut += [(satu.letak, satu.sebagai) for satu in daftar.jabatan()]
    for letak, satu in disebut:
        if satu not in dikenal:
            yield f'{letak}: peran "{satu}" tidak dikenal; yang ada: {", ".join(dikenal)}'


def _ada_petugas(daftar: DaftarPetugas) -> Iterator[str]:
    if not daftar.isi.petugas:
        yield "petugas: daftar ini tidak menyebut seorang petugas pun"


def _id_tunggal(daftar: DaftarPetugas) -> Iterator[str]:
    """Two spellings of one NIP are one officer."""
    jumlah = Counter(pengenal_baku(satu.id) for satu in daftar.isi.petugas)
    for ke, satu in enumerate(daftar.isi.petugas, start=1):
        if jumlah[pengenal_baku(satu.id)] > 1:
            yield f"petugas ke-{ke} ({satu.nama}): id ini dipakai lebih dari satu kali"


def _tanggal_berurutan(daftar: DaftarPetugas) -> Iterator[str]:
    for letak, sejak, sampai in _pasangan(daftar):
        if sampai is not None and masa(sejak, sampai, daftar.zona).kosong:
            yield f"{letak}: sampai {sampai} sebelum sejak {sejak}"


def _pasangan(daftar: DaftarPetugas) -> Iterator[tuple[str, date, date | None]]:
    for ke, satu in enumerate(daftar.isi.petugas, start=1):
        letak = f"petugas ke-{ke} ({satu.nama})"
        yield letak, satu.sejak, satu.sampai
        for peran in satu.peran:
            yield (
                f"{letak} > peran {peran.pelaksana}",
                peran.sejak or satu.sejak,
                peran.sampai or satu.sampai,
            )
    for ke, mandat in enumerate(daftar.isi.mandat, start=1):
        yield f"mandat ke-{ke}", mandat.sejak, mandat.sampai


def _dalam_masa_kerja(daftar: DaftarPetugas) -> Iterator[str]:
    """A mandate that nobody could use is a slip of the pen."""
    sudah = list(_tanggal_berurutan(daftar))
    for satu in () if sudah else daftar.jabatan():
        if satu.masa.kosong:
            yield f"{satu.letak}: {satu.sebagai} seluruhnya di luar masa kerja petugas itu"


def _mandat_berpemilik(daftar: DaftarPetugas) -> Iterator[str]:
    for ke, mandat in enumerate(daftar.isi.mandat, start=1):
        letak = f"mandat ke-{ke}"
        if daftar.orang(mandat.petugas) is None:
            yield f"{letak}: petugas {mandat.petugas} tidak ada di antara [[petugas]]"
        if mandat.menggantikan is None:
            continue
        diganti = daftar.orang(mandat.menggantikan)
        if diganti is None:
            yield f"{letak}: menggantikan {mandat.menggantikan} tidak ada di antara [[petugas]]"
        elif pengenal_baku(mandat.menggantikan) == pengenal_baku(mandat.petugas):
            yield f"{letak}: petugas tidak menggantikan dirinya sendiri"
        elif all(peran.pelaksana != mandat.sebagai for peran in diganti.peran):
            yield f"{letak}: {diganti.nama} bukan pemegang peran {mandat.sebagai}"


def _satu_pemegang(daftar: DaftarPetugas) -> Iterator[str]:
    """One definitive holder at a time, and one who stands in: both at once there may be, since
    whoever gave a mandate may still decide (decision 42)."""
    for peran in daftar.isi.tunggal:
        semua = [j for j in daftar.jabatan() if j.sebagai == peran and not j.masa.kosong]
        for sementara in (False, True):
            sejenis = [j for j in semua if (j.jenis != "definitif") is sementara]
            for satu, lain in combinations(sejenis, 2):
                if satu.masa.bertemu(lain.masa):
                    yield _bertabrakan(daftar, satu, lain)


def _bertabrakan(daftar: DaftarPetugas, satu: Jabatan, lain: Jabatan) -> str:
    bersama = teks_masa(satu.masa.irisan(lain.masa), daftar.zona)
    return f"{lain.letak}: {lain.sebagai} bersamaan dengan {satu.letak}, {bersama}"


_CEK: tuple[Callable[[DaftarPetugas], Iterator[str]], ...] = (
    _ada_petugas,
    _id_tunggal,
    _tanggal_berurutan,
    _dalam_masa_kerja,
    _mandat_berpemilik,
    _satu_pemegang,
)


class DaftarPetugasTidakSah(BerkasTidakSah):
    """Daftar petugas tidak sah."""

    apa = "daftar petugas"


# The author of a file speaks of keys and tables.
_KALIMAT = {
    "missing": "kunci ini wajib ada",
    "model_type": "harus berupa tabel",
    "literal_error": "pilihannya {expected}",
}


def baca(teks: str, berkas: str, zona: ZoneInfo, pelaksana: Collection[str]) -> DaftarPetugas:
    """A register from its text; `berkas` only names it in messages, `pelaksana` are the roles
    there are. Raises DaftarPetugasTidakSah."""
    try:
        isi = BerkasPetugas.model_validate(urai_toml(teks))
    except TidakTerbaca as galat:
        raise DaftarPetugasTidakSah(berkas, [str(galat)]) from galat
    except ValidationError as galat:
        raise DaftarPetugasTidakSah(
            berkas, (masalah_berkas(satu, _KALIMAT) for satu in galat.errors())
        ) from galat
    daftar = DaftarPetugas(isi, zona, hashlib.sha256(teks.encode()).hexdigest())
    if masalah := periksa(daftar, pelaksana):
        raise DaftarPetugasTidakSah(berkas, masalah)
    return daftar


def baca_berkas(berkas: Path, zona: ZoneInfo, pelaksana: Collection[str]) -> DaftarPetugas:
    """A register from a file. Raises DaftarPetugasTidakSah, also when it cannot be read."""
    try:
        teks = baca_teks(berkas)
    except TidakTerbaca as galat:
        raise DaftarPetugasTidakSah(str(berkas), [str(galat)]) from galat
    return baca(teks, str(berkas), zona, pelaksana)


HARI_PLT_MAKS = 92
"""Three months, to be extended by three more with another order (SE Kepala BKN 1/SE/I/2021)."""


def peringatan(daftar: DaftarPetugas) -> tuple[str, ...]:
    """What an office should look at again, although the register can be judged by."""
    return (*_plt_lama(daftar), *_plt_beserta_pemegang(daftar))


def _plt_lama(daftar: DaftarPetugas) -> Iterator[str]:
    for satu in daftar.jabatan():
        lama = satu.masa.sampai - satu.masa.sejak if satu.masa.sampai else timedelta()
        if satu.jenis == "plt" and lama > timedelta(days=HARI_PLT_MAKS):
            yield (
                f"{satu.letak}: Plt {satu.sebagai} selama {lama.days} hari; satu surat perintah"
                " paling lama tiga bulan (SE BKN 1/SE/I/2021)"
            )


def _plt_beserta_pemegang(daftar: DaftarPetugas) -> Iterator[str]:
    """A Plt stands in for one who is gone for good (UU 30/2014 art. 14)."""
    semua = list(daftar.jabatan())
    for satu in semua:
        for lain in semua:
            if (
                satu.jenis == "plt"
                and lain.jenis == "definitif"
                and satu.sebagai == lain.sebagai
                and satu.sebagai in daftar.isi.tunggal
                and satu.masa.bertemu(lain.masa)
            ):
                bersama = teks_masa(satu.masa.irisan(lain.masa), daftar.zona)
                yield (
                    f"{satu.letak}: Plt {satu.sebagai} padahal {lain.orang.nama} masih memegangnya"
                    f" {bersama}; bila ia berhalangan sementara, jenisnya plh"
                )
