"""What a correction changed of the form: the old value beside the new one."""

from collections.abc import Iterable, Iterator, Sequence

from izin.cli.output import MASKED, mask
from shared.contracts import Perubahan

JUDGED_ANEW = "Tidak diminta: dokumen yang sudah diterima dinilai lagi."


def changed(one: Perubahan, *, complete: bool) -> str:
    """ "Nama lembaga: PKBM Melati → PKBM Mawar (tidak diminta)"; numbers of people are masked."""
    hide = not complete and one.bidang.rpartition(".")[2] in MASKED
    old, new = ((mask(value) if hide else value) or "kosong" for value in (one.semula, one.menjadi))
    return f"{one.nama}: {old} → {new}{'' if one.diminta else ' (tidak diminta)'}"


def changed_rows(perubahan: Iterable[Perubahan], *, complete: bool) -> Iterator[tuple[str, str]]:
    for one in perubahan:
        yield one.bidang.rpartition(".")[2], changed(one, complete=complete)


def unasked(perubahan: Sequence[Perubahan]) -> tuple[Perubahan, ...]:
    return tuple(one for one in perubahan if not one.diminta)
