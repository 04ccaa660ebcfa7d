"""The way of an application, drawn from the SOP as a Mermaid flowchart."""

from collections.abc import Iterator, Mapping

from shared.sop.model import Langkah, Rute, Sop
from shared.sop.table import TANPA_NAMA, nama_pelaksana

# In a quoted Mermaid label these would end it or be read as markup; the first must stay first.
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
