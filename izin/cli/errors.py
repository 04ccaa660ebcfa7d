"""The errors that end a command: a sentence, the next thing to do, and an exit code."""

from collections.abc import Iterable

from izin.cli.exits import Exit


class CliError(Exception):
    """`details` are shown one a line; `remedy` is the next thing to do."""

    exit_code = Exit.FAILED

    def __init__(self, message: str, *, details: Iterable[str] = (), remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.details = tuple(details)
        self.remedy = remedy


class Failed(CliError):
    exit_code = Exit.FAILED


class BadInput(CliError):
    exit_code = Exit.USAGE


class NotFound(CliError):
    exit_code = Exit.NOT_FOUND


class Refused(CliError):
    exit_code = Exit.REFUSED


class Unreachable(CliError):
    exit_code = Exit.UNREACHABLE
