"""A task at the terminal, the list of those that wait, and when they are due."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from rich.console import Console
from rich.table import Table
from rich.text import Text

from izin.cli.catalogue import act, role
from izin.cli.output import mask, plain, print_json, stderr, stdout, working
from izin.cli.perubahan_view import JUDGED_ANEW, changed_rows, unasked
from izin.cli.tables import Listing, pairs
from shared.alur import teks_ukuran
from shared.contracts import DokumenDiajukan, Pilihan, Tugas, teks_saat
from shared.kantor.lihat import Chosen, Filter, choose, since
from shared.kantor.tugas import (
    Limit,
    Meja,
    Moment,
    State,
    limit_of,
    service_signs,
    unwritten,
)
from shared.permohonan import Permohonan
from shared.tindakan import NilaiPutusan
from shared.words import length, office_age, short, when

STYLE: dict[State, str] = {"dalam_batas": "", "mendekati": "yellow", "terlampaui": "bold red"}
_WORD: dict[State, str] = {
    "dalam_batas": "sisa",
    "mendekati": "tinggal",
    "terlampaui": "terlampaui",
}


def remaining(limit: Limit, moment: Moment) -> Text:
    """In office time: "sisa 7 menit", "terlampaui 3 jam"; empty without a limit."""
    state = limit.state(moment.now)
    if state is None or limit.due is None:
        return plain("")
    span = sorted((limit.due, moment.now))
    return plain(f"{_WORD[state]} {office_age(moment.kalender, *span)}", STYLE[state])


def due_line(limit: Limit, moment: Moment) -> Text:
    """Sel 24 Nov 2026 08.20.00 WITA, sisa 7 menit waktu kantor"""
    if limit.due is None:
        return plain("")
    text = plain(f"{when(limit.due, moment.kalender.zona)}, ")
    return text.append_text(remaining(limit, moment)).append(" waktu kantor")


class Frame(NamedTuple):
    """What is shown beside the task itself; `complete`: identity and telephone numbers in full;
    `service`: this machine signs through the national service."""

    limit: Limit
    moment: Moment
    complete: bool = False
    service: bool = False


def print_task(console: Console, tugas: Tugas, frame: Frame) -> None:
    console.print()
    console.rule(f"{tugas.nomor} · langkah {tugas.langkah}, putaran {tugas.putaran}")
    console.print(plain(tugas.kegiatan, style="bold"))
    console.print(plain(tugas.sop_judul, style="dim"))
    console.print()
    console.print(_grid(_facts(tugas, frame)))
    _section(console, "Dokumen", _documents(tugas))
    _section(console, "Yang harus diperbaiki", ((p.kode, plain(p.alasan)) for p in tugas.perbaikan))
    _changed(console, tugas, complete=frame.complete)
    _section(console, "Belum ada", ((k.kode, plain(k.nama, "yellow")) for k in tugas.kekurangan))
    _section(console, "Hasil langkah sebelumnya", _outputs(tugas))
    choices = (_choice(tugas, one, service=frame.service) for one in tugas.pilihan)
    _section(console, "Pilihan", choices)


def _changed(console: Console, tugas: Tugas, *, complete: bool) -> None:
    rows = changed_rows(tugas.perubahan, complete=complete)
    _section(console, "Berubah pada perbaikan terakhir", ((k, plain(t)) for k, t in rows))
    if unasked(tugas.perubahan):
        console.print(plain(f"  {JUDGED_ANEW}", style="yellow"))


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
    limit, moment = frame.limit, frame.moment
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
    table = pairs()
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


def by_the_system(tugas: Tugas, putusan: NilaiPutusan, *, service: bool) -> dict[str, str]:
    """What nobody writes for this decision, by its code, and what becomes of it."""
    made = {one.kode for one in unwritten(tugas, putusan)}
    signed = "dibuat, dinomori dan ditandatangani sistem atas nama Anda"
    words = {
        one.kode: signed if one.tanda_tangan else "dibuat sistem"
        for one in tugas.keluaran
        if one.kode in made
    }
    if service:
        words |= dict.fromkeys(sorted(service_signs(tugas, putusan)), BY_SERVICE)
    return words


BY_SERVICE = "dibuat dan dinomori sistem, Anda tandatangani dengan NIK dan frasa sandi (BSrE)"


def _choice(tugas: Tugas, pilihan: Pilihan, *, service: bool) -> tuple[str, Text]:
    text = plain(meaning(pilihan))
    made = by_the_system(tugas, pilihan.putusan, service=service)
    if owed := [kode for kode in pilihan.hasil_wajib if kode not in made]:
        text.append_text(plain(f"; harus disertai {', '.join(owed)}", "cyan"))
    for kode, words in made.items():
        text.append_text(plain(f"; {kode} {words}", "cyan"))
    if pilihan.tambahan:
        text.append_text(plain(f"  [tambahan, tidak ada di SOP: {pilihan.tambahan}]", "dim"))
    return pilihan.putusan, text


def meaning(pilihan: Pilihan) -> str:
    """The choice in the office's names instead of its keys."""
    key = pilihan.ke_pelaksana or ""
    return pilihan.arti.replace(f"ke {key} ", f"ke {role(key)} ", 1)


