"""The SOP versions in the store: each one's text is what its version says it is."""

import hashlib
from collections.abc import Mapping

from izin.cli.audit.checks import Line
from shared.audit.temuan import Temuan
from shared.sop.errors import SopTidakSah
from shared.sop.loader import baca
from shared.sop.model import Sop
from shared.store.port import AuditStore, SopTersimpan


async def read_sops(store: AuditStore, line: Line) -> Mapping[str, Sop]:
    """Those that can be gone by."""
    sops: dict[str, Sop] = {}
    async for satu in store.sops():
        line.count += 1
        sop = _read(satu, line)
        if sop is not None:
            sops[satu.versi] = sop
    return sops


def _read(satu: SopTersimpan, line: Line) -> Sop | None:
    sebut = f"versi SOP {satu.versi[:12]} ({satu.berkas})"
    if hashlib.sha256(satu.sumber.encode()).hexdigest() != satu.versi:
        line.found([Temuan("", f"{sebut}: teksnya bukan teks versi itu")])
        return None
    try:
        return baca(satu.sumber, satu.berkas, pelaksana=None).sop
    except SopTidakSah as galat:
        masalah = "; ".join(map(str, galat.masalah))
        line.found([Temuan("", f"{sebut}: tidak dapat dibaca ({masalah})")])
        return None
