"""Files into the document store, with progress for the one who watches."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

from izin.cli.output import stderr
from shared.kantor.berkas import LocalFile, Sent, silent


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
