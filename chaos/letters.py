"""What the campaign's officers write where the office makes the letter: the catalogue's samples,
and the words that the task begins with."""

from typing import Any

from chaos.stage import Stage, chance
from shared.contracts import HasilPutusan, Tugas
from shared.surat import FOLDER_SURAT_BAWAAN
from shared.surat.loader import KatalogSurat, muat_surat

ON_PAPER = 20
"""Of 100 applications, whose officers bring files instead: their SK is one too, and has no number
of the register."""


class Letters:
    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._katalog: KatalogSurat = muat_surat(FOLDER_SURAT_BAWAAN)

    def output(self, kode: str, tugas: Tugas) -> HasilPutusan | None:
        """None where a file is to be brought."""
        asked = next(one for one in tugas.keluaran if one.kode == kode)
        lots = self._stage.lots("kertas", tugas.permohonan_id)
        if asked.surat is None or chance(lots, ON_PAPER):
            return None
        sample = self._katalog.contoh(asked.surat.jenis, tugas.sop)
        known = asked.surat.skema["properties"]
        isi: dict[str, Any] = {k: value for k, value in sample.items() if k in known}
        isi |= asked.surat.awal
        return HasilPutusan(kode=kode, isi={k: _anew(v, tugas.putaran) for k, v in isi.items()})


def _anew(value: Any, putaran: int) -> Any:
    """What was sent back does not come again with the same words."""
    sentences = isinstance(value, list) and all(isinstance(one, str) for one in value)
    return [*value, f"bahwa ini putaran {putaran}"] if sentences else value
