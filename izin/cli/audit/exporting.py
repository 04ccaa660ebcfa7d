"""`izin audit NOMOR --ekspor FOLDER`: the history, its verifier, and on demand its files."""

import json
from pathlib import Path
from typing import BinaryIO

from izin.cli.errors import Failed
from izin.riwayat import periksa_riwayat
from izin.riwayat.ekspor import nama_berkas, nama_ekspor, susun_ekspor
from shared.audit.keluaran import berkas_disebut
from shared.contracts import Dokumen
from shared.kantor.kantor import Stores
from shared.permohonan import Permohonan

VERIFIER = "periksa-riwayat.py"


async def export(stores: Stores, permohonan: Permohonan, folder: Path, *, with_files: bool) -> Path:
    """The exported file. `folder` comes from `new_folder`. Raises `Failed`."""
    kept = await stores.permohonan.load_sop(permohonan.sop_versi)
    if kept is None:
        raise Failed(f"Versi SOP {permohonan.sop_versi[:12]} tidak ada di penyimpanan")
    target = folder / nama_ekspor(permohonan)
    text = json.dumps(susun_ekspor(permohonan, kept[1]), ensure_ascii=False, indent=1)
    _write(target, text.encode())
    _write(folder / VERIFIER, _verifier())
    if with_files:
        files = _private_folder(folder / periksa_riwayat.FOLDER_BERKAS)
        for berkas in {b.berkas_id: b for b in berkas_disebut(permohonan)}.values():
            await _write_file(stores, berkas, files)
    return target


async def _write_file(stores: Stores, berkas: Dokumen, folder: Path) -> None:
    try:
        with _private_file(folder / nama_berkas(berkas)) as handle:
            async for chunk in stores.dokumen.read(berkas.berkas_id):
                handle.write(chunk)
    except KeyError as error:
        raise Failed(f"Berkas {berkas.nama_berkas} tidak ada di penyimpanan") from error


def _verifier() -> bytes:
    return Path(periksa_riwayat.__file__).read_bytes()


def _private_folder(folder: Path) -> Path:
    folder.mkdir(mode=0o700)
    return folder


def _private_file(path: Path) -> BinaryIO:
    path.touch(mode=0o600)
    return path.open("wb")


def _write(path: Path, content: bytes) -> None:
    with _private_file(path) as handle:
        handle.write(content)
