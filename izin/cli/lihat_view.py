"""One application and its clock, for people and for programs."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text

from izin.cli.buku_waktu_view import print_ledger
from izin.cli.catalogue import act, role
from izin.cli.output import mask, plain, stdout
from izin.cli.perubahan_view import changed
from izin.cli.tables import pairs
from shared.alur.perubahan import perubahan_putaran
from shared.contracts import teks_saat
from shared.kantor.lihat import Clock, Deadline, Moved
from shared.mutu_baku.buku_waktu import Jumlah
from shared.mutu_baku.fiktif_positif import BatasHukum
from shared.permohonan import Entri, Permohonan
from shared.petugas.pemeriksaan import periksa_wewenang
from shared.petugas.wewenang import SEBUTAN
from shared.sop.model import Sop
from shared.words import day_name, hours, length, marked, precise, when

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


STATUS_STYLE = {"berjalan": "cyan", "selesai": "green", "ditolak": "red", "ditarik": "yellow"}


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
    _print_history(console, permohonan, how)
    _print_chain(console, permohonan, broken)


def _facts(permohonan: Permohonan, sop: Sop, how: How) -> Table:
    pemohon = permohonan.pemohon
    nik, telepon = pemohon.nik, pemohon.telepon
    if not how.complete:
        nik, telepon = mask(nik), mask(telepon)
    table = pairs()
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
    waiting = length(how.kini - terbuka.dibuka_pada)
    yield "Sekarang", f"langkah {langkah.no}, putaran {terbuka.putaran}: {langkah.kegiatan}"
    yield "Pada", role(terbuka.pelaksana)
    yield "Sejak", f"{when(terbuka.dibuka_pada, how.zone)}, {waiting} yang lalu"
    yield "Waktu", f"{langkah.waktu.teks} menurut SOP"
    yield "Ditunggu", ", ".join(h.nama for h in langkah.hasil)
    if terbuka.catatan:
        yield "Catatan", terbuka.catatan
    for perbaikan in terbuka.perbaikan:
        yield "Perbaiki", f"{perbaikan.nama} ({perbaikan.kode}): {perbaikan.alasan}"


def _print_documents(console: Console, permohonan: Permohonan, sop: Sop) -> None:
    names = {p.kode: p.nama for p in sop.persyaratan}
    table = pairs()
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


def _print_history(console: Console, permohonan: Permohonan, how: How) -> None:
    table = Table.grid(padding=(0, 2, 0, 0))
    for style in ("dim", "dim"):
        table.add_column(style=style, no_wrap=True)
    table.add_column(overflow="fold")
    for entri in permohonan.riwayat:
        below = [
            *_stamped(entri, how.zone),
            *_reasons(entri),
            *_changes(permohonan, entri, complete=how.complete),
        ]
        text = Text("\n").join([_entry(entri), *(plain(line, "dim") for line in below)])
        closed = precise(entri.ditutup_pada, how.zone)
        table.add_row(closed, f"{entri.langkah}.{entri.putaran}", text)
    zone = how.kini.astimezone(how.zone).tzname()
    console.print(f"\nRiwayat ({zone}; langkah.putaran)", style="bold")
    console.print(table)


def _entry(entri: Entri) -> Text:
    target = f"langkah {entri.ke}" if isinstance(entri.ke, int) else entri.ke
    who = f"{_role(entri)} ({entri.oleh.nama})" if entri.oleh else role(entri.pelaksana)
    took = length(entri.ditutup_pada - entri.dibuka_pada)
    back = not isinstance(entri.ke, str) and entri.ke <= entri.langkah
    if entri.ditarik:
        desk = role(entri.pelaksana)
        return plain(f"Pemohon menarik permohonan, dari meja {desk}", "yellow")
    text = plain(f"{who}, {act(entri.tindakan)}: ")
    text.append(f"{entri.putusan} → {target}", style="yellow" if back else "")
    return text.append(f" ({took})", style="dim")


def _role(entri: Entri) -> str:
    """Plh Kepala Dinas, where somebody stood in."""
    acting = SEBUTAN[entri.wewenang.jenis] if entri.wewenang else ""
    return f"{acting} {role(entri.pelaksana)}".strip()


def _reasons(entri: Entri) -> Iterable[str]:
    if entri.wewenang and entri.wewenang.dasar:
        yield entri.wewenang.dasar
    if entri.catatan:
        yield entri.catatan
    for verdik in entri.verdik:
        if not verdik.diterima:
            yield f"{verdik.kode}: {verdik.alasan}"


def _stamped(entri: Entri, zone: ZoneInfo) -> Iterable[str]:
    """What the sender said and was not believed."""
    if (said := entri.saat_pengirim) is None:
        return
    if said.diputuskan_pada is not None:
        yield f"menurut pengirim {when(said.diputuskan_pada, zone)}; dihitung sejak diterima"
    if said.dikerjakan_pada is not None:
        yield f"mulai menurut pengirim {when(said.dikerjakan_pada, zone)}; tidak dihitung"


def _changes(permohonan: Permohonan, entri: Entri, *, complete: bool) -> Iterable[str]:
    if entri.pengajuan:
        for one in perubahan_putaran(permohonan, entri.putaran):
            yield changed(one, complete=complete)


def _print_chain(console: Console, permohonan: Permohonan, broken: str) -> None:
    console.print()
    if broken:
        console.print(plain(f"Rantai riwayat PUTUS: {broken}", style="bold red"))
    else:
        digest = permohonan.riwayat[-1].digest
        console.print(plain(f"Rantai riwayat utuh, sidik terakhir {digest[:16]}…", "green"))
    for problem in periksa_wewenang(permohonan):
        console.print(plain(f"Wewenang diragukan: {problem}", style="bold red"))


def clock_facts(clock: Clock) -> dict[str, Any]:
    return {
        "dihitung_pada": teks_saat(clock.known.kini),
        "versi_kalender": clock.known.kalender.versi,
        "langkah": _deadline_facts(clock.langkah),
        "keseluruhan": _deadline_facts(clock.keseluruhan),
        "fiktif_positif": _law(clock.hukum),
        "digeser": [_moved(satu) for satu in clock.digeser],
        "buku_waktu": [
            {"pemilik": pemilik, "jenis": jenis, **_length(jumlah)}
            for (pemilik, jenis), jumlah in clock.buku.items()
        ],
        "jumlah": _length(clock.total),
    }


def _deadline_facts(satu: Deadline | None) -> dict[str, Any] | None:
    if satu is None:
        return None
    return {
        "batas": satu.teks,
        "mulai": _instant_fact(satu.batas.mulai),
        "mendekati": _instant_fact(satu.batas.mendekati),
        "jatuh_tempo": _instant_fact(satu.batas.jatuh_tempo),
        "terpakai_milidetik": _milliseconds(satu.pemakaian.terpakai),
        "sisa_milidetik": _milliseconds(satu.pemakaian.sisa),
        "sementara": satu.provisional,
        "atas_kantor": satu.charged,
        "berakhir": satu.ended,
    }


def _law(hukum: BatasHukum | None) -> dict[str, Any] | None:
    if hukum is None:
        return None
    return {
        "terakhir": hukum.terakhir.isoformat(),
        "batas": hukum.aturan.waktu.teks,
        "dasar": hukum.aturan.dasar,
        "diterima_lengkap": teks_saat(hukum.diterima_lengkap),
        "sementara": hukum.sementara,
        "keterangan": ONLY_SHOWN,
    }


def _moved(satu: Moved) -> dict[str, Any]:
    return {**satu.geseran.model_dump(mode="json"), "alasan": list(satu.alasan)}


def _length(jumlah: Jumlah) -> dict[str, int]:
    return {
        "lama_milidetik": _milliseconds(jumlah.lama),
        "kantor_milidetik": _milliseconds(jumlah.kantor),
    }


def _instant_fact(saat: datetime | None) -> str | None:
    return teks_saat(saat) if saat else None


def _milliseconds(span: timedelta) -> int:
    return span // timedelta(milliseconds=1)
