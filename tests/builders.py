"""Builders: valid messages and applications, each with only what a test changes spelled out."""

import hashlib
import itertools
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, Self

from izin.registry import discover_desks
from shared.alur import (
    FaktaBerkas,
    Keadaan,
    daftarkan,
    perbaiki,
    perkara_terbuka,
    putuskan,
    tarik,
)
from shared.books import KalenderBook
from shared.contracts import (
    Dokumen,
    DokumenBerkode,
    Lembaga,
    Pemohon,
    Penarikan,
    Pengajuan,
    Petugas,
    Putusan,
    Verdik,
)
from shared.desk import BukuAturan, Perkara, buku_aturan
from shared.kalender.libur_nasional import LIBUR_INDONESIA
from shared.kalender.loader import BERKAS_BAWAAN, baca_berkas
from shared.kalender.model import Kalender
from shared.permohonan import Permohonan
from shared.petugas.model import DaftarPetugas
from shared.sop.loader import FOLDER_BAWAAN, KatalogSop, muat_folder
from shared.sop.model import Sop, SopTermuat
from shared.store.memory import MemoryKalenderStore
from shared.surat import FOLDER_SURAT_BAWAAN
from shared.surat.loader import KatalogSurat, muat_surat
from shared.tindakan import NilaiPutusan

KURSUS = "izin-kursus-pelatihan"
PAUD = "izin-paud"
PAGI = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
BATAS_BYTES = 10 * 1024 * 1024
PEMOHON = Pemohon(
    nama="Siti Contoh", nik="6372000000000001", telepon="081100000000", surel="siti@contoh.id"
)
LEMBAGA = Lembaga(nama="LKP Contoh", alamat="Jalan Contoh 1, Banjarbaru")
PETUGAS = Petugas(id="198001012005011001", nama="Budi Petugas")
"""An officer where it does not matter of which role."""


_nomor_urut = itertools.count(1)
_berkas_urut = itertools.count(1)


@cache
def katalog() -> KatalogSop:
    return muat_folder(FOLDER_BAWAAN, frozenset(discover_desks()))


@cache
def surat() -> KatalogSurat:
    """The packaged letters."""
    return muat_surat(FOLDER_SURAT_BAWAAN)


def termuat(kode: str = KURSUS) -> SopTermuat:
    return katalog()[kode]


def petugas(pelaksana: str) -> Petugas:
    """The officer of a role. One a role: nobody may approve what they wrote themselves."""
    return Petugas(id=f"uji-{pelaksana}", nama=f"Petugas {pelaksana.title()}")


@cache
def aturan() -> BukuAturan:
    return buku_aturan(discover_desks().values())


@cache
def kalender() -> Kalender:
    """The packaged calendar."""
    return baca_berkas(BERKAS_BAWAAN, LIBUR_INDONESIA)


def buku_kalender() -> KalenderBook:
    """The packaged calendar, in force since always."""
    return KalenderBook(kalender(), MemoryKalenderStore())


def pdf(isi: str = "") -> bytes:
    """The smallest thing that is told to be a PDF by its content; `isi` makes it another one."""
    return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n% " + isi.encode() + b"\ntrailer<<>>\n%%EOF\n"


class Lemari:
    """Files that a pure test needs: references, and the facts the store would measure."""

    def __init__(self) -> None:
        self.fakta: dict[str, FaktaBerkas] = {}

    def berkas(self, isi: str, media_type: str = "application/pdf") -> Dokumen:
        data = isi.encode()
        dokumen = Dokumen(
            berkas_id=f"{next(_berkas_urut):024x}",
            nama_berkas=f"{isi}.pdf",
            media_type=media_type,
            ukuran_bytes=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
        )
        self.fakta[dokumen.berkas_id] = FaktaBerkas(len(data), media_type, dokumen.sha256)
        return dokumen

    def berkode(
        self, kode: str, isi: str = "", media_type: str = "application/pdf"
    ) -> DokumenBerkode:
        return DokumenBerkode(kode=kode, berkas=self.berkas(isi or kode, media_type))


def kode_wajib(sop: Sop) -> tuple[str, ...]:
    return tuple(p.kode for p in sop.persyaratan if p.wajib)


def isian_lengkap(sop: Sop) -> dict[str, str]:
    return {i.kode: i.pilihan[0] if i.pilihan else "12345" for i in sop.isian if i.wajib}


def pengajuan(sop: Sop, dokumen: Iterable[DokumenBerkode], **ubah: Any) -> Pengajuan:
    isi: dict[str, Any] = {
        "pengajuan_id": f"uji-pengajuan-{next(_nomor_urut):06d}",
        "sop": sop.kode,
        "diajukan_pada": PAGI,
        "pemohon": PEMOHON,
        "lembaga": LEMBAGA,
        "isian": isian_lengkap(sop),
        "dokumen": tuple(dokumen),
    }
    return Pengajuan(**(isi | ubah))


def penarikan(permohonan: Permohonan, **ubah: Any) -> Penarikan:
    isi: dict[str, Any] = {
        "penarikan_id": f"uji-penarikan-{next(_nomor_urut):06d}",
        "sop": permohonan.sop,
        "nomor": permohonan.nomor,
        "pengajuan_id": permohonan.pengajuan_id[0],
        "ditarik_pada": PAGI,
    }
    return Penarikan(**(isi | ubah))


