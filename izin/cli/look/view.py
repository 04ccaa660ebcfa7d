"""How one application is shown to people."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text

from izin.cli.catalogue import pelaksana_names
from izin.cli.look.clock_view import deadlines, print_ledger
from izin.cli.output import plain, stdout
from izin.cli.privacy import mask
from izin.cli.times import length, precise, when
from shared.kantor.lihat import Clock
from shared.permohonan import Entri, Permohonan
from shared.petugas.pemeriksaan import periksa_wewenang
from shared.petugas.wewenang import SEBUTAN
from shared.sop.model import Sop

STATUS_STYLE = {"berjalan": "cyan", "selesai": "green", "ditolak": "red"}


class How(NamedTuple):
    """`complete`: personal data is shown in full. `clock` is None where there is none to be had,
    because the riwayat is not what was written."""

    zone: ZoneInfo
    complete: bool
    kini: datetime
    clock: Clock | None


def print_application(permohonan: Permohonan, sop: Sop, broken: str, how: How) -> None:
    console = stdout()
    heading = plain(f"{permohonan.nomor}  ", style="bold")
    heading.append(permohonan.status, style=STATUS_STYLE[permohonan.status])
    console.print(heading)
    console.print(plain(sop.izin))
    console.print()
    console.print(_facts(permohonan, sop, how))
    _print_documents(console, permohonan, sop)
    if how.clock is not None:
        print_ledger(console, how.clock)
    _print_history(console, permohonan, how.zone)
    _print_chain(console, permohonan, broken)


def _facts(permohonan: Permohonan, sop: Sop, how: How) -> Table:
    pemohon = permohonan.pemohon
    nik, telepon = pemohon.nik, pemohon.telepon
    if not how.complete:
        nik, telepon = mask(nik), mask(telepon)
    table = _grid()
    table.add_row("Pemohon", plain(f"{pemohon.nama}, NIK {nik}, telepon {telepon}"))
    table.add_row("Lembaga", plain(f"{permohonan.lembaga.nama}, {permohonan.lembaga.alamat}"))
    table.add_row("Diajukan", when(permohonan.riwayat[0].ditutup_pada, how.zone))
    for label, text in _where(permohonan, sop, how):
        table.add_row(label, plain(text))
    if how.clock is None:
        table.add_row("Tenggat", plain("tidak dihitung dari riwayat yang rusak", "red"))
    else:
        for label, text, style in deadlines(how.clock, how.zone):
            table.add_row(label, plain(text, style))
    return table


def _where(permohonan: Permohonan, sop: Sop, how: How) -> Iterable[tuple[str, str]]:
    terbuka = permohonan.langkah
    if terbuka is None:
        yield "Berakhir", when(permohonan.riwayat[-1].ditutup_pada, how.zone)
        return
    langkah = sop.langkah_ke(terbuka.no)
    who = pelaksana_names().get(terbuka.pelaksana, terbuka.pelaksana)
    waiting = length(how.kini - terbuka.dibuka_pada)
    yield "Sekarang", f"langkah {langkah.no}, putaran {terbuka.putaran}: {langkah.kegiatan}"
    yield "Pada", f"{who} ({terbuka.pelaksana})"
    yield "Sejak", f"{when(terbuka.dibuka_pada, how.zone)}, {waiting} yang lalu"
    yield "Waktu", f"{langkah.waktu.teks} menurut SOP"
    yield "Ditunggu", ", ".join(h.nama for h in langkah.hasil)
    if terbuka.catatan:
        yield "Catatan", terbuka.catatan
    for perbaikan in terbuka.perbaikan:
        yield "Perbaiki", f"{perbaikan.nama} ({perbaikan.kode}): {perbaikan.alasan}"


def _grid() -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    return table


def _print_documents(console: Console, permohonan: Permohonan, sop: Sop) -> None:
    names = {p.kode: p.nama for p in sop.persyaratan}
    table = _grid()
    for dokumen in permohonan.dokumen:
        verdict = {None: "belum dinilai", True: "diterima", False: f"ditolak: {dokumen.alasan}"}
        style = {None: "", True: "green", False: "red"}[dokumen.diterima]
        text = plain(f"{names.get(dokumen.kode, dokumen.kode)}: ")
        table.add_row(dokumen.kode, text.append_text(plain(verdict[dokumen.diterima], style)))
    for hasil in permohonan.hasil:
        if hasil.berkas is not None:
            table.add_row(hasil.kode, plain(f"{hasil.nama}: hasil langkah {hasil.langkah}"))
    console.print("\nDokumen", style="bold")
    console.print(table)


def _print_history(console: Console, permohonan: Permohonan, zone: ZoneInfo) -> None:
    table = Table.grid(padding=(0, 2, 0, 0))
    for style in ("dim", "dim"):
        table.add_column(style=style, no_wrap=True)
    table.add_column()
    for entri in permohonan.riwayat:
        text = Text("\n").join([_entry(entri), *(plain(r, "dim") for r in _reasons(entri))])
        table.add_row(precise(entri.ditutup_pada, zone), f"{entri.langkah}.{entri.putaran}", text)
    console.print(f"\nRiwayat ({zone.key}; langkah.putaran)", style="bold")
    console.print(table)


def _entry(entri: Entri) -> Text:
    target = f"langkah {entri.ke}" if isinstance(entri.ke, int) else entri.ke
    who = f"{_role(entri)} ({entri.oleh.nama})" if entri.oleh else entri.pelaksana
    took = length(entri.ditutup_pada - entri.dibuka_pada)
    back = not isinstance(entri.ke, str) and entri.ke <= entri.langkah
    text = plain(f"{who} {entri.tindakan}: ")
    text.append(f"{entri.putusan} → {target}", style="yellow" if back else "")
    return text.append(f" ({took})", style="dim")


def _role(entri: Entri) -> str:
    """Plh Kepala Dinas, where somebody stood in."""
    acting = SEBUTAN[entri.wewenang.jenis] if entri.wewenang else ""
    name = pelaksana_names().get(entri.pelaksana, entri.pelaksana)
    return f"{acting} {name}" if acting else entri.pelaksana


def _reasons(entri: Entri) -> Iterable[str]:
    if entri.wewenang and entri.wewenang.dasar:
        yield entri.wewenang.dasar
    if entri.catatan:
        yield entri.catatan
    for verdik in entri.verdik:
        if not verdik.diterima:
            yield f"{verdik.kode}: {verdik.alasan}"


def _print_chain(console: Console, permohonan: Permohonan, broken: str) -> None:
    console.print()
    if broken:
        console.print(plain(f"Rantai riwayat PUTUS: {broken}", style="bold red"))
    else:
        digest = permohonan.riwayat[-1].digest
        console.print(plain(f"Rantai riwayat utuh, sidik terakhir {digest[:16]}…", "green"))
    for problem in periksa_wewenang(permohonan):
        console.print(plain(f"Wewenang diragukan: {problem}", style="bold red"))
