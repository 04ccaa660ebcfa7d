"""`izin tanda-tangan`: whether the office can sign its SKs."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from izin.cli.catalogue import load_catalogue, roles
from izin.cli.errors import BadInput
from izin.cli.exits import Exit
from izin.cli.options import Json
from izin.cli.output import plain, print_json, stderr, stdout
from izin.cli.servers import load_settings, trial_signing
from izin.cli.typer_id import Perintah, new_app
from shared.clock import clock_of
from shared.kantor.penanda_tangan import Dicoba, Laporan, periksa, tanpa_nomor
from shared.petugas.loader import baca_berkas
from shared.settings import Settings
from shared.surat.loader import muat_surat
from shared.tandatangan.susunan import baca_susunan
from shared.words import office_zone

app = new_app("Tanda tangan SK: periksa kunci, sertifikat dan pemiliknya.")


@app.callback()
def group() -> None:
    """A group even with one command."""


UNSET = "IZIN_TANDA_TANGAN belum diisi: SK adalah berkas yang dibawa petugas"
CARA: Mapping[str, str] = {
    "lokal": "kunci kantor sendiri (lokal)",
    "bsre": "layanan nasional (bsre)",
}


@app.command("periksa", cls=Perintah)
def check(
    berkas: Annotated[
        Path | None,
        typer.Argument(
            metavar="[BERKAS]", help="tanda-tangan.toml; tanpa ini yang dipakai kantor ini."
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Periksa apakah kunci tiap penanda tangan terbuka, berlaku sekarang, dan memang miliknya.

    Tiap kunci menandatangani selembar kertas kosong, dan tanda tangannya diperiksa seperti SK.
    Yang berwenang diambil dari daftar petugas dan SOP. Kode keluar 1 bila ada SK yang tidak akan
    dapat ditandatangani.
    """
    settings = load_settings()
    path = berkas or settings.tanda_tangan or trial_signing(settings.folder_data)
    if path is None:
        raise BadInput(UNSET, remedy="Cara mengisinya: docs/tanda-tangan.md")
    laporan = _report(settings, path)
    if json:
        print_json({"berkas": str(path), **_facts(laporan)})
    else:
        _show(laporan, path)
    if laporan.masalah:
        raise typer.Exit(Exit.FAILED)


def _report(settings: Settings, path: Path) -> Laporan:
    now = clock_of(settings.berkas_jam)()
    sops = [loaded.sop for loaded in load_catalogue(settings).values()]
    register = None
    if settings.daftar_petugas:
        register = baca_berkas(settings.daftar_petugas, office_zone(settings), roles(settings))
    laporan = periksa(baca_susunan(path), register, sops, now)
    for kode in tanpa_nomor(sops, muat_surat(settings.folder_surat).kantor):
        laporan.peringatan.append(
            f"SOP {kode}: kantor.toml tidak memuat [[keputusan]] untuknya, sehingga SK-nya tidak"
            " dinomori dan tidak ditandatangani di sini, tetapi dibawa petugas sebagai berkas"
        )
    return laporan


def _show(laporan: Laporan, path: Path) -> None:
    console = stdout()
    console.print(plain(f"{path}: {CARA[laporan.cara]}", style="bold"), soft_wrap=True)
    for akar in laporan.akar:
        line = f"  dipercaya: {akar.nama}, sampai {_day(akar.berlaku_sampai)} ({akar.berkas})"
        console.print(plain(line), soft_wrap=True)
    for one in laporan.kunci:
        console.print(plain(f"  {_name(one)}: {_said(one)}"), soft_wrap=True)
    for warning in laporan.peringatan:
        stderr().print(plain(f"Peringatan: {warning}", style="yellow"), soft_wrap=True)
    for problem in laporan.masalah:
        stderr().print(plain(f"Masalah: {problem}", style="red"), soft_wrap=True)


def _name(one: Dicoba) -> str:
    roles = f" ({', '.join(one.siapa.sebagai)})" if one.siapa.sebagai else ""
    return f"{one.siapa.nama or one.siapa.id}{roles}"


def _said(one: Dicoba) -> str:
    if one.masalah:
        return "tidak dapat dipakai"
    if one.penanda is None:
        return "kunci uji coba dibuat saat pertama kali menandatangani"
    trial = "; UJI COBA, bukan sertifikat resmi" if one.penanda.uji_coba else ""
    return f"dapat dipakai, sampai {_day(one.penanda.berlaku_sampai)}{trial}"


def _day(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d}"


def _facts(laporan: Laporan) -> dict[str, Any]:
    return {
        "cara": laporan.cara,
        "sah": not laporan.masalah,
        "akar": [
            {"berkas": a.berkas, "nama": a.nama, "berlaku_sampai": a.berlaku_sampai.isoformat()}
            for a in laporan.akar
        ],
        "penanda_tangan": list(_rows(laporan)),
        "masalah": laporan.masalah,
        "peringatan": laporan.peringatan,
    }


def _rows(laporan: Laporan) -> Iterator[dict[str, Any]]:
    for one in laporan.kunci:
        yield {
            "id": one.siapa.id,
            "nama": one.siapa.nama,
            "sebagai": list(one.siapa.sebagai),
            "berlaku_sampai": one.penanda.berlaku_sampai.isoformat() if one.penanda else None,
            "uji_coba": one.penanda.uji_coba if one.penanda else None,
            "masalah": list(one.masalah),
        }
