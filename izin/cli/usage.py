"""Wrong usage, said in Indonesian. The only module that knows Typer's inner exceptions."""

from difflib import get_close_matches

from pydantic import ValidationError
from typer import BadParameter, TyperException
from typer._click.exceptions import (
    BadArgumentUsage,
    BadOptionUsage,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
    UsageError,
)
from typer.core import TyperGroup

from izin.cli.errors import BadInput, CliError
from shared.validation_text import kalimat

_NUMBERS = {
    "int_parsing": "harus berupa bilangan bulat",
    "float_parsing": "harus berupa bilangan",
}


def as_cli_error(error: TyperException) -> CliError | None:
    """None when there is nothing to say: the help has been printed already."""
    if isinstance(error, NoArgsIsHelpError):
        return None
    if not isinstance(error, UsageError):
        return BadInput(error.format_message())
    ctx = error.ctx
    remedy = f"Bantuan: {ctx.command_path if ctx else 'izin PERINTAH'} --help"
    return BadInput(_sentence(error), remedy=remedy)


def _sentence(error: UsageError) -> str:
    if isinstance(error, BadOptionUsage):
        wants = "tidak memakai nilai" if "does not take" in error.message else "memerlukan nilai"
        return f"opsi {error.option_name} {wants}"
    if isinstance(error, BadArgumentUsage):
        return "banyaknya nilai untuk sebuah argumen tidak sesuai"
    if isinstance(error, NoSuchOption):
        close = f"; maksudnya {' atau '.join(error.possibilities)}?" if error.possibilities else ""
        return f"opsi {error.option_name} tidak dikenal{close}"
    if isinstance(error, MissingParameter):
        return f"{_hint(error)} belum diisi"
    if isinstance(error, BadParameter):
        return f"nilai untuk {_hint(error)} keliru: {_reason(error)}"
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
        return f"terlalu banyak argumen: {message.rpartition('(')[2].rstrip(')')}"
    return "cara menulis perintahnya keliru"


def _reason(error: BadParameter) -> str:
    """Typer lets pydantic look at values; its findings have Indonesian words already."""
    cause = error.__cause__
    if not isinstance(cause, ValidationError):
        return "tidak dapat dipakai"
    return "; ".join(_NUMBERS.get(one["type"]) or kalimat(one) for one in cause.errors())


def _known(error: UsageError) -> list[str]:
    group = error.cmd
    return group.list_commands(error.ctx) if isinstance(group, TyperGroup) and error.ctx else []
