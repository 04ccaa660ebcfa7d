"""The portal's reading side: what the applicants are told."""

from izin.demo.checks.wire import kabar_dari
from izin.demo.world import Dunia
from shared.rabbit.client import WireClient


async def baca_pemberitahuan(client: WireClient, dunia: Dunia) -> None:
    """Keeps every notice for the applicants it serves. For ever."""
    async with client.notices(prefetch=20) as masuk:
        async for diterima in masuk:
            with dunia.catatan.memegang():
                dunia.catatan.kabar.add(kabar_dari(diterima.pemberitahuan))
                await diterima.done()
