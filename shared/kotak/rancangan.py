"""A decision as an officer has filled it in: read from the fields of the form, and what is still
wrong with it, each defect at its field.

Names of inputs: `putusan`, `catatan`, `verdik.<document>`, `alasan.<document>` (of the office's
list), `alasan-lain.<document>`, `berkas.<output>`, and those of `shared.kotak.formulir`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from shared.contracts import HasilPutusan, Tugas, Verdik
from shared.contracts.messages import Pilihan
from shared.contracts.parts import Dokumen
from shared.kotak.formulir import baca_isi_surat
from shared.kotak.konsep import Konsep, nilai
from shared.tindakan import NilaiPutusan, Tindakan

BELUM_DINILAI = "Pilih: diterima, atau harus diperbaiki"
MAKS_ALASAN = 500
MAKS_CATATAN = 4000
"""Characters; a form takes no more."""

_ISI_SURAT = re.compile(r"^(?P<kode>[a-z0-9-]+)\.(?P<bidang>[a-z0-9-]+): (?P<kata>.+)$", re.DOTALL)
_LABEL = re.compile(r"^wajib diisi \(.*\)$")
_DOKUMEN = re.compile(r"^dokumen '(?P<kode>[a-z0-9-]+)'")
_OUTPUT = re.compile(r"^output '(?P<kode>[a-z0-9-]+)'")


class Cacat(NamedTuple):
    """`bidang`: the name of an input; empty where it is none's alone."""

    bidang: str
    kata: str


@dataclass(frozen=True)
class Rancangan:
    """`isi` and `berkas` by output; all of them, also those that this decision does not need."""

    pilihan: Pilihan | None
    verdik: tuple[Verdik, ...]
    catatan: str
    isi: Mapping[str, dict[str, Any]]
    berkas: Mapping[str, Dokumen]

    @property
    def putusan(self) -> NilaiPutusan | None:
        return self.pilihan.putusan if self.pilihan else None

    @property
    def ditolak(self) -> tuple[Verdik, ...]:
        return tuple(satu for satu in self.verdik if not satu.diterima)

    @property
    def diterima(self) -> int:
        return len(self.verdik) - len(self.ditolak)

    def hasil(self, tugas: Tugas) -> tuple[HasilPutusan, ...]:
        """What this decision brings of what was written and uploaded."""
        return tuple(self._hasil(tugas))

    def _hasil(self, tugas: Tugas) -> Iterator[HasilPutusan]:
        wajib = self.pilihan.hasil_wajib if self.pilihan else ()
        for satu in tugas.keluaran:
            if satu.kode not in wajib:
                continue
            if satu.kode in self.berkas:
                yield HasilPutusan(kode=satu.kode, berkas=self.berkas[satu.kode])
            elif satu.surat is not None and satu.surat.skema["properties"]:
                yield HasilPutusan(kode=satu.kode, isi=dict(self.isi.get(satu.kode, {})))


def baca_rancangan(tugas: Tugas, konsep: Konsep) -> Rancangan:
    isian = konsep.nilai
    putusan = nilai(isian, "putusan")
    berkas = {
        satu.kode: ada
        for satu in tugas.keluaran
        if (ada := konsep.satu_berkas(nilai(isian, f"berkas.{satu.kode}")))
    }
    return Rancangan(
        pilihan=next((satu for satu in tugas.pilihan if satu.putusan == putusan), None),
        verdik=tuple(_verdik(tugas, konsep)),
        catatan=nilai(isian, "catatan").strip()[:MAKS_CATATAN],
        isi={
            satu.kode: baca_isi_surat(satu.kode, satu.surat, isian, konsep.berkas)
            for satu in tugas.keluaran
            if satu.surat
        },
        berkas=berkas,
    )


