"""Applications under load, and what has to be true of them however often something was killed."""

from collections import Counter

from shared import topology
from shared.permohonan import periksa_rantai
from tests.builders import KURSUS, PAUD, termuat
from tests.office import Office


async def submit(office: Office, jumlah: int) -> set[str]:
    """Sent without waiting for an answer, as a portal would under load."""
    kunci = set()
    for nomor in range(jumlah):
        pengajuan = await office.pengajuan(termuat((KURSUS, PAUD)[nomor % 2]).sop)
        await office.client.submit(pengajuan)
        kunci.add(pengajuan.pengajuan_id)
    return kunci


async def verify(office: Office, dikirim: set[str]) -> None:
    """Each is there once, and at its end."""
    semua = [p async for p in office.store.scan()]
    assert Counter(p.pengajuan_id[0] for p in semua) == Counter(dikirim)
    assert len({p.nomor for p in semua}) == len(semua)
    for permohonan in semua:
        periksa_rantai(permohonan)
        assert permohonan.status == "selesai"
        assert [e.langkah for e in permohonan.riwayat] == list(range(1, 10))
    assert await office.kosong(topology.ANTREAN_KARANTINA)
