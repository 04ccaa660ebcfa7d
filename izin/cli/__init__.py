"""`izin`: one command-line tool for all of it."""


def main() -> None:
    """Entry point of the command; ends the process with one of `izin.cli.exits`."""
    from izin.cli.app import app  # noqa: PLC0415 - whoever imports the package need not pay for it

    app(prog_name="izin")
