"""A decision without questions, and a Putusan on its way as the officer at the terminal sees it."""

import sys
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import typer

from izin.cli.berikutnya import tell_next
from izin.cli.errors import BadInput, Refused
from izin.cli.output import plain, print_json, stderr, stdout, working
from izin.cli.progress import progress
from izin.cli.terminal import Cancelled, Terminal
from izin.cli.tugas_petugas import receiver
from izin.cli.tugas_questions import (
    doubles,
    parse_outputs,
    parse_putusan,
    parse_verdik,
)
from izin.cli.tugas_tanda_tangan import Asked, Credentials, not_signed, unneeded
from izin.cli.wire import open_wire
from shared.contracts import Jawaban, Petugas, Tugas
from shared.errors import KodeTolak, PutusanDitolak
from shared.kantor.pertentangan import pertentangan
from shared.kantor.tanda_tangan import (
    BelumDitandatangani,
    Kredensial,
    TeksSk,
    as_the_worker_has_it,
    ask_text,
    sign,
    unsigned_or_told,
    with_signed,
)
from shared.kantor.tugas import Decision, Meja, TaskQueue, prepared, refusal, rehearse, settle
from shared.rabbit.client import WireClient
from shared.rabbit.client_queues import ReceivedTask

REMEDIES: Mapping[str, str] = {
    KodeTolak.DRAF_SENDIRI: (
        "Tugas ini tetap menunggu petugas lain dari peran ini (--petugas ID:NAMA);"
        " penyusunnya hanya dapat mengembalikan drafnya"
    ),
    KodeTolak.DI_LUAR_MANDAT: (
        "Siapa yang berwenang: izin petugas daftar; peran dan mandat ditulis di daftar petugas"
        " (IZIN_DAFTAR_PETUGAS)"
    ),
}
"""What an officer can do about it, where the reason does not say so itself."""

MEANT = (
    "Perbaiki putusan atau verdiknya (--verdik KODE=tolak:ALASAN); bila memang begitu maksudnya,"
    " tambahkan --tetap"
)


async def send(
    meja: Meja,
    client: WireClient,
    tugas: Tugas,
    decision: Decision,
    credentials: Credentials,
) -> Jawaban:
    """As `decide`, step by step for the one who watches; as `decide_signed` where the national
    service is to sign. Raises `BelumDitandatangani`."""
    if unsigned_or_told(meja, tugas, decision):
        signed = await _signed(meja, client, tugas, decision, credentials)
        if isinstance(signed, Jawaban):
            return signed
        decision = signed
    try:
        await rehearse(meja, tugas, decision)
    except PutusanDitolak as error:
        return refusal(tugas, error)
    with progress(decision.outputs) as sent:
        putusan = await prepared(meja, tugas, decision, sent)
    with working(f"Menunggu jawaban {meja.nama}"):
        return await client.decide(putusan)


async def _signed(
    meja: Meja,
    client: WireClient,
    tugas: Tugas,
    decision: Decision,
    credentials: Credentials,
) -> Decision | Jawaban:
    with working(f"Meminta naskah SK dari {meja.nama}"):
        teks = await ask_text(meja, client, tugas, decision)
    if isinstance(teks, Jawaban):
        return teks
    secrets = await credentials(teks)
    with working(f"Menandatangani SK nomor {teks.nomor}"):
        isi = await sign(meja, teks, decision.petugas, secrets)
    return await with_signed(meja, teks, decision, isi)


@dataclass(frozen=True)
class Script:
    """The options as they were written."""

    nomor: str
    putusan: str
    petugas: Petugas | None
    verdik: Sequence[str] = ()
    hasil: Sequence[str] = ()
    catatan: str = ""
    unduh: Path | None = None
    as_json: bool = False
    contradicts: bool = False
    """It is meant as it stands, although it contradicts itself."""

    kredensial: Kredensial | None = None

    def credentials(self, meja: Meja) -> Credentials:
        """As they were given, or asked for where somebody can be. Raises `BadInput`."""
        if (given := self.kredensial) is not None:

            async def as_given(_: TeksSk) -> Kredensial:
                return given

            return as_given
        if not sys.stdin.isatty():
            raise BadInput(
                "SK ini ditandatangani lewat layanan nasional: perlu NIK dan frasa sandi Anda",
                remedy="Sebut --frasa-dari BERKAS (dua baris, hanya terbaca pemiliknya)",
            )
        return Asked(Terminal(stderr()), meja, self.unduh or Path())

    def decision(self, tugas: Tugas, limit_bytes: int) -> Decision:
        """Raises `BadInput`."""
        verdik = parse_verdik(self.verdik, tugas)
        outputs, letters = parse_outputs(self.hasil, limit_bytes)
        brought = [*(one.kode for one in outputs), *(one.kode for one in letters)]
        for codes in ([v.kode for v in verdik], brought):
            for kode in doubles(codes):
                raise BadInput(f"'{kode}' disebut lebih dari satu kali")
        putusan = parse_putusan(self.putusan)
        if not self.contradicts and (odd := list(pertentangan(tugas, putusan, verdik))):
            raise BadInput("; ".join(odd), remedy=MEANT)
        petugas = self.petugas or receiver(tugas.pemohon)
        return Decision(putusan, petugas, verdik, outputs, letters, self.catatan)


async def decide_scripted(meja: Meja, script: Script) -> None:
    """Raises `Refused` with why when the decision does not stand."""
    tugas = await meja.task_of(script.nomor)
    decision = script.decision(tugas, meja.kantor.settings.batas_berkas_bytes)
    credentials = script.credentials(meja) if unsigned_or_told(meja, tugas, decision) else unneeded
    async with AsyncExitStack() as stack:
        client = await stack.enter_async_context(open_wire(meja.kantor.settings))
        tugas = await as_the_worker_has_it(meja, client, tugas)
        received: ReceivedTask | None = await TaskQueue(meja, client).at_head(script.nomor)
        try:
            jawaban = await send(meja, client, tugas, decision, credentials)
        except BelumDitandatangani as belum:
            raise not_signed(belum) from belum
        except Cancelled as error:
            raise typer.Abort from error
        if not await settle(received, jawaban) and received is not None:
            await received.put_back()
    _tell(jawaban, script)
    if not script.as_json:
        await lead_on(meja, script.nomor)


async def lead_on(meja: Meja, nomor: str) -> None:
    """To the next one's command."""
    permohonan = await meja.kantor.permohonan.find_by_nomor(nomor)
    if permohonan is not None:
        tell_next(permohonan, (await meja.kantor.sop.version(permohonan.sop_versi)).sop)


def _tell(jawaban: Jawaban, script: Script) -> None:
    if script.as_json:
        print_json(jawaban.model_dump(mode="json"))
    if not jawaban.diterapkan:
        raise Refused(
            f"Ditolak ({jawaban.kode}): {jawaban.alasan}",
            details=jawaban.rincian,
            remedy=REMEDIES.get(jawaban.kode, ""),
        )
    if not script.as_json:
        stdout().print(plain(f"Diterapkan: {jawaban.alasan}", style="green"))
