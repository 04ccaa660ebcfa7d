"""Letters: their kinds as data, what one is made of, and the typesetting (docs/surat.md)."""

from pathlib import Path

FOLDER_SURAT_BAWAAN = Path(__file__).parent.parent / "sop" / "surat"
"""The packaged letters; an office copies the folder and names its own."""
