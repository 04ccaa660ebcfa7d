"""What a tool may show in a field before the officer writes: text with {paths} into the case."""

import re
from collections.abc import Mapping
from typing import Any

from shared.surat.model import Bidang

_JALUR = re.compile(r"\{([a-z_]+(?:\.[a-z0-9_-]+)*)\}")


def isi_awal(bidang: tuple[Bidang, ...], data: Mapping[str, Any]) -> dict[str, Any]:
    """`data` is what the letter is set from (`data_surat`). A text that names what the case does
    not have is left out: the officer writes it."""
    awal: dict[str, Any] = {}
    for satu in bidang:
        if isinstance(satu.awal, str):
            nilai: Any = satu.awal and _isikan(satu.awal, data)
        else:
            nilai = [kata for teks in satu.awal if (kata := _isikan(teks, data))]
        if nilai:
            awal[satu.kode] = nilai
    return awal


def _isikan(teks: str, data: Mapping[str, Any]) -> str:
    """ "" where something is missing."""
    hilang = False

    def nilai(jalur: re.Match[str]) -> str:
        nonlocal hilang
        ada: Any = data
        for bagian in jalur[1].split("."):
            ada = ada.get(bagian) if isinstance(ada, Mapping) else None
        if not isinstance(ada, str | int) or ada == "":
            hilang = True
            return ""
        return str(ada)

    kata = _JALUR.sub(nilai, teks)
    return "" if hilang else kata
