"""What the tests of `shared.apart` run there; it loads quickly."""

import json
import os
import resource
import signal
import sys
import time
from mmap import mmap

MIB = 1024 * 1024


def echo(content: mmap, *words: str) -> bytes:
    return b"|".join([content[:], *(word.encode() for word in words)])


def surroundings(_: mmap) -> bytes:
    found = {
        "variables": sorted(os.environ),
        "isolated": sys.flags.isolated,
        "group": os.getpgid(0) == os.getpid(),
        "core": resource.getrlimit(resource.RLIMIT_CORE),
    }
    return json.dumps(found).encode()


def greedy(_: mmap, mebibytes: str) -> bytes:
    return b"%d" % len(bytearray(int(mebibytes) * MIB))


def spins(_: mmap) -> bytes:
    while True:
        pass


def sleeps(_: mmap) -> bytes:
    time.sleep(60)
    return b""


def fails(_: mmap) -> bytes:
    raise ValueError("berkas aneh")


def is_killed(_: mmap) -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""
