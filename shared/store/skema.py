"""Documents of earlier versions, brought up to date while they are read. Pure.

A document says in `skema` how it was written. An older one is read as if it had been written today,
and its next write, compared and set like any other, writes it so. A newer one is refused: what a
later version means is not guessed at.

To change the document: raise `SKEMA_DOKUMEN`, add a step to `MIGRASI`, and keep samples of what was
written before in `tests/samples/dokumen`. Entries that are sealed keep their digests: a field that
comes later is left out of the digest where it is absent (`shared/permohonan/chain.py`).
"""

from collections.abc import Callable
from typing import Any

from shared.errors import SkemaLebihBaru
from shared.permohonan import SKEMA_DOKUMEN

Isi = dict[str, Any]


def _ke_2(isi: Isi) -> Isi:
    """`jaga` (null before the watchdog has seen it) and each entry's `dikerjakan_pada` and
    `wewenang` are always there."""
    return {
        **isi,
        "jaga": isi.get("jaga"),
        "riwayat": [
            {"dikerjakan_pada": None, "wewenang": None} | entri for entri in isi["riwayat"]
        ],
    }


MIGRASI: tuple[Callable[[Isi], Isi], ...] = (_ke_2,)
"""Number n, counted from 1, brings a document of version n to version n + 1."""


def mutakhirkan(isi: Isi) -> Isi:
    """The document as today's version would have written it, but with `skema` as it is stored.

    Raises `SkemaLebihBaru`. A document without `skema` counts as the first version; one that no
    version wrote is returned as it is: whoever validates it says what is wrong.
    """
    skema = isi.get("skema", 1)
    if type(skema) is not int:
        # Nothing that could be taken for a number either: no write would ever match it.
        return isi | {"skema": None}
    if skema == SKEMA_DOKUMEN:
        return isi
    if skema > SKEMA_DOKUMEN:
        raise SkemaLebihBaru(str(isi.get("nomor", isi.get("_id"))), skema, SKEMA_DOKUMEN)
    baru = isi | {"skema": skema}
    try:
        for langkah in MIGRASI[skema - 1 :] if skema > 0 else ():
            baru = langkah(baru)
    except (KeyError, TypeError):
        return isi
    return baru
