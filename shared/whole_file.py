"""Files that are there whole, or not at all.

All that AlurIzin writes for people goes through here: under a temporary name in the same folder,
onto the disk, and only then under its own name. What goes wrong on the way is one sentence with the
file, the cause and what to do; the temporary file is gone by then.
"""

import errno
import os
import shutil
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple, Self

from shared.errors import AlurIzinError
from shared.os_words import sebab_os

OWNER_ONLY = 0o600
_ANYBODY = 0o666
"""As far as the process's umask lets it be."""

_ELSEWHERE = "Sebut tempat lain"
_ROOM = "Kosongkan tempat di cakram itu atau sebut tempat lain, lalu ulangi perintahnya"
_RIGHTS = "Sebut tempat lain, atau minta hak menulis di folder itu"


class Sebab(NamedTuple):
    """What the system said, for people, and the next thing to do."""

    kalimat: str
    anjuran: str


_FULL = {
    errno.ENOSPC: Sebab("cakramnya penuh", _ROOM),
    errno.EDQUOT: Sebab("jatah cakram pengguna ini habis", _ROOM),
    errno.EFBIG: Sebab("melewati batas besar berkas", _ROOM),
}
_SAID = {
    **_FULL,
    errno.EROFS: Sebab("cakram itu hanya dapat dibaca", _ELSEWHERE),
    errno.EACCES: Sebab("tidak ada hak menulis di sana", _RIGHTS),
    errno.EPERM: Sebab("tidak ada hak menulis di sana", _RIGHTS),
    errno.ENOENT: Sebab("foldernya tidak ada", "Buat dahulu foldernya, atau sebut tempat lain"),
    errno.ENOTDIR: Sebab("bagian dari jalurnya bukan folder", _ELSEWHERE),
    errno.EISDIR: Sebab("itu sebuah folder", "Sebut nama berkas di dalamnya"),
    errno.ENAMETOOLONG: Sebab("namanya terlalu panjang", "Sebut nama yang lebih pendek"),
    errno.ELOOP: Sebab("tautannya berputar", _ELSEWHERE),
    errno.EBUSY: Sebab("sedang dipakai sistem", _ELSEWHERE),
    errno.EIO: Sebab(
        "cakram itu bermasalah (galat I/O)", "Periksa cakram itu, atau sebut tempat lain"
    ),
}


def sebab(error: OSError) -> Sebab:
    """With what to do about it, where that is more than to go elsewhere."""
    kept = _SAID.get(error.errno or 0)
    return kept or Sebab(sebab_os(error), _ELSEWHERE)


def is_full(error: OSError) -> bool:
    """There is no room, whoever wrote: nothing of this kind comes from reading."""
    return error.errno in _FULL or error.errno == errno.EROFS


class BerkasTidakTertulis(AlurIzinError):
    """A file or a folder that could not be written: nothing of it is there."""

    def __init__(self, berkas: Path | str, error: OSError) -> None:
        said = sebab(error)
        super().__init__(f"{berkas} tidak dapat ditulis: {said.kalimat}")
        self.berkas = berkas
        self.anjuran = said.anjuran


class BerkasSudahAda(AlurIzinError):
    """It is there already, and was not to be replaced; nothing was written."""

    def __init__(self, berkas: Path) -> None:
        super().__init__(f"{berkas} sudah ada")
        self.berkas = berkas


