"""A correction: the folder against the application as it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from izin.cli.files import LocalFile
from izin.cli.submit.draft import derived_id
from izin.cli.submit.form import Form
from shared.permohonan import Permohonan
from shared.tindakan import Tindakan


@dataclass(frozen=True)
class Selection:
    """`unchanged` are documents that were rejected and are still the same file."""

    files: tuple[LocalFile, ...]
    unchanged: tuple[str, ...]


def open_putaran(permohonan: Permohonan) -> int:
    """The putaran that a correction must name; where none is awaited, the rules will say so."""
    return permohonan.langkah.putaran if permohonan.langkah else permohonan.putaran


def select(permohonan: Permohonan, files: Sequence[LocalFile]) -> Selection:
    """Only what is new or different travels: an accepted document stays as it is."""
    same = [file for file in files if _stands(permohonan, file)]
    rejected = [file.kode for file in same if _was_rejected(permohonan, file.kode)]
    return Selection(tuple(file for file in files if file not in same), tuple(rejected))


def already_applied(permohonan: Permohonan, form: Form, files: Sequence[LocalFile]) -> str | None:
    """The key of an earlier putaran that this very folder has closed already."""
    for entri in permohonan.riwayat:
        if entri.tindakan is Tindakan.AJUKAN and entri.putaran > 1:
            target = (permohonan.nomor, entri.putaran)
            if entri.kiriman_id == derived_id(form, permohonan.sop, files, target):
                return entri.kiriman_id
    return None


def _stands(permohonan: Permohonan, file: LocalFile) -> bool:
    stored = permohonan.dokumen_untuk(file.kode)
    return stored is not None and stored.berkas.sha256 == file.facts.sha256


def _was_rejected(permohonan: Permohonan, kode: str) -> bool:
    stored = permohonan.dokumen_untuk(kode)
    return stored is not None and stored.diterima is False
