"""What `izin sk periksa` found, for people and for programs."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rich.text import Text

from izin.cli.catalogue import role
from izin.cli.output import plain, stdout
from izin.cli.tables import Listing
from shared.contracts import teks_saat
from shared.sk.pemeriksaan import Butir, HasilButir, LangkahDitempuh, LaporanSk
from shared.tandatangan.hasil import Penanda
from shared.words import day_name, hours, minutes

MARKS: dict[HasilButir, tuple[str, str]] = {
    "baik": ("✓", "green"),
    "buruk": ("✗", "bold red"),
    "tidak_diketahui": ("?", "yellow"),
}
TRIAL = (
    "UJI COBA: ditandatangani dengan sertifikat percobaan. Ini bukan surat resmi, dan tidak"
    " dipercaya siapa pun di luar."
)


def headline(report: LaporanSk) -> tuple[str, str]:
    """With its style."""
    keputusan = report.keputusan
    if keputusan.asli is False:
        return "TIDAK SAH", "bold red"
    if keputusan.berlaku is False:
        return "ASLI, TETAPI TIDAK BERLAKU", "bold red"
    if keputusan.sah:
        return "SAH DAN BERLAKU", "bold green"
    if report.luring and report.tanda_tangan_baik:
        return "TANDA TANGANNYA SAH; SELEBIHNYA TIDAK DITANYAKAN", "bold yellow"
    return "BELUM DAPAT DIPASTIKAN", "bold yellow"


def print_report(report: LaporanSk, zone: ZoneInfo) -> None:
    console = stdout()
    console.print(plain(*headline(report)))
    if report.uji_coba:
        console.print(plain(TRIAL, "bold yellow"))
    console.print()
    for butir in report.butir:
        for line in _lines(butir):
            console.print(line)
    for orang in report.penanda:
        console.print(plain(f"  Sertifikat {orang.nama}: {_valid(orang, zone)}", "dim"))
    if report.langkah:
        console.print("\nWaktu setiap langkah menurut mutu baku", style="bold")
        headings = ("Langkah", "Pelaksana", "Terpakai", "Mutu baku", "Hasil")
        rows = [_row(one) for one in report.langkah]
        console.print(Listing(headings, rows, texts={"Mutu baku", "Terpakai"}))
    if report.luring:
        console.print()
        console.print(plain(f"Penyimpanan kantor tidak ditanya: {report.luring}.", "yellow"))


def _lines(butir: Butir) -> Iterator[Text]:
    mark, style = MARKS[butir.hasil]
    yield plain(f"{mark} {butir.kalimat}", style if butir.hasil != "baik" else "")
    for detail in butir.rincian:
        yield plain(f"  {detail}", "dim")


def _valid(orang: Penanda, zone: ZoneInfo) -> str:
    dates = (orang.berlaku_sejak, orang.berlaku_sampai)
    sejak, sampai = (day_name(one.astimezone(zone)) for one in dates)
    return f"nomor {orang.nomor_sertifikat}, berlaku {sejak} sampai {sampai}"


def _row(satu: LangkahDitempuh) -> list[Any]:
    told = "tepat waktu" if satu.tepat else "terlambat"
    if not satu.selesai and satu.tepat:
        told = "berjalan"
    return [
        str(satu.no) if satu.no else "seluruhnya",
        role(satu.pelaksana) if satu.pelaksana else "",
        hours(satu.terpakai // _unit(satu.terpakai) * _unit(satu.terpakai)),
        satu.batas,
        plain(told, "" if satu.tepat else "red"),
    ]


def _unit(span: timedelta) -> timedelta:
    """Seconds are shown where they count."""
    return timedelta(seconds=1) if span < timedelta(hours=1) else timedelta(minutes=1)


def facts(report: LaporanSk, file: Path) -> dict[str, Any]:
    keputusan, nomor = report.keputusan, report.nomor
    return {
        "berkas": str(file),
        "sha256": report.sidik,
        "kesimpulan": headline(report)[0],
        "sah": keputusan.sah,
        "asli": keputusan.asli,
        "berlaku": keputusan.berlaku,
        "uji_coba": report.uji_coba,
        "luring": report.luring or None,
        "pemeriksaan": [_question(butir) for butir in report.butir],
        "penanda": [_signatory(orang) for orang in report.penanda],
        "nomor": nomor.nomor if nomor else None,
        "status": nomor.status if nomor else None,
        "permohonan": nomor.permohonan or None if nomor else None,
        "sidik_terakhir": report.sidik_terakhir or None,
        "langkah": [_step(satu) for satu in report.langkah],
    }


def _question(butir: Butir) -> dict[str, Any]:
    return {
        "kode": str(butir.tanya),
        "hasil": butir.hasil,
        "kalimat": butir.kalimat,
        "rincian": list(butir.rincian),
    }


def _signatory(orang: Penanda) -> dict[str, Any]:
    pada, stempel = orang.ditandatangani_pada, orang.stempel_waktu
    return {
        "nama": orang.nama,
        "instansi": orang.instansi,
        "penerbit": orang.penerbit,
        "nomor_sertifikat": orang.nomor_sertifikat,
        "berlaku_sejak": teks_saat(orang.berlaku_sejak),
        "berlaku_sampai": teks_saat(orang.berlaku_sampai),
        "uji_coba": orang.uji_coba,
        "ditandatangani_pada": teks_saat(pada) if pada else None,
        "stempel_waktu": teks_saat(stempel) if stempel else None,
    }


def _step(satu: LangkahDitempuh) -> dict[str, Any]:
    return {
        "langkah": satu.no,
        "pelaksana": satu.pelaksana or None,
        "batas": satu.batas,
        "terpakai_menit": minutes(satu.terpakai),
        "boleh_menit": minutes(satu.boleh),
        "tepat": satu.tepat,
        "selesai": satu.selesai,
    }
