"""Who is slow on purpose, and what has to come of it; planned from the SOPs alone.

The parts of a limit stay well away from the instants at which something comes about, as far as
they are not meant to reach them: a machine that is slow itself must not change the story.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from izin.demo.giliran import Tempo
from shared.contracts.pelanggaran import Tingkat
from shared.mutu_baku.tempuh import pelaksana_pemohon, waktu_seluruhnya
from shared.sop.model import Langkah, Rute, Sop
from shared.tindakan import Akhir, NilaiPutusan, Tindakan


# The ways through an SOP, read from the SOP alone.
@dataclass(frozen=True)
class Belokan:
    """A route other than acceptance that an officer takes when the step is opened first."""

    langkah: int
    pelaksana: str
    tindakan: Tindakan
    putusan: NilaiPutusan
    ke: int | Akhir

    @property
    def kunci(self) -> tuple[str, str, str]:
        """Equal for the same route in two SOPs: ("kabid", "setujui", "kembalikan")."""
        return (self.pelaksana, self.tindakan, self.putusan)


def jalan_lurus(sop: Sop) -> Iterator[Langkah]:
    """The steps that an application passes when everybody accepts."""
    ke: int | Akhir = sop.langkah_pertama.no
    while isinstance(ke, int):
        langkah = sop.langkah_ke(ke)
        yield langkah
        terima = langkah.rute_untuk("terima")
        ke = terima.ke if terima else "selesai"


def langkah_kantor(sop: Sop) -> list[Langkah]:
    """The office's steps of the straight way."""
    return [satu for satu in jalan_lurus(sop) if satu.pelaksana != pelaksana_pemohon(sop)]


def kembali_ke_pemohon(sop: Sop, rute: Rute) -> bool:
    return isinstance(rute.ke, int) and sop.langkah_ke(rute.ke).tindakan is Tindakan.AJUKAN


def oleh_dokumen(sop: Sop, langkah: Langkah, rute: Rute) -> bool:
    """A verifier's return to the applicant: the documents themselves bring it about."""
    return langkah.tindakan is Tindakan.VERIFIKASI and kembali_ke_pemohon(sop, rute)


def pemeriksa_dokumen(sop: Sop) -> Langkah | None:
    """The first step that sends an application back for its documents."""
    return next(
        (
            langkah
            for langkah in jalan_lurus(sop)
            if any(oleh_dokumen(sop, langkah, rute) for rute in langkah.rute)
        ),
        None,
    )


def belokan_sop(sop: Sop) -> tuple[Belokan, ...]:
    """Routes that need an officer to decide otherwise; refusals first."""
    semua = [
        Belokan(langkah.no, langkah.pelaksana, langkah.tindakan, rute.putusan, rute.ke)
        for langkah in jalan_lurus(sop)
        for rute in langkah.rute
        if rute.putusan != "terima" and not oleh_dokumen(sop, langkah, rute)
    ]
    return tuple(sorted(semua, key=lambda b: (b.ke != "ditolak", -b.langkah)))


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
