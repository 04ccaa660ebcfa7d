"""The end of the demo, for the one who watched: what happened, what was checked, what is wrong."""

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from izin.demo.evidence import Bukti
from izin.demo.scenario import Skenario
from shared.audit.temuan import Pemeriksaan
from shared.permohonan import Permohonan

_TEMUAN_MAKS = 5


def ceritakan(
    console: Console, bukti: Bukti, skenario: Mapping[str, Skenario], nama: Mapping[str, str]
) -> None:
    """One line for each kind of thing that happened, with an application to look at."""
    tabel = Table(box=None, padding=(0, 2), header_style="dim")
    tabel.add_column("Yang terjadi")
    tabel.add_column("banyak", justify="right")
    tabel.add_column("contoh")
    kelompok: dict[str, list[str]] = {}
    for permohonan in bukti.semua:
        apa = _apa(permohonan, skenario.get(str(permohonan.id)), nama)
        kelompok.setdefault(apa, []).append(permohonan.nomor)
    for apa, nomor in sorted(kelompok.items(), key=lambda pasangan: -len(pasangan[1])):
        tabel.add_row(apa, str(len(nomor)), nomor[0])
    tabel.add_row("masukan buruk yang disengaja", str(len(bukti.karantina)), "di karantina")
    console.print(tabel)


def _apa(permohonan: Permohonan, skenario: Skenario | None, nama: Mapping[str, str]) -> str:
    """Told from the riwayat; only that something was sent twice is known from the scenario."""
    jalan = [
        f"{'ditolak' if e.ke == 'ditolak' else 'dikembalikan'} {nama.get(e.pelaksana, e.pelaksana)}"
        for e in permohonan.riwayat
        if e.putusan != "terima"
    ]
    if skenario and skenario.kirim_dua_kali:
        jalan = ["dikirim dua kali", *jalan]
    akhir = {"selesai": ["SK terbit"], "ditolak": [], "berjalan": ["BELUM BERAKHIR"]}
    return ", ".join([*(jalan or ["lancar"]), *akhir[permohonan.status]])


def laporkan(console: Console, pemeriksaan: Sequence[Pemeriksaan], gagal: Sequence[str]) -> None:
    """Every check with its verdict, then whatever was found."""
    tabel = Table(box=None, padding=(0, 2), header_style="dim")
    tabel.add_column("")
    tabel.add_column("Diperiksa dari penyimpanan dan broker")
    tabel.add_column("", justify="right", style="dim")
    for satu in pemeriksaan:
        tanda = Text("✓", "green") if satu.lulus else Text("✗", "bold red")
        tabel.add_row(tanda, satu.nama, satu.jumlah)
    console.print(tabel)
    for pesan in gagal:
        console.print(Text(f"✗ {pesan}", "red"))
    for satu in pemeriksaan:
        for temuan in satu.temuan[:_TEMUAN_MAKS]:
            console.print(Text(f"✗ {temuan}", "red"))
        if (sisa := len(satu.temuan) - _TEMUAN_MAKS) > 0:
            console.print(Text(f"  dan {sisa} lagi: {satu.nama}", "red"))
