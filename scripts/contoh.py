"""The samples below contoh/: `python -m scripts.contoh` writes them anew.

`contoh/SOP` is what `izin ajukan --contoh SOP` writes; `contoh/keluaran/SOP` has a sample of every
document that a step makes, and `contoh/perbaikan` a better copy of one that was rejected.
"""

from collections.abc import Iterator
from pathlib import Path

from izin.cli.ajukan_sample import MARK, sample_files, sample_form, small_pdf
from izin.cli.catalogue import load_catalogue
from shared.settings import Settings
from shared.sop.model import Sop

ROOT = Path(__file__).parents[1] / "contoh"


def samples() -> Iterator[tuple[Path, bytes]]:
    """Where below `contoh`, and the bytes."""
    for loaded in load_catalogue(Settings()).values():
        yield from _applicant(loaded.sop)
        yield from _outputs(loaded.sop)
    better = [MARK, "Nomor Induk Berusaha (NIB), salinan yang lebih jelas", "Kode: nib"]
    yield Path("perbaikan/nib.pdf"), small_pdf(better)


def _applicant(sop: Sop) -> Iterator[tuple[Path, bytes]]:
    files = sample_files(sop)
    for name, content in files.values():
        yield Path(sop.kode, name), content
    form = sample_form(sop, {kode: name for kode, (name, _) in files.items()})
    yield Path(sop.kode, "permohonan.toml"), form.encode()


def _outputs(sop: Sop) -> Iterator[tuple[Path, bytes]]:
    for langkah in sop.langkah:
        for hasil in langkah.hasil:
            if hasil.jenis == "dokumen":
                lines = [
                    *(MARK, "", hasil.nama.upper(), sop.izin, f"Lembaga Contoh {sop.awalan_nomor}"),
                    *("", f"Langkah {langkah.no}: {langkah.kegiatan}"[:80], f"Kode: {hasil.kode}"),
                ]
                yield Path("keluaran", sop.kode, f"{hasil.kode}.pdf"), small_pdf(lines)


def main() -> None:
    for path, content in samples():
        target = ROOT / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix != ".jpg" or not target.exists():  # other libraries compress differently
            target.write_bytes(content)


if __name__ == "__main__":
    main()
