"""An SOP back into TOML: reading what was written gives the same SOP."""

import json
from typing import Any

from shared.sop.model import Sop


def ke_toml(sop: Sop) -> str:
    """Keys in the order of the model, defaults left out. The words of the file it came from are
    kept, its comments are not, so its version differs."""
    isi = sop.model_dump(mode="json", exclude_defaults=True)
    polos = [f"{kunci} = {_nilai(nilai)}" for kunci, nilai in isi.items() if not _tabel(nilai)]
    blok = ["\n".join(polos)]
    for kunci, daftar in isi.items():
        if _tabel(daftar):
            blok += [_satu_tabel(kunci, tabel) for tabel in daftar]
    return "\n\n".join(blok) + "\n"


def _tabel(nilai: Any) -> bool:
    return isinstance(nilai, list) and bool(nilai) and isinstance(nilai[0], dict)


def _satu_tabel(kunci: str, tabel: dict[str, Any]) -> str:
    baris = [f"{nama} = {_nilai(nilai)}" for nama, nilai in tabel.items()]
    return "\n".join([f"[[{kunci}]]", *baris])


def _nilai(nilai: Any) -> str:
    if isinstance(nilai, list):
        return f"[{', '.join(map(_nilai, nilai))}]"
    if isinstance(nilai, dict):
        pasangan = (f"{kunci} = {_nilai(isi)}" for kunci, isi in nilai.items())
        return f"{{ {', '.join(pasangan)} }}"
    # A JSON string, number or boolean is a TOML one as long as it holds no control characters,
    # and the model lets none in.
    return json.dumps(nilai, ensure_ascii=False)
