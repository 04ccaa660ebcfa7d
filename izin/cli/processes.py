"""Processes that stay: which roles each of them has, with which accounts, on which servers."""

import os
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import chain, pairwise

from izin.cli.errors import BadInput, NotFound
from izin.cli.servers import TRIAL_KEYS, with_servers
from izin.registry import discover_desks
from ops.notifier import NAME as NOTIFIER
from ops.watchdog import NAME as WATCHDOG
from services.meja import NAME as MEJA
from shared.akses import meja
from shared.embedded import embedded_servers, find_running
from shared.gabungan import PENYAMBUNG, anggota, gabung
from shared.settings import Settings, variabel_url
from shared.tandatangan.susunan import tulis_uji_coba

EVERYONE = "semua"

PORT = "IZIN_PORT_MEJA"

ALONE = (WATCHDOG, NOTIFIER, MEJA)
"""They watch the others, or speak of them, or show them, and must not end with them."""


def named(asked: Sequence[str], pelaksana: Sequence[str]) -> tuple[str, ...]:
    """The processes asked for, each once. Raises `BadInput` and `NotFound`."""
    processes = tuple(dict.fromkeys(asked))
    for process in processes:
        _check(process, (*pelaksana, *ALONE))
    everybody = list(chain.from_iterable(map(anggota, processes)))
    if twice := [name for name in everybody if everybody.count(name) > 1]:
        raise BadInput(
            f"'{twice[0]}' disebut dua kali",
            remedy="Sebut setiap nama satu kali. Dua proses untuk satu pelaksana: dua perintah",
        )
    return processes


