"""The samples below contoh/: `python -m scripts.contoh` writes them anew.

`contoh/SOP` is what `izin ajukan --contoh SOP` writes; `contoh/keluaran/SOP` has a sample of all
that an officer writes, and `contoh/perbaikan` a better copy of a document that was rejected.
"""

from collections.abc import Iterator
from pathlib import Path

from izin.cli.ajukan_sample import MARK, sample_files, sample_form, small_pdf
from izin.cli.catalogue import load_catalogue
from izin.cli.tugas_sample import sample_text
from shared.settings import Settings
from shared.sop.model import Sop
from shared.surat.loader import KatalogSurat, muat_surat

ROOT = Path(__file__).parents[1] / "contoh"


def samples() -> Iterator[tuple[Path, bytes]]:
    """Where below `contoh`, and the bytes."""
    settings = Settings()
    surat = muat_surat(settings.folder_surat)
    for loaded in load_catalogue(settings).values():
        yield from _applicant(loaded.sop)
        yield from _outputs(loaded.sop, surat)
    better = [MARK, "Nomor Induk Berusaha (NIB), salinan yang lebih jelas", "Kode: nib"]
    yield Path("perbaikan/nib.pdf"), small_pdf(better)


def _applicant(sop: Sop) -> Iterator[tuple[Path, bytes]]:
    files = sample_files(sop)
    for name, content in files.values():
        yield Path(sop.kode, name), content
    form = sample_form(sop, {kode: name for kode, (name, _) in files.items()})
    yield Path(sop.kode, "permohonan.toml"), form.encode()


def _outputs(sop: Sop, surat: KatalogSurat) -> Iterator[tuple[Path, bytes]]:
    for hasil in (hasil for langkah in sop.langkah for hasil in langkah.hasil):
        if hasil.surat and (text := sample_text(surat, hasil.surat, sop.kode)):
            yield Path("keluaran", sop.kode, f"{hasil.kode}.toml"), text.encode()


def main() -> None:
    for path, content in samples():
        target = ROOT / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix != ".jpg" or not target.exists():  # other libraries compress differently
            target.write_bytes(content)


if __name__ == "__main__":
    main()
