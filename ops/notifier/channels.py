"""The queues of the channels: declared, and taken away when a channel is.

A queue that is bound fills up whether anybody reads it or not, so a channel that is gone from the
file must not stay bound. The broker cannot be asked which bindings there are: the store remembers.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ops.notifier.saluran import SaluranUmum
from shared.log import get_logger
from shared.rabbit.declare import Declare, retire, unbind
from shared.store.watch_port import KabarStore
from shared.topology import EXCHANGE_MUTU_BAKU, Topologi, antrean_kabar, ikatan_kabar, topologi

log = get_logger()


def topologi_kabar(saluran: Sequence[SaluranUmum]) -> Topologi:
    """With the queues that are always there: karantina must be bound before all others."""
    milik = (satu for s in saluran for satu in ikatan_kabar(s.nama, s.kunci))
    return Topologi((*topologi(()).antrean, *milik))


@dataclass(frozen=True)
class ChannelKeeper:
    """All processes of the notifier must go by the same file, or one undoes what another did."""

    rabbitmq_url: str
    store: KabarStore
    declare: Declare

    async def settle(self, saluran: Sequence[SaluranUmum]) -> None:
        """Repeatable at any point. Raises the errors of `declare`, `BrokerTidakTerjangkau` and
        `StoreTidakTerjangkau`."""
        lama = await self.store.channels()
        for satu in saluran:
            dahulu = lama.get(satu.nama, frozenset())
            await self.store.keep_channel(satu.nama, dahulu | set(satu.kunci))
        await self.declare()
        for satu in saluran:
            lebih = lama.get(satu.nama, frozenset()) - set(satu.kunci)
            if lebih:
                antrean = antrean_kabar(satu.nama)
                await unbind(self.rabbitmq_url, antrean, EXCHANGE_MUTU_BAKU, lebih)
                await self.store.keep_channel(satu.nama, satu.kunci)
        for nama in lama.keys() - {satu.nama for satu in saluran}:
            await self._retire(nama, lama[nama])

    async def _retire(self, nama: str, kunci: frozenset[str]) -> None:
        antrean = antrean_kabar(nama)
        if await retire(self.rabbitmq_url, antrean, EXCHANGE_MUTU_BAKU, kunci):
            await self.store.forget_channel(nama)
            log.info("saluran_dihapus", saluran=nama, antrean=antrean)
        else:
            log.warning("saluran_bersisa", saluran=nama, antrean=antrean)
