"""Which processes `izin jalankan` starts, and whom each of them serves."""

from collections.abc import Sequence
from itertools import chain, pairwise

from izin.cli.errors import BadInput, NotFound
from ops.notifier import NAME as NOTIFIER
from ops.watchdog import NAME as WATCHDOG
from shared.gabungan import PENYAMBUNG, anggota, gabung

EVERYONE = "semua"

ALONE = (WATCHDOG, NOTIFIER)
"""They watch the others, or speak of them, and must not end with them."""


def named(asked: Sequence[str], pelaksana: Sequence[str]) -> tuple[str, ...]:
    """What was asked for, each process once. Raises `BadInput` and `NotFound`."""
    processes = tuple(dict.fromkeys(asked))
    for process in processes:
        _check(process, (*pelaksana, *ALONE))
    everybody = list(chain.from_iterable(map(anggota, processes)))
    if twice := [name for name in everybody if everybody.count(name) > 1]:
        raise BadInput(
            f"'{twice[0]}' disebut dua kali",
            remedy="Sebut setiap nama satu kali. Dua proses untuk satu pelaksana: dua perintah",
        )
    return processes


def dealt(pelaksana: Sequence[str], count: int) -> tuple[str, ...]:
    """All of them over so many processes, as evenly as can be. Neighbours stay together: what one
    writes, the next one need not read. Raises `BadInput`."""
    if not 1 <= count <= len(pelaksana):
        raise BadInput(
            f"--proses {count} tidak mungkin untuk {len(pelaksana)} pelaksana",
            remedy=f"Dari 1 (semua pelaksana dalam satu proses) sampai {len(pelaksana)}"
            " (satu proses setiap pelaksana)",
        )
    ends = [len(pelaksana) * number // count for number in range(count + 1)]
    return tuple(gabung(pelaksana[begin:end]) for begin, end in pairwise(ends))


def _check(process: str, known: Sequence[str]) -> None:
    names = anggota(process)
    if EVERYONE in names:
        raise BadInput(
            f"'{EVERYONE}' tidak digabung dengan nama pelaksana lain",
            remedy=f"Semua pelaksana dalam satu proses: izin jalankan {EVERYONE} --proses 1",
        )
    if "" in names:
        raise BadInput(
            f"'{process}' memuat nama yang kosong",
            remedy="Di antara dua nama satu +, misalnya: izin jalankan frontoffice+backoffice",
        )
    if unknown := [name for name in names if name not in known]:
        raise NotFound(
            f"Pelaksana '{unknown[0]}' tidak dikenal",
            remedy=f"Yang ada: {', '.join(known)}, atau {EVERYONE}",
        )
    if len(names) > 1 and (alone := [name for name in names if name in ALONE]):
        others = PENYAMBUNG.join(name for name in names if name not in ALONE)
        raise BadInput(
            f"'{alone[0]}' tidak berbagi proses: ia harus tetap hidup bila proses pelaksana mati",
            remedy=f"Beri proses sendiri: izin jalankan {' '.join(filter(None, (others, *alone)))}",
        )
