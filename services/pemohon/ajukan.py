"""Langkah `ajukan`: closed by a Pengajuan from the portal, never by a Putusan."""

from collections.abc import Iterator

from shared.contracts import Putusan
from shared.desk import Aturan, Keberatan, Perkara
from shared.errors import KodeTolak
from shared.tindakan import Tindakan


def periksa(_: Perkara, __: Putusan) -> Iterator[Keberatan]:
    yield Keberatan(
        KodeTolak.PUTUSAN_TIDAK_TERSEDIA, "perbaikan dikirim sebagai Pengajuan, bukan Putusan"
    )


AJUKAN = Aturan(Tindakan.AJUKAN, periksa, sebelum_tugas=Perkara.kekurangan)
