"""`izin kabar uji`: one message to each channel, marked as a trial."""

import asyncio
from collections.abc import Sequence

from izin.cli.errors import Failed, NotFound
from izin.cli.output import plain, stdout, working
from ops.notifier.errors import GagalKirim
from ops.notifier.letter import Penulis
from ops.notifier.loader import SaluranSiap
from ops.notifier.senders import open_sender


def chosen(channels: Sequence[SaluranSiap], names: Sequence[str]) -> Sequence[SaluranSiap]:
    """All of them when no name is given. Raises `NotFound`."""
    known = [channel.saluran.nama for channel in channels]
    if unknown := [name for name in names if name not in known]:
        there = ", ".join(known)
        raise NotFound(f"Saluran '{unknown[0]}' tidak dikenal", remedy=f"Yang ada: {there}")
    return [channel for channel in channels if not names or channel.saluran.nama in names]


def run(channels: Sequence[SaluranSiap], penulis: Penulis) -> None:
    """Tries every one of them. Raises `Failed` that names those that did not take it."""
    with working("Mengirim pesan uji coba"):
        failures = asyncio.run(_try_all(channels, penulis))
    for channel in channels:
        name = channel.saluran.nama
        said = "gagal" if name in failures else "diterima"
        stdout().print(plain(f"{name}: {said} ({channel.alamat.samaran})"))
    if failures:
        raise Failed(
            f"{len(failures)} dari {len(channels)} saluran tidak menerima pesan uji coba",
            details=(f"{name}: {reason}" for name, reason in failures.items()),
            remedy="Periksa URL dan rahasianya, lalu ulangi: izin kabar uji NAMA",
        )


async def _try_all(channels: Sequence[SaluranSiap], penulis: Penulis) -> dict[str, str]:
    reasons = await asyncio.gather(*(_try(channel, penulis) for channel in channels))
    named = zip((channel.saluran.nama for channel in channels), reasons, strict=True)
    return {name: reason for name, reason in named if reason}


async def _try(channel: SaluranSiap, penulis: Penulis) -> str:
    """Why it was not taken; empty when it was."""
    sender = open_sender(channel, penulis)
    try:
        await sender.send_test()
    except GagalKirim as error:
        return str(error)
    finally:
        await sender.close()
    return ""
