"""`izin --help` is quick, complete and Indonesian."""

import subprocess
import sys

import pytest

from izin.cli.app import Izin, load
from izin.cli.exits import MEANINGS
from tests.unit.cli.running import izin

COMMANDS = tuple(Izin.commands_by_name)


def test_the_help_lists_every_command_and_every_exit_code() -> None:
    outcome = izin("--help")
    assert outcome.code == 0
    for name in COMMANDS:
        assert name in outcome.out
    for code, meaning in MEANINGS.items():
        assert f"{code.value}  {meaning}" in outcome.out


@pytest.mark.parametrize("name", COMMANDS)
def test_the_line_in_the_list_is_what_the_command_says_of_itself_or_shorter(name: str) -> None:
    lazy = Izin.commands_by_name[name]
    command = load(name, lazy)
    assert command.name == name
    assert lazy.help.endswith(".")
    assert command.help


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_each_command_has_no_english_left(name: str) -> None:
    outcome = izin(name, "--help")
    assert outcome.code == 0
    assert "Pemakaian:" in outcome.out
    for english in (
        "Usage",
        "Options",
        "Arguments",
        "Show this",
        "default:",
        "required",
        "<str",
        "env var",
    ):
        assert english not in outcome.out


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_no_help_is_wider_than_80_columns(name: str) -> None:
    outcome = izin(*filter(None, [name]), "--help")
    assert max(map(len, outcome.out.splitlines())) <= 80


def test_the_list_of_commands_is_shown_without_loading_any_of_them() -> None:
    """Models, drivers and the broker's library cost half a second that nobody asked for."""
    program = (
        "import sys\n"
        "from izin.cli.app import app\n"
        "try:\n"
        "    app(['--help'], prog_name='izin')\n"
        "finally:\n"
        "    heavy = {'pydantic', 'motor', 'aio_pika', 'faststream'} & set(sys.modules)\n"
        "    assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, stdout=subprocess.DEVNULL)


def test_without_arguments_the_help_is_shown_and_the_code_is_2() -> None:
    outcome = izin()
    assert outcome.code == 2
    assert "Pemakaian: izin" in outcome.out + outcome.err


def test_the_version_is_the_package_s() -> None:
    outcome = izin("--versi")
    assert (outcome.code, outcome.out) == (0, "0.1.0\n")
