"""Messages in karantina: one of them, their list, the records of what was done, a file of them."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from izin.cli.output import masked, plain, print_json, stderr, stdout
from izin.cli.tables import Listing
from shared.contracts import teks_saat
from shared.kantor.karantina import body_of, properties_of
from shared.kantor.karantina_entry import Entry, cure, object_of
from shared.rabbit.browse import Held
from shared.store.watch_port import CatatanKarantina
from shared.whole_file import Draft
from shared.words import short, when

HEADINGS = ("ID", "Kode", "Asal", "Kali", "Sejak", "Nomor", "Alasan")


def show_list(entries: Sequence[Entry], zone: ZoneInfo, *, as_json: bool) -> None:
    if as_json:
        print_json([facts(entry) for entry in entries])
    elif not entries:
        stdout().print("Karantina kosong.")
    else:
        stdout().print(
            Listing(HEADINGS, [_row(entry, zone) for entry in entries], texts={"Alasan"})
        )
        stderr().print(f"{len(entries)} pesan. Satu pesan: izin karantina lihat ID", style="dim")


def facts(entry: Entry) -> dict[str, Any]:
    return {**entry._asdict(), "sejak": teks_saat(entry.sejak) if entry.sejak else None}


def _row(entry: Entry, zone: ZoneInfo) -> list[str]:
    sent_back = f" (+{entry.dikirim_ulang})" if entry.dikirim_ulang else ""
    return [
        entry.id,
        entry.kode,
        entry.asal or "-",
        f"{entry.kali or '-'}{sent_back}",
        short(entry.sejak, zone) if entry.sejak else "-",
        entry.nomor or "-",
        " ".join(entry.alasan.split()),
    ]


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


def show_message(entry: Entry, message: Held, zone: ZoneInfo, *, complete: bool) -> None:
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


RECORD_HEADINGS = ("Pada", "Tindakan", "Oleh", "Kode", "Asal", "message_id", "Alasan")
WORDS = {"kirim_ulang": "kirim ulang", "buang": "buang"}


def show_records(catatan: Sequence[CatatanKarantina], zone: ZoneInfo, *, as_json: bool) -> None:
    if as_json:
        print_json([_facts(satu) for satu in catatan])
    elif not catatan:
        stdout().print("Belum ada yang dikirim ulang atau dibuang.")
    else:
        stdout().print(
            Listing(
                RECORD_HEADINGS,
                [_record_row(satu, zone) for satu in catatan],
                texts={"Oleh", "Alasan"},
            )
        )


def _facts(satu: CatatanKarantina) -> dict[str, Any]:
    """Without the message itself: that is personal data, and stays in the store."""
    fakta = {**satu._asdict(), "pada": teks_saat(satu.pada), "ukuran_bytes": len(satu.isi)}
    return {nama: nilai for nama, nilai in fakta.items() if nama not in {"isi", "properti"}}


def _record_row(satu: CatatanKarantina, zone: ZoneInfo) -> list[str]:
    return [
        short(satu.pada, zone),
        WORDS[satu.tindakan],
        satu.oleh_nama,
        satu.kode,
        satu.antrean_asal or "-",
        satu.message_id or "-",
        " ".join(satu.alasan.split()) or "-",
    ]


def target(path: Path, now: datetime) -> Path:
    """A file of its own in a folder that is there; otherwise the file itself."""
    return path / f"karantina-{now:%Y%m%d-%H%M%S}.jsonl" if path.is_dir() else path


class Export:
    def __init__(self, file: Draft) -> None:
        self._file = file
        self.written = 0

    async def __call__(self, entry: Entry, message: Held) -> None:
        line = {**facts(entry), "properti": properties_of(message), **body_of(message)}
        self._file.write((json.dumps(line, ensure_ascii=False) + "\n").encode())
        self.written += 1
