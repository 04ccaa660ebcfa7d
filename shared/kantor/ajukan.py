"""Submitting and correcting: the submission that a form and its files make, the rules checked
before it is sent, and the part that an office has already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, NamedTuple, Protocol

from pydantic import BeforeValidator, Field, StringConstraints

from shared.alur import daftarkan, kenali, pastikan_layak_dibaca, pastikan_sah, perbaiki
from shared.alur.perubahan import perubahan_formulir
from shared.contracts import (
    DokumenBerkode,
    Jawaban,
    Kekurangan,
    Kontrak,
    Lembaga,
    Pemohon,
    Pengajuan,
    Perbaikan,
    Perubahan,
)
from shared.contracts.base import Kode, NomorSurat
from shared.desk import Perkara
from shared.errors import PengajuanDitolak, SudahDiterapkan
from shared.kantor.berkas import LocalFile, upload
from shared.kantor.errors import MasukanKeliru
from shared.kantor.kantor import Kantor
from shared.permohonan import Permohonan, id_permohonan, sidik
from shared.sop.model import Sop, SopTermuat
from shared.topology import PELAKSANA_PEMOHON


def _number_as_text(value: object) -> object:
    """TOML's 20 and "20" are the same answer in a form."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


Answer = Annotated[str, BeforeValidator(_number_as_text), StringConstraints(max_length=1000)]


class Form(Kontrak):
    """`dokumen` names the file of each persyaratan, relative to the folder."""

    sop: Kode | None = None
    pemohon: Pemohon
    lembaga: Lembaga
    isian: dict[Kode, Answer] = Field(default_factory=dict)
    dokumen: dict[Kode, str] = Field(default_factory=dict)
    menggantikan: NomorSurat | None = None


@dataclass(frozen=True)
class Draft:
    """`files` will be sent. For a new application nomor is None and putaran 1."""

    form: Form
    sop: Sop
    files: Sequence[LocalFile]
    pengajuan_id: str
    nomor: str | None = None
    putaran: int = 1
    kabari_kemajuan: bool | None = None

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
            kabari_kemajuan=self.kabari_kemajuan,
            menggantikan=self.form.menggantikan if self.nomor is None else None,
        )

    def before_upload(self, now: datetime) -> Pengajuan:
        """With made-up ids for files that are not in the store yet."""
        return self.pengajuan(
            [file.as_document(_made_up(i)) for i, file in enumerate(self.files)], now
        )


def derived_id(
    form: Form, sop: str, files: Sequence[LocalFile], nomor: str = "", putaran: int = 1
) -> str:
    """The same form and files always make the same key, so that sending them twice makes one
    application. `nomor` is empty for a new one."""
    content = {
        "sop": sop,
        "nomor": nomor,
        "putaran": putaran,
        "formulir": form.model_dump(mode="json", exclude=_elsewhere(form)),
        "dokumen": {file.kode: [file.path.name, file.facts.sha256] for file in files},
    }
    return f"folder-{sidik(content)[:40]}"


def _elsewhere(form: Form) -> set[str]:
    """What is in the key by other names, or was not there when the first keys were made."""
    return {"sop", "dokumen"} | ({"menggantikan"} if form.menggantikan is None else set())


class Limits(NamedTuple):
    """In bytes: of one file, and of all files of one submission."""

    file: int
    whole: int


def check(draft: Draft, limits: Limits, now: datetime) -> None:
    """The very rules of the worker, before anything is sent. Raises `MasukanKeliru`."""
    facts = {_made_up(i): file.facts for i, file in enumerate(draft.files)}
    try:
        pengajuan = draft.before_upload(now)
        pastikan_layak_dibaca(pengajuan, draft.sop, limits.whole)
        pastikan_sah(pengajuan, draft.sop, facts, limits.file)
    except PengajuanDitolak as error:
        pesan = f"Belum dapat diajukan: {error.alasan}"
        raise MasukanKeliru(pesan, rincian=error.rincian) from error


def missing(draft: Draft, loaded: SopTermuat, now: datetime) -> tuple[Kekurangan, ...]:
    """The lacks that Front Office will find in a new application."""
    as_registered = daftarkan(draft.before_upload(now), loaded, "", now)
    return Perkara(as_registered, loaded.sop, loaded.sop.langkah_pertama).kekurangan()


