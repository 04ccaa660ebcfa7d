"""Wrong usage, said in Indonesian. The only module that knows Typer's inner exceptions."""

from difflib import get_close_matches

from typer import BadParameter, TyperException
from typer._click.exceptions import (
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
    UsageError,
)
from typer.core import TyperGroup

from izin.cli.errors import BadInput, CliError

_WORDS = (
    ("is not a valid integer", "bukan bilangan bulat"),
    ("is not a valid int", "bukan bilangan bulat"),
    ("is not a valid float", "bukan bilangan"),
    ("is not in the range", "di luar batas"),
    ("is not one of", "bukan salah satu dari"),
    ("does not exist", "tidak ada"),
)


def as_cli_error(error: TyperException) -> CliError | None:
    """None when there is nothing to say: the help has been printed already."""
    if isinstance(error, NoArgsIsHelpError):
        return None
    if not isinstance(error, UsageError):
        return BadInput(error.format_message())
    ctx = error.ctx
    remedy = f"Bantuan: {ctx.command_path} --help" if ctx else ""
    return BadInput(_sentence(error), remedy=remedy)


def _sentence(error: UsageError) -> str:
    if isinstance(error, NoSuchOption):
        close = f"; maksudnya {' atau '.join(error.possibilities)}?" if error.possibilities else ""
        return f"opsi {error.option_name} tidak dikenal{close}"
    if isinstance(error, MissingParameter):
        return f"{_hint(error)} belum diisi"
    if isinstance(error, BadParameter):
        return f"nilai untuk {_hint(error)} keliru: {_translated(error.message)}"
    return _command_error(error)


def _hint(error: BadParameter) -> str:
    hint = error.param_hint or (error.param.get_error_hint() if error.param else "")
    return (hint if isinstance(hint, str) else " / ".join(hint)) or "satu parameter"


def _command_error(error: UsageError) -> str:
    message = error.message
    if message.startswith("No such command"):
        name = message.split("'")[1]
        close = get_close_matches(name, _known(error), n=2)
        meant = f"; maksudnya {' atau '.join(close)}?" if close else ""
        return f"perintah '{name}' tidak dikenal{meant}"
    if message.startswith("Missing command"):
        return "perintahnya belum disebut"
    if message.startswith("Got unexpected extra argument"):
        return f"terlalu banyak argumen: {message.partition('(')[2].rstrip(')')}"
    return _translated(message)


def _known(error: UsageError) -> list[str]:
    group = error.cmd
    return group.list_commands(error.ctx) if isinstance(group, TyperGroup) and error.ctx else []


def _translated(message: str) -> str:
    for english, indonesian in _WORDS:
        message = message.replace(english, indonesian)
    return message.rstrip(".")
