"""What the desk in a browser needs in a campaign: processes, their secret, people with accounts."""

import secrets
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from chaos.casting import Part
from izin.web.akun import Orang, buat_akun
from services.meja import NAME as MEJA
from shared.settings import Settings
from shared.whole_file import OWNER_ONLY, write_file

HANDS = "ab"
"""Two officers at every desk, who have to leave each other's tasks alone."""


class WebHouse(NamedTuple):
    """`addresses`: of every process of the desk; any of them serves anybody."""

    parts: tuple[Part, ...]
    addresses: tuple[str, ...]
    people: tuple[Orang, ...]
    password: str


def open_house(processes: int, roles: Sequence[str], folder: Path) -> WebHouse:
    """`roles`: those whose officers work in a browser."""
    folder.mkdir(parents=True, exist_ok=True)
    key = folder / "meja.kunci"
    write_file(key, secrets.token_hex(32), mode=OWNER_ONLY)
    ports = _free_ports(processes)
    return WebHouse(
        tuple(Part(f"{MEJA}-{port}", (MEJA,), _env(port, key, folder)) for port in ports),
        tuple(f"http://127.0.0.1:{port}" for port in ports),
        tuple(_people(roles)),
        secrets.token_urlsafe(9),
    )


async def furnish(house: WebHouse, settings: Settings) -> None:
    """Accounts, in the store that is up."""
    await buat_akun(settings, house.people, house.password)


def _people(roles: Sequence[str]) -> list[Orang]:
    return [
        Orang(
            f"{role}.{hand}", f"Petugas {hand.upper()} {role}", f"19900101{place:04d}{ke:06d}", role
        )
        for place, role in enumerate(roles)
        for ke, hand in enumerate(HANDS)
    ]


def _env(port: int, key: Path, folder: Path) -> tuple[tuple[str, str], ...]:
    return (
        ("IZIN_PORT_MEJA", str(port)),
        ("IZIN_KUNCI_MEJA", str(key.resolve())),
        ("IZIN_FOLDER_DATA", str(folder.resolve())),
        ("IZIN_FAKTOR_KEDUA", "tidak"),
        ("IZIN_LAJU_MEJA", "1000"),
    )


def _free_ports(count: int) -> list[int]:
    """Of this moment: a process that finds its own taken says so and ends."""
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [int(one.getsockname()[1]) for one in held]
    for one in held:
        one.close()
    return ports
