"""Rehearsal: the same history under two sets of rules, at the same instant.

It assumes that everybody would have acted at the very instants at which they did: what people
would do otherwise under another limit or in other office hours, no history can say. A history that
cannot be told by the other SOP is refused.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from shared.contracts.pelanggaran import Tingkat
from shared.errors import AlurIzinError
from shared.kalender.berlaku import KalenderBerlaku
from shared.mutu_baku.batasan import Batasan, semua_batasan
from shared.mutu_baku.kejadian import Kejadian
from shared.mutu_baku.pelanggaran import kejadian
from shared.mutu_baku.tempuh import bukaan, pelaksana_pemohon
from shared.permohonan import Entri, Permohonan
from shared.sop.model import Langkah, Sop

TIDAK_TERHITUNG = (AlurIzinError, ValueError, LookupError, ArithmeticError)
"""What reckoning raises for a history that is damaged: steps that its SOP does not have, openings
out of order, instants that no calendar reaches."""


class TidakDapatDihitung(AlurIzinError):
    """A history that these rules cannot judge; the text says why."""


def sebab(galat: Exception) -> str:
    """Ours in their own words; what Python says of its insides helps nobody but names itself."""
    return str(galat) if isinstance(galat, AlurIzinError) else type(galat).__name__


def pastikan_cocok(permohonan: Permohonan, semula: Sop, menjadi: Sop) -> None:
    """Limits and words may differ; who does what where, and the way that was taken, may not.

    Raises `TidakDapatDihitung` with the first thing that does not fit.
    """
    if semula == menjadi:
        return
    if alasan := next(_keberatan(permohonan, semula, menjadi), None):
        raise TidakDapatDihitung(alasan)


def _keberatan(permohonan: Permohonan, semula: Sop, menjadi: Sop) -> Iterator[str]:
    for no in _langkah_terjadi(permohonan):
        yield from _langkah_lain(no, _langkah(semula, no), _langkah(menjadi, no))
    for entri in permohonan.riwayat:
        for sop, sebutan in ((semula, "SOP semula"), (menjadi, "SOP yang digladikan")):
            if not _ada_rute(sop, entri):
                yield (
                    f"langkah {entri.langkah}: putusan '{entri.putusan}' yang menuju"
                    f" {_sebut(entri)} tidak ada dalam {sebutan}"
                )
    if pelaksana_pemohon(semula) != pelaksana_pemohon(menjadi):
        yield "yang mengajukan bukan pelaksana yang sama"


def _langkah_terjadi(permohonan: Permohonan) -> tuple[int, ...]:
    """Each step that occurs, once."""
    terbuka = (permohonan.langkah.no,) if permohonan.langkah else ()
    return tuple(dict.fromkeys((*(e.langkah for e in permohonan.riwayat), *terbuka)))


def _langkah(sop: Sop, no: int) -> Langkah | None:
    return next((langkah for langkah in sop.langkah if langkah.no == no), None)


def _langkah_lain(no: int, semula: Langkah | None, menjadi: Langkah | None) -> Iterator[str]:
    if semula is None:
        yield f"langkah {no} tidak ada dalam SOP semula"
    elif menjadi is None:
        yield f"langkah {no} tidak ada dalam SOP yang digladikan"
    elif semula.pelaksana != menjadi.pelaksana:
        yield f"langkah {no} semula dikerjakan {semula.pelaksana}, lalu {menjadi.pelaksana}"
    elif semula.tindakan is not menjadi.tindakan:
        yield f"langkah {no} semula bertindak {semula.tindakan}, lalu {menjadi.tindakan}"


def _ada_rute(sop: Sop, entri: Entri) -> bool:
    """A withdrawal was the applicant's: the rehearsed SOP is not asked whether it allows that."""
    if entri.ditarik:
        return True
    langkah = _langkah(sop, entri.langkah)
    rute = langkah.rute_untuk(entri.putusan) if langkah else None
    return rute is not None and rute.ke == entri.ke


def _sebut(entri: Entri) -> str:
    return f"langkah {entri.ke}" if isinstance(entri.ke, int) else entri.ke


TERLAMBAT: frozenset[Tingkat] = frozenset({"terlampaui", "selesai_terlambat"})

Keadaan = Literal["tepat", "terlambat", "terbuka"]


class Aturan(NamedTuple):
    """What a history is judged by."""

    sop: Sop
    berlaku: KalenderBerlaku


