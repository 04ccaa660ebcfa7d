"""A child process ends with the one that started it, whatever happened to that one."""

import ctypes
import os
import signal

_PR_SET_PDEATHSIG = 1


def die_with_parent(parent_pid: int) -> None:
    """From now on the kernel kills this process when its parent ends, SIGKILL included. Killed,
    not asked: a worker loses nothing by it, and nothing can stay behind (Linux)."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent_pid:
        raise SystemExit("the parent ended before this process could be tied to it")
