"""The task of a journey's open step."""

from izin.registry import discover_desks
from shared.alur import susun_tugas
from shared.contracts import Tugas
from shared.desk import buku_aturan
from tests.builders import Perjalanan

ATURAN = buku_aturan(discover_desks().values())


def tugas_dari(perjalanan: Perjalanan) -> Tugas:
    terbuka, perkara = perjalanan.permohonan.langkah, perjalanan.perkara
    assert terbuka is not None
    return susun_tugas(perkara, terbuka, ATURAN[perkara.langkah.tindakan])
