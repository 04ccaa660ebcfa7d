"""`python -m chaos.forge PARENT [MODULE...]`: workers at little cost. It loads what every worker
loads, and the modules named, once, and each worker is a fork of it that then runs the ordinary
command line: a process like any other, that starts in a fraction of the time.

stdin   one line of JSON for each process wanted: `{"nomor", "kata", "log", "cabut", "env", "layar",
        "folder"}`; without `env` it has the environment of the forge, with `layar` it reads from
        and writes to that terminal and not to `log`, and with `folder` it works there
stdout  `{"nomor", "pid"}` when it has begun, `{"pid", "kode"}` when it has ended
"""

import gc
import importlib
import json
import os
import select
import signal
import sys
import traceback
from typing import Any, NoReturn

from chaos.sabotage.rules import RULES
from izin.cli import main as izin_main
from izin.parent import die_with_parent

LOADED = (
    "izin.cli.jalankan",
    "shared.process",
    "shared.log",
    "ops.watchdog.process",
    "ops.metrics.companion",
    "izin.cli.pulihkan",
    "izin.cli.gladi",
)
"""What the command line loads only when it is told which command to run."""


def main(parent_pid: int, *modules: str) -> None:
    """Ends with its parent, and when its standard input does: 0 is a parent of several threads,
    of which the kernel would take the one that began this for all of it."""
    if parent_pid:
        die_with_parent(parent_pid)
    for name in (*LOADED, *modules):
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    signals = _signals_as_bytes()
    lines = b""
    while True:
        ready, _, _ = select.select([0, signals], [], [])
        if signals in ready:
            os.read(signals, 512)
            _tell_of_the_dead()
        if 0 in ready:
            data = os.read(0, 65536)
            if not data:
                return
            *whole, lines = (lines + data).split(b"\n")
            for line in whole:
                _begin(json.loads(line))


def _begin(wanted: dict[str, Any]) -> None:
    own = os.getpid()
    pid = os.fork()
    if pid == 0:
        _work(wanted, own)
    _say({"nomor": wanted["nomor"], "pid": pid})


def _work(wanted: dict[str, Any], forge_pid: int) -> NoReturn:
    """Never returns: what is on the stack below belongs to the forge."""
    code = 70
    try:
        _stand_alone(wanted["log"], wanted.get("layar"))
        die_with_parent(forge_pid)
        if "env" in wanted:
            os.environ.clear()
            os.environ.update(wanted["env"])
        if wanted.get("folder"):
            os.chdir(wanted["folder"])
        if wanted["cabut"]:
            RULES[wanted["cabut"]]()
        sys.argv = ["izin", *wanted["kata"]]
        code = _run()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _run() -> int:
    try:
        izin_main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()  # there is no interpreter left that would say it
        raise
    return 0


def _stand_alone(log: str, terminal: str | None) -> None:
    os.setsid()
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    into = os.open(terminal or os.devnull, os.O_RDONLY | os.O_NOCTTY)
    out = os.open(terminal or log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOCTTY, 0o600)
    for source, target in ((into, 0), (out, 1), (out, 2)):
        os.dup2(source, target)
    if terminal:
        _speak_anew()


def _speak_anew() -> None:
    """A terminal is read and written line by line; what the forge has was made for pipes."""
    sys.stdin = open(0, closefd=False)  # noqa: SIM115 - for as long as the process lives
    sys.stdout = open(1, "w", buffering=1, closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1, closefd=False)  # noqa: SIM115


def _signals_as_bytes() -> int:
    read_fd, write_fd = os.pipe()
    os.set_blocking(write_fd, False)
    signal.set_wakeup_fd(write_fd, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return read_fd


def _tell_of_the_dead() -> None:
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        _say({"pid": pid, "kode": os.waitstatus_to_exitcode(status)})


def _say(what: dict[str, Any]) -> None:
    os.write(1, f"{json.dumps(what)}\n".encode())


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