def dealt(pelaksana: Sequence[str], count: int) -> tuple[str, ...]:
    """All of them over so many processes, as evenly as can be. Neighbours stay together: the next
    one need not read an application that the one before wrote. Raises `BadInput`."""
    if not 1 <= count <= len(pelaksana):
        raise BadInput(
            f"--proses {count} tidak mungkin untuk {len(pelaksana)} pelaksana",
            remedy=f"Dari 1 (semua pelaksana dalam satu proses) sampai {len(pelaksana)}"
            " (satu proses setiap pelaksana)",
        )
    ends = [len(pelaksana) * number // count for number in range(count + 1)]
    return tuple(gabung(pelaksana[begin:end]) for begin, end in pairwise(ends))


def _check(process: str, known: Sequence[str]) -> None:
    names = anggota(process)
    if EVERYONE in names:
        raise BadInput(
            f"'{EVERYONE}' tidak digabung dengan nama pelaksana lain",
            remedy=f"Semua pelaksana dalam satu proses: izin jalankan {EVERYONE} --proses 1",
        )
    if "" in names:
        raise BadInput(
            f"'{process}' memuat nama yang kosong",
            remedy="Di antara dua nama satu +, misalnya: izin jalankan frontoffice+backoffice",
        )
    if unknown := [name for name in names if name not in known]:
        raise NotFound(
            f"Pelaksana '{unknown[0]}' tidak dikenal",
            remedy=f"Yang ada: {', '.join(known)}, atau {EVERYONE}",
        )
    if len(names) > 1 and (alone := [name for name in names if name in ALONE]):
        others = PENYAMBUNG.join(name for name in names if name not in ALONE)
        raise BadInput(
            f"'{alone[0]}' tidak berbagi proses: ia harus tetap hidup bila proses pelaksana mati",
            remedy=f"Beri proses sendiri: izin jalankan {' '.join(filter(None, (others, *alone)))}",
        )


def check_accounts(settings: Settings, known: Sequence[str]) -> None:
    """A name that is mistyped would quietly work under everybody's account. Raises `BadInput`."""
    variables = [variabel_url(name) for name in known]
    if strange := sorted(set(settings.rabbitmq_url_sendiri) - set(variables)):
        raise BadInput(
            f"Variabel lingkungan {strange[0]} tidak menyebut nama yang dikenal",
            remedy=f"Yang ada: {', '.join(variables)}",
        )


def has_servers(settings: Settings, process: str) -> bool:
    """Whether the environment names all that this process needs."""
    accounts = map(settings.rabbitmq_url_of, anggota(process))
    return bool(settings.mongodb_url) and all(accounts)


def with_accounts(settings: Settings, process: str) -> Settings:
    """The settings with every URL that this process needs. Raises `Unreachable` when there are no
    servers."""
    if not has_servers(settings, process):
        settings = with_servers(settings)
        if settings.tanda_tangan is None:
            trial = tulis_uji_coba(settings.folder_data / TRIAL_KEYS)
            settings = settings.model_copy(update={"tanda_tangan": trial})
    if process in ALONE:
        return settings.model_copy(update={"rabbitmq_url": settings.rabbitmq_url_of(process)})
    return settings


def chosen(asked: Sequence[str], count: int | None, settings: Settings) -> tuple[str, ...]:
    """The processes, by the names that a child is started with. Raises `BadInput`, `NotFound`."""
    pelaksana = tuple(discover_desks())
    check_accounts(settings, (*pelaksana, *ALONE, *map(meja, pelaksana)))
    if list(asked) == [EVERYONE]:
        if count is None:
            count = 1 if on_embedded_servers(settings) else len(pelaksana)
        return (*dealt(pelaksana, count), *_beside(settings))
    if count is not None:
        raise BadInput(
            f"--proses hanya bersama {EVERYONE}",
            remedy="Pelaksana tertentu dalam satu proses: izin jalankan frontoffice+backoffice",
        )
    names = named(asked, pelaksana)
    if NOTIFIER in names and settings.kabar is None:
        raise BadInput(
            f"'{NOTIFIER}' tidak tahu ke mana kabar diteruskan",
            remedy="Isi IZIN_KABAR dengan berkas salurannya, lalu: izin kabar periksa",
        )
    return names


def _beside(settings: Settings) -> Iterator[str]:
    """What goes along with everybody: the pages where they have an address, which they have of
    themselves on servers of our own."""
    yield WATCHDOG
    if settings.kabar:
        yield NOTIFIER
    if settings.url_meja or on_embedded_servers(settings):
        yield MEJA


Tell = Callable[[str], None]


def on_embedded_servers(settings: Settings) -> bool:
    """Whether the environment names no server at all."""
    return not (settings.rabbitmq_url or settings.rabbitmq_url_sendiri or settings.mongodb_url)


@contextmanager
def urls_for(settings: Settings, names: Sequence[str], tell: Tell) -> Iterator[Mapping[str, str]]:
    """The environment for child processes of these names. Starts the servers that the environment
    does not name and that none of our processes runs already, and stops them at the end."""
    if not settings.rabbitmq_url and all(has_servers(settings, name) for name in names):
        yield dict(os.environ)
        return
    running = find_running(settings.folder_data)
    if running is not None:
        tell(f"Memakai server bawaan yang sudah berjalan di {settings.folder_data}.")
        yield _env(settings, names, running.rabbitmq_url, running.mongodb_url)
        return
    with embedded_servers(settings.folder_data, management=False, on_progress=tell) as servers:
        yield _env(settings, names, servers.rabbitmq_url, servers.mongodb_url)


def _env(
    settings: Settings, names: Sequence[str], rabbitmq_url: str, mongodb_url: str
) -> Mapping[str, str]:
    """What the environment names itself goes before. On servers of our own SKs are signed with
    keys for trying."""
    trial = tulis_uji_coba(settings.folder_data / TRIAL_KEYS).resolve()
    ours = {
        "RABBITMQ_URL": rabbitmq_url,
        "MONGODB_URL": mongodb_url,
        "IZIN_TANDA_TANGAN": str(trial),
    }
    if MEJA in names:
        ours[PORT] = str(free_port(settings.alamat_meja, settings.port_meja))
    return {**os.environ, **{name: os.environ.get(name) or url for name, url in ours.items()}}


def free_port(host: str, wanted: int) -> int:
    """That one, or another where somebody listens there already: trying AlurIzin out does not
    fail by it. Drawn before the process starts, which keeps it however often it starts."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for port in (wanted, 0):
        with suppress(OSError), socket.create_server((host, port), family=family) as drawn:
            return int(drawn.getsockname()[1])
    return wanted
