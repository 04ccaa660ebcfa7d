"""Progress of long work, on the error stream, for the one who watches."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

from izin.cli.output import stderr
from shared.kantor.berkas import LocalFile, Sent, silent

EVERY = 100


@contextmanager
def counting(what: str) -> Iterator[Callable[[], None]]:
    """To be called for each one; silent where nobody watches."""
    console = stderr()
    if not console.is_terminal:
        yield lambda: None
        return
    count = 0
    with console.status(f"{what} …") as status:

        def seen() -> None:
            nonlocal count
            count += 1
            if count % EVERY == 0:
                status.update(f"{what} … {thousands(count)} permohonan")

        yield seen


def thousands(number: int) -> str:
    """12.500"""
    return f"{number:,}".replace(",", ".")


@contextmanager
def progress(files: Sequence[LocalFile]) -> Iterator[Sent]:
    """To be handed to `upload`. Nothing is drawn without files, or where nobody watches."""
    console = stderr()
    if not files or not console.is_terminal:
        yield silent
        return
    columns = (TextColumn("Mengunggah {task.description}"), BarColumn(), DownloadColumn())
    total = sum(file.facts.ukuran_bytes for file in files)
    with Progress(*columns, console=console, transient=False) as shown:
        task = shown.add_task("", total=total)

        def sent(file: LocalFile, size_bytes: int) -> None:
            shown.update(task, description=file.kode, advance=size_bytes)

        yield sent
