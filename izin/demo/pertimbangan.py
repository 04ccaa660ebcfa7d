"""What a simulated officer decides, from the task alone and what the documents say. Pure.

The only thing that is scripted is the one route a scenario wants to see taken.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from izin.demo.dunia import petugas_demo, wakil_penyetuju
from izin.demo.kelambatan import Belokan
from izin.demo.material.gambar import Terbaca
from izin.demo.skenario import Skenario
from shared.contracts import DokumenDiajukan, Pilihan, Putusan, Tugas, Verdik
from shared.errors import KodeTolak
from shared.tindakan import Tindakan
from shared.topology import PELAKSANA_PEMOHON

_DIKTUM_KURANG = "Diktum tentang kewajiban melaporkan perubahan belum ada; mohon ditambahkan."
_ALASAN: Mapping[tuple[Tindakan, str], str] = {
    (Tindakan.TERUSKAN, "kembalikan"): "Mohon berkas diperiksa sekali lagi sebelum diteruskan.",
    (Tindakan.PERIKSA_LAPANGAN, "kembalikan"): (
        "Keadaan di lapangan berbeda dengan dokumen yang dilampirkan; mohon diperbarui."
    ),
    (Tindakan.PERIKSA_LAPANGAN, "tolak"): (
        "Ruang belajar tidak memenuhi syarat keselamatan menurut pemeriksaan lapangan."
    ),
    (Tindakan.SUSUN_DRAF, "kembalikan"): (
        "Rekomendasi belum menyebut daya tampung; mohon dilengkapi."
    ),
    (Tindakan.SETUJUI, "kembalikan"): _DIKTUM_KURANG,
    (Tindakan.TANDA_TANGANI, "kembalikan"): _DIKTUM_KURANG,
}
_ALASAN_LAIN = "Ada hal yang perlu diperbaiki sebelum dilanjutkan."


@dataclass(frozen=True)
class Pertimbangan:
    """The choice among `Tugas.pilihan`, and what is said with it."""

    pilihan: Pilihan
    verdik: tuple[Verdik, ...] = ()
    catatan: str = ""


def timbang(tugas: Tugas, skenario: Skenario, isi: Mapping[str, Terbaca]) -> Pertimbangan:
    """`isi`: what the documents that are not accepted yet say, by kode."""
    belokan = belokan_kini(tugas, skenario)
    if belokan is not None:
        return _berbelok(tugas, belokan)
    if tugas.tindakan is Tindakan.VERIFIKASI:
        return _verifikasi(tugas, isi)
    return Pertimbangan(_pilihan(tugas, "terima"))


def belokan_kini(tugas: Tugas, skenario: Skenario) -> Belokan | None:
    """The scenario's other route, if this is where it is taken: the step's first opening."""
    belokan = skenario.kasus.belokan
    if belokan is None or (tugas.langkah, tugas.putaran) != (belokan.langkah, 1):
        return None
    return belokan


def draf_keliru(tugas: Tugas, skenario: Skenario) -> bool:
    """The first draft has a slip where the scenario wants an approver to find one."""
    belokan = skenario.kasus.belokan
    return (
        (tugas.tindakan, tugas.putaran) == (Tindakan.SUSUN_DRAF, 1)
        and belokan is not None
        and belokan.tindakan in (Tindakan.SETUJUI, Tindakan.TANDA_TANGANI)
    )


def _berbelok(tugas: Tugas, belokan: Belokan) -> Pertimbangan:
    pilihan = _pilihan(tugas, belokan.putusan)
    catatan = _ALASAN.get((tugas.tindakan, belokan.putusan), _ALASAN_LAIN)
    verdik = _tolak_satu(tugas) if pilihan.ke_pelaksana == PELAKSANA_PEMOHON else ()
    return Pertimbangan(pilihan, verdik, catatan)


def _tolak_satu(tugas: Tugas) -> tuple[Verdik, ...]:
    """The applicant is told which document to bring anew."""
    kode = tugas.dokumen[-1].kode if tugas.dokumen else None
    alasan = "berbeda dengan keadaan yang ditemukan di lapangan"
    return (Verdik(kode=kode, diterima=False, alasan=alasan),) if kode else ()


def _verifikasi(tugas: Tugas, isi: Mapping[str, Terbaca]) -> Pertimbangan:
    verdik = tuple(
        _nilai(dokumen, isi[dokumen.kode], tugas)
        for dokumen in tugas.dokumen
        if dokumen.diterima is not True
    )
    if all(v.diterima for v in verdik) and not tugas.kekurangan:
        return Pertimbangan(_pilihan(tugas, "terima"), verdik)
    return Pertimbangan(_kembalikan(tugas), verdik, "Mohon lengkapi dan perbaiki berkas.")


def _nilai(dokumen: DokumenDiajukan, terbaca: Terbaca, tugas: Tugas) -> Verdik:
    alasan = ""
    if not terbaca.jelas:
        alasan = "foto buram, tulisannya tidak terbaca; mohon difoto ulang"
    elif terbaca.judul != dokumen.nama:
        alasan = f"isinya “{terbaca.judul}”, bukan “{dokumen.nama}”"
    elif terbaca.lembaga != tugas.lembaga.nama:
        alasan = "atas nama lembaga lain"
    return Verdik(kode=dokumen.kode, diterima=not alasan, alasan=alasan)


def _kembalikan(tugas: Tugas) -> Pilihan:
    lain = [pilihan for pilihan in tugas.pilihan if pilihan.putusan != "terima"]
    ke_pemohon = (pilihan for pilihan in lain if pilihan.ke_pelaksana == PELAKSANA_PEMOHON)
    return next(ke_pemohon, lain[0])


def _pilihan(tugas: Tugas, putusan: str) -> Pilihan:
    return next(pilihan for pilihan in tugas.pilihan if pilihan.putusan == putusan)


# Two decisions by who may not make them, tried on purpose before the right one is sent.
class Percobaan(NamedTuple):
    """A decision, and the code it has to be refused with."""

    putusan: Putusan
    kode: KodeTolak


def korban(semua: Iterable[Skenario]) -> Skenario | None:
    """The first application that comes to its decree; None where none does, or where the SOP does
    not have the acts that are tried."""
    return next(
        (s for s in semua if s.akhir == "selesai" and wakil_penyetuju(s.sop) is not None), None
    )


def harus_ditolak(semua: Iterable[Skenario]) -> frozenset[str]:
    sasaran = korban(semua)
    if sasaran is None:
        return frozenset()
    tindakan = {langkah.tindakan for langkah in sasaran.sop.langkah}
    tanda = [KodeTolak.DI_LUAR_MANDAT] if Tindakan.TANDA_TANGANI in tindakan else []
    return frozenset({KodeTolak.DRAF_SENDIRI, *tanda})


def percobaan(
    putusan: Putusan, tugas: Tugas, skenario: Skenario, benih: int
) -> Iterator[Percobaan]:
    """The author of the draft, acting for the first to approve, approves it; and the first to
    approve signs, without any mandate."""
    wakil = wakil_penyetuju(skenario.sop)
    if wakil is None or putusan.putusan != "terima":
        return
    if (tugas.tindakan, tugas.pelaksana) == (Tindakan.SETUJUI, wakil.sebagai):
        yield _oleh(putusan, wakil.peran, benih, KodeTolak.DRAF_SENDIRI)
    if tugas.tindakan is Tindakan.TANDA_TANGANI:
        yield _oleh(putusan, wakil.sebagai, benih, KodeTolak.DI_LUAR_MANDAT)


def _oleh(putusan: Putusan, peran: str, benih: int, kode: KodeTolak) -> Percobaan:
    lain = {"petugas": petugas_demo(benih, peran), "putusan_id": f"{putusan.putusan_id}-coba"}
    return Percobaan(putusan.model_copy(update=lain), kode)
