"""What the kernel says about processes and their listening sockets (Linux, /proc)."""

from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path

PROC = Path("/proc")
LISTEN = "0A"  # TCP_LISTEN in the table's fourth column


@dataclass(frozen=True)
class Listener:
    address: IPv4Address | IPv6Address
    port: int


def listeners(pid: int) -> set[Listener]:
    """The TCP sockets this very process listens on; empty when it has ended."""
    own = set(_socket_inodes(pid))
    return {listener for inode, listener in _listening(pid) if inode in own}


def listens_on(pid: int, port: int) -> bool:
    """Asked again and again while a server starts: whose it is matters once somebody listens."""
    there = {inode for inode, listener in _listening(pid) if listener.port == port}
    return bool(there) and not there.isdisjoint(_socket_inodes(pid))


def started_ticks(pid: int) -> int | None:
    """When the process started, in clock ticks since boot; None when it is gone or a zombie.

    Together with the pid this names one process for good: pids are used again.
    """
    try:
        fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    state, start = fields[0], int(fields[19])
    return None if state in "ZX" else start


def _socket_inodes(pid: int) -> Iterator[str]:
    try:
        descriptors = list((PROC / str(pid) / "fd").iterdir())
    except OSError:
        return
    for descriptor in descriptors:
        try:
            target = str(descriptor.readlink())
        except OSError:
            continue  # closed while we were looking
        if target.startswith("socket:["):
            yield target[len("socket:[") : -1]


def _listening(pid: int) -> Iterator[tuple[str, Listener]]:
    for table in ("tcp", "tcp6"):
        try:
            lines = (PROC / str(pid) / "net" / table).read_text().splitlines()[1:]
        except OSError:
            continue
        for line in lines:
            columns = line.split()
            if columns[3] == LISTEN:
                yield columns[9], _listener(columns[1])


def _listener(text: str) -> Listener:
    """`0100007F:54A8`: the address in 32-bit words of the machine's byte order, then the port."""
    address, port = text.split(":")
    words = [bytes.fromhex(address[i : i + 8])[::-1] for i in range(0, len(address), 8)]
    packed = b"".join(words)
    ip = IPv4Address(packed) if len(packed) == 4 else IPv6Address(packed)
    return Listener(ip, int(port, 16))
