"""What can be wrong with an SOP.

AlurIzinError
├── SopTidakSah        a file that is refused, with every problem found in it
├── SopTidakDikenal    no SOP of that code is loaded (also a KeyError)
└── LangkahTidakAda    an SOP has no step of that number (also a LookupError)
"""

from collections.abc import Iterable
from typing import NamedTuple

from shared.data_file import BerkasTidakSah
from shared.errors import AlurIzinError


class Masalah(NamedTuple):
    """One reason to refuse an SOP; `langkah` is None when it concerns the whole file."""

    langkah: int | None
    alasan: str

    def __str__(self) -> str:
        return self.alasan if self.langkah is None else f"langkah {self.langkah}: {self.alasan}"


class SopTidakSah(BerkasTidakSah):
    """SOP tidak sah."""

    apa = "SOP"
    masalah: tuple[Masalah, ...]


class SopTidakDikenal(AlurIzinError, KeyError):
    """SOP tidak dikenal."""

    def __init__(self, kode: str, dikenal: Iterable[str]) -> None:
        self.kode = kode
        self.dikenal = tuple(dikenal)
        super().__init__(kode, self.dikenal)

    def __str__(self) -> str:
        return f'SOP "{self.kode}" tidak dikenal; yang dimuat: {", ".join(self.dikenal)}'


class LangkahTidakAda(AlurIzinError, LookupError):
    """Langkah tidak ada dalam SOP."""

    def __init__(self, sop: str, no: int) -> None:
        self.sop = sop
        self.no = no
        super().__init__(sop, no)

    def __str__(self) -> str:
        return f'SOP "{self.sop}" tidak mempunyai langkah {self.no}'