def _verdik(tugas: Tugas, konsep: Konsep) -> Iterator[Verdik]:
    isian = konsep.nilai
    for satu in tugas.dokumen:
        verdik = nilai(isian, f"verdik.{satu.kode}")
        if verdik == "terima":
            yield Verdik(kode=satu.kode, diterima=True)
        elif verdik == "tolak":
            kata = [nilai(isian, f"{nama}.{satu.kode}") for nama in ("alasan", "alasan-lain")]
            alasan = "; ".join(isi.strip() for isi in kata if isi.strip())[:MAKS_ALASAN]
            yield Verdik(kode=satu.kode, diterima=False, alasan=alasan)


def cacat_rancangan(tugas: Tugas, rancangan: Rancangan) -> Iterator[Cacat]:
    """What can be said before the rules of the step are asked."""
    dinilai = {satu.kode for satu in rancangan.verdik}
    if tugas.tindakan is Tindakan.VERIFIKASI:
        for dokumen in tugas.dokumen:
            if dokumen.kode not in dinilai:
                yield Cacat(f"verdik.{dokumen.kode}", BELUM_DINILAI)
    for satu in rancangan.ditolak:
        if not satu.alasan:
            yield Cacat(f"alasan.{satu.kode}", "Pilih atau tulis alasannya")
    if rancangan.pilihan is None:
        yield Cacat("putusan", "Pilih putusannya")
    elif rancangan.putusan == "terima" and rancangan.ditolak:
        many = len(rancangan.ditolak)
        yield Cacat(
            "putusan",
            f"{many} dokumen harus diperbaiki, jadi permohonan ini belum dapat diteruskan",
        )


def cacat_penolakan(kalimat: Iterable[str]) -> Iterator[Cacat]:
    """A refusal's sentences at the fields that they are about."""
    for satu in kalimat:
        if cocok := _ISI_SURAT.match(satu):
            kata = _LABEL.sub("wajib diisi", cocok["kata"])
            yield Cacat(f"surat.{cocok['kode']}.{cocok['bidang']}", kata[:1].upper() + kata[1:])
        elif cocok := _DOKUMEN.match(satu):
            yield Cacat(f"verdik.{cocok['kode']}", satu)
        elif cocok := _OUTPUT.match(satu):
            yield Cacat(f"berkas.{cocok['kode']}", satu)
        elif "harus disertai alasan" in satu:
            yield Cacat("catatan", "Tulis alasannya dalam catatan")
        else:
            yield Cacat("", satu)


def akibat(tugas: Tugas, rancangan: Rancangan, nama: Mapping[str, str], pemohon: str) -> str:
    """What becomes of the case: "Dikembalikan kepada pemohon: 2 dokumen". `nama`: of the
    pelaksana; `pemohon`: the applicant's key."""
    pilihan = rancangan.pilihan
    if pilihan is None:
        return ""
    if pilihan.ke == "selesai":
        return "Permohonan selesai"
    if pilihan.ke == "ditolak":
        return "Permohonan ditolak untuk seterusnya"
    if pilihan.ke_pelaksana == pemohon:
        return _kepada_pemohon(tugas, rancangan)
    tujuan = nama.get(pilihan.ke_pelaksana or "", pilihan.ke_pelaksana or "")
    if pilihan.putusan != "terima":
        return f"Dikembalikan ke {tujuan}"
    setuju = tugas.tindakan is Tindakan.SETUJUI
    return f"{'Disetujui dan diteruskan' if setuju else 'Diteruskan'} ke {tujuan}"


def _kepada_pemohon(tugas: Tugas, rancangan: Rancangan) -> str:
    if rancangan.putusan == "terima":
        if menandatangani(tugas):
            return "SK diberi nomor, ditandatangani, dan diserahkan kepada pemohon"
        return "Diserahkan kepada pemohon"
    many = len(rancangan.ditolak)
    return "Dikembalikan kepada pemohon" + (f": {many} dokumen" if many else "")


def menandatangani(tugas: Tugas) -> bool:
    """Whether accepting numbers and signs an SK: with a key of the office's, or by the national
    service."""
    wajib = next((p.hasil_wajib for p in tugas.pilihan if p.putusan == "terima"), ())
    return any(
        satu.kode in wajib
        and (satu.tanda_tangan == "bsre" or (satu.surat and satu.tanda_tangan == "lokal"))
        for satu in tugas.keluaran
    )