class FolderBerisi(AlurIzinError):
    """A folder that was to be empty is not; nothing was written."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} sudah berisi")
        self.folder = folder


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError as error:
        raise BerkasSudahAda(path) from error
    except BrokenPipeError:
        raise  # a reader that has read enough
    except OSError as error:
        raise BerkasTidakTertulis(path, error) from error


class Draft:
    """A file on its way. Everything raises `BerkasTidakTertulis`; `__init__` and `place` raise
    `BerkasSudahAda` where the file was not to be replaced.

    `mode` None: that of the file it replaces, or what the umask leaves. `follow`: through a link,
    to the file it leads to, and not in its place. `durable`: it survives a power cut. A device or
    a pipe, which has no other name, is written to directly, and raises `BrokenPipeError` too.
    """

    def __init__(
        self,
        path: Path,
        *,
        mode: int | None = None,
        replace: bool = True,
        follow: bool = True,
        durable: bool = True,
    ) -> None:
        self._said = path
        self._replace, self._durable = replace, durable
        with _told(path):
            there = _status(path)
            if there is not None and not replace:
                raise FileExistsError
            self._direct = there is not None and _is_stream(path, there)
            if self._direct:
                self._part = self._path = path
                self._fd = os.open(path, os.O_WRONLY)
                return
            self._path = Path(os.path.realpath(path)) if follow else path
            if self._path.is_dir():
                raise IsADirectoryError(errno.EISDIR, "", str(path))
            self._part = self._path.with_name(f".{os.urandom(6).hex()}.baru")
            self._fd = os.open(self._part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode or _ANYBODY)
        if mode is None and there is not None:
            mode = stat.S_IMODE(there.st_mode)
        if mode is not None:
            with suppress(OSError):  # some file systems know no rights
                os.fchmod(self._fd, mode)

    def write(self, data: bytes) -> None:
        with _told(self._said):
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(self._fd, rest) :]

    def finish(self) -> None:
        """All of it is on the disk, under the temporary name."""
        with _told(self._said):
            if self._durable and not self._direct:
                os.fsync(self._fd)
            fd, self._fd = self._fd, -1
            os.close(fd)

    def place(self) -> None:
        """Under its own name, at once."""
        if self._direct:
            return
        with _told(self._said):
            if self._replace:
                self._part.replace(self._path)
            else:
                self._link()
        if self._durable:
            sync_folder(self._path.parent)

    def _link(self) -> None:
        """Fails where the name has come to be taken, which a rename would not."""
        try:
            os.link(self._part, self._path)
        except FileExistsError:
            raise
        except OSError:  # some file systems know no links
            if os.path.lexists(self._path):
                raise FileExistsError from None
            self._part.replace(self._path)
        else:
            self._part.unlink()

    def discard(self) -> None:
        """Whatever is left of the temporary file; after `place`, nothing."""
        if self._fd >= 0:
            with suppress(OSError):
                os.close(self._fd)
            self._fd = -1
        if not self._direct:
            with suppress(OSError):
                self._part.unlink()

    def withdraw(self) -> None:
        """Take back what was placed, where nothing was there before."""
        if not self._direct and not self._replace:
            with suppress(OSError):
                self._path.unlink()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.discard()


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None  # opening it says so, with the right words


def _is_stream(path: Path, there: os.stat_result) -> bool:
    """A device, a pipe, or one of this process's own open files (/dev/stdout)."""
    if not (stat.S_ISREG(there.st_mode) or stat.S_ISDIR(there.st_mode)):
        return True
    place = str(path.readlink() if path.is_symlink() else path.parent.resolve())
    return place.startswith("/proc/")


def sync_folder(folder: Path) -> None:
    """So that a name survives a power cut, too. Not every file system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def new_file(
    path: Path, *, mode: int | None = None, replace: bool = True, follow: bool = True
) -> Iterator[Draft]:
    """It has its name when the block ends well, and only then. Raises as `Draft`."""
    with Draft(path, mode=mode, replace=replace, follow=follow) as draft:
        yield draft
        draft.finish()
        draft.place()


def write_file(
    path: Path,
    content: bytes | str,
    *,
    mode: int | None = None,
    replace: bool = True,
    durable: bool = True,
) -> None:
    """Text is UTF-8. Raises as `Draft`."""
    with Draft(path, mode=mode, replace=replace, durable=durable) as draft:
        draft.write(_bytes(content))
        draft.finish()
        draft.place()


def write_files(
    files: Mapping[Path, bytes | str], *, mode: int | None = None, replace: bool = True
) -> None:
    """All of them or none: none has its name before all are on the disk. Raises as `Draft`."""
    with ExitStack() as open_drafts:
        drafts = [
            open_drafts.enter_context(Draft(path, mode=mode, replace=replace)) for path in files
        ]
        for draft, content in zip(drafts, files.values(), strict=True):
            draft.write(_bytes(content))
            draft.finish()
        _place_all(drafts)


def _place_all(drafts: Sequence[Draft]) -> None:
    for number, draft in enumerate(drafts):
        try:
            draft.place()
        except AlurIzinError:
            for earlier in drafts[:number]:
                earlier.withdraw()
            raise


def _bytes(content: bytes | str) -> bytes:
    return content.encode() if isinstance(content, str) else content


def make_folder(folder: Path, mode: int = 0o777, *, parents: bool = True) -> None:
    """Where there is none. Raises `BerkasTidakTertulis`."""
    try:
        folder.mkdir(mode=mode, parents=parents, exist_ok=True)
    except FileExistsError as error:
        raise BerkasTidakTertulis(folder, NotADirectoryError(errno.ENOTDIR, "")) from error
    except OSError as error:
        raise BerkasTidakTertulis(folder, error) from error


@contextmanager
def whole_folder(folder: Path, mode: int | None = None) -> Iterator[None]:
    """A folder that is empty, or not there yet; when the block fails, nothing of it stays.

    Raises `BerkasTidakTertulis`, and `FolderBerisi` where something is in it.
    """
    ours = not folder.exists()
    make_folder(folder, 0o777 if mode is None else mode)
    with _told(folder):
        if any(folder.iterdir()):
            raise FolderBerisi(folder)
        if mode is not None:
            folder.chmod(mode)
    try:
        yield
    except BaseException:
        _empty(folder)
        if ours:
            with suppress(OSError):
                folder.rmdir()
        raise


def _empty(folder: Path) -> None:
    for one in folder.iterdir():
        if one.is_dir() and not one.is_symlink():
            shutil.rmtree(one, ignore_errors=True)
        else:
            with suppress(OSError):
                one.unlink()
