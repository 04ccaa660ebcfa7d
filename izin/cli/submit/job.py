"""What `izin ajukan` does, in order: read, check, upload, publish, tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from izin.cli.catalogue import load_catalogue
from izin.cli.errors import BadInput, unknown_nomor
from izin.cli.files import LocalFile, measure
from izin.cli.output import working
from izin.cli.servers import Stores, open_stores, with_servers
from izin.cli.sop_versions import sop_book
from izin.cli.submit import correction, tell
from izin.cli.submit.draft import Draft, Limits, check, derived_id, missing
from izin.cli.submit.folder import find_files
from izin.cli.submit.form import Form, form_path, read_form
from izin.cli.upload import upload
from izin.cli.wire import open_wire
from shared.alur import kenali, perbaiki
from shared.contracts import Jawaban
from shared.errors import SudahDiterapkan
from shared.permohonan import Permohonan, id_permohonan
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
    kunci = order.kunci or derived_id(form, loaded.sop.kode, files, ("", 1))
    draft = Draft(form, loaded.sop, files, kunci)
    now = datetime.now(UTC)
    check(draft, _limits(settings), now)
    tell.missing(missing(draft, loaded, now))
    settings = with_servers(settings)
    async with open_stores(settings) as stores:
        known = await stores.permohonan.find(id_permohonan(kunci))
        if known is not None and _is_repeat(known, draft):
            await tell.already(order.as_json, known, sop_book(settings, stores))
            return
        await _send(order, settings, stores, draft)


async def _correct(order: Order, settings: Settings, form: Form) -> None:
    settings = with_servers(settings)
    async with open_stores(settings) as stores:
        permohonan = await stores.permohonan.find_by_nomor(order.nomor)
        if permohonan is None:
            raise unknown_nomor(order.nomor)
        if order.sop not in ("", permohonan.sop) or form.sop not in (None, permohonan.sop):
            raise BadInput(f"{order.nomor} adalah permohonan {permohonan.sop}")
        sop = (await sop_book(settings, stores).version(permohonan.sop_versi)).sop
        files = _measured(order.folder, form, sop, settings)
        if correction.already_applied(permohonan, form, files, order.putaran):
            await tell.already(order.as_json, permohonan, sop_book(settings, stores))
            return
        draft = _correction_draft(order, form, sop, (permohonan, files))
        now = datetime.now(UTC)
        perbaiki(permohonan, draft.before_upload(now), sop, now)
        _ensure_it_corrects(permohonan, draft)
        check(draft, _limits(settings), now)
        await _send(order, settings, stores, draft)


def _correction_draft(
    order: Order, form: Form, sop: Sop, found: tuple[Permohonan, Sequence[LocalFile]]
) -> Draft:
    permohonan, files = found
    putaran = order.putaran or correction.open_putaran(permohonan)
    kunci = order.kunci or derived_id(form, sop.kode, files, (permohonan.nomor, putaran))
    sent = correction.changed_files(permohonan, files)
    return Draft(form, sop, sent, kunci, permohonan.nomor, putaran)


def _ensure_it_corrects(permohonan: Permohonan, draft: Draft) -> None:
    """Raises `BadInput` for a correction that corrects nothing, and warns of what is left out."""
    left = correction.unaddressed(permohonan, draft.form, draft.files)
    if correction.says_nothing(permohonan, draft.form, draft.files):
        raise BadInput(
            f"Isi folder sama dengan yang sudah diajukan; {permohonan.nomor} menunggu perbaikan",
            details=(f"{one.kode}: {one.alasan}" for one in left),
        )
    tell.unaddressed(left)


async def _send(order: Order, settings: Settings, stores: Stores, draft: Draft) -> None:
    # The broker first: without it, nothing should be uploaded that nobody will ask for.
    async with open_wire(settings) as client:
        dokumen = await upload(stores.dokumen, draft.files, settings.batas_berkas_bytes)
        pengajuan = draft.pengajuan(dokumen, datetime.now(UTC))
        with working("Menunggu jawaban Front Office"):
            jawaban = await client.submit(pengajuan, order.wait_seconds)
    if jawaban is None:
        tell.sent(order.as_json, pengajuan)
    else:
        await _tell_answer(order, settings, stores, jawaban)


async def _tell_answer(order: Order, settings: Settings, stores: Stores, jawaban: Jawaban) -> None:
    permohonan = None
    if jawaban.nomor is not None:
        permohonan = await stores.permohonan.find_by_nomor(jawaban.nomor)
    await tell.answered(order.as_json, jawaban, permohonan, sop_book(settings, stores))


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


def _is_repeat(known: Permohonan, draft: Draft) -> bool:
    """Raises `PengajuanDitolak` when the key was used for something else."""
    try:
        kenali(known, draft.before_upload(datetime.now(UTC)))
    except SudahDiterapkan:
        return True
    return False
