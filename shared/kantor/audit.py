"""The whole store, one document after the other; a broken one does not stop the rest.

The office may go on working meanwhile. An application is read in one piece, files never change,
and the counters are read after the last number.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from pydantic import ValidationError

from shared.alur.files import FaktaBerkas
from shared.audit.keluaran import (
    PemilikSk,
    berkas_disebut,
    periksa_berkas,
    periksa_jumlah_sk,
    sk_terbit,
)
from shared.audit.nomor_sk import SkKasus, sk_kasus
from shared.audit.temuan import NomorTertinggi, Temuan, Tunggal
from shared.errors import SkemaLebihBaru
from shared.kantor.audit_lines import OF_ONE, Line, Lines, new_lines
from shared.kantor.audit_sk import check_register, pair
from shared.kantor.kantor import Stores
from shared.mutu_baku.kejadian import kunci_pelanggaran
from shared.permohonan import Permohonan
from shared.sop.errors import SopTidakSah
from shared.sop.loader import baca
from shared.sop.model import Sop
from shared.store.indeks import SEMUA_INDEKS, kurang
from shared.store.port import AuditStore, DokumenStore, DokumenTidakTerbaca, SopTersimpan
from shared.store.watch_port import Klaim
from shared.validation_text import rincian_galat

# The records of breaches: their application, their key, and that they were announced.
PATIENCE = timedelta(minutes=10)
"""A claim waits for its announcement for a moment, or for as long as the broker is away."""


async def check_claims(stores: Stores, line: Line, known: Mapping[UUID, str]) -> None:
    """`known`: the nomor of every application that was read before."""
    try:
        async for klaim in stores.watch.records():
            line.count += 1
            line.found(check_claim(klaim, stores.clock()))
            nomor = known.get(klaim.pelanggaran.permohonan_id) or await _nomor(stores, klaim)
            if nomor != klaim.pelanggaran.nomor:
                pesan = f"peringatan {klaim.kunci} milik {nomor or 'permohonan yang tidak ada'}"
                line.found([Temuan(klaim.pelanggaran.nomor, pesan)])
    except DokumenTidakTerbaca as galat:
        line.found(Temuan("", f"peringatan {kunci} tidak terbaca") for kunci in galat.sebutan)


async def _nomor(stores: Stores, klaim: Klaim) -> str:
    """Registered after the applications were read, or not readable, or not there at all."""
    try:
        permohonan = await stores.permohonan.find(klaim.pelanggaran.permohonan_id)
    except (ValidationError, SkemaLebihBaru):
        return klaim.pelanggaran.nomor
    return permohonan.nomor if permohonan else ""


def check_claim(klaim: Klaim, now: datetime) -> Iterator[Temuan]:
    nomor = klaim.pelanggaran.nomor
    if klaim.kunci != (harus := kunci_pelanggaran(klaim.pelanggaran)):
        yield Temuan(nomor, f"peringatan {klaim.kunci} seharusnya berkunci {harus}")
    if klaim.diumumkan_pada is None and klaim.dipegang_pada < now - PATIENCE:
        yield Temuan(nomor, f"peringatan {klaim.kunci} tercatat, tetapi belum diumumkan")


# The SOP versions in the store: each text has the digest that its version names.
async def read_sops(store: AuditStore, line: Line) -> Mapping[str, Sop]:
    """Those that can be gone by."""
    sops: dict[str, Sop] = {}
    async for satu in store.sops():
        line.count += 1
        sop = _read(satu, line)
        if sop is not None:
            sops[satu.versi] = sop
    return sops


def _read(satu: SopTersimpan, line: Line) -> Sop | None:
    sebut = f"versi SOP {satu.versi[:12]} ({satu.berkas})"
    if hashlib.sha256(satu.sumber.encode()).hexdigest() != satu.versi:
        line.found([Temuan("", f"{sebut}: teksnya bukan teks versi itu")])
        return None
    try:
        return baca(satu.sumber, satu.berkas, pelaksana=None).sop
    except SopTidakSah as galat:
        masalah = "; ".join(map(str, galat.masalah))
        line.found([Temuan("", f"{sebut}: tidak dapat dibaca ({masalah})")])
        return None


@dataclass
class Memory:
    """Faults that only show when all applications are compared."""

    known: dict[UUID, str] = field(default_factory=dict)
    unique: Tunggal = field(default_factory=Tunggal)
    decrees: PemilikSk = field(default_factory=PemilikSk)
    numbers: NomorTertinggi = field(default_factory=NomorTertinggi)
    issued: list[SkKasus] = field(default_factory=list)


@dataclass
class Audit:
    stores: Stores
    lines: Lines
    sops: Mapping[str, Sop] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)

    async def one(self, permohonan: Permohonan) -> None:
        lines = self.lines
        lines.readable.count += 1
        lines.schemas[permohonan.skema] = lines.schemas.get(permohonan.skema, 0) + 1
        self._history(permohonan)
        if lines.with_files:
            await self._files(permohonan)
        lines.decrees.count += len(sk_terbit(permohonan))
        lines.decrees.found(periksa_jumlah_sk(permohonan))

    def beside_others(self, permohonan: Permohonan) -> None:
        self.memory.known[permohonan.id] = permohonan.nomor
        self.memory.numbers.catat(permohonan.nomor)
        self.lines.unique.found(self.memory.unique.periksa(permohonan))
        self.lines.decrees.found(self.memory.decrees.periksa(permohonan))
        if kasus := sk_kasus(permohonan):
            self.memory.issued.append(kasus)

    def _history(self, permohonan: Permohonan) -> None:
        sop = self.sops.get(permohonan.sop_versi)
        if sop is None:
            pesan = f"berjalan menurut versi SOP {permohonan.sop_versi[:12]}, yang tidak tersimpan"
            self.lines.sop.found([Temuan(permohonan.nomor, pesan)])
            return
        for one in OF_ONE:
            line = self.lines.of_one[one.name]
            line.count += len(permohonan.riwayat) if one.unit == "entri" else 1
            line.found(one.check(permohonan, sop))

    async def _files(self, permohonan: Permohonan) -> None:
        fakta = await measured(self.stores.dokumen, permohonan)
        self.lines.files.count += len(fakta)
        self.lines.files.found(periksa_berkas(permohonan, fakta))


async def measured(dokumen: DokumenStore, permohonan: Permohonan) -> dict[str, FaktaBerkas]:
    """Each file that the riwayat names, read once; one that is larger than recorded is not read."""
    besar = {b.berkas_id: b.ukuran_bytes for b in berkas_disebut(permohonan)}
    fakta = {satu: await dokumen.facts(satu, ukuran) for satu, ukuran in besar.items()}
    return {satu: ada for satu, ada in fakta.items() if ada is not None}


async def audit_all(
    stores: Stores, *, with_files: bool, seen: Callable[[], None] = lambda: None
) -> Lines:
    """`seen` is called for every application."""
    audit = Audit(stores, lines := new_lines(with_files=with_files))
    audit.sops = await read_sops(stores.audit, lines.sop)
    try:
        async for permohonan in stores.permohonan.scan():
            seen()
            await audit.one(permohonan)
            audit.beside_others(permohonan)
    except DokumenTidakTerbaca as galat:
        for sebutan in galat.sebutan:
            lines.readable.found([await unreadable(stores, sebutan)])
    lines.unique.count = audit.memory.unique.banyak
    await check_register(stores, lines.register, audit.memory.issued)
    await _counters(audit)
    await check_claims(stores, lines.claims, audit.memory.known)
    await _indexes(audit)
    return lines


async def audit_one(stores: Stores, permohonan: Permohonan, *, with_files: bool) -> Lines:
    audit = Audit(stores, lines := new_lines(with_files=with_files))
    audit.sops = await read_sops(stores.audit, lines.sop)
    await audit.one(permohonan)
    if entry := await stores.sk.find_by_case(permohonan.id):
        lines.register.count = 1
        lines.register.found(await pair(stores, entry))
    return lines


async def unreadable(stores: Stores, sebutan: str) -> Temuan:
    """By its nomor, or its id where it has none; with the reason."""
    try:
        if await stores.permohonan.find_by_nomor(sebutan) is None:
            await stores.permohonan.find(UUID(sebutan))
    except ValidationError as galat:
        return Temuan(sebutan, f"tidak terbaca ({'; '.join(rincian_galat(galat))})")
    except SkemaLebihBaru as galat:
        return Temuan(sebutan, str(galat))
    except ValueError:
        pass
    return Temuan(sebutan, "tidak terbaca")


async def _counters(audit: Audit) -> None:
    line = audit.lines.counters
    line.count = audit.memory.numbers.banyak
    line.found(audit.memory.numbers.periksa(await audit.stores.audit.counters()))


async def _indexes(audit: Audit) -> None:
    ada = await audit.stores.audit.indexes()
    audit.lines.indexes.count = sum(satu.koleksi in ada for satu in SEMUA_INDEKS)
    audit.lines.indexes.found(Temuan("", f"indeks {satu} tidak ada") for satu in kurang(ada))
