"""`izin petugas daftar`: who may decide in which role at one instant."""

from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from izin.cli.catalogue import pelaksana_names
from izin.cli.errors import BadInput
from izin.cli.output import plain, print_json, stderr, stdout
from izin.cli.times import when
from shared.contracts import teks_saat
from shared.permohonan import Wewenang
from shared.petugas.loader import peringatan
from shared.petugas.masa import Masa, teks_masa
from shared.petugas.model import CatatanPetugas, DaftarPetugas
from shared.petugas.wewenang import SEBUTAN, pemegang
from shared.topology import PELAKSANA_PEMOHON

NOBODY = "tidak ada yang berwenang"
NO_REGISTER = (
    "Kantor ini tidak memakai daftar petugas: siapa pun yang disebut dapat memutuskan dalam peran"
    " apa pun. Isi IZIN_DAFTAR_PETUGAS untuk memakainya."
)


def moment(text: str, zone: ZoneInfo) -> datetime:
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


def show(register: DaftarPetugas, path: Path, saat: datetime, *, as_json: bool) -> None:
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
