"""How a task is shown to the officer who is to decide it."""

from collections.abc import Iterable
from typing import NamedTuple

from rich.console import Console
from rich.table import Table
from rich.text import Text

from izin.cli.catalogue import pelaksana_names
from izin.cli.output import plain
from izin.cli.privacy import mask
from izin.cli.tasks.due import due_line
from izin.cli.times import length, when
from shared.alur import teks_ukuran
from shared.contracts import DokumenDiajukan, Pilihan, Tugas
from shared.kantor.tugas import Limit, Moment


class Frame(NamedTuple):
    """What is shown beside the task itself; `complete`: identity and telephone numbers in full."""

    limit: Limit
    moment: Moment
    complete: bool = False


def print_task(console: Console, tugas: Tugas, frame: Frame) -> None:
    console.print()
    console.rule(f"{tugas.nomor} · langkah {tugas.langkah}, putaran {tugas.putaran}")
    console.print(plain(tugas.kegiatan, style="bold"))
    console.print(plain(tugas.sop_judul, style="dim"))
    console.print()
    console.print(_grid(_facts(tugas, frame)))
    _section(console, "Dokumen", _documents(tugas))
    _section(console, "Yang harus diperbaiki", ((p.kode, plain(p.alasan)) for p in tugas.perbaikan))
    _section(console, "Belum ada", ((k.kode, plain(k.nama, "yellow")) for k in tugas.kekurangan))
    _section(console, "Hasil langkah sebelumnya", _outputs(tugas))
    _section(console, "Pilihan", (_choice(p) for p in tugas.pilihan))


def _facts(tugas: Tugas, frame: Frame) -> Iterable[tuple[str, Text]]:
    for label, text in _people(tugas, complete=frame.complete):
        yield label, plain(text)
    yield from _clock(tugas, frame)
    for label, text in _words(tugas):
        yield label, plain(text)


def _people(tugas: Tugas, *, complete: bool) -> Iterable[tuple[str, str]]:
    pemohon = tugas.pemohon
    nik, telepon = pemohon.nik, pemohon.telepon
    if not complete:
        nik, telepon = mask(nik), mask(telepon)
    yield "Pemohon", f"{pemohon.nama}, NIK {nik}, telepon {telepon}, {pemohon.surel}"
    yield "Lembaga", f"{tugas.lembaga.nama}, {tugas.lembaga.alamat}"
    for kode, nilai in tugas.isian.items():
        yield f"  {kode}", nilai


def _clock(tugas: Tugas, frame: Frame) -> Iterable[tuple[str, Text]]:
    limit, moment, _ = frame
    waiting = length(moment.now - tugas.dibuka_pada)
    since = f"{when(tugas.dibuka_pada, moment.kalender.zona)}, {waiting} yang lalu"
    yield "Sejak", plain(since)
    yield "Waktu", plain(tugas.waktu)
    if limit.due is not None:
        yield "Jatuh tempo", due_line(limit, moment)


def _words(tugas: Tugas) -> Iterable[tuple[str, str]]:
    yield "Kelengkapan", tugas.kelengkapan
    yield "Output", tugas.output
    if tugas.keterangan:
        yield "Keterangan", tugas.keterangan
    if tugas.catatan:
        yield "Catatan", tugas.catatan
    if tugas.atas is not None:
        yield "Atas", f"{tugas.atas.kode} ({tugas.atas.berkas.nama_berkas})"


def _grid(rows: Iterable[tuple[str, Text]]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    for label, text in rows:
        table.add_row(plain(label), text)
    return table


def _section(console: Console, heading: str, rows: Iterable[tuple[str, Text]]) -> None:
    listed = list(rows)
    if listed:
        console.print(f"\n{heading}", style="bold")
        console.print(_grid(listed))


def _documents(tugas: Tugas) -> Iterable[tuple[str, Text]]:
    for dokumen in tugas.dokumen:
        berkas = dokumen.berkas
        file = f" ({berkas.nama_berkas}, {teks_ukuran(berkas.ukuran_bytes)})"
        text = plain(dokumen.nama).append_text(plain(file, "dim")).append("  ")
        yield dokumen.kode, text.append_text(verdict(dokumen))


def verdict(dokumen: DokumenDiajukan) -> Text:
    if dokumen.diterima is None:
        return plain("belum dinilai", "yellow")
    if dokumen.diterima:
        return plain("diterima", "green")
    return plain(f"ditolak: {dokumen.alasan}", "red")


def _outputs(tugas: Tugas) -> Iterable[tuple[str, Text]]:
    for hasil in tugas.hasil:
        if hasil.berkas is not None:
            file = f" ({hasil.berkas.nama_berkas}, {teks_ukuran(hasil.berkas.ukuran_bytes)})"
            yield hasil.kode, plain(hasil.nama).append_text(plain(file, "dim"))


def _choice(pilihan: Pilihan) -> tuple[str, Text]:
    text = plain(meaning(pilihan))
    if pilihan.hasil_wajib:
        text.append_text(plain(f"; harus disertai {', '.join(pilihan.hasil_wajib)}", "cyan"))
    if pilihan.tambahan:
        text.append_text(plain(f"  [tambahan, tidak ada di SOP: {pilihan.tambahan}]", "dim"))
    return pilihan.putusan, text


def meaning(pilihan: Pilihan) -> str:
    """The choice in the office's names instead of its keys."""
    names = pelaksana_names()
    key = pilihan.ke_pelaksana or ""
    return pilihan.arti.replace(f"ke {key} ", f"ke {names.get(key, key)} ", 1)
