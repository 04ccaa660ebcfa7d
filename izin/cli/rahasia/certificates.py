"""`izin rahasia --periksa`: until when the certificates are good."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from izin.cli.errors import Failed
from izin.cli.output import plain, print_json, stdout

SOON = timedelta(days=30)


def show(ends: Mapping[str, datetime], now: datetime, *, as_json: bool) -> None:
    """Raises `Failed` when one has ended or soon will."""
    if as_json:
        print_json([_row(name, end, now) for name, end in ends.items()])
    else:
        for name, end in ends.items():
            left = f"{(end - now).days} hari lagi" if end > now else "sudah habis"
            stdout().print(plain(f"{name:<13} {end:%Y-%m-%d} ({left})"))
    if near := [name for name, end in ends.items() if end - now < SOON]:
        raise Failed(
            f"Sertifikat habis atau hampir habis masa berlakunya: {', '.join(near)}",
            remedy="Perbarui: izin rahasia FOLDER --perbarui-sertifikat"
            " (docs/operations/when-something-breaks.md)",
        )


def _row(name: str, end: datetime, now: datetime) -> dict[str, str | int]:
    return {"berkas": name, "berlaku_sampai": end.isoformat(), "hari_lagi": (end - now).days}
