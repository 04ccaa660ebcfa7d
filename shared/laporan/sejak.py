"""What has changed in the report of a past month since it was first made, and why.

The first report after a month's end is kept as it was told (`pertama`). Whatever comes to be known
later (a submission that arrived late, an outage that was written down afterwards, a copy put back)
may change the figures; then the report says which, and by what.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from shared.contracts.base import teks_saat
from shared.laporan.model import BarisPerubahan, Laporan
from shared.mutu_baku.buku_waktu import Gangguan

Isi = Mapping[str, Any]
"""As it stands in JSON: a report of an earlier AlurIzin is only compared, never read as a model."""

BAGIAN = (
    *("keseluruhan", "langkah", "pelaksana", "pemohon", "waktu", "pengembalian", "alasan"),
    *("peringatan", "pencocokan", "lewat", "saat"),
)
_PENGENAL = (
    *("sop", "nomor", "langkah", "putaran", "cakupan", "pelaksana", "batas", "pemilik"),
    *("jenis", "kode", "tingkat"),
)
_SAAT = ("mulai", "jatuh_tempo", "selesai", "disebut", "dihitung")
MOST_NAMED = 50


class Dasar(NamedTuple):
    """What a report was made of. `permohonan`: how many entries of each, by nomor, lie before its
    end."""

    permohonan: Mapping[str, int]
    gangguan: frozenset[str]

    def ke_isi(self) -> Isi:
        return {"permohonan": dict(self.permohonan), "gangguan": sorted(self.gangguan)}

    @classmethod
    def dari_isi(cls, isi: Isi) -> "Dasar":
        return cls(dict(isi["permohonan"]), frozenset(isi["gangguan"]))


def nama_gangguan(semua: Iterable[Gangguan]) -> frozenset[str]:
    return frozenset(
        f"{satu.pelaksana} {teks_saat(satu.dari)} sampai {teks_saat(satu.sampai)}" for satu in semua
    )


def simpanan(laporan: Laporan, dasar: Dasar) -> Isi:
    """What is kept of a first report."""
    return {"laporan": laporan.model_dump(mode="json"), "dasar": dasar.ke_isi()}


def sejak_pertama(pertama: Isi, kini: Laporan, dasar: Dasar) -> Laporan:
    """The report, saying since when it was told otherwise, what changed, and why."""
    dulu = pertama["laporan"]
    perubahan = tuple(_perubahan(dulu, kini.model_dump(mode="json")))
    sebab = tuple(_sebab(dulu, kini, Dasar.dari_isi(pertama["dasar"]), dasar)) if perubahan else ()
    saat = datetime.fromisoformat(dulu["tentang"]["dibuat"])
    return kini.model_copy(
        update={
            "tentang": kini.tentang.model_copy(update={"pertama": saat}),
            "perubahan": perubahan,
            "sebab": sebab,
        }
    )


def _perubahan(dulu: Isi, kini: Isi) -> Iterator[BarisPerubahan]:
    for bagian in BAGIAN:
        semula, menjadi = _nilai(dulu.get(bagian)), _nilai(kini.get(bagian))
        for tempat in dict.fromkeys((*semula, *menjadi)):
            lama, baru = semula.get(tempat), menjadi.get(tempat)
            if (lama or None) != (baru or None):
                baris, kolom = tempat
                yield BarisPerubahan(
                    bagian=bagian, baris=baris, kolom=kolom, semula=_teks(lama), menjadi=_teks(baru)
                )


def _nilai(isi: Any) -> dict[tuple[str, str], Any]:
    """Figures and instants, by row and column. Words are of the SOP, or of officers."""
    baris = isi if isinstance(isi, list) else [isi or {}]
    return {
        (_pengenal(satu), kolom): nilai
        for satu in baris
        for kolom, nilai in _daun(satu)
        if not isinstance(nilai, str) or kolom in _SAAT
    }


def _pengenal(baris: Isi) -> str:
    return " ".join(str(baris[nama]) for nama in _PENGENAL if baris.get(nama) is not None)


def _daun(isi: Isi, awalan: str = "") -> Iterator[tuple[str, Any]]:
    for kolom, nilai in isi.items():
        if isinstance(nilai, Mapping):
            yield from _daun(nilai, f"{awalan}{kolom}.")
        elif not isinstance(nilai, list) and (awalan or kolom not in _PENGENAL):
            yield f"{awalan}{kolom}", nilai


def _teks(nilai: Any) -> str:
    if isinstance(nilai, bool):
        return "ya" if nilai else "tidak"
    return "" if nilai is None else str(nilai)


def _sebab(dulu: Isi, kini: Laporan, lama: Dasar, baru: Dasar) -> Iterator[str]:
    semua = [*_permohonan(lama, baru), *_gangguan(lama, baru), *_lain(dulu, kini)]
    yield from semua[:MOST_NAMED]
    if (sisa := len(semua) - MOST_NAMED) > 0:
        yield f"dan {sisa} sebab lagi"
    if not semua:
        yield "cara menghitung, SOP yang dimuat, atau catatan peringatan berubah"


def _permohonan(lama: Dasar, baru: Dasar) -> Iterator[str]:
    for nomor in sorted({*lama.permohonan, *baru.permohonan}):
        dulu, kini = lama.permohonan.get(nomor), baru.permohonan.get(nomor)
        if dulu is None:
            yield f"permohonan {nomor} dicatat sesudahnya"
        elif kini is None:
            yield f"permohonan {nomor} tidak terhitung lagi"
        elif kini != dulu:
            yield f"permohonan {nomor}: langkah dalam bulan itu {dulu}, kini {kini}"


def _gangguan(lama: Dasar, baru: Dasar) -> Iterator[str]:
    for satu in sorted(baru.gangguan - lama.gangguan):
        yield f"gangguan dicatat sesudahnya: {satu}"
    for satu in sorted(lama.gangguan - baru.gangguan):
        yield f"gangguan tidak tercatat lagi: {satu}"


def _lain(dulu: Isi, kini: Laporan) -> Iterator[str]:
    tentang, sekarang = dulu["tentang"], kini.tentang.model_dump(mode="json")
    if _versi(tentang) != _versi(sekarang):
        yield "kalender yang berlaku dalam bulan itu berubah"
    rusak = {satu["nomor"] for satu in tentang["tak_terbaca"]}
    for satu in kini.tentang.tak_terbaca:
        if satu.nomor not in rusak:
            yield f"{satu.nomor} kini tidak terbaca"
    for nomor in sorted(rusak - {satu.nomor for satu in kini.tentang.tak_terbaca}):
        yield f"{nomor} kini terbaca"
    if (dulu.get("pencocokan") or {}).get("tercatat") != kini.pencocokan.tercatat:
        yield "peringatan dicatat atau hilang sesudahnya"


def _versi(tentang: Isi) -> list[tuple[str, Any]]:
    return [(satu["versi"], satu["dari"]) for satu in tentang["kalender"]]
