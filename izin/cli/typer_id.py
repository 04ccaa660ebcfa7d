"""Typer in Indonesian, with our exit codes; foreseen errors show no traceback."""

import inspect
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from izin.cli import streams
from izin.cli.errors import CliError
from izin.cli.exits import Exit
from izin.cli.stdout_end import StdoutTerputus, blame, flush, open_stdout

_HELP = "Tampilkan bantuan ini."


class Perintah(TyperCommand):
    """One command."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _translate_headings(self.get_params(ctx))
        super().format_help(ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:
        return _indonesian(super().get_help_option(ctx))

    def get_usage(self, ctx: Any) -> str:
        return _usage(super().get_usage(ctx))


class Kelompok(TyperGroup):
    """Several commands. Every end of a command comes out here, as an exit code."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _translate_headings(self.get_params(ctx))
        super().format_help(ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:
        return _indonesian(super().get_help_option(ctx))

    def get_usage(self, ctx: Any) -> str:
        return _usage(super().get_usage(ctx))

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        def run() -> Any:
            streams.refuse_undecodable(sys.argv[1:] if args is None else args, os.environ)
            return super(Kelompok, self).main(
                args, prog_name, complete_var, False, windows_expand_args, **extra
            )

        streams.prepare()
        return _exit(run) if standalone_mode else run()


def new_app(help_text: str, *, cls: type[Kelompok] = Kelompok, epilog: str = "") -> typer.Typer:
    return typer.Typer(
        cls=cls,
        help=help_text,
        epilog=epilog or None,
        no_args_is_help=True,
        add_completion=False,
        subcommand_metavar="PERINTAH [ARGUMEN]...",
        options_metavar="[OPSI]",
        pretty_exceptions_enable=False,
    )


def new_command(function: Callable[..., None]) -> typer.Typer:
    """An app of one command, to be found by its module's name (see `izin.cli.app`)."""
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    app.command(cls=Perintah, options_metavar="[OPSI]", help=_flowing(function))(function)
    return app


def _flowing(function: Callable[..., None]) -> str:
    """The docstring with one line a paragraph: where it breaks is the terminal's affair."""
    paragraphs = inspect.cleandoc(function.__doc__ or "").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _exit(run: Callable[[], Any]) -> NoReturn:
    code = _code(lambda: _with_its_output(run))
    if code == Exit.INTERRUPTED and sys.stderr.isatty():
        typer.echo("\nDihentikan.", err=True)
    sys.exit(code)


def _with_its_output(run: Callable[[], Any]) -> Any:
    """A command has ended when its output has arrived, too."""
    open_stdout()
    try:
        result = run()
    except OSError as error:
        blame(error)
        raise
    except SystemExit as end:  # what Typer and Rich make of a broken pipe
        if isinstance(end.__context__, BrokenPipeError):
            raise StdoutTerputus from end
        raise
    flush()
    return result


def _code(run: Callable[[], Any]) -> int:
    try:
        return int(run() or Exit.OK)
    except typer.Abort:
        return Exit.INTERRUPTED
    except StdoutTerputus:
        return Exit.PIPE
    except CliError as error:
        return _reported(error)
    except typer.TyperException as error:
        from izin.cli import usage  # noqa: PLC0415 - only when something is wrong

        wrong = usage.as_cli_error(error)
        return _reported(wrong) if wrong else error.exit_code
    except Exception as error:
        from izin.cli import foreseen  # noqa: PLC0415 - only when something is wrong

        known = foreseen.as_cli_error(error)
        if known is None:
            raise
        return _reported(known)


def _reported(error: CliError) -> int:
    from izin.cli.report_error import report  # noqa: PLC0415 - drawing an error is rarely needed

    report(error)
    return error.exit_code


def _translate_headings(params: Sequence[Any]) -> None:
    """Hides Python's names of types: a flag has none, other options have their metavar."""
    from typer import rich_utils  # noqa: PLC0415 - slow, and only help needs it

    rich_utils.ARGUMENTS_PANEL_TITLE = "Argumen"
    rich_utils.OPTIONS_PANEL_TITLE = "Opsi"
    rich_utils.COMMANDS_PANEL_TITLE = "Perintah"
    rich_utils.DEFAULT_STRING = "[bawaan: {}]"
    rich_utils.REQUIRED_LONG_STRING = "[wajib]"
    rich_utils.ENVVAR_STRING = "[variabel: {}]"
    for param in params:
        param.metavar = param.metavar or ""
        if param.param_type_name == "argument":
            param.display_type = lambda _ctx: ""


def _indonesian(option: Any) -> Any:
    if option is not None:
        option.help = _HELP
    return option


def _usage(text: str) -> str:
    """Removes the braces that Typer puts around required arguments."""
    return text.replace("Usage:", "Pemakaian:", 1).replace("{", "").replace("}", "")
