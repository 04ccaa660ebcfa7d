"""Routes of the figures week by week, as plots and as tables."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from starlette.responses import Response

from services.meja.papan.gambar import Deret, Gambar, angka
from services.meja.permintaan import Permintaan
from services.meja.rute import Rute
from services.meja.untuk import Untuk
from shared.kantor.mingguan import Mingguan
from shared.laporan.mingguan import Seminggu
from shared.laporan.model import BarisKeseluruhan, BarisLangkah
from shared.sop.model import Langkah, Sop
from shared.topology import PELAKSANA_PEMOHON
from shared.words import month_name

PILIHAN_MINGGU = (12, 4, 26)
"""The first one unless somebody chooses."""


class Pengembalian(NamedTuple):
    """A persyaratan, and how often cases went back for it. `bagian` in per cent of the most."""

    nama: str
    kali: int
    bagian: float


async def lihat_mingguan(permintaan: Permintaan) -> Response:
    situs = permintaan.situs
    given = permintaan.request.query_params
    katalog = {kode: t.sop for kode, t in situs.kantor.sop.katalog.items()}
    sop = katalog.get(given.get("sop", "")) or next(iter(katalog.values()))
    wanted = given.get("minggu", "")
    banyak = int(wanted) if wanted in map(str, PILIHAN_MINGGU) else PILIHAN_MINGGU[0]
    mingguan = await situs.mingguan.lihat()
    isi: dict[str, Any] = {
        "katalog": katalog,
        "sop": sop,
        "banyak": banyak,
        "pilihan": sorted(PILIHAN_MINGGU),
        "mingguan": mingguan,
        "angka": angka,
    }
    if mingguan is not None:
        isi |= _isi(permintaan, mingguan, sop, banyak)
    return permintaan.halaman("papan/mingguan.html", **isi)


def _isi(permintaan: Permintaan, mingguan: Mingguan, sop: Sop, banyak: int) -> dict[str, Any]:
    minggu = mingguan.minggu[-banyak:]
    return {
        "gambar": (_arus(minggu, sop), _kepatuhan(minggu, sop), _seluruhnya(minggu, sop)),
        "langkah": tuple(
            _langkah(permintaan, minggu, sop, satu)
            for satu in sop.langkah
            if satu.pelaksana != PELAKSANA_PEMOHON
        ),
        "kembali": _kembali(minggu, sop),
    }


def _label(minggu: Sequence[Seminggu]) -> tuple[str, ...]:
    """ "5 Jan": its Monday."""
    senin = (satu.minggu.senin for satu in minggu)
    return tuple(f"{hari.day} {month_name(hari.month)}" for hari in senin)


def _dari(
    minggu: Sequence[Seminggu], sop: Sop, nilai: Callable[[BarisKeseluruhan], float | None]
) -> tuple[float | None, ...]:
    return tuple(nilai(b) if (b := satu.seluruh(sop.kode)) else None for satu in minggu)


def _arus(minggu: Sequence[Seminggu], sop: Sop) -> Gambar:
    return Gambar(
        id="arus",
        judul="Permohonan masuk dan selesai",
        satuan="permohonan",
        label=_label(minggu),
        batang=(
            Deret("SK terbit", "penuh", _dari(minggu, sop, lambda b: b.sk)),
            Deret("Ditolak", "garis-garis", _dari(minggu, sop, lambda b: b.ditolak)),
        ),
        garis=(Deret("Masuk", "bulat", _dari(minggu, sop, lambda b: b.masuk)),),
        utuh=True,
    )


def _kepatuhan(minggu: Sequence[Seminggu], sop: Sop) -> Gambar:
    nilai = _dari(minggu, sop, lambda b: b.kepatuhan_persen)
    return Gambar(
        id="kepatuhan",
        judul="Selesai tepat waktu",
        satuan="%",
        label=_label(minggu),
        garis=(Deret("Kepatuhan seluruhnya", "bulat", nilai),),
        paling_banyak=100,
    )


def _seluruhnya(minggu: Sequence[Seminggu], sop: Sop) -> Gambar:
    return Gambar(
        id="seluruhnya",
        judul="Lama seluruhnya",
        satuan="hari kerja",
        label=_label(minggu),
        garis=(
            Deret("Median", "bulat", _dari(minggu, sop, lambda b: b.selesai.lama.median_hari)),
            Deret("Persentil 90", "putus", _dari(minggu, sop, lambda b: b.selesai.lama.p90_hari)),
        ),
        batas=sop.total.keseluruhan_hari,
        batas_kata=f"batas {sop.total.keseluruhan_hari} hari",
    )


def _langkah(permintaan: Permintaan, minggu: Sequence[Seminggu], sop: Sop, satu: Langkah) -> Gambar:
    hari, batas = satu.waktu.satuan == "hari", satu.waktu.teks
    semua = [m.satu_langkah(sop.kode, satu.no, batas) for m in minggu]

    def nilai(ambil: Callable[[BarisLangkah], float | None]) -> tuple[float | None, ...]:
        return tuple(ambil(b) if b else None for b in semua)

    median = nilai(lambda b: b.selesai.lama.median_hari if hari else b.selesai.lama.median_menit)
    p90 = nilai(lambda b: b.selesai.lama.p90_hari if hari else b.selesai.lama.p90_menit)
    return Gambar(
        id=f"langkah-{satu.no}",
        judul=f"{satu.no}. {permintaan.situs.kantor.nama(satu.pelaksana)}",
        satuan="hari kerja" if hari else "menit kantor",
        label=_label(minggu),
        garis=(Deret("Median", "bulat", median), Deret("Persentil 90", "putus", p90)),
        batas=satu.waktu.jumlah,
        batas_kata=f"batas {satu.waktu.jumlah} {satu.waktu.satuan}",
    )


def _kembali(minggu: Sequence[Seminggu], sop: Sop) -> tuple[Pengembalian, ...]:
    """The most frequent first; what never went back is left out."""
    kali: dict[str, int] = {}
    for satu in minggu:
        for alasan in satu.alasan:
            if alasan.sop == sop.kode and alasan.kali:
                kali[alasan.nama] = kali.get(alasan.nama, 0) + alasan.kali
    paling = max(kali.values(), default=1)
    urut = sorted(kali.items(), key=lambda satu: (-satu[1], satu[0]))
    return tuple(Pengembalian(nama, n, round(100 * n / paling, 1)) for nama, n in urut)


RUTE = (Rute("/papan/mingguan", "papan_mingguan", Untuk.PIMPINAN, baca=lihat_mingguan),)
