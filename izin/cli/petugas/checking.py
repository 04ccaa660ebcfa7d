"""`izin petugas periksa`."""

from collections.abc import Collection
from pathlib import Path
from zoneinfo import ZoneInfo

from izin.cli.exits import Exit
from izin.cli.output import plain, print_json, stderr, stdout
from shared.petugas.loader import DaftarPetugasTidakSah, baca_berkas, peringatan
from shared.petugas.model import DaftarPetugas


def check(path: Path, zone: ZoneInfo, roles: Collection[str], *, as_json: bool) -> Exit:
    try:
        register = baca_berkas(path, zone, roles)
    except DaftarPetugasTidakSah as error:
        _show_problems(error, path, as_json=as_json)
        return Exit.USAGE
    _show_sound(register, path, as_json=as_json)
    return Exit.OK


def _show_problems(error: DaftarPetugasTidakSah, path: Path, *, as_json: bool) -> None:
    if as_json:
        print_json({"berkas": str(path), "sah": False, "masalah": list(error.masalah)})
        return
    console = stderr()
    heading = f"{path}: tidak sah, {len(error.masalah)} masalah"
    console.print(plain(heading, style="bold red"))
    for masalah in error.masalah:
        console.print(plain(f"  {masalah}"))


def _show_sound(register: DaftarPetugas, path: Path, *, as_json: bool) -> None:
    warnings = peringatan(register)
    officers, mandates = len(register.isi.petugas), len(register.isi.mandat)
    if as_json:
        print_json(
            {
                "berkas": str(path),
                "sah": True,
                "versi": register.versi,
                "petugas": officers,
                "mandat": mandates,
                "masalah": [],
                "peringatan": list(warnings),
            }
        )
        return
    for warning in warnings:
        stderr().print(plain(f"Peringatan: {warning}", style="yellow"))
    stdout().print(plain(f"Sah: {officers} petugas, {mandates} mandat", style="green"))
    stdout().print(plain(f"Versi {register.versi[:12]}", style="dim"))
