"""What a rehearsal says in words."""

from collections.abc import Sequence

from shared.gladi.rekap import Tempat
from shared.gladi.tercatat import JenisBeda
from shared.mutu_baku.kejadian import KESELURUHAN, Kejadian

ASSUMPTION = (
    "Diandaikan setiap orang bertindak pada saat yang sama seperti yang tercatat. Orang dapat"
    " bekerja lain bila batas atau jam kantornya lain; itu tidak dihitung."
)

SHOWN = 20
"""So many nomor are shown in a line; --json has all."""

MEANINGS: dict[JenisBeda, str] = {
    "tidak_tercatat": "seharusnya ada, tetapi tidak tercatat",
    "tidak_diturunkan": "tercatat, tetapi tidak mengikuti dari riwayat",
    "berbeda": "tercatat lain dari yang seharusnya",
    "belum_diumumkan": "diklaim, tetapi belum diumumkan",
    "riwayat_rusak": "riwayat tidak utuh",
    "tidak_dapat_dihitung": "tidak dapat dihitung",
    "permohonan_tidak_ada": "tercatat, tetapi permohonannya tidak ada lagi",
    "catatan_rusak": "catatan tidak terbaca",
    "dokumen_rusak": "dokumen permohonan tidak terbaca",
}


def level(tingkat: str) -> str:
    return tingkat.replace("_", " ")


def place(tempat: Tempat) -> str:
    """4 dinas"""
    return f"{tempat.langkah} {tempat.pelaksana}" if tempat.langkah else KESELURUHAN


def step(kejadian: Kejadian) -> str:
    return f"langkah {kejadian.langkah}" if kejadian.langkah else KESELURUHAN


def signed(difference: int) -> str:
    return f"{difference:+d}" if difference else "0"


def some(nomor: Sequence[str]) -> str:
    """A line that does not grow with the office."""
    shown = ", ".join(nomor[:SHOWN])
    rest = len(nomor) - SHOWN
    return f"{shown} dan {rest} lagi (semuanya: --json)" if rest > 0 else shown


def share(part: int, whole: int) -> str:
    """80 % (40 dari 50)"""
    return f"{100 * part / whole:.0f} % ({part} dari {whole})" if whole else "-"
