"""To whom each pelaksana's decisions hand an application on, as the SOP files have it."""

from collections.abc import Iterable, Mapping

from shared.sop.model import Sop
from shared.topology import PELAKSANA_PEMOHON, PELAKSANA_PENERIMA


def tujuan(sop: Iterable[Sop]) -> Mapping[str, frozenset[str]]:
    """By pelaksana. The receiving worker also hands on what the applicant submits: submissions and
    corrections come to its queue, though the step is the applicant's."""
    hasil: dict[str, set[str]] = {}
    for satu in sop:
        for langkah in satu.langkah:
            ke = (satu.langkah_ke(r.ke).pelaksana for r in langkah.rute if isinstance(r.ke, int))
            hasil.setdefault(langkah.pelaksana, set()).update(ke)
    hasil.setdefault(PELAKSANA_PENERIMA, set()).update(hasil.get(PELAKSANA_PEMOHON, set()))
    return {pelaksana: frozenset(ke) for pelaksana, ke in hasil.items()}
