"""The submission that a folder makes, and the rules it can be held to before it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from izin.cli.errors import BadInput
from izin.cli.files import LocalFile
from izin.cli.submit.form import Form
from shared.alur import daftarkan, pastikan_layak_dibaca, pastikan_sah
from shared.contracts import DokumenBerkode, Kekurangan, Pengajuan
from shared.desk import Perkara
from shared.errors import PengajuanDitolak
from shared.permohonan import sidik
from shared.sop.model import Sop, SopTermuat


@dataclass(frozen=True)
class Draft:
    """`files` are what will be sent. For a new application nomor is None and putaran 1."""

    form: Form
    sop: Sop
    files: Sequence[LocalFile]
    pengajuan_id: str
    nomor: str | None = None
    putaran: int = 1

    def pengajuan(self, dokumen: Sequence[DokumenBerkode], now: datetime) -> Pengajuan:
        return Pengajuan(
            pengajuan_id=self.pengajuan_id,
            sop=self.sop.kode,
            nomor=self.nomor,
            putaran=self.putaran,
            diajukan_pada=now,
            pemohon=self.form.pemohon,
            lembaga=self.form.lembaga,
            isian=dict(self.form.isian),
            dokumen=tuple(dokumen),
        )

    def before_upload(self, now: datetime) -> Pengajuan:
        """With made-up ids for files that are not in the store yet."""
        return self.pengajuan(
            [file.as_document(_made_up(i)) for i, file in enumerate(self.files)], now
        )


def derived_id(form: Form, sop: str, files: Sequence[LocalFile], target: tuple[str, int]) -> str:
    """The same folder always makes the same key, so that sending it twice makes one application.
    `target` is (nomor, putaran), ("", 1) for a new one."""
    nomor, putaran = target
    content = {
        "sop": sop,
        "nomor": nomor,
        "putaran": putaran,
        "formulir": form.model_dump(mode="json", exclude={"sop", "dokumen"}),
        "dokumen": {file.kode: [file.path.name, file.facts.sha256] for file in files},
    }
    return f"folder-{sidik(content)[:40]}"


class Limits(NamedTuple):
    """In bytes: of one file, and of all files of one submission."""

    file: int
    whole: int


def check(draft: Draft, limits: Limits, now: datetime) -> None:
    """The very rules of the worker, before anything is sent. Raises `BadInput`."""
    facts = {_made_up(i): file.facts for i, file in enumerate(draft.files)}
    try:
        pengajuan = draft.before_upload(now)
        pastikan_layak_dibaca(pengajuan, draft.sop, limits.whole)
        pastikan_sah(pengajuan, draft.sop, facts, limits.file)
    except PengajuanDitolak as error:
        raise BadInput(f"Belum dapat diajukan: {error.alasan}", details=error.rincian) from error


def missing(draft: Draft, loaded: SopTermuat, now: datetime) -> tuple[Kekurangan, ...]:
    """What Front Office will find missing in a new application."""
    as_registered = daftarkan(draft.before_upload(now), loaded, "", now)
    return Perkara(as_registered, loaded.sop, loaded.sop.langkah_pertama).kekurangan()


def _made_up(position: int) -> str:
    return f"{position:024x}"
