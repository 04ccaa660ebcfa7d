"""The whole store copied out, and put back into an empty one."""

from pathlib import Path

from shared.clock import system_clock
from shared.kantor.kantor import open_store_client
from shared.settings import Settings
from shared.store.mongo_cadangan import Seen, lompati_nomor, pasang, salin
from shared.store.salinan import Manifes, periksa_salinan

__all__ = ["Manifes", "Seen", "buat", "kembalikan", "periksa_salinan"]


async def buat(settings: Settings, folder: Path, seen: Seen) -> Manifes:
    """Safe while all is running. `folder`: empty, for its owner alone. Raises as `open_stores`."""
    async with open_store_client(settings) as client:
        return await salin(client, settings.basis_data, folder, system_clock(), seen)


async def kembalikan(settings: Settings, folder: Path, lompati: int, seen: Seen) -> Manifes:
    """`lompati`: numbers that were given after the copy was made, and must not be given again.
    Raises `CadanganRusak` and `BasisDataBerisi`, and as `open_stores`."""
    async with open_store_client(settings) as client:
        manifes = await pasang(client, settings.basis_data, folder, seen)
        if lompati:
            await lompati_nomor(client, settings.basis_data, lompati)
    return manifes
