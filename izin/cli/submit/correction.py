"""A correction: the folder against the application as it stands."""

from collections.abc import Sequence
from datetime import datetime

from izin.cli.files import LocalFile
from izin.cli.submit.draft import Draft, Form, derived_id
from shared.alur import perbaiki
from shared.contracts import Perbaikan
from shared.kantor.errors import MasukanKeliru
from shared.permohonan import Permohonan
from shared.sop.model import Sop
from shared.tindakan import Tindakan
from shared.topology import PELAKSANA_PEMOHON


def correction_of(
    permohonan: Permohonan,
    form: Form,
    sop: Sop,
    files: Sequence[LocalFile],
    *,
    putaran: int | None = None,
    kunci: str = "",
) -> Draft:
    """`files` are all that the form names; only what is new or different is in the draft. Without
    `putaran` and `kunci`: the putaran that is open, and the key that follows from the content."""
    meant = putaran or open_putaran(permohonan)
    key = kunci or derived_id(form, sop.kode, files, permohonan.nomor, meant)
    sent = changed_files(permohonan, files)
    return Draft(form, sop, sent, key, permohonan.nomor, meant)


def check_correction(
    permohonan: Permohonan, draft: Draft, now: datetime
) -> tuple[Perbaikan, ...]:
    """What was asked for and is left out. Raises `PengajuanDitolak` when no correction is awaited,
    and `MasukanKeliru` for one that corrects nothing."""
    perbaiki(permohonan, draft.before_upload(now), draft.sop, now)
    left = unaddressed(permohonan, draft.form, draft.files)
    if says_nothing(permohonan, draft.form, draft.files):
        raise MasukanKeliru(
            f"Isinya sama dengan yang sudah diajukan; {permohonan.nomor} menunggu perbaikan",
            rincian=(f"{one.kode}: {one.alasan}" for one in left),
        )
    return left


def open_putaran(permohonan: Permohonan) -> int:
    """The putaran that a correction must name; where none is awaited, the rules will say so."""
    return permohonan.langkah.putaran if permohonan.langkah else permohonan.putaran


def changed_files(permohonan: Permohonan, files: Sequence[LocalFile]) -> tuple[LocalFile, ...]:
    """Only what is new or different travels: what stands stays as it is."""
    return tuple(file for file in files if not _stands(permohonan, file))


def unaddressed(
    permohonan: Permohonan, form: Form, sent: Sequence[LocalFile]
) -> tuple[Perbaikan, ...]:
    """What was asked for and is not in this correction."""
    asked = permohonan.langkah.perbaikan if permohonan.langkah else ()
    codes = {file.kode for file in sent}
    return tuple(
        one
        for one in asked
        if not (one.kode in codes if one.jenis == "dokumen" else form.isian.get(one.kode))
    )


def says_nothing(permohonan: Permohonan, form: Form, sent: Sequence[LocalFile]) -> bool:
    """True when the folder is what was submitted before."""
    before = (permohonan.pemohon, permohonan.lembaga, permohonan.isian)
    return not sent and before == (form.pemohon, form.lembaga, form.isian)


def already_applied(
    permohonan: Permohonan, form: Form, files: Sequence[LocalFile], putaran: int | None
) -> bool:
    """True when this very folder has closed the putaran that is meant: the one named, or the
    last one unless the application waits for another correction."""
    closed = {
        entri.putaran: entri.kiriman_id
        for entri in permohonan.riwayat
        if entri.tindakan is Tindakan.AJUKAN and entri.putaran > 1
    }
    waits = permohonan.langkah is not None and permohonan.langkah.pelaksana == PELAKSANA_PEMOHON
    meant = putaran or (0 if waits else max(closed, default=0))
    if meant not in closed:
        return False
    return closed[meant] == derived_id(form, permohonan.sop, files, permohonan.nomor, meant)


def _stands(permohonan: Permohonan, file: LocalFile) -> bool:
    stored = permohonan.dokumen_untuk(file.kode)
    return stored is not None and stored.berkas.sha256 == file.facts.sha256