async def registered(kantor: Kantor, draft: Draft) -> Permohonan | None:
    """The application that this very submission made before. Raises `PengajuanDitolak` when its key
    was used for something else."""
    known = await kantor.permohonan.find(id_permohonan(draft.pengajuan_id))
    if known is None:
        return None
    try:
        kenali(known, draft.before_upload(kantor.clock()))
    except SudahDiterapkan:
        return known
    return None


class Submitter(Protocol):
    """Where submissions go: the wire client."""

    async def submit(self, pengajuan: Pengajuan, wait_seconds: float | None) -> Jawaban | None: ...


async def submit(
    kantor: Kantor, client: Submitter, draft: Draft, wait_seconds: float | None
) -> Jawaban | None:
    """Files first, then the message. None when the answer is not waited for. Raises as `upload`
    and as the client: sending the same draft again is safe."""
    limit = kantor.settings.batas_berkas_bytes
    dokumen = await upload(kantor.dokumen, draft.files, limit)
    return await client.submit(draft.pengajuan(dokumen, kantor.clock()), wait_seconds)


def _made_up(position: int) -> str:
    return f"{position:024x}"


def correction_of(
    permohonan: Permohonan,
    form: Form,
    sop: Sop,
    files: Sequence[LocalFile],
    *,
    putaran: int | None = None,
    kunci: str = "",
) -> Draft:
    """`files` are all that the form names; only new or different ones are in the draft. Without
    `putaran` and `kunci`: the putaran that is open, and the key that follows from the content."""
    meant = putaran or open_putaran(permohonan)
    key = kunci or derived_id(form, sop.kode, files, permohonan.nomor, meant)
    sent = changed_files(permohonan, files)
    return Draft(form, sop, sent, key, permohonan.nomor, meant)


def check_correction(permohonan: Permohonan, draft: Draft, now: datetime) -> tuple[Perbaikan, ...]:
    """The requests that are left out. Raises `PengajuanDitolak` when no correction is awaited,
    and `MasukanKeliru` for one that corrects nothing."""
    perbaiki(permohonan, draft.before_upload(now), draft.sop, now)
    left = unaddressed(permohonan, draft.form, draft.files)
    if says_nothing(permohonan, draft.form, draft.files):
        raise MasukanKeliru(
            f"Isinya sama dengan yang sudah diajukan; {permohonan.nomor} menunggu perbaikan",
            rincian=(f"{one.kode}: {one.alasan}" for one in left),
        )
    return left


def changes(permohonan: Permohonan, draft: Draft, now: datetime) -> tuple[Perubahan, ...]:
    """The values of the form that this correction changes, old and new."""
    return perubahan_formulir(permohonan, draft.before_upload(now), draft.sop)


def open_putaran(permohonan: Permohonan) -> int:
    """The putaran that a correction must name; where none is awaited, the rules will say so."""
    return permohonan.langkah.putaran if permohonan.langkah else permohonan.putaran


def changed_files(permohonan: Permohonan, files: Sequence[LocalFile]) -> tuple[LocalFile, ...]:
    """Only new or different files travel: the others stay as they are."""
    return tuple(file for file in files if not _stands(permohonan, file))


def unaddressed(
    permohonan: Permohonan, form: Form, sent: Sequence[LocalFile]
) -> tuple[Perbaikan, ...]:
    """The requests that this correction leaves out."""
    asked = permohonan.langkah.perbaikan if permohonan.langkah else ()
    codes = {file.kode for file in sent}
    return tuple(
        one
        for one in asked
        if not (one.kode in codes if one.jenis == "dokumen" else form.isian.get(one.kode))
    )


def says_nothing(permohonan: Permohonan, form: Form, sent: Sequence[LocalFile]) -> bool:
    """True when the folder equals the earlier submission."""
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
        if entri.pengajuan and entri.putaran > 1
    }
    waits = permohonan.langkah is not None and permohonan.langkah.pelaksana == PELAKSANA_PEMOHON
    meant = putaran or (0 if waits else max(closed, default=0))
    if meant not in closed:
        return False
    return closed[meant] == derived_id(form, permohonan.sop, files, permohonan.nomor, meant)


def _stands(permohonan: Permohonan, file: LocalFile) -> bool:
    stored = permohonan.dokumen_untuk(file.kode)
    return stored is not None and stored.berkas.sha256 == file.facts.sha256
