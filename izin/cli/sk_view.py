"""The register of SK numbers: as tables, as files, and one number in full."""

import io
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Console

from izin.cli.consoles import Data
from izin.cli.new_files import write_all
from izin.cli.output import plain, stderr, stdout
from izin.cli.tables import Listing, pairs
from shared.kantor.kantor import Kantor
from shared.kantor.sk import hari_kantor
from shared.sk.keadaan import ARTI, kalimat, keadaan
from shared.sk.model import LangkahCabut, NomorSk
from shared.surat.data import tanggal_panjang
from shared.words import day_name, office_zone, when

FORMS = ("tabel", "csv", "xlsx", "json")
NAME = "buku-nomor-sk"
ENDINGS = {"tabel": "txt"}
FILE_WIDTH = 100
"""Characters in a line of a table that goes into a file."""

STYLES = {"berlaku": "green", "terambil": "cyan", "berakhir": "yellow", "batal": "dim"}


@dataclass(frozen=True)
class Target:
    """`place` is None where nothing was said."""

    form: str
    place: Path | None
    replace: bool


def facts(satu: NomorSk, today: date) -> dict[str, Any]:
    """The entry as it is stored, without its secret, and what follows from it today."""
    return {
        **satu.model_dump(mode="json", exclude={"kode"}),
        "keadaan": keadaan(satu, today),
        "kalimat": kalimat(satu, today),
    }


def put_book(book: Sequence[NomorSk], kantor: Kantor, target: Target) -> None:
    """Raises `BadInput` when a file is there already, and `BerkasTidakTertulis`."""
    today = hari_kantor(kantor)
    if target.form == "json":
        text = json.dumps([facts(one, today) for one in book], ensure_ascii=False, indent=2)
        if target.place is None:
            sys.stdout.write(f"{text}\n")
        else:
            _write(target, f"{text}\n".encode())
    elif target.form == "tabel" and target.place is None:
        print_book(book, today, stdout())
    elif target.form == "tabel":
        lines = io.StringIO()
        print_book(book, today, Data(file=lines, width=FILE_WIDTH, highlight=False, emoji=False))
        _write(target, lines.getvalue().encode())
    else:
        from izin.cli import sk_files  # noqa: PLC0415 - slow to import

        made = {"csv": sk_files.csv_book, "xlsx": sk_files.xlsx_book}[target.form]
        _write(target, made(book, kantor.clock(), office_zone(kantor.settings)))


def _write(target: Target, data: bytes) -> None:
    """Into a folder by its own name."""
    name = f"{NAME}.{ENDINGS.get(target.form, target.form)}"
    place = target.place or Path(name)
    path = place / name if place.is_dir() else place
    write_all({path: data}, replace=target.replace)
    stderr().print(plain(f"Ditulis: {path}"))


def print_book(book: Sequence[NomorSk], today: date, console: Console) -> None:
    if not book:
        console.print("Tidak ada nomor SK yang cocok.")
        return
    rows = [_row(one, today) for one in book]
    console.print(Listing(("Nomor", "Tanggal", "Status", "Lembaga"), rows, texts={"Lembaga"}))
    tally = Counter(keadaan(one, today) for one in book)
    told = ", ".join(f"{tally[name]} {name}" for name in ARTI if tally[name])
    stderr().print(plain(f"{len(book)} nomor: {told}.", "dim"))
    if waiting := [one.nomor for one in book if one.usul_cabut]:
        text = f"Usul pencabutan yang menunggu petugas kedua: {', '.join(waiting)}"
        stderr().print(plain(text, "yellow"))


def _row(satu: NomorSk, today: date) -> list[Any]:
    kini = keadaan(satu, today)
    because = f"({satu.alasan})" if satu.alasan else ""
    return [
        satu.nomor,
        satu.tanggal.isoformat(),
        plain(kini, STYLES.get(kini, "red")),
        f"{satu.lembaga} {because}".strip(),
    ]


def print_one(satu: NomorSk, kantor: Kantor) -> None:
    today = hari_kantor(kantor)
    kini = keadaan(satu, today)
    heading = plain(f"{satu.nomor}  ", style="bold")
    heading.append_text(plain(kini, STYLES.get(kini, "red")))
    stdout().print(heading)
    stdout().print()
    table = pairs()
    for label, text in _told(satu, kantor, today):
        table.add_row(label, plain(text))
    for langkah in satu.pencabutan:
        table.add_row(STEPS[langkah.jenis], plain(_step(langkah, office_zone(kantor.settings))))
    stdout().print(table)


STEPS = {
    "usul": "Usul cabut",
    "batal_usul": "Usul batal",
    "setuju": "Disetujui",
}


def _step(langkah: LangkahCabut, zone: ZoneInfo) -> str:
    parts = [f"{langkah.oleh.nama}, {langkah.oleh.id}", when(langkah.pada, zone)]
    parts += [f"alasan: {langkah.alasan}"] if langkah.alasan else []
    parts += [f"dasar: {langkah.dasar}"] if langkah.dasar else []
    return "; ".join(parts)


def _told(satu: NomorSk, kantor: Kantor, today: date) -> Iterator[tuple[str, str]]:
    zone = office_zone(kantor.settings)
    yield "Status", kalimat(satu, today)
    yield "Tanggal", day_name(satu.tanggal)
    if satu.berlaku_sampai and satu.status in {"dicabut", "diganti"}:
        yield "Berlaku sampai", tanggal_panjang(satu.berlaku_sampai)
    if satu.lembaga:
        yield "Lembaga", satu.lembaga
    if satu.permohonan:
        yield "Permohonan", f"{satu.permohonan}, {satu.sop}"
    if satu.penanda_tangan:
        yield "Penanda tangan", f"{satu.penanda_tangan.nama}, {satu.penanda_tangan.id}"
    if satu.menggantikan:
        yield "Menggantikan", satu.menggantikan
    yield "Seri", f"{satu.seri}, tahun {satu.tahun}, urutan {satu.urut}"
    yield "Diambil", when(satu.diambil_pada, zone)
    if satu.berubah_pada:
        yield "Diubah", when(satu.berubah_pada, zone)
    if satu.sha256:
        yield "SHA-256", satu.sha256
    if satu.naskah:
        yield "Naskah", satu.naskah
