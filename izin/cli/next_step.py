"""Where an application is, in one sentence."""

from izin.cli.catalogue import pelaksana_names
from shared.permohonan import Permohonan
from shared.sop.model import Sop


def next_step(permohonan: Permohonan, sop: Sop) -> str:
    terbuka = permohonan.langkah
    if terbuka is None:
        return f"tidak ada; permohonan {permohonan.status}"
    langkah = sop.langkah_ke(terbuka.no)
    who = pelaksana_names().get(terbuka.pelaksana, terbuka.pelaksana)
    return f"langkah {langkah.no}, {who}: {langkah.kegiatan} ({langkah.waktu.teks})"
