"""An SOP as it is printed: the official table, our additions apart, and its times summed up."""

from collections.abc import Mapping
from typing import NamedTuple

from shared.sop.model import Sop
from shared.sop.waktu import teks_lama
from shared.tindakan import NilaiPutusan

# The official table marks the cell of the pelaksana; the extracted text has lost the marks.
TANDA = "X"

TANPA_NAMA: Mapping[str, str] = {}


class RuteTambahan(NamedTuple):
    """A route that the official table does not have, with the outputs owed on it."""

    dari: int
    putusan: NilaiPutusan
    ke: str
    hasil: tuple[str, ...]
    alasan: str


class RingkasanWaktu(NamedTuple):
    """The stated total beside the computed one; the differences are stated minus computed."""

    dinyatakan: str
    dihitung: str
    selisih_hari: int
    selisih_menit: int
    kalimat: str


def nama_pelaksana(kunci: str, nama: Mapping[str, str] = TANPA_NAMA) -> str:
    return nama.get(kunci) or kunci.capitalize()


def kolom_tabel(sop: Sop, nama: Mapping[str, str] = TANPA_NAMA) -> list[str]:
    """The column heads. `nama` gives the names to show for the keys of pelaksana."""
    pelaksana = [nama_pelaksana(kunci, nama) for kunci in sop.pelaksana]
    return ["No.", "KEGIATAN", *pelaksana, "Kelengkapan", "Waktu", "Output", "Keterangan"]


def tabel_resmi(sop: Sop) -> list[list[str]]:
    """The rows under `kolom_tabel`: one for each step, and the stated total as the last."""
    kosong = [""] * len(sop.pelaksana)
    langkah = [
        [
            str(satu.no),
            satu.kegiatan,
            *(TANDA if kunci == satu.pelaksana else "" for kunci in sop.pelaksana),
            satu.kelengkapan,
            satu.waktu.teks,
            satu.output,
            satu.keterangan,
        ]
        for satu in sop.langkah
    ]
    return [*langkah, ["", "Jumlah Waktu Keseluruhan", *kosong, "", sop.total.teks, "", ""]]


def rute_tambahan(sop: Sop) -> list[RuteTambahan]:
    return [
        RuteTambahan(
            dari=langkah.no,
            putusan=rute.putusan,
            ke=sebutan_tujuan(rute.ke),
            hasil=tuple(hasil.nama for hasil in langkah.hasil_rute(rute)),
            alasan=rute.tambahan,
        )
        for langkah in sop.langkah
        for rute in langkah.rute
        if rute.tambahan
    ]


def sebutan_tujuan(ke: int | str) -> str:
    return f"langkah {ke}" if isinstance(ke, int) else ke


def ringkasan_waktu(sop: Sop) -> RingkasanWaktu:
    dihitung = teks_lama(*sop.jumlah_waktu())
    return RingkasanWaktu(
        dinyatakan=sop.total.teks,
        dihitung=dihitung,
        selisih_hari=sop.selisih_hari(),
        selisih_menit=sop.selisih_menit(),
        kalimat=_kalimat(sop, dihitung),
    )


def _kalimat(sop: Sop, dihitung: str) -> str:
    selisih = _sebut_selisih(sop.selisih_hari(), sop.selisih_menit())
    if not selisih:
        return f"Jumlah waktu semua langkah, {dihitung}, sama dengan yang dinyatakan SOP."
    return (
        f"SOP menyatakan {sop.total.teks}, sedangkan jumlah waktu semua langkah {dihitung}: "
        f"yang dinyatakan {selisih}."
    )


def _sebut_selisih(hari: int, menit: int) -> str:
    """Days and minutes are never turned into each other, so each has its own difference."""
    return " dan ".join(
        f"{'kurang' if n < 0 else 'lebih'} {abs(n)} {satuan}"
        for n, satuan in ((hari, "hari"), (menit, "menit"))
        if n
    )
