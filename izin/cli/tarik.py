"""`izin tarik`: the applicant takes an application back."""

import asyncio
from dataclasses import dataclass
from typing import Annotated

import typer

from izin.cli.errors import BadInput, Refused
from izin.cli.options import Json
from izin.cli.output import plain, print_json, stderr, stdout, working
from izin.cli.servers import load_settings, with_servers
from izin.cli.terminal import EndOfInput, Terminal
from izin.cli.typer_id import new_command
from izin.cli.wire import open_wire
from izin.registry import discover_desks
from shared.contracts import Jawaban, Penarikan
from shared.kantor.kantor import Kantor, open_kantor
from shared.kantor.tarik import already_withdrawn, withdrawal
from shared.permohonan import Permohonan
from shared.settings import Settings

WAIT_SECONDS = 30.0


@dataclass(frozen=True)
class Order:
    nomor: str
    alasan: str
    certain: bool
    wait_seconds: float
    as_json: bool


async def run(order: Order, settings: Settings) -> None:
    async with open_kantor(with_servers(settings), discover_desks()) as kantor:
        permohonan, penarikan = await withdrawal(kantor, order.nomor, order.alasan)
        if already_withdrawn(permohonan, penarikan):
            _tell(order, None, f"{permohonan.nomor} sudah ditarik sebelumnya.")
            return
        if not order.certain:
            await _make_sure(permohonan)
        jawaban = await _send(kantor, penarikan, order.wait_seconds)
    if not jawaban.diterapkan:
        if order.as_json:
            print_json(jawaban.model_dump(mode="json"))
        raise Refused(f"Tidak ditarik ({jawaban.kode}): {jawaban.alasan}", details=jawaban.rincian)
    _tell(order, jawaban, f"{permohonan.nomor} ditarik; riwayatnya tetap tersimpan.")


async def _make_sure(permohonan: Permohonan) -> None:
    """A withdrawal cannot be taken back."""
    question = f"Tarik {permohonan.nomor} ({permohonan.lembaga.nama}) untuk seterusnya?"
    try:
        answer = await Terminal(stderr()).choose(question, ("ya", "tidak"))
    except EndOfInput as error:
        raise BadInput("Belum ditarik", remedy="Tambahkan --ya bila sudah yakin") from error
    if answer != "ya":
        raise BadInput("Belum ditarik")


async def _send(kantor: Kantor, penarikan: Penarikan, wait_seconds: float) -> Jawaban:
    async with open_wire(kantor.settings) as client:
        with working("Menunggu jawaban Front Office"):
            return await client.withdraw(penarikan, wait_seconds)


def _tell(order: Order, jawaban: Jawaban | None, text: str) -> None:
    if order.as_json:
        facts = jawaban.model_dump(mode="json") if jawaban else {"kode": "sudah_diterapkan"}
        print_json({"nomor": order.nomor, **facts})
    else:
        stdout().print(plain(text))


def tarik(
    nomor: Annotated[str, typer.Argument(metavar="NOMOR", help="Nomor permohonan.")],
    alasan: Annotated[
        str, typer.Option(metavar="TEKS", help="Alasan pemohon; boleh kosong, masuk riwayat.")
    ] = "",
    ya: Annotated[bool, typer.Option("--ya", help="Tanpa bertanya lagi.")] = False,
    batas_tunggu: Annotated[
        float, typer.Option(metavar="DETIK", min=0.1, help="Batas menunggu jawaban.")
    ] = WAIT_SECONDS,
    json: Json = False,
) -> None:
    """Tarik permohonan atas kehendak pemohon, selama SOP-nya mengizinkan.

    Permohonan berakhir sebagai ditarik dan tidak dapat dilanjutkan; riwayatnya tetap ada. Menarik
    dua kali tidak mengubah apa pun.
    """
    order = Order(nomor, alasan, ya or json, batas_tunggu, json)
    asyncio.run(run(order, load_settings()))


app = new_command(tarik)
