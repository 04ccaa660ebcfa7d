"""One application: looked up, checked, shown."""

from typing import Any, NamedTuple

from izin.cli.exits import Exit
from izin.cli.look.clock_facts import clock_facts
from izin.cli.look.view import How, print_application
from izin.cli.output import print_json
from izin.cli.privacy import masked_applicant
from izin.cli.servers import open_office
from izin.cli.times import office_zone
from shared.clock import clock_of
from shared.desk import Perkara
from shared.errors import RiwayatRusak
from shared.kantor.errors import PermohonanTidakDikenal
from shared.kantor.lihat import know, reckon
from shared.permohonan import Permohonan, periksa_rantai
from shared.petugas.pemeriksaan import periksa_wewenang
from shared.settings import Settings
from shared.sop.model import Sop


class Request(NamedTuple):
    nomor: str
    complete: bool
    as_json: bool


async def show(request: Request, settings: Settings) -> Exit:
    kini = clock_of(settings.berkas_jam)()
    async with open_office(settings) as stores:
        permohonan = await stores.permohonan.find_by_nomor(request.nomor)
        if permohonan is None:
            raise PermohonanTidakDikenal(request.nomor)
        sop = (await stores.sop.version(permohonan.sop_versi)).sop
        known = await know(stores, permohonan, kini)
    broken = chain_problem(permohonan)
    clock = None if broken else reckon(permohonan, sop, known)
    if request.as_json:
        told = facts(permohonan, sop, broken, complete=request.complete)
        print_json({**told, "mutu_baku": clock_facts(clock) if clock else None})
    else:
        how = How(office_zone(settings), request.complete, kini, clock)
        print_application(permohonan, sop, broken, how)
    return Exit.FAILED if broken else Exit.OK


def chain_problem(permohonan: Permohonan) -> str:
    """Empty when the riwayat is what was written."""
    try:
        periksa_rantai(permohonan)
    except RiwayatRusak as error:
        return str(error)
    return ""


def facts(permohonan: Permohonan, sop: Sop, broken: str, *, complete: bool) -> dict[str, Any]:
    """The document as it is stored, and what follows from it."""
    data = permohonan.model_dump(mode="json")
    if not complete:
        data["pemohon"] = masked_applicant(data["pemohon"])
    return {
        **data,
        "kekurangan": [k.model_dump(mode="json") for k in missing(permohonan, sop)],
        "output_ditunggu": owed(permohonan, sop),
        "rantai_utuh": not broken,
        "rantai_masalah": broken,
        "wewenang_masalah": list(periksa_wewenang(permohonan)),
    }


def missing(permohonan: Permohonan, sop: Sop) -> tuple[Any, ...]:
    no = permohonan.langkah.no if permohonan.langkah else sop.langkah_pertama.no
    return Perkara(permohonan, sop, sop.langkah_ke(no)).kekurangan()


def owed(permohonan: Permohonan, sop: Sop) -> list[dict[str, str]]:
    """The outputs that the open step must bring to be accepted."""
    if permohonan.langkah is None:
        return []
    langkah = sop.langkah_ke(permohonan.langkah.no)
    return [{"kode": h.kode, "nama": h.nama, "jenis": h.jenis} for h in langkah.hasil]