class Perjalanan:
    """Drives one application through the pure flow, one minute a step unless `pada` says when."""

    def __init__(
        self,
        kode: str | SopTermuat = KURSUS,
        tanpa: Iterable[str] = (),
        diajukan: datetime = PAGI,
        **ubah: Any,
    ) -> None:
        """`ubah` changes the submission."""
        self.termuat = termuat(kode) if isinstance(kode, str) else kode
        self.sop = self.termuat.sop
        self.lemari = Lemari()
        self.kini = diajukan + timedelta(minutes=1)
        self._tepat = False
        self.daftar: DaftarPetugas | None = None
        wajib = [k for k in kode_wajib(self.sop) if k not in set(tanpa)]
        dokumen = [self.lemari.berkode(k, media_type=self.media(k)) for k in wajib]
        self.pengajuan = pengajuan(self.sop, dokumen, **{"diajukan_pada": diajukan} | ubah)
        self.permohonan = daftarkan(
            self.pengajuan, self.termuat, f"{self.sop.awalan_nomor}-2026-000001", self.kini
        )

    def pada(self, saat: datetime) -> Self:
        """The next step is closed at that very instant."""
        self.kini, self._tepat = saat, True
        return self

    def _maju(self) -> None:
        if not self._tepat:
            self.kini += timedelta(minutes=1)
        self._tepat = False

    def media(self, kode: str) -> str:
        """The first media type that a persyaratan may have."""
        persyaratan = self.sop.persyaratan_kode(kode)
        return persyaratan.media[0] if persyaratan else "application/pdf"

    @property
    def perkara(self) -> Perkara:
        assert self.permohonan.langkah is not None
        langkah = self.sop.langkah_ke(self.permohonan.langkah.no)
        return Perkara(self.permohonan, self.sop, langkah)

    def putusan(self, nilai: NilaiPutusan = "terima", **ubah: Any) -> Putusan:
        """A decision that brings all that it should, unless `ubah` says otherwise."""
        assert self.permohonan.langkah is not None
        terbuka, perkara = self.permohonan.langkah, self.perkara
        isi: dict[str, Any] = {
            "putusan_id": f"uji-putusan-{next(_nomor_urut):06d}",
            "permohonan_id": self.permohonan.id,
            "langkah": terbuka.no,
            "putaran": terbuka.putaran,
            "pelaksana": terbuka.pelaksana,
            "putusan": nilai,
            "petugas": petugas(terbuka.pelaksana),
            "diputuskan_pada": self.kini,
            "hasil": tuple(
                self.lemari.berkode(h.kode, f"{h.kode}-{terbuka.putaran}", h.media[0])
                for h in perkara.langkah.hasil_wajib(nilai)
                if h.jenis == "dokumen"
            ),
            "atas": perkara.atas.berkas.sha256 if nilai == "terima" and perkara.atas else None,
            "catatan": "" if nilai == "terima" else "alasan uji",
        }
        if perkara.langkah.tindakan == "verifikasi":
            isi["verdik"] = tuple(
                Verdik(kode=d.kode, diterima=True) for d in perkara.belum_diterima()
            )
        return Putusan(**(isi | ubah))

    def terapkan(self, putusan: Putusan, pelaksana: str | None = None) -> Permohonan:
        """What the worker of `pelaksana` (the decision's own by default) would do with it."""
        self._maju()
        perkara = perkara_terbuka(
            self.permohonan, putusan, self.sop, pelaksana or putusan.pelaksana
        )
        keadaan = Keadaan(self.kini, BATAS_BYTES, self.daftar)
        self.permohonan = putuskan(perkara, putusan, aturan(), self.lemari.fakta, keadaan)
        return self.permohonan

    def putus(self, nilai: NilaiPutusan = "terima", **ubah: Any) -> Permohonan:
        return self.terapkan(self.putusan(nilai, **ubah))

    def sampai(self, langkah: int) -> "Perjalanan":
        while self.permohonan.langkah and self.permohonan.langkah.no != langkah:
            self.putus()
        return self

    def perbaiki(self, dokumen: Iterable[DokumenBerkode], **ubah: Any) -> Permohonan:
        assert self.permohonan.langkah is not None
        self._maju()
        ubah = {
            "nomor": self.permohonan.nomor,
            "putaran": self.permohonan.langkah.putaran,
            "diajukan_pada": self.kini,
        } | ubah
        kiriman = pengajuan(self.sop, dokumen, **ubah)
        self.permohonan = perbaiki(self.permohonan, kiriman, self.sop, self.kini)
        return self.permohonan

    def tarik(self, **ubah: Any) -> Permohonan:
        """The applicant withdraws, now."""
        return self.tarik_dengan(penarikan(self.permohonan, **({"ditarik_pada": self.kini} | ubah)))

    def tarik_dengan(self, isi: Penarikan) -> Permohonan:
        self._maju()
        self.permohonan = tarik(self.permohonan, isi, self.sop, self.kini)
        return self.permohonan
