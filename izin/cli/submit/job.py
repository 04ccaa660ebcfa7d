"""What `izin ajukan` does, in order: read, check, upload, publish, tell."""

from dataclasses import dataclass
from pathlib import Path

from izin.cli.catalogue import load_catalogue
from izin.cli.errors import BadInput
from izin.cli.output import working
from izin.cli.servers import with_servers
from izin.cli.submit import tell
from izin.cli.submit.folder import find_files
from izin.cli.submit.form import form_path, read_form
from izin.cli.upload import progress
from izin.cli.wire import open_wire
from izin.registry import discover_desks
from shared.clock import system_clock
from shared.contracts import Jawaban
from shared.kantor.ajukan import (
    Draft,
    Form,
    Limits,
    already_applied,
    check,
    check_correction,
    correction_of,
    derived_id,
    missing,
    registered,
)
from shared.kantor.berkas import LocalFile, measure, upload
from shared.kantor.errors import PermohonanTidakDikenal
from shared.kantor.kantor import Kantor, open_kantor
from shared.settings import Settings
from shared.sop.model import Sop, SopTermuat


@dataclass(frozen=True)
class Order:
    """What was asked for on the command line; `wait_seconds` is None when nobody waits."""

    folder: Path
    sop: str
    nomor: str
    putaran: int | None
    kunci: str
    wait_seconds: float | None
    as_json: bool


async def run(order: Order, settings: Settings) -> None:
    form = read_form(form_path(order.folder))
    if order.nomor:
        await _correct(order, settings, form)
    else:
        await _submit(order, settings, form)


async def _submit(order: Order, settings: Settings, form: Form) -> None:
    loaded = _sop_of(order, settings, form)
    files = _measured(order.folder, form, loaded.sop, settings)
    kunci = order.kunci or derived_id(form, loaded.sop.kode, files)
    draft = Draft(form, loaded.sop, files, kunci)
    now = system_clock()
    check(draft, _limits(settings), now)
    tell.missing(missing(draft, loaded, now))
    async with open_kantor(with_servers(settings), discover_desks()) as kantor:
        if (known := await registered(kantor, draft)) is not None:
            await tell.already(order.as_json, known, kantor.sop)
        else:
            await _send(order, kantor, draft)


async def _correct(order: Order, settings: Settings, form: Form) -> None:
    async with open_kantor(with_servers(settings), discover_desks()) as kantor:
        permohonan = await kantor.permohonan.find_by_nomor(order.nomor)
        if permohonan is None:
            raise PermohonanTidakDikenal(order.nomor)
        if order.sop not in ("", permohonan.sop) or form.sop not in (None, permohonan.sop):
            raise BadInput(f"{order.nomor} adalah permohonan {permohonan.sop}")
        sop = (await kantor.sop.version(permohonan.sop_versi)).sop
        files = _measured(order.folder, form, sop, settings)
        if already_applied(permohonan, form, files, order.putaran):
            await tell.already(order.as_json, permohonan, kantor.sop)
            return
        draft = correction_of(
            permohonan, form, sop, files, putaran=order.putaran, kunci=order.kunci
        )
        now = system_clock()
        tell.unaddressed(check_correction(permohonan, draft, now))
        check(draft, _limits(settings), now)
        await _send(order, kantor, draft)


async def _send(order: Order, kantor: Kantor, draft: Draft) -> None:
    # The broker first: without it, nothing should be uploaded that nobody will ask for.
    async with open_wire(kantor.settings) as client:
        with progress(draft.files) as sent:
            limit = kantor.settings.batas_berkas_bytes
            dokumen = await upload(kantor.dokumen, draft.files, limit, sent)
        pengajuan = draft.pengajuan(dokumen, system_clock())
        with working("Menunggu jawaban Front Office"):
            jawaban = await client.submit(pengajuan, order.wait_seconds)
    if jawaban is None:
        tell.sent(order.as_json, pengajuan)
    else:
        await _tell_answer(order, kantor, jawaban)


async def _tell_answer(order: Order, kantor: Kantor, jawaban: Jawaban) -> None:
    permohonan = None
    if jawaban.nomor is not None:
        permohonan = await kantor.permohonan.find_by_nomor(jawaban.nomor)
    await tell.answered(order.as_json, jawaban, permohonan, kantor.sop)


def _sop_of(order: Order, settings: Settings, form: Form) -> SopTermuat:
    kode = order.sop or form.sop
    if order.sop and form.sop not in (None, order.sop):
        raise BadInput(f"Formulir menyebut sop '{form.sop}', --sop menyebut '{order.sop}'")
    if not kode:
        raise BadInput("SOP belum disebut", remedy='Isi sop = "KODE" di formulir, atau --sop KODE')
    return load_catalogue(settings)[kode]


def _measured(folder: Path, form: Form, sop: Sop, settings: Settings) -> tuple[LocalFile, ...]:
    found = find_files(folder, form.dokumen, sop)
    tell.unused(found.unused)
    return tuple(
        measure(kode, path, settings.batas_berkas_bytes) for kode, path in found.paths.items()
    )


def _limits(settings: Settings) -> Limits:
    return Limits(settings.batas_berkas_bytes, settings.batas_kiriman_bytes)
