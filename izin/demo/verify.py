"""The summary's facts: everything read back from the store and the broker, then checked."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from izin.demo.checks.files import periksa_berkas
from izin.demo.checks.finding import Pemeriksaan, Temuan, pemeriksaan
from izin.demo.checks.history import periksa_akhir, periksa_jalan, periksa_segel
from izin.demo.checks.outputs import berkas_disebut, periksa_keluaran
from izin.demo.checks.plan import periksa_satu_satu, periksa_sk, periksa_skenario
from izin.demo.checks.wire import (
    Kabar,
    Karantina,
    kabar_seharusnya,
    periksa_antrean,
    periksa_kabar,
    periksa_karantina,
)
from izin.demo.scenario import Skenario
from shared.alur import Fakta
from shared.permohonan import Permohonan
from shared.sop.model import SopTermuat
from shared.store.port import DokumenStore, PermohonanStore, facts_of


@dataclass(frozen=True)
class Bukti:
    """What was found after everything had stopped. `karantina` without what lay there before."""

    semua: tuple[Permohonan, ...]
    fakta: Fakta
    kabar: frozenset[Kabar]
    karantina: tuple[Karantina, ...]
    antrean: Mapping[str, int]


@dataclass(frozen=True)
class Harapan:
    """What was to come of it: `sop` by version, `karantina` the kode by message id."""

    skenario: Mapping[str, Skenario]
    sop: Mapping[str, SopTermuat]
    karantina: Mapping[str, str]
    kabar_lain: Kabar


async def baca_semua(store: PermohonanStore) -> tuple[Permohonan, ...]:
    return tuple(sorted([satu async for satu in store.scan()], key=lambda satu: satu.nomor))


async def baca_fakta(dokumen: DokumenStore, semua: Iterable[Permohonan], batas_bytes: int) -> Fakta:
    """Every file of every riwayat is read and measured again."""
    berkas = (d.berkas_id for permohonan in semua for d in berkas_disebut(permohonan))
    return await facts_of(dokumen, berkas, batas_bytes)


def periksa(bukti: Bukti, harapan: Harapan) -> tuple[Pemeriksaan, ...]:
    """Every line of the summary, in the order in which a reader wants to know."""
    semua = bukti.semua
    entri = sum(len(p.riwayat) for p in semua)
    selesai = sum(p.status == "selesai" for p in semua)
    return (
        pemeriksaan(
            "Satu pengajuan menjadi satu permohonan",
            f"{len(semua)} permohonan",
            periksa_satu_satu(semua, harapan.skenario.values()),
        ),
        pemeriksaan(
            "Semua permohonan berakhir",
            f"{len(semua)} permohonan",
            (t for p in semua for t in periksa_akhir(p)),
        ),
        pemeriksaan(
            "Setiap riwayat menempuh jalan SOP",
            f"{entri} langkah",
            (t for p in semua for t in _jalan(p, harapan)),
        ),
        pemeriksaan(
            "Kelengkapan dan output setiap langkah ada",
            f"{entri} langkah",
            (t for p in semua for t in _keluaran(p, harapan)),
        ),
        pemeriksaan(
            "Berkas cocok dengan SHA-256 yang tercatat",
            f"{len(bukti.fakta)} berkas",
            (t for p in semua for t in periksa_berkas(p, bukti.fakta)),
        ),
        pemeriksaan(
            "Rantai riwayat utuh", f"{entri} entri", (t for p in semua for t in periksa_segel(p))
        ),
        pemeriksaan("SK terbit tepat satu kali", f"{selesai} SK", periksa_sk(semua)),
        pemeriksaan(
            "Semua skenario terjadi sesuai rencana",
            f"{len(harapan.skenario)} skenario",
            (t for p in semua for t in _skenario(p, harapan)),
        ),
        pemeriksaan(
            "Pemohon diberi tahu semestinya",
            f"{len(bukti.kabar)} pemberitahuan",
            periksa_kabar(kabar_semestinya(semua, harapan), bukti.kabar),
        ),
        pemeriksaan(
            "Karantina hanya berisi yang disengaja",
            f"{len(bukti.karantina)} pesan",
            periksa_karantina(harapan.karantina, bukti.karantina),
        ),
        pemeriksaan(
            "Tidak ada yang tertinggal di antrean",
            f"{len(bukti.antrean)} antrean",
            periksa_antrean(bukti.antrean),
        ),
    )


def _sop(permohonan: Permohonan, harapan: Harapan) -> SopTermuat | None:
    return harapan.sop.get(permohonan.sop_versi)


def _jalan(permohonan: Permohonan, harapan: Harapan) -> Iterable[Temuan]:
    termuat = _sop(permohonan, harapan)
    if termuat is None:
        return (Temuan(permohonan.nomor, "berjalan menurut versi SOP yang tidak dikenal"),)
    return periksa_jalan(permohonan, termuat.sop)


def _keluaran(permohonan: Permohonan, harapan: Harapan) -> Iterable[Temuan]:
    termuat = _sop(permohonan, harapan)
    return periksa_keluaran(permohonan, termuat.sop) if termuat else ()


def _skenario(permohonan: Permohonan, harapan: Harapan) -> Iterable[Temuan]:
    skenario = harapan.skenario.get(str(permohonan.id))
    return periksa_skenario(permohonan, skenario) if skenario else ()


def kabar_semestinya(semua: Iterable[Permohonan], harapan: Harapan) -> frozenset[Kabar]:
    """All that the applicants must have been told, as the store has it."""

    def dari_riwayat() -> Iterator[Kabar]:
        for permohonan in semua:
            if termuat := _sop(permohonan, harapan):
                yield from kabar_seharusnya(permohonan, termuat.sop)

    return frozenset((*dari_riwayat(), harapan.kabar_lain))
