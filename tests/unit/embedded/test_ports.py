"""Ports that were drawn belong to whoever drew them."""

import gc
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from shared.embedded import ports
from shared.embedded.ports import HeldPorts

RANGE = (ports.FIRST_PORT, ports.LAST_PORT - 2)
DRAWS_ALL_OF_THREE = """
import sys
from shared.embedded import ports
ports.FIRST_PORT, ports.LAST_PORT = int(sys.argv[1]), int(sys.argv[1]) + 2
try:
    held = ports.HeldPorts(3)
except OSError:
    print("none left")
else:
    print("all")
    sys.stdin.read()
"""


def listening(port: int) -> socket.socket:
    """As servers do."""
    server = socket.socket()
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind(("127.0.0.1", port))
    server.listen()
    return server


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def test_starts_at_the_same_moment_share_no_port() -> None:
    starts = [HeldPorts(5) for _ in range(200)]
    numbers = [number for start in starts for number in start.numbers]
    assert len(set(numbers)) == 1000


def test_another_process_finds_them_taken_until_their_owner_ends() -> None:
    three = next(p for p in range(*RANGE, 3) if all(map(is_free, (p, p + 1, p + 2))))
    with drawing(three) as first:
        assert first.stdout is not None and first.stdout.readline() == "all\n"
        with drawing(three) as second:
            assert second.stdout is not None and second.stdout.readline() == "none left\n"
        first.kill()
        first.wait()
    with drawing(three) as third:
        assert third.stdout is not None and third.stdout.readline() == "all\n"
        third.kill()


def test_a_server_listens_on_a_held_port_and_again_after_it_was_killed() -> None:
    held = HeldPorts(1)
    (port,) = held.numbers
    for _ in range(2):
        with listening(port), socket.create_connection(("127.0.0.1", port)):
            assert not is_free(port)
        assert not is_free(port)


def test_what_is_no_longer_needed_is_free_for_others() -> None:
    held = HeldPorts(1)
    (port,) = held.numbers
    assert not is_free(port)
    del held
    gc.collect()
    assert is_free(port)


def test_where_no_port_is_left_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "LAST_PORT", ports.FIRST_PORT + 1)
    with pytest.raises(OSError, match="tidak ada port bebas"):
        HeldPorts(3)


def drawing(first_port: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", DRAWS_ALL_OF_THREE, str(first_port)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def freed_a_moment_ago() -> int:
    """A port whose last connection was closed by the server: it waits for stragglers now."""
    (port,) = HeldPorts(1).numbers
    gc.collect()
    with listening(port) as server, socket.create_connection(("127.0.0.1", port)) as client:
        accepted, _ = server.accept()
        accepted.close()
        assert client.recv(1) == b""
    assert not is_free(port)
    return port


def test_the_ports_of_an_earlier_start_come_back_also_right_after_it() -> None:
    port = freed_a_moment_ago()
    held = HeldPorts(2, (port,))
    assert held.numbers[0] == port != held.numbers[1]
    with listening(port), socket.create_connection(("127.0.0.1", port)):
        pass


def test_a_port_that_another_start_holds_or_listens_on_is_not_had_twice() -> None:
    first = HeldPorts(2)
    assert not set(HeldPorts(2, first.numbers).numbers) & set(first.numbers)
    (port,) = HeldPorts(1).numbers
    gc.collect()
    with listening(port):
        other, second = HeldPorts(2, (port, first.numbers[0])).numbers
        assert port not in {other, second}


def test_a_folder_keeps_its_first_ports(tmp_path: Path) -> None:
    assert ports.remembered(tmp_path) == ()
    ports.remember(tmp_path, (21_001, 21_002))
    ports.remember(tmp_path, (21_003, 21_004))
    assert ports.remembered(tmp_path) == (21_001, 21_002)


@pytest.mark.parametrize("note", ["", "{}", '["21001"]', "[80, 21001]", "[21001, 21001]", "[true]"])
def test_a_note_that_makes_no_sense_is_no_note(tmp_path: Path, note: str) -> None:
    (tmp_path / ports.NOTE).write_text(note)
    assert ports.remembered(tmp_path) == ()