async def show(desk: Meja, limit: int, *, as_json: bool) -> None:
    wanted = Filter("berjalan", desk.pelaksana, limit)
    with working("Membaca daftar tugas"):
        moment = await desk.moment()
        chosen = await choose(desk.kantor.permohonan, wanted, _urgency)
        rows = [await _waiting_facts(desk, one, moment) for one in chosen.applications]
    if as_json:
        print_json(rows)
    else:
        _print(desk, chosen, rows, moment)


def _urgency(permohonan: Permohonan) -> float:
    """By due instant; what has none comes as if it were due since it was opened."""
    return (limit_of(permohonan).due or since(permohonan)).timestamp()


async def _waiting_facts(desk: Meja, permohonan: Permohonan, moment: Moment) -> dict[str, Any]:
    case = await desk.case(permohonan)
    assert case is not None  # noqa: S101 - chosen for being open
    limit = limit_of(permohonan)
    return {
        "nomor": permohonan.nomor,
        "sop": permohonan.sop,
        "langkah": case.langkah.no,
        "putaran": permohonan.putaran,
        "tindakan": case.langkah.tindakan,
        "kegiatan": case.langkah.kegiatan,
        "waktu": case.langkah.waktu.teks,
        "sejak": teks_saat(since(permohonan)),
        "mendekati": teks_saat(limit.near) if limit.near else None,
        "jatuh_tempo": teks_saat(limit.due) if limit.due else None,
        "keadaan": limit.state(moment.now),
        "lembaga": permohonan.lembaga.nama,
        "permohonan_id": str(permohonan.id),
    }


HEADINGS = ("Nomor", "Langkah", "Jatuh tempo", "Waktu kantor", "Lembaga")
TEXTS = {"Langkah", "Lembaga"}


def _print(desk: Meja, chosen: Chosen, rows: list[dict[str, Any]], moment: Moment) -> None:
    if not rows:
        stdout().print(f"Tidak ada tugas yang menunggu {desk.nama}.")
        return
    shown = [
        _row(facts, limit_of(one), moment)
        for one, facts in zip(chosen.applications, rows, strict=True)
    ]
    stdout().print(Listing(HEADINGS, shown, texts=TEXTS))
    if (rest := chosen.total - len(rows)) > 0:
        stderr().print(f"… dan {rest} lagi; tambah --batas untuk melihatnya.", style="dim")


def _row(facts: dict[str, Any], limit: Limit, moment: Moment) -> list[str | Text]:
    return [
        facts["nomor"],
        f"{facts['langkah']}.{facts['putaran']} {act(facts['tindakan'])}",
        short(limit.due, moment.kalender.zona) if limit.due else "",
        remaining(limit, moment),
        facts["lembaga"],
    ]
