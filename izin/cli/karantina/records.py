"""What was sent back and dropped, by whom and why."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from izin.cli.output import print_json, stdout
from izin.cli.tables import one_line_table
from izin.cli.times import short
from shared.contracts import teks_saat
from shared.store.watch_port import CatatanKarantina

HEADINGS = ("Pada", "Tindakan", "Oleh", "Kode", "Asal", "message_id", "Alasan")
WORDS = {"kirim_ulang": "kirim ulang", "buang": "buang"}


def show(catatan: Sequence[CatatanKarantina], zone: ZoneInfo, *, as_json: bool) -> None:
    if as_json:
        print_json([_facts(satu) for satu in catatan])
    elif not catatan:
        stdout().print("Belum ada yang dikirim ulang atau dibuang.")
    else:
        stdout().print(one_line_table(HEADINGS, [_row(satu, zone) for satu in catatan]))


def _facts(satu: CatatanKarantina) -> dict[str, Any]:
    """Without the message itself: that is personal data, and stays in the store."""
    fakta = {**satu._asdict(), "pada": teks_saat(satu.pada), "ukuran_bytes": len(satu.isi)}
    return {nama: nilai for nama, nilai in fakta.items() if nama not in {"isi", "properti"}}


def _row(satu: CatatanKarantina, zone: ZoneInfo) -> list[str]:
    return [
        short(satu.pada, zone),
        WORDS[satu.tindakan],
        satu.oleh_nama,
        satu.kode,
        satu.antrean_asal or "-",
        satu.message_id or "-",
        satu.alasan or "-",
    ]
