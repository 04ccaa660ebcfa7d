"""`izin sop periksa`."""

from pathlib import Path
from typing import Any

from rich.text import Text

from izin.cli.catalogue import load_file
from izin.cli.exits import Exit
from izin.cli.output import plain, print_json, stderr, stdout
from shared.sop.errors import SopTidakSah
from shared.sop.model import SopTermuat
from shared.sop.table import ringkasan_waktu


def check(path: Path, *, as_json: bool) -> Exit:
    try:
        loaded = load_file(path)
    except SopTidakSah as error:
        _show_problems(error, path, as_json=as_json)
        return Exit.USAGE
    _show_sound(loaded, path, as_json=as_json)
    return Exit.OK


def _show_problems(error: SopTidakSah, path: Path, *, as_json: bool) -> None:
    if as_json:
        found = [masalah._asdict() for masalah in error.masalah]
        print_json({"berkas": str(path), "sah": False, "masalah": found})
        return
    console = stderr()
    heading = f"{path}: tidak sah, {len(error.masalah)} masalah"
    console.print(plain(heading, style="bold red"))
    for masalah in error.masalah:
        where = f"langkah {masalah.langkah}" if masalah.langkah else "seluruh berkas"
        console.print(Text(f"  {where}: ", style="bold").append_text(plain(masalah.alasan)))


def _show_sound(loaded: SopTermuat, path: Path, *, as_json: bool) -> None:
    waktu = ringkasan_waktu(loaded.sop)
    facts: dict[str, Any] = {
        "berkas": str(path),
        "sah": True,
        "kode": loaded.sop.kode,
        "versi": loaded.versi,
        "langkah": len(loaded.sop.langkah),
        "masalah": [],
        "waktu": waktu._asdict(),
    }
    if as_json:
        print_json(facts)
        return
    console = stdout()
    console.print(Text("Sah: ", style="bold green").append_text(plain(loaded.sop.judul)))
    console.print(plain(f"{len(loaded.sop.langkah)} langkah, versi {loaded.versi[:12]}"))
    console.print(plain(f"Total menurut SOP   {waktu.dinyatakan}"))
    console.print(plain(f"Jumlah semua langkah {waktu.dihitung}"))
    differs = waktu.selisih_hari or waktu.selisih_menit
    console.print(plain(waktu.kalimat, style="yellow" if differs else ""))
