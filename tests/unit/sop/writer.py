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
    for kunci, nilai in isi.items():
        if isinstance(nilai, dict):
            blok.append(_satu_tabel(f"[{kunci}]", nilai))
        elif _tabel(nilai):
            blok += [_satu_tabel(f"[[{kunci}]]", tabel) for tabel in nilai]
    return "\n\n".join(blok) + "\n"


def _tabel(nilai: Any) -> bool:
    """What has a heading of its own: after it nothing plain can follow."""
    daftar = isinstance(nilai, list) and bool(nilai) and isinstance(nilai[0], dict)
    return daftar or isinstance(nilai, dict)


def _satu_tabel(kepala: str, tabel: dict[str, Any]) -> str:
    baris = [f"{nama} = {_nilai(nilai)}" for nama, nilai in tabel.items()]
    return "\n".join([kepala, *baris])


def _nilai(nilai: Any) -> str:
    if isinstance(nilai, list):
        return f"[{', '.join(map(_nilai, nilai))}]"
    if isinstance(nilai, dict):
        pasangan = (f"{kunci} = {_nilai(isi)}" for kunci, isi in nilai.items())
        return f"{{ {', '.join(pasangan)} }}"
    # A JSON string, number or boolean is a TOML one as long as it holds no control characters,
    # and the model lets none in.
    return json.dumps(nilai, ensure_ascii=False)
