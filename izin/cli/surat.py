"""`izin surat`: the kinds of letters, whether a folder of them is sound, and samples to look at."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from izin.cli.catalogue import load_catalogue
from izin.cli.exits import Exit
from izin.cli.options import Json
from izin.cli.output import plain, print_json, stderr, stdout
from izin.cli.servers import load_settings
from izin.cli.typer_id import Perintah, new_app
from shared.kantor.surat import contoh_surat, periksa_surat
from shared.settings import Settings
from shared.surat.errors import SuratTidakSah
from shared.surat.loader import KatalogSurat, muat_surat
from shared.surat.sop import surat_dibuat
from shared.whole_file import make_folder, write_file

app = new_app("Surat kantor: daftar, periksa folder, cetak contoh.")


@app.command("daftar", cls=Perintah)
def daftar(json: Json = False) -> None:
    """Tampilkan jenis surat kantor ini dan langkah yang membuatnya."""
    settings = load_settings()
    katalog = muat_surat(settings.folder_surat)
    rows: list[dict[str, Any]] = [
        {
            "kode": jenis.kode,
            "judul": jenis.judul,
            "bidang": len(katalog.surat(jenis.seperti or jenis.kode).bidang),
            "dibuat_pada": _makers(settings, jenis.kode),
        }
        for jenis in katalog.jenis.values()
    ]
    if json:
        print_json({"versi": katalog.versi, "surat": rows})
        return
    table = Table(box=None, pad_edge=False)
    table.add_column("Kode", style="bold", no_wrap=True)
    for heading in ("Surat", "Dibuat pada"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(row["kode"], row["judul"], ", ".join(row["dibuat_pada"]) or "-")
    console = stdout()
    console.print(table)
    console.print(plain(f"Versi {katalog.versi[:12]}, folder {settings.folder_surat}"))


def _makers(settings: Settings, kode: str) -> list[str]:
    return [
        f"{loaded.sop.kode} langkah {langkah.no}"
        for loaded in load_catalogue(settings).values()
        for langkah in loaded.sop.langkah
        if kode in surat_dibuat(langkah)
    ]


@app.command("periksa", cls=Perintah)
def periksa(
    folder: Annotated[
        Path | None, typer.Argument(help="Folder surat; tanpa ini yang dipakai kantor ini.")
    ] = None,
    json: Json = False,
) -> None:
    """Periksa folder surat: tiap surat dicetak dengan isi terpendek dan terpanjang."""
    settings = load_settings()
    path = folder or settings.folder_surat
    try:
        katalog = periksa_surat(path, load_catalogue(settings))
    except SuratTidakSah as error:
        _show_problems(error, path, as_json=json)
        raise typer.Exit(Exit.USAGE) from error
    if json:
        facts = {"folder": str(path), "sah": True, "versi": katalog.versi, "masalah": []}
        print_json(facts | {"surat": list(katalog.jenis)})
        return
    console = stdout()
    console.print(Text("Sah: ", style="bold green").append_text(plain(str(path))))
    console.print(plain(f"{len(katalog.jenis)} jenis surat, versi {katalog.versi[:12]}"))


def _show_problems(error: SuratTidakSah, path: Path, *, as_json: bool) -> None:
    if as_json:
        print_json({"folder": str(path), "sah": False, "masalah": list(error.masalah)})
        return
    console = stderr()
    console.print(plain(f"{path}: tidak sah, {len(error.masalah)} masalah", style="bold red"))
    for masalah in error.masalah:
        console.print(plain(f"  {masalah}"))


@app.command("contoh", cls=Perintah)
def contoh(
    ke: Annotated[Path, typer.Option("--ke", help="Folder untuk PDF contoh.")],
) -> None:
    """Cetak contoh tiap surat dari permohonan rekaan, untuk dilihat sebelum dipakai."""
    settings = load_settings()
    katalog = muat_surat(settings.folder_surat)
    if not ke.is_dir():
        make_folder(ke)
    banyak = _write(katalog, ke, settings)
    stdout().print(plain(f"{banyak} contoh ditulis ke {ke}"))


def _write(katalog: KatalogSurat, ke: Path, settings: Settings) -> int:
    banyak = 0
    for satu in contoh_surat(katalog, load_catalogue(settings)):
        write_file(ke / satu.nama_berkas, satu.isi)
        banyak += 1
    return banyak
