"""A Putusan on its way, and what its answer means for the task."""

from collections.abc import Mapping

from izin.cli.output import working
from izin.cli.tasks.decision import Decision, prepared, rehearse
from izin.cli.tasks.desk import Desk
from shared.contracts import Jawaban, Tugas
from shared.errors import KodeTolak, PutusanDitolak
from shared.rabbit.client import WireClient
from shared.rabbit.client_queues import ReceivedTask

STALE = frozenset(
    {
        KodeTolak.SUDAH_DIPUTUS,
        KodeTolak.LANGKAH_TIDAK_TERBUKA,
        KodeTolak.BUKAN_WEWENANG,
    }
)
"""Refusals after which there is nothing left to do at this step."""

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


async def send(desk: Desk, client: WireClient, tugas: Tugas, decision: Decision) -> Jawaban:
    """The answer, also when the rules refuse already here: nothing is uploaded then."""
    try:
        await rehearse(desk, tugas, decision)
    except PutusanDitolak as error:
        return _refusal(tugas, error)
    putusan = await prepared(desk, tugas, decision)
    with working(f"Menunggu jawaban {desk.nama}"):
        return await client.decide(putusan)


async def settle(received: ReceivedTask | None, jawaban: Jawaban) -> bool:
    """Acknowledge the task once its step is closed, by this decision or by another; True then."""
    over = jawaban.diterapkan or jawaban.kode in STALE
    if over and received is not None:
        await received.done()
    return over


def _refusal(tugas: Tugas, error: PutusanDitolak) -> Jawaban:
    return Jawaban(
        menjawab="",
        diterapkan=False,
        kode=error.kode,
        alasan=error.alasan,
        rincian=error.rincian,
        permohonan_id=tugas.permohonan_id,
        nomor=tugas.nomor,
    )
