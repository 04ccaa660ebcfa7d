"""`izin sk bundel`: one SK with all that a stranger needs to verify it."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from izin.bundel.susun import PEMERIKSA, susun_bundel
from izin.cli.office import open_office
from izin.cli.options import Json
from izin.cli.output import plain, print_json, stderr, stdout
from izin.cli.servers import load_settings, with_store
from izin.cli.sk_periksa import trusted
from shared.kantor.sk_bundel import IsiBundel, isi_bundel
from shared.settings import Settings
from shared.tandatangan.periksa import Kepercayaan, periksa_tanda_tangan
from shared.whole_file import OWNER_ONLY, make_folder, whole_folder, write_file

NOBODY_TRUSTED = Kepercayaan(())


def bundle(
    nomor: Annotated[str, typer.Argument(metavar="NOMOR", help="Nomor SK.")],
    ke: Annotated[Path, typer.Option(metavar="FOLDER", help="Folder baru, atau yang kosong.")],
    json: Json = False,
) -> None:
    """Tulis satu SK beserta semua yang diperlukan untuk memeriksanya di komputer lain.

    Isinya SK, riwayat permohonannya, sertifikat yang dipercaya, dan program
    pemeriksa yang berjalan tanpa AlurIzin.
    """
    settings = with_store(load_settings())
    with whole_folder(ke, 0o700):
        names = asyncio.run(_write(nomor, ke, settings))
    if json:
        print_json({"folder": str(ke), "berkas": names})
        return
    stdout().print(plain(str(ke)), soft_wrap=True)
    text = f"{len(names)} berkas ditulis. Periksa di komputer mana pun: python3 {PEMERIKSA}"
    stderr().print(plain(text, "green"))


async def _write(nomor: str, folder: Path, settings: Settings) -> list[str]:
    trust = trusted(settings) or NOBODY_TRUSTED
    async with open_office(settings) as kantor:
        found = await isi_bundel(kantor, nomor)
    trial = await asyncio.to_thread(_is_trial, found, trust)
    files = susun_bundel(found, trust.akar, uji_coba=trial)
    for name, data in files.items():
        make_folder((folder / name).parent, 0o700)
        write_file(folder / name, data, mode=OWNER_ONLY)
    return sorted(files)


def _is_trial(found: IsiBundel, trust: Kepercayaan) -> bool:
    penanda = periksa_tanda_tangan(found.pdf, trust, found.pada).penanda
    return any(satu.uji_coba for satu in penanda)
