"""How the clock of one application is shown to people."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table

from izin.cli.catalogue import pelaksana_names
from izin.cli.kalender.words import hours, marked
from izin.cli.output import plain
from izin.cli.times import day_name, precise, when
from shared.kantor.lihat import Clock, Deadline
from shared.mutu_baku.buku_waktu import SISTEM, Jenis

KINDS: dict[Jenis, str] = {
    "pemohon": "ada pada pemohon",
    "menunggu": "menunggu",
    "dikerjakan": "dikerjakan",
    "gangguan": "gangguan sistem",
}
ONLY_SHOWN = "untuk diketahui saja: tidak ada yang disetujui otomatis"


def deadlines(clock: Clock, zone: ZoneInfo) -> Iterator[tuple[str, str, str]]:
    """(label, text, style) of what is due, the nearest first."""
    if clock.langkah is not None:
        yield "Jatuh tempo", *_deadline(clock.langkah, clock.known.kini, zone)
    if clock.keseluruhan is not None:
        teks, style = _deadline(clock.keseluruhan, clock.known.kini, zone)
        yield "Keseluruhan", f"{clock.keseluruhan.teks}: {teks}", style
    if clock.hukum is not None:
        aturan, sementara = clock.hukum.aturan, clock.hukum.sementara
        hari = marked(day_name(clock.hukum.terakhir), provisional=sementara)
        yield (
            "Fiktif positif",
            f"paling lambat {hari} ({aturan.waktu.teks} menurut {aturan.dasar}); {ONLY_SHOWN}",
            "",
        )
    for satu in clock.digeser:
        geseran = satu.geseran
        semula, menjadi = (_instant(saat, zone) for saat in (geseran.semula, geseran.menjadi))
        alasan = f": {'; '.join(satu.alasan)}" if satu.alasan else ""
        yield (
            "Digeser",
            f"langkah {geseran.langkah}.{geseran.putaran}, semula {semula}, menjadi {menjadi};"
            f" kalender berubah {precise(geseran.pada, zone)}{alasan}",
            "",
        )


def print_ledger(console: Console, clock: Clock) -> None:
    if not clock.buku:
        return
    names = pelaksana_names()
    table = Table(box=None, pad_edge=False, show_footer=True)
    table.add_column("Pemilik", "Jumlah", footer_style="bold")
    table.add_column("Keadaan")
    table.add_column("Seluruhnya", stopwatch(clock.total.lama), justify="right")
    table.add_column("Jam kantor", stopwatch(clock.total.kantor), justify="right")
    for (pemilik, jenis), jumlah in clock.buku.items():
        siapa = "AlurIzin" if pemilik == SISTEM else names.get(pemilik, pemilik)
        times = stopwatch(jumlah.lama), stopwatch(jumlah.kantor)
        table.add_row(plain(siapa), KINDS[jenis], *times)
    console.print("\nBuku waktu (jam:menit:detik)", style="bold")
    console.print(table)


def stopwatch(span: timedelta) -> str:
    """ "74:02:31": hours without end, so that lengths can be compared and added up."""
    minutes, seconds = divmod(span // timedelta(seconds=1), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def _deadline(satu: Deadline, kini: datetime, zone: ZoneInfo) -> tuple[str, str]:
    tempo = satu.batas.jatuh_tempo
    if satu.ended:
        return f"berakhir, {_left(satu)}", ""
    if tempo is None:
        return f"tidak berjalan selama ada pada pemohon, {_left(satu)}", ""
    if not satu.charged:
        return f"{when(tempo, zone)}; batas pemohon, tidak dihitung atas kantor", ""
    tenggat = marked(when(tempo, zone), provisional=satu.provisional)
    return f"{tenggat}, {_left(satu)}", _style(satu, kini, tempo)


def _style(satu: Deadline, kini: datetime, tempo: datetime) -> str:
    if kini > tempo:
        return "red"
    return "yellow" if satu.batas.mendekati and kini > satu.batas.mendekati else ""


def _left(satu: Deadline) -> str:
    sisa = satu.pemakaian.sisa
    kata = "terlampaui" if sisa < timedelta() else "sisa"
    return f"{kata} {hours(timedelta(seconds=abs(sisa) // timedelta(seconds=1)))} waktu kantor"


def _instant(saat: datetime | None, zone: ZoneInfo) -> str:
    return precise(saat, zone) if saat else "tanpa tenggat"
