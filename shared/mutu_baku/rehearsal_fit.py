"""Whether a history can be told by another SOP than the one it went by."""

from collections.abc import Iterator

from shared.errors import AlurIzinError
from shared.mutu_baku.timeline import pelaksana_pemohon
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
    langkah = _langkah(sop, entri.langkah)
    rute = langkah.rute_untuk(entri.putusan) if langkah else None
    return rute is not None and rute.ke == entri.ke


def _sebut(entri: Entri) -> str:
    return f"langkah {entri.ke}" if isinstance(entri.ke, int) else entri.ke
