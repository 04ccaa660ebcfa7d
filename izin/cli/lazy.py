"""A group whose commands are imported when they are run: `izin --help` has to be quick."""

from importlib import import_module
from typing import Any, ClassVar, NamedTuple

from typer.main import get_command

from izin.cli.typer_id import Kelompok, Perintah


class Lazy(NamedTuple):
    """`module` has a Typer app by the name `app`; `help` is its first line, said here too so
    that the list of commands can be shown without it."""

    module: str
    help: str


class LazyGroup(Kelompok):
    commands_by_name: ClassVar[dict[str, Lazy]] = {}

    def list_commands(self, ctx: Any) -> list[str]:
        return [*self.commands_by_name]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The real one when it is about to run, its line for the help otherwise."""
        lazy = self.commands_by_name.get(cmd_name)
        if lazy is None:
            return None
        return Perintah(name=cmd_name, help=lazy.help)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, command, rest = super().resolve_command(ctx, args)
        if name is not None:
            command = load(name, self.commands_by_name[name])
        return name, command, rest


def load(name: str, lazy: Lazy) -> Any:
    command = get_command(import_module(lazy.module).app)
    command.name = name
    return command
