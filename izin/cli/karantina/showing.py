"""One message, whole."""

import json
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from izin.cli.karantina.listing import facts
from izin.cli.output import plain, print_json, stdout
from izin.cli.privacy import masked
from izin.cli.times import when
from shared.kantor.karantina import body_of, properties_of
from shared.kantor.karantina_entry import Entry, cure, object_of
from shared.rabbit.browse import Held

NOT_SHOWN = "bukan objek JSON; tampilkan apa adanya dengan --lengkap"


def show_json(entry: Entry, message: Held, *, complete: bool) -> None:
    print_json(
        {
            **facts(entry),
            "penanganan": cure(entry.kode, entry.asal),
            "properti": properties_of(message),
            "pesan": _body(message, complete=complete),
        }
    )


def show(entry: Entry, message: Held, zone: ZoneInfo, *, complete: bool) -> None:
    out = stdout()
    out.print(plain(f"{entry.id}  {entry.kode}", style="bold"))
    for name, value in _said(entry, zone):
        out.print(plain(f"  {name:<14} {value}"), soft_wrap=True)
    out.print(plain(f"Penanganan: {cure(entry.kode, entry.asal)}"), soft_wrap=True)
    body = _body(message, complete=complete)
    text = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False, indent=2)
    out.print(plain(f"Isi ({entry.ukuran_bytes} byte):", style="bold"))
    out.print(plain(text), soft_wrap=True)


def _said(entry: Entry, zone: ZoneInfo) -> Iterator[tuple[str, str]]:
    yield "alasan", entry.alasan
    yield "asal", entry.asal or "tidak diketahui"
    yield "dicoba", f"{entry.kali} kali" if entry.kali else "tidak dihitung"
    yield "dikirim ulang", f"{entry.dikirim_ulang} kali"
    yield "sejak", when(entry.sejak, zone) if entry.sejak else "tidak diketahui"
    yield "tipe", entry.tipe or "-"
    yield "message_id", entry.message_id or "-"
    yield "tentang", entry.nomor or "-"


def _body(message: Held, *, complete: bool) -> Any:
    """Nobody knows what a body without fields holds: it is shown to who asks for all of it."""
    read = object_of(message.body)
    if read is not None:
        return read if complete else masked(read)
    return next(iter(body_of(message).values())) if complete else NOT_SHOWN
