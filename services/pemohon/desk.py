"""Pemohon: submits and corrects by a Pengajuan from the portal, never by a Putusan, and confirms
having received that very SK."""

from collections.abc import Iterator

from shared.contracts import Putusan
from shared.desk import Aturan, Desk, Keberatan, Perkara, atas_dokumen_ini
from shared.errors import KodeTolak
from shared.tindakan import Tindakan


def periksa(_: Perkara, __: Putusan) -> Iterator[Keberatan]:
    yield Keberatan(
        KodeTolak.PUTUSAN_TIDAK_TERSEDIA, "perbaikan dikirim sebagai Pengajuan, bukan Putusan"
    )


AJUKAN = Aturan(Tindakan.AJUKAN, periksa, sebelum_tugas=Perkara.kekurangan)


SERAHKAN = Aturan(Tindakan.SERAHKAN, atas_dokumen_ini)


DESK = Desk("pemohon", "Pemohon", (AJUKAN, SERAHKAN))
