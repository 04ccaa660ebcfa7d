"""The whole store copied out, and put back, on the MongoDB wire.

A copy is taken while everything works on, so it is not of one instant. What makes it whole is the
order (docs/decisions/0038-backup.md): what refers comes before what it refers to, and what is
referred to is never changed or taken away. Claims are kept only up to the mark of their application
as it was copied: what was claimed later has, for the restored office, not come about.
"""

from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from bson import CodecOptions, decode_file_iter
from bson.raw_bson import RawBSONDocument

from shared.contracts.base import teks_saat
from shared.store.indeks import BUCKET_DOKUMEN, PELANGGARAN, PERMOHONAN, SEMUA_INDEKS
from shared.store.motor_client import (
    Client,
    Database,
    Range,
    RawCollection,
    in_parts,
    make_indexes,
    raw_collection,
    store_errors,
)
from shared.store.port import KunciGanda
from shared.store.salinan import (
    BasisDataBerisi,
    CadanganRusak,
    Hitungan,
    Koleksi,
    Manifes,
    penulis,
    periksa_salinan,
    tulis_manifes,
)

Seen = Callable[[str, int], None]
"""Told the collection, and how many of its documents are done."""

BERKAS, POTONGAN = f"{BUCKET_DOKUMEN}.files", f"{BUCKET_DOKUMEN}.chunks"
PENCACAH = "pencacah"
DAHULU = ("sapuan", "denyut", PERMOHONAN, PELANGGARAN)
"""A sweep that is older than the applications: what it says of them still holds."""
KEMUDIAN = ("masa_kalender", "kalender", "sop", BERKAS, POTONGAN, PENCACAH)

SEKALI_BYTES, SEKALI_DOKUMEN = 8 << 20, 500


def urutan(koleksi: Iterable[str]) -> tuple[str, ...]:
    """The order in which collections are copied; what is not known here comes between."""
    ada = {satu for satu in koleksi if not satu.startswith("system.")}
    lain = sorted(ada - {*DAHULU, *KEMUDIAN})
    return tuple(satu for satu in (*DAHULU, *lain, *KEMUDIAN) if satu in ada)


async def salin(
    client: Client, basis_data: str, folder: Path, kini: datetime, seen: Seen
) -> Manifes:
    """`folder` is there, empty, and for its owner alone."""
    database = client[basis_data]
    with store_errors():
        nama = await database.list_collection_names()
        penyalin = _Penyalin(database)
        koleksi = [await penyalin.salin(satu, folder, seen) for satu in urutan(nama)]
    manifes = Manifes(teks_saat(kini), basis_data, tuple(koleksi))
    tulis_manifes(folder, manifes)
    return manifes


