"""`izin petugas`: who may decide in which role, and whether the register is sound."""

from collections.abc import Collection, Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from izin.cli.catalogue import pelaksana_names, roles
from izin.cli.errors import BadInput
from izin.cli.exits import Exit
from izin.cli.options import Json
from izin.cli.output import plain, print_json, stderr, stdout
from izin.cli.servers import load_settings
from izin.cli.typer_id import Perintah, new_app
from shared.clock import clock_of
from shared.contracts import teks_saat
from shared.permohonan import Wewenang
from shared.petugas.loader import DaftarPetugasTidakSah, baca_berkas, peringatan
from shared.petugas.masa import Masa, teks_masa
from shared.petugas.model import CatatanPetugas, DaftarPetugas
from shared.petugas.wewenang import SEBUTAN, pemegang
from shared.topology import PELAKSANA_PEMOHON
from shared.words import office_zone, when


def check_register(path: Path, zone: ZoneInfo, roles: Collection[str], *, as_json: bool) -> Exit:
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


NOBODY = "tidak ada yang berwenang"
NO_REGISTER = (
    "Kantor ini tidak memakai daftar petugas: siapa pun yang disebut dapat memutuskan dalam peran"
    " apa pun. Isi IZIN_DAFTAR_PETUGAS untuk memakainya."
)


def moment_of(text: str, zone: ZoneInfo) -> datetime:
    """Office time unless a zone is named. Raises `BadInput`."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        remedy = "Tulis misalnya 2026-11-23, atau 2026-11-23T15:30"
        raise BadInput(f"'{text}' bukan tanggal yang dapat dibaca", remedy=remedy) from error
    if "T" not in text and " " not in text:
        instant = datetime.combine(instant.date(), time(12))
    return instant if instant.tzinfo else instant.replace(tzinfo=zone)


def show_none(*, as_json: bool) -> None:
    if as_json:
        print_json({"berkas": None, "peran": []})
    else:
        stdout().print(plain(NO_REGISTER, style="yellow"))


def show_holders(register: DaftarPetugas, path: Path, saat: datetime, *, as_json: bool) -> None:
    if as_json:
        print_json(_facts(register, path, saat))
        return
    for warning in peringatan(register):
        stderr().print(plain(f"Peringatan: {warning}", style="yellow"))
    console = stdout()
    console.print(plain(f"Yang berwenang pada {when(saat, register.zona)}", style="bold"))
    for role, name in _roles():
        console.print(plain(f"\n{name} ({role})", style="bold"))
        held = list(pemegang(register, role, saat))
        for officer, right in held:
            for line in _lines(officer, right, register.zona):
                console.print(plain(f"  {line}"), soft_wrap=True)
        if not held:
            console.print(plain(f"  {NOBODY}", style="yellow"))
    console.print(plain(f"\nVersi daftar {register.versi[:12]}", style="dim"))


def _roles() -> Iterator[tuple[str, str]]:
    return ((key, name) for key, name in pelaksana_names().items() if key != PELAKSANA_PEMOHON)


def _lines(officer: CatatanPetugas, right: Wewenang, zone: ZoneInfo) -> Iterator[str]:
    yield f"{SEBUTAN[right.jenis]} {officer.nama}, {officer.id}".strip()
    if right.dasar:
        yield f"    {teks_masa(Masa(right.sejak, right.sampai), zone)}"
        yield f"    {right.dasar}"


def _facts(register: DaftarPetugas, path: Path, saat: datetime) -> dict[str, Any]:
    return {
        "berkas": str(path),
        "versi": register.versi,
        "pada": teks_saat(saat),
        "peran": [
            {
                "pelaksana": role,
                "nama": name,
                "pemegang": [
                    {
                        "id": officer.id,
                        **right.model_dump(mode="json", exclude={"sebagai", "daftar_versi"}),
                    }
                    for officer, right in pemegang(register, role, saat)
                ],
            }
            for role, name in _roles()
        ],
        "peringatan": list(peringatan(register)),
    }


app = new_app("Daftar petugas, peran dan mandat (Plh, Plt).")


@app.command("daftar", cls=Perintah)
def show(
    pada: Annotated[
        str,
        typer.Option(metavar="TANGGAL", help="Bawaan: sekarang. Tanggal saja berarti tengah hari."),
    ] = "",
    json: Json = False,
) -> None:
    """Siapa yang berwenang dalam tiap peran, beserta mandat yang sedang berlaku."""
    settings = load_settings()
    zone = office_zone(settings)
    moment = moment_of(pada, zone) if pada else clock_of(settings.berkas_jam)()
    if settings.daftar_petugas is None:
        show_none(as_json=json)
        return
    register = baca_berkas(settings.daftar_petugas, zone, roles(settings))
    show_holders(register, settings.daftar_petugas, moment, as_json=json)


@app.command("periksa", cls=Perintah)
def check(
    berkas: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="Bawaan: isi IZIN_DAFTAR_PETUGAS.")
    ] = None,
    json: Json = False,
) -> None:
    """Periksa sebuah daftar petugas: setiap kesalahan beserta tempatnya."""
    settings = load_settings()
    path = berkas or settings.daftar_petugas
    if path is None:
        raise BadInput(
            "Daftar petugas belum ditentukan",
            remedy="Sebut FILE, atau isi IZIN_DAFTAR_PETUGAS; contohnya deploy/petugas.contoh.toml",
        )
    raise typer.Exit(check_register(path, office_zone(settings), roles(settings), as_json=json))
