"""An error as a person at the terminal reads it."""

from rich.text import Text

from izin.cli.errors import CliError
from izin.cli.output import plain, stderr


def report(error: CliError) -> None:
    """How a command that cannot go on says so, on stderr."""
    console = stderr()
    console.print(Text("Gagal: ", style="bold red").append_text(plain(error.message)))
    for detail in error.details:
        console.print(Text("  - ").append_text(plain(detail)))
    if error.remedy:
        console.print(plain(error.remedy, style="dim"))