class _Penyalin:
    """`_sampai` is each copied application's mark, `_berkas` the ids of the files copied."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sampai: dict[str, datetime] = {}
        self._berkas: list[Any] = []

    async def salin(self, nama: str, folder: Path, seen: Seen) -> Koleksi:
        with penulis(folder, nama) as tulisan:
            async for document in self._baca(nama, raw_collection(self._database, nama)):
                tulisan.tambah(bytes(document.raw))
                seen(nama, tulisan.hitungan.dokumen)
            return tulisan.selesai()

    def _baca(self, nama: str, koleksi: RawCollection) -> AsyncIterator[RawBSONDocument]:
        khusus = {
            PERMOHONAN: self._permohonan,
            PELANGGARAN: self._pelanggaran,
            BERKAS: self.semua_berkas,
            POTONGAN: self.potongan,
        }
        return khusus.get(nama, _semua)(koleksi)

    async def _permohonan(self, koleksi: RawCollection) -> AsyncIterator[RawBSONDocument]:
        async for document in _bagian(koleksi):
            jaga = document.get("jaga")
            sampai = jaga.get("sampai") if isinstance(jaga, RawBSONDocument) else None
            if isinstance(sampai, datetime):
                self._sampai[str(document["_id"])] = sampai
            yield document

    async def _pelanggaran(self, koleksi: RawCollection) -> AsyncIterator[RawBSONDocument]:
        async for document in _bagian(koleksi):
            if self._sudah_terjadi(document.get("pelanggaran")):
                yield document

    def _sudah_terjadi(self, pelanggaran: Any) -> bool:
        if not isinstance(pelanggaran, RawBSONDocument):
            return False
        sampai = self._sampai.get(str(pelanggaran.get("permohonan_id")))
        terjadi = pelanggaran.get("terjadi_pada")
        return sampai is not None and isinstance(terjadi, datetime) and terjadi <= sampai

    async def semua_berkas(self, koleksi: RawCollection) -> AsyncIterator[RawBSONDocument]:
        async for document in _semua(koleksi):
            self._berkas.append(document["_id"])
            yield document

    async def potongan(self, koleksi: RawCollection) -> AsyncIterator[RawBSONDocument]:
        """A file at a time: the embedded store holds all that a query finds. What is still being
        uploaded has no file yet, and is left out."""
        for berkas_id in self._berkas:
            async for document in koleksi.find({"files_id": berkas_id}):
                yield document


async def _semua(koleksi: RawCollection) -> AsyncIterator[RawBSONDocument]:
    async for document in koleksi.find({}):
        yield document


def _bagian(koleksi: RawCollection) -> AsyncIterator[RawBSONDocument]:
    def cari(id_: Range) -> AsyncIterable[RawBSONDocument]:
        return koleksi.find({"_id": id_})

    return in_parts(cari)


async def pasang(client: Client, basis_data: str, folder: Path, seen: Seen) -> Manifes:
    """Into an empty database, applications last: until they are there, there is nothing to work on.

    Raises `CadanganRusak` before anything is written, or when the store does not give back what it
    was given; `BasisDataBerisi`.
    """
    manifes = periksa_salinan(folder)
    database = client[basis_data]
    with store_errors():
        await _pastikan_kosong(database)
        await make_indexes(database, SEMUA_INDEKS)
        for nama in reversed(urutan(satu.nama for satu in manifes.koleksi)):
            await _isi(raw_collection(database, nama), folder, seen)
        for koleksi in manifes.koleksi:
            await _bandingkan(database, koleksi, folder)
    return manifes


async def _pastikan_kosong(database: Database) -> None:
    for nama in await database.list_collection_names():
        if nama.startswith("system."):
            continue
        if await database[nama].find_one({}, {"_id": 1}) is not None:
            raise BasisDataBerisi(f"basis data {database.name} sudah berisi ({nama})")


async def _isi(target: RawCollection, folder: Path, seen: Seen) -> None:
    selesai = 0
    for sekelompok in _kelompok(folder / f"{target.name}.bson"):
        try:
            with store_errors():
                await target.insert_many(sekelompok)
        except KunciGanda as ganda:
            pesan = f"ada yang menulis ke {target.name} selagi cadangan dipasang"
            raise BasisDataBerisi(pesan) from ganda
        seen(target.name, selesai := selesai + len(sekelompok))


async def _bandingkan(database: Database, koleksi: Koleksi, folder: Path) -> None:
    """What the store gives back, and what it was given."""
    hitungan = Hitungan()
    async for document in _baca_kembali(database, koleksi.nama):
        hitungan.tambah(bytes(document.raw))
    if (hitungan.dokumen, f"{hitungan.sidik:064x}") != (koleksi.dokumen, koleksi.sidik):
        pesan = f"{koleksi.nama}: {hitungan.dokumen} dokumen tersimpan, bukan seperti yang dipasang"
        raise CadanganRusak(folder, [pesan])


async def _baca_kembali(database: Database, nama: str) -> AsyncIterator[RawBSONDocument]:
    penyalin = _Penyalin(database)
    if nama == POTONGAN:
        async for _ in penyalin.semua_berkas(raw_collection(database, BERKAS)):
            pass
        baca = penyalin.potongan
    else:
        baca = _bagian if nama in {PERMOHONAN, PELANGGARAN} else _semua
    async for document in baca(raw_collection(database, nama)):
        yield document


def _kelompok(jalan: Path) -> Iterator[list[RawBSONDocument]]:
    """As many documents at once as a message to the store may hold."""
    sekelompok: list[RawBSONDocument] = []
    besar = 0
    with jalan.open("rb") as berkas:
        for document in decode_file_iter(berkas, CodecOptions(document_class=RawBSONDocument)):
            sekelompok.append(document)
            besar += len(document.raw)
            if besar >= SEKALI_BYTES or len(sekelompok) >= SEKALI_DOKUMEN:
                yield sekelompok
                sekelompok, besar = [], 0
    if sekelompok:
        yield sekelompok


async def lompati_nomor(client: Client, basis_data: str, banyak: int) -> None:
    """Numbers that were given out after the copy was made are not given out again."""
    with store_errors():
        await client[basis_data][PENCACAH].update_many({}, {"$inc": {"n": banyak}})
