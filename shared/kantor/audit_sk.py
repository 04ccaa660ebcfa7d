"""The register of SK numbers, gone through in its order, beside the cases that issued SKs."""

from collections.abc import Iterable
from uuid import UUID

from pydantic import ValidationError

from shared.audit.nomor_sk import BukuNomor, SkKasus, periksa_pasangan, periksa_terdaftar
from shared.audit.temuan import Temuan
from shared.errors import SkemaLebihBaru
from shared.kantor.audit_lines import Line
from shared.kantor.kantor import Stores
from shared.permohonan import Permohonan
from shared.sk.model import NomorSk
from shared.store.port import DokumenTidakTerbaca


async def check_register(stores: Stores, line: Line, issued: Iterable[SkKasus]) -> None:
    """`issued`: of every application that was read before. An entry whose case is not among them,
    or says otherwise, is compared with the case as it is by now."""
    book, known = BukuNomor(), {satu.id: satu for satu in issued}
    try:
        async for satu in stores.sk.scan():
            line.count += 1
            line.found(book.periksa(satu))
            if not _agrees(satu, known):
                line.found(await pair(stores, satu))
    except DokumenTidakTerbaca as galat:
        line.found(Temuan("", f"nomor SK {kunci} tidak terbaca") for kunci in galat.sebutan)
    line.found(book.akhir())
    made = {
        satu.id
        for satu in known.values()
        if book.seharusnya_terdaftar(satu) and satu.draf and await stores.letters.find(satu.draf)
    }
    line.found(periksa_terdaftar(book, known.values(), lambda satu: satu.id in made))


def _agrees(satu: NomorSk, known: dict[UUID, SkKasus]) -> bool:
    """In force, and its case has that very SK under that number."""
    kasus = known.get(satu.permohonan_id) if satu.permohonan_id else None
    return (
        kasus is not None
        and satu.status in {"berlaku", "dicabut", "diganti"}
        and (satu.sha256, satu.permohonan) == (kasus.sha256, kasus.nomor)
    )


async def pair(stores: Stores, satu: NomorSk) -> tuple[Temuan, ...]:
    """The entry and its case, both as they are now. A case that cannot be read has its finding
    elsewhere."""
    satu = await stores.sk.find(satu.nomor) or satu
    permohonan: Permohonan | None = None
    if satu.permohonan_id is not None:
        try:
            permohonan = await stores.permohonan.find(satu.permohonan_id)
        except (ValidationError, SkemaLebihBaru):
            return ()
    return tuple(periksa_pasangan(satu, permohonan, stores.clock()))
