"""Who is slow on purpose, and what has to come of it; planned from the SOPs alone.

The parts of a limit stay well away from the instants at which something comes about, as far as
they are not meant to reach them: a machine that is slow itself must not change the story.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from izin.demo.pace import Tempo
from izin.demo.routes import langkah_kantor, pemeriksa_dokumen
from shared.contracts.messages import Tingkat
from shared.mutu_baku.tempuh import waktu_seluruhnya
from shared.sop.model import Langkah, Sop

_NYARIS = Tempo(0.9)
_LEWAT = Tempo(1.4)
_DI_UJUNG = Tempo(0.95)
_SETELAH_UJUNG = Tempo(6.0)
"""Of the twentieth of the limit that was left: a return gives nobody new time."""

_HARI_PEMOHON = 2
_TIDAK_PERSIS = 0.05


class Peringatan(NamedTuple):
    """An alert as a plan knows it; `langkah` is None for the whole application."""

    langkah: int | None
    tingkat: Tingkat


@dataclass(frozen=True)
class Kelambatan:
    """One opening of a step that takes its time, and all the alerts of it."""

    langkah: int
    putaran: int
    tempo: Tempo
    harus: frozenset[Peringatan] = frozenset()


Lambat = tuple[Kelambatan, ...]
Ragam = Callable[[Sop, int], Lambat]


def lambat_biasa(sop: Sop, putar: int) -> list[Lambat]:
    """For applications that meet no other obstacle; the plainest first. `putar` lets another SOP
    show the same at another step."""
    semua = (ragam(sop, putar) for ragam in (_lewat, _nyaris, _hari, _lewat_pendek))
    return [satu for satu in semua if satu]


def nyaris_lewat_lalu_kembali(sop: Sop) -> Lambat:
    """The documents are sent back in the last tenth of the limit, and then it is too late."""
    langkah = pemeriksa_dokumen(sop)
    if langkah is None or langkah.waktu.satuan != "menit":
        return ()
    awal = _harus(langkah, "mendekati", "kembali_ujung_batas")
    return (
        Kelambatan(langkah.no, 1, _DI_UJUNG, awal),
        Kelambatan(
            langkah.no, 2, _SETELAH_UJUNG, _harus(langkah, "terlampaui", "selesai_terlambat")
        ),
    )


def dokumen_yang_sama_lagi(sop: Sop) -> Lambat:
    """Nobody is slow; the second return is for the very document of the first, and begins the
    third round."""
    langkah = pemeriksa_dokumen(sop)
    if langkah is None:
        return ()
    harus = _harus(langkah, "kembali_tanpa_perubahan", "putaran_berulang")
    return (Kelambatan(langkah.no, 2, Tempo(0.1), harus),)


def pemohon_lama(sop: Sop) -> Lambat:
    """Two days for a correction cost the office nothing."""
    if pemeriksa_dokumen(sop) is None:
        return ()
    return (Kelambatan(sop.langkah_pertama.no, 2, Tempo(0.5, hari=_HARI_PEMOHON)),)


def _lewat(sop: Sop, putar: int) -> Lambat:
    return tuple(_terlambat(langkah) for langkah in _terpanjang(sop, putar))


def _lewat_pendek(sop: Sop, putar: int) -> Lambat:
    return tuple(_terlambat(langkah) for langkah in _terpendek(sop, putar))


def _nyaris(sop: Sop, putar: int) -> Lambat:
    return tuple(
        Kelambatan(langkah.no, 1, _NYARIS, _harus(langkah, "mendekati"))
        for langkah in _terpanjang(sop, putar)
    )


def _hari(sop: Sop, _: int) -> Lambat:
    """One working day too many, and a little."""
    langkah = next((satu for satu in langkah_kantor(sop) if satu.waktu.satuan == "hari"), None)
    if langkah is None:
        return ()
    hari = langkah.waktu.jumlah + 1
    harus = _harus(langkah, "mendekati", "terlampaui", "selesai_terlambat")
    tempo = Tempo(_TIDAK_PERSIS, hari=hari)
    return (Kelambatan(langkah.no, 1, tempo, harus | _keseluruhan(sop, hari)),)


def _keseluruhan(sop: Sop, hari: int) -> frozenset[Peringatan]:
    batas = waktu_seluruhnya(sop).jumlah
    if hari >= batas:
        semua: tuple[Tingkat, ...] = ("mendekati", "terlampaui", "selesai_terlambat")
        return frozenset(Peringatan(None, tingkat) for tingkat in semua)
    return frozenset({Peringatan(None, "mendekati")} if hari * 5 >= batas * 4 else ())


def _terlambat(langkah: Langkah) -> Kelambatan:
    harus = _harus(langkah, "mendekati", "terlampaui", "selesai_terlambat")
    return Kelambatan(langkah.no, 1, _LEWAT, harus)


def _harus(langkah: Langkah, *tingkat: Tingkat) -> frozenset[Peringatan]:
    return frozenset(Peringatan(langkah.no, satu) for satu in tingkat)


def _terpanjang(sop: Sop, putar: int) -> list[Langkah]:
    return _salah_satu(sop, putar, max)


def _terpendek(sop: Sop, putar: int) -> list[Langkah]:
    return _salah_satu(sop, putar, min)


def _salah_satu(sop: Sop, putar: int, pilih: Callable[[list[int]], int]) -> list[Langkah]:
    """One of the office's steps whose limit is that many minutes; none where none has minutes."""
    menit = [satu for satu in langkah_kantor(sop) if satu.waktu.satuan == "menit"]
    if not menit:
        return []
    jumlah = pilih([satu.waktu.jumlah for satu in menit])
    sama = [satu for satu in menit if satu.waktu.jumlah == jumlah]
    return [sama[putar % len(sama)]]
