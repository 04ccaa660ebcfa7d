"""An SOP as it is printed: the official table, our additions apart, and its times summed up."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from shared.sop.model import Langkah, Rute, Sop
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


# In a quoted Mermaid label these would end it or be read as markup; the first must stay first.
# The way of an application, drawn from the SOP as a Mermaid flowchart.
_LOLOSKAN = (("#", "#35;"), ('"', "#quot;"), ("<", "#lt;"), (">", "#gt;"), ("`", "#96;"))


def gambar_rute(sop: Sop, nama: Mapping[str, str] = TANPA_NAMA) -> str:
    """Solid arrows are the official table's, dashed ones our additions, each with its reason."""
    baris = ["flowchart TD"]
    baris += [f"    {garis}" for garis in (*_simpul(sop, nama), *_panah(sop))]
    return "\n".join(baris) + "\n"


def _simpul(sop: Sop, nama: Mapping[str, str]) -> Iterator[str]:
    for langkah in sop.langkah:
        # Not "1. ": Mermaid 11 takes it for a Markdown list, which it cannot draw (its issue 5824).
        kepala = f"{langkah.no} · {nama_pelaksana(langkah.pelaksana, nama)}"
        isi = (kepala, langkah.kegiatan, langkah.waktu.teks)
        yield f'{_id(langkah.no)}["{"<br/>".join(map(_aman, isi))}"]'
    akhir = {rute.ke for langkah in sop.langkah for rute in langkah.rute}
    for satu in ("selesai", "ditolak"):
        if satu in akhir:
            yield f'{_id(satu)}(["{satu}"])'


def _panah(sop: Sop) -> Iterator[str]:
    for langkah in sop.langkah:
        for rute in langkah.rute:
            yield _satu_panah(langkah, rute)


def _satu_panah(langkah: Langkah, rute: Rute) -> str:
    garis = "-.->" if rute.tambahan else "-->"
    label = f"{rute.putusan}: {rute.tambahan}" if rute.tambahan else rute.putusan
    return f'{_id(langkah.no)} {garis}|"{_aman(label)}"| {_id(rute.ke)}'


def _id(simpul: int | str) -> str:
    return f"langkah{simpul}" if isinstance(simpul, int) else f"akhir_{simpul}"


def _aman(teks: str) -> str:
    for tanda, ganti in _LOLOSKAN:
        teks = teks.replace(tanda, ganti)
    return teks
