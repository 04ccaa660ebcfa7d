"""Drives one application through the real flow and keeps every message and every write of it.

The flow is pure, so every process that records the same SOP has the very same record.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bench.pola.lemari import LemariNyata
from shared import topology
from shared.alur import Kiriman, daftarkan, kiriman_langkah, susun_tugas
from shared.contracts import Pengajuan, Putusan
from shared.contracts.base import teks_saat
from shared.kalender.berlaku import KalenderBerlaku
from shared.mutu_baku.jaga import batas_terbuka, jagai
from shared.permohonan import Permohonan, id_permohonan
from shared.sop.model import Sop
from shared.store.codec import as_read, to_document, to_update
from shared.tindakan import Tindakan
from shared.worker.outcome import jawaban_diterapkan
from tests.builders import (
    KURSUS,
    Perjalanan,
    aturan,
    kalender,
    kode_wajib,
    pengajuan,
)

PENGAJUAN_ID = "00000000-0000-4000-8000-000000000001"
PERMOHONAN_ID = str(id_permohonan(PENGAJUAN_ID))
SAAT = datetime(2026, 1, 5, 1, 30, 0, 123_000, tzinfo=UTC)
"""Stands for the instant of sending: no other instant of the record is the same."""

PADA = datetime(2026, 1, 5, 1, 31, tzinfo=UTC)


@dataclass(frozen=True)
class Surat:
    """A message whose application and instant can be put in. `buka` is the opening that it is
    about, as its `message_id` has it."""

    exchange: str
    kunci: str
    tipe: str
    isi: bytes
    buka: str = ""
    wajib: bool = True

    def untuk(self, permohonan_id: str, pengajuan_id: str = "", saat: str = "") -> bytes:
        isi = self.isi.replace(_PERMOHONAN, permohonan_id.encode())
        if pengajuan_id:
            isi = isi.replace(_PENGAJUAN, pengajuan_id.encode())
        return isi.replace(_SAAT, saat.encode()) if saat else isi


_PERMOHONAN, _PENGAJUAN = PERMOHONAN_ID.encode(), PENGAJUAN_ID.encode()
_SAAT = teks_saat(SAAT).encode()


@dataclass(frozen=True)
class Tapak:
    """One closed step. `saring` and `ubah` are its compare-and-set write; the first one's is the
    whole new document instead. `tugas` came before it, `keluar` and `jawaban` follow from it."""

    no: int
    putaran: int
    pelaksana: str
    masuk: Surat
    tugas: Surat | None
    keluar: tuple[Surat, ...]
    jawaban: bytes
    dokumen: dict[str, Any] = field(default_factory=dict)
    saring: dict[str, Any] = field(default_factory=dict)
    ubah: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Pola:
    """`surat` are the outputs that the office makes letters of, but for the SK, which is signed."""

    tapak: tuple[Tapak, ...]
    lemari: LemariNyata
    surat: frozenset[str]

    def langkah(self, no: int) -> Tapak:
        return next(tapak for tapak in self.tapak if tapak.no == no)

    @property
    def pelaksana(self) -> tuple[str, ...]:
        """Every role that has a step, in the order of the SOP."""
        return tuple(dict.fromkeys(tapak.pelaksana for tapak in self.tapak))


def rekam(kode: str = KURSUS) -> Pola:
    lemari = LemariNyata()
    perjalanan = _mulai(kode, lemari)
    tapak = [_tapak_pengajuan(perjalanan)]
    while perjalanan.permohonan.langkah is not None:
        tapak.append(_tapak_putusan(perjalanan))
    return Pola(tuple(tapak), lemari, frozenset(_surat_kantor(perjalanan.sop)))


def _surat_kantor(sop: Sop) -> Iterator[str]:
    for langkah in sop.langkah:
        if langkah.tindakan is not Tindakan.TANDA_TANGANI:
            yield from (hasil.kode for hasil in langkah.hasil if hasil.surat)


def _mulai(kode: str, lemari: LemariNyata) -> Perjalanan:
    perjalanan = Perjalanan(kode)
    dokumen = [lemari.berkode(k) for k in kode_wajib(perjalanan.sop)]
    perjalanan.lemari = lemari
    perjalanan.pengajuan = pengajuan(
        perjalanan.sop, dokumen, pengajuan_id=PENGAJUAN_ID, diajukan_pada=SAAT
    )
    nomor = f"{perjalanan.sop.awalan_nomor}-2026-000001"
    perjalanan.kini = PADA
    perjalanan.permohonan = _berjaga(
        perjalanan, daftarkan(perjalanan.pengajuan, perjalanan.termuat, nomor, PADA)
    )
    return perjalanan


def _berjaga(perjalanan: Perjalanan, permohonan: Permohonan) -> Permohonan:
    return jagai(permohonan, perjalanan.sop, KalenderBerlaku.selalu(kalender()))


def _tapak_pengajuan(perjalanan: Perjalanan) -> Tapak:
    kiriman, kini = perjalanan.pengajuan, perjalanan.permohonan
    entri = kini.riwayat[0]
    return Tapak(
        no=entri.langkah,
        putaran=entri.putaran,
        pelaksana=entri.pelaksana,
        masuk=_masuk(kiriman, topology.antrean_berkas(topology.PELAKSANA_PENERIMA)),
        tugas=None,
        keluar=tuple(_keluar(perjalanan, kini)),
        jawaban=jawaban_diterapkan(kiriman, kini, ulangan=False).ke_json(),
        dokumen=to_document(kini),
    )


def _tapak_putusan(perjalanan: Perjalanan) -> Tapak:
    lama, tugas = perjalanan.permohonan, _tugas(perjalanan)
    assert lama.langkah is not None
    putusan = perjalanan.putusan(
        putusan_id=f"{PERMOHONAN_ID}.{lama.langkah.no}", diputuskan_pada=SAAT
    )
    perjalanan.permohonan = baru = _berjaga(perjalanan, perjalanan.terapkan(putusan))
    return Tapak(
        no=lama.langkah.no,
        putaran=lama.langkah.putaran,
        pelaksana=lama.langkah.pelaksana,
        masuk=_masuk(putusan, topology.antrean_putusan(putusan.pelaksana)),
        tugas=tugas,
        keluar=tuple(_keluar(perjalanan, baru)),
        jawaban=jawaban_diterapkan(putusan, baru, ulangan=False).ke_json(),
        saring=as_read(lama),
        ubah=to_update(baru, lama),
    )


def _masuk(pesan: Pengajuan | Putusan, kunci: str) -> Surat:
    return Surat(topology.EXCHANGE_IZIN, kunci, pesan.tipe, pesan.ke_json())


def _keluar(perjalanan: Perjalanan, permohonan: Permohonan) -> Iterator[Surat]:
    for kiriman in kiriman_langkah(permohonan, permohonan.urutan - 1, perjalanan.sop):
        yield _surat(kiriman)


def _surat(kiriman: Kiriman) -> Surat:
    return Surat(
        kiriman.exchange,
        kiriman.kunci,
        type(kiriman.pesan).__name__,
        kiriman.pesan.ke_json(),
        kiriman.message_id.split("/")[1],
        kiriman.wajib_sampai,
    )


def _tugas(perjalanan: Perjalanan) -> Surat:
    permohonan, perkara = perjalanan.permohonan, perjalanan.perkara
    assert permohonan.langkah is not None
    batas = batas_terbuka(permohonan, perjalanan.sop, KalenderBerlaku.selalu(kalender()))
    tugas = susun_tugas(
        perkara,
        permohonan.langkah,
        aturan()[perkara.langkah.tindakan],
        batas.jatuh_tempo if batas else None,
    )
    kunci = topology.antrean_tugas(permohonan.langkah.pelaksana)
    buka = f"{permohonan.langkah.no}.{permohonan.langkah.putaran}"
    return Surat(topology.EXCHANGE_IZIN, kunci, tugas.tipe, tugas.ke_json(), buka)
