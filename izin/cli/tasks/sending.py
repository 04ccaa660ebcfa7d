"""A Putusan on its way, as an officer at the terminal sees it."""

from collections.abc import Mapping

from izin.cli.output import working
from izin.cli.upload import progress
from shared.contracts import Jawaban, Tugas
from shared.errors import KodeTolak, PutusanDitolak
from shared.kantor.tugas import Decision, Meja, prepared, refusal, rehearse
from shared.rabbit.client import WireClient

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


async def send(meja: Meja, client: WireClient, tugas: Tugas, decision: Decision) -> Jawaban:
    """As `decide`, step by step for the one who watches."""
    try:
        await rehearse(meja, tugas, decision)
    except PutusanDitolak as error:
        return refusal(tugas, error)
    with progress(decision.outputs) as sent:
        putusan = await prepared(meja, tugas, decision, sent)
    with working(f"Menunggu jawaban {meja.nama}"):
        return await client.decide(putusan)
