"""Writes the sample folder of one SOP."""

from collections.abc import Callable, Mapping
from pathlib import Path

from izin.cli.catalogue import load_sop
from izin.cli.errors import BadInput, Failed
from izin.cli.output import plain, stderr
from izin.cli.submit.sample.form_text import sample_form
from izin.cli.submit.sample.pdf import small_pdf
from shared.settings import Settings
from shared.sop.model import Persyaratan, Sop

Maker = Callable[[list[str]], bytes]


def _picture(kind: str) -> Maker:
    def make(lines: list[str]) -> bytes:
        from izin.cli.submit.sample.picture import small_picture  # noqa: PLC0415 - Pillow is slow

        return small_picture(lines, kind)

    return make


MAKERS: Mapping[str, tuple[str, Maker]] = {
    "application/pdf": ("pdf", small_pdf),
    "image/jpeg": ("jpg", _picture("JPEG")),
    "image/png": ("png", _picture("PNG")),
}


def write_sample(settings: Settings, kode: str, folder: Path) -> None:
    """Raises `BadInput` rather than touch a folder that holds anything."""
    sop = load_sop(settings, kode).sop
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadInput(f"{folder} sudah ada dan tidak kosong", remedy="Sebut folder yang baru")
    files = sample_files(sop)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.values():
        (folder / name).write_bytes(content)
    form = sample_form(sop, {kode: name for kode, (name, _) in files.items()})
    (folder / "permohonan.toml").write_text(form, encoding="utf-8")
    console = stderr()
    console.print(plain(f"Ditulis: {folder}/permohonan.toml dan {len(files)} berkas."))
    console.print(plain(f"Ajukan: izin ajukan {folder}"))


def sample_files(sop: Sop) -> dict[str, tuple[str, bytes]]:
    """(name, content) of a file for every required persyaratan, by its code."""
    wanted = [satu for satu in sop.persyaratan if satu.wajib]
    return {satu.kode: _file(satu, picture=position == 0) for position, satu in enumerate(wanted)}


def _file(persyaratan: Persyaratan, *, picture: bool) -> tuple[str, bytes]:
    """The first one as a picture, where the SOP takes one: papers are photographed, too."""
    kinds = [kind for kind in MAKERS if kind in persyaratan.media]
    if not kinds:
        raise Failed(
            f"{persyaratan.kode}: contoh {', '.join(persyaratan.media)} tidak dapat dibuat"
        )
    kind = next((k for k in kinds if k.startswith("image/")), kinds[0]) if picture else kinds[0]
    ending, maker = MAKERS[kind]
    lines = ["CONTOH - bukan dokumen sungguhan", persyaratan.nama, f"Kode: {persyaratan.kode}"]
    return f"{persyaratan.kode}.{ending}", maker(lines)
