"""What a driver (the officers, or the sender of a task queue's first tasks) is asked to do, and how
it answers: ready after the warm-up, begins when told to, then reports on one line."""

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self


@dataclass(frozen=True)
class Pesanan:
    """`serentak`: applications on their way at once, all of them where it is None. `laju`: that
    many submitted each second whatever comes back, instead of that. `selama_detik`: as many as
    finish in that time, instead of `jumlah`. `surat`: officers send the text of letters."""

    jumlah: int
    pemanasan: int = 0
    serentak: int | None = None
    laju: float | None = None
    selama_detik: float | None = None
    batas_detik: float = 120.0
    latensi: bool = False
    surat: bool = False

    def ke_teks(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def dari_teks(cls, teks: str) -> Self:
        return cls(**json.loads(teks))


SIAP = {"siap": True}
MULAI = "mulai"


def katakan(isi: Mapping[str, Any]) -> None:
    sys.stdout.write(f"{json.dumps(isi)}\n")
    sys.stdout.flush()


def tunggu_mulai() -> None:
    """Raises `SystemExit` when whoever asked is gone."""
    if sys.stdin.readline().strip() != MULAI:
        raise SystemExit("tidak jadi diukur")
