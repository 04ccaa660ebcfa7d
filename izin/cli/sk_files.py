"""The register of SK numbers as a file for spreadsheets."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from shared.contracts.spelling import NIP_ANGKA
from shared.sk.keadaan import kalimat, keadaan
from shared.sk.model import NomorSk
from shared.spreadsheets import Workbook, column, csv_file

TITLE = "Buku nomor SK"


class Row(NamedTuple):
    satu: NomorSk
    keadaan: str
    kalimat: str
    nama: str
    nip: str


COLUMNS = (
    column("nomor", "Nomor", path="satu.nomor"),
    column("tanggal", "Tanggal", "day", "satu.tanggal"),
    column("status", "Status", path="keadaan"),
    column("keterangan", "Keterangan", path="kalimat"),
    column("lembaga", "Lembaga", path="satu.lembaga"),
    column("permohonan", "Permohonan", path="satu.permohonan"),
    column("sop", "SOP", path="satu.sop"),
    column("berlaku_sampai", "Berlaku sampai", "day", "satu.berlaku_sampai"),
    column("penanda_tangan", "Penanda tangan", path="nama"),
    column("nip", "NIP", path="nip"),
    column("alasan", "Alasan", path="satu.alasan"),
    column("menggantikan", "Menggantikan", path="satu.menggantikan"),
    column("pengganti", "Pengganti", path="satu.pengganti"),
    column("seri", "Seri", path="satu.seri"),
    column("tahun", "Tahun", "year", "satu.tahun"),
    column("urut", "Urut", "count", "satu.urut"),
    column("diambil_pada", "Diambil", "instant", "satu.diambil_pada"),
    column("sha256", "SHA-256", path="satu.sha256"),
)


def csv_book(book: Sequence[NomorSk], now: datetime, zone: ZoneInfo) -> bytes:
    return csv_file(COLUMNS, _rows(book, now, zone), zone)


def xlsx_book(book: Sequence[NomorSk], now: datetime, zone: ZoneInfo) -> bytes:
    made = Workbook(TITLE, now, zone)
    made.sheet(TITLE, COLUMNS, _rows(book, now, zone))
    return made.finish()


def _rows(book: Sequence[NomorSk], now: datetime, zone: ZoneInfo) -> list[Row]:
    today = now.astimezone(zone).date()
    return [_row(one, keadaan(one, today), kalimat(one, today)) for one in book]


def _row(satu: NomorSk, kini: str, sentence: str) -> Row:
    oleh = satu.penanda_tangan
    return Row(satu, kini, sentence, oleh.nama if oleh else "", _nip(oleh.id) if oleh else "")


def _nip(number: str) -> str:
    """In its groups, as people write it: a spreadsheet reads eighteen digits as a number, and
    keeps fifteen of them."""
    if not (number.isdecimal() and len(number) == NIP_ANGKA):
        return number
    return f"{number[:8]} {number[8:14]} {number[14]} {number[15:]}"