class Ketepatan(NamedTuple):
    """What has become of one limit; `terbuka` while it runs and is not over. `langkah` and
    `pelaksana` are None for the whole application."""

    langkah: int | None
    pelaksana: str | None
    keadaan: Keadaan


class Penilaian(NamedTuple):
    """What a history comes to under one set of rules."""

    kejadian: tuple[Kejadian, ...]
    ketepatan: tuple[Ketepatan, ...]


class Geser(NamedTuple):
    """One event that comes about either way, at another instant."""

    semula: Kejadian
    menjadi: Kejadian


@dataclass(frozen=True)
class Gladi:
    """One application, judged twice."""

    nomor: str
    sop: str
    semula: Penilaian
    menjadi: Penilaian

    @property
    def bertambah(self) -> tuple[Kejadian, ...]:
        return _lebihan(self.menjadi.kejadian, self.semula.kejadian)

    @property
    def berkurang(self) -> tuple[Kejadian, ...]:
        return _lebihan(self.semula.kejadian, self.menjadi.kejadian)

    @property
    def bergeser(self) -> tuple[Geser, ...]:
        return tuple(_bergeser(self.semula.kejadian, self.menjadi.kejadian))


def gladi(permohonan: Permohonan, semula: Aturan, menjadi: Aturan, kini: datetime) -> Gladi:
    """Raises `TidakDapatDihitung`: then nothing is known, which is not the same as no breach."""
    pastikan_cocok(permohonan, semula.sop, menjadi.sop)
    return Gladi(
        permohonan.nomor,
        permohonan.sop,
        nilai(permohonan, semula, kini),
        nilai(permohonan, menjadi, kini),
    )


def nilai(permohonan: Permohonan, aturan: Aturan, kini: datetime) -> Penilaian:
    """Raises `TidakDapatDihitung`, also for a history that is damaged."""
    try:
        terjadi = kejadian(permohonan, aturan.sop, aturan.berlaku, kini)
        batasan = tuple(semua_batasan(bukaan(permohonan, aturan.sop), aturan.sop))
    except TIDAK_TERHITUNG as galat:
        raise TidakDapatDihitung(f"riwayat tidak dapat dihitung: {sebab(galat)}") from galat
    terlambat = {(k.langkah, k.mulai) for k in terjadi if k.tingkat in TERLAMBAT}
    ketepatan = tuple(
        Ketepatan(b.langkah, b.pelaksana, _keadaan(b, (b.langkah, b.mulai) in terlambat, kini))
        for b in batasan
        if not b.ditarik or (b.langkah, b.mulai) in terlambat
    )
    return Penilaian(terjadi, ketepatan)


def _keadaan(satu: Batasan, terlambat: bool, kini: datetime) -> Keadaan:
    if terlambat:
        return "terlambat"
    selesai = satu.akhir
    if selesai is None and satu.cakupan == "keseluruhan" and satu.tutup:
        # The office is done when it has handed over: what is open then is the applicant's.
        selesai = satu.tutup[-1] if satu.tutup[-1] >= satu.bukaan[-1].dibuka else None
    return "tepat" if selesai is not None and selesai <= kini else "terbuka"


def _jati_diri(satu: Kejadian) -> tuple[int | None, Tingkat, datetime]:
    """The same limit's event of the same level, also where it comes about in another putaran."""
    return satu.langkah, satu.tingkat, satu.mulai


def _lebihan(semua: tuple[Kejadian, ...], pembanding: tuple[Kejadian, ...]) -> tuple[Kejadian, ...]:
    """What is in `semua` beyond what is in `pembanding`."""
    ada = Counter(map(_jati_diri, pembanding))
    lebih: list[Kejadian] = []
    for satu in semua:
        if ada[_jati_diri(satu)]:
            ada[_jati_diri(satu)] -= 1
        else:
            lebih.append(satu)
    return tuple(lebih)


def _bergeser(semula: tuple[Kejadian, ...], menjadi: tuple[Kejadian, ...]) -> Iterator[Geser]:
    sisa = list(menjadi)
    for satu in semula:
        pasangan = next((k for k in sisa if _jati_diri(k) == _jati_diri(satu)), None)
        if pasangan is None:
            continue
        sisa.remove(pasangan)
        if (pasangan.terjadi, pasangan.jatuh_tempo) != (satu.terjadi, satu.jatuh_tempo):
            yield Geser(satu, pasangan)
