"""The list of all failures. The shares are of 200; each name is an option of the command. What
only a cluster can survive has none."""

import random
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from chaos.injections import cluster, messages, processes, servers
from chaos.scene import Scene

Inject = Callable[[Scene, random.Random], Awaitable[str]]


CLUSTER_KINDS = {
    "bunuh-pemimpin": 10,
    "bunuh-pekerja": 6,
    "bunuh-watchdog": 2,
    "putus-sambungan": 2,
}
"""What a campaign on a cluster is made of."""

WEB_KINDS = {
    "bunuh-meja": 30,
    "bunuh-pekerja": 10,
    "bunuh-broker": 6,
    "bunuh-penyimpanan": 6,
    "bunuh-keduanya": 3,
    "jeda-penyimpanan": 1,
    "putus-sambungan": 3,
    "hapus-antrean-petugas": 2,
}
"""And one whose officers decide on pages."""


class Kind(NamedTuple):
    """`run` answers what exactly it did; `seconds` is about what it takes."""

    share: int
    seconds: float
    run: Inject


KINDS: dict[str, Kind] = {
    "bunuh-pekerja": Kind(82, 1, processes.kill_worker),
    "bunuh-meja": Kind(0, 1, processes.kill_meja),
    "bunuh-watchdog": Kind(20, 1, processes.kill_watchdog),
    "jeda-pekerja": Kind(8, 1, processes.pause_process),
    "bunuh-broker": Kind(16, 12, servers.kill_broker),
    "bunuh-penyimpanan": Kind(16, 5, servers.kill_store),
    "bunuh-keduanya": Kind(8, 14, servers.kill_both),
    "bunuh-penyimpanan-dan-pekerja": Kind(6, 8, servers.kill_store_and_workers),
    "jeda-penyimpanan": Kind(3, 17, servers.pause_store),
    "jeda-broker": Kind(3, 21, servers.pause_broker),
    "hapus-disk-broker": Kind(4, 28, servers.lose_disk),
    "bunuh-pemimpin": Kind(0, 20, cluster.kill_leader),
    "putus-sambungan": Kind(10, 6, messages.cut_connections),
    "gandakan-pesan": Kind(10, 2, messages.repeat_messages),
    "acak-urutan": Kind(6, 6, messages.reorder),
    "hapus-antrean-pekerja": Kind(4, 15, messages.delete_worker_queue),
    "hapus-antrean-petugas": Kind(4, 1, messages.delete_officers_queue),
}
