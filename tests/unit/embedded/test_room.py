"""A private server that did not come up on a full disk: one sentence, and not its own log."""

import errno
import os
import subprocess
from collections import namedtuple
from pathlib import Path

import pytest

from shared.embedded.errors import NoRoom, ServerFailed
from shared.embedded.folder import owned
from shared.embedded.mongodb import private_store
from shared.whole_file import BerkasTidakTertulis

Usage = namedtuple("Usage", "total used free")


def no_room(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize(
    ("free_bytes", "kind", "said"),
    [
        (4096, NoRoom, "cakramnya penuh, di .* tinggal 4 kB"),
        (1 << 30, ServerFailed, "cakramnya penuh"),
    ],
)
def test_why_it_does_not_run(
    free_bytes: int,
    kind: type[Exception],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(subprocess, "Popen", no_room)
    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage(0, 0, free_bytes))
    with pytest.raises(kind, match=said) as told:
        private_store(tmp_path).launch()
    assert ("catatannya" in str(told.value)) is (kind is ServerFailed)


def test_a_folder_whose_lock_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "pwrite", no_room)
    with pytest.raises(BerkasTidakTertulis, match=r"servers\.lock"), owned(tmp_path):
        raise AssertionError("must not be entered")
