"""The whole document. The same sources always give the same bytes."""

import json
from pathlib import Path

from izin.asyncapi import channels, servers
from izin.asyncapi import channels as channels_module
from izin.asyncapi.messages import messages
from izin.asyncapi.properties import property_schemas
from izin.asyncapi.prose import introduction
from izin.asyncapi.refs import Json
from izin.asyncapi.refusals import refusal_codes
from izin.asyncapi.schemas import schemas
from izin.registry import discover_desks
from shared.sop.loader import FOLDER_BAWAAN, KatalogSop, muat_folder
from shared.sop.model import Hasil, Isian, Langkah, Persyaratan, Rute, SopTermuat
from shared.surat import FOLDER_SURAT_BAWAAN
from shared.surat.loader import KatalogSurat, muat_surat
from shared.surat.skema import skema_isi
from shared.topology import topologi

# The golden samples, which the document shows as examples.
FOLDER = Path(__file__).parents[2] / "tests" / "samples"
"""Part of the source tree, not of an installed package: there the document has no examples."""


def examples(folder: Path = FOLDER) -> dict[str, list[Json]]:
    """By message name, each in the order of its file name."""
    by_message: dict[str, list[Json]] = {}
    for path in sorted(folder.glob("*.json")):
        payload = json.loads(path.read_text(encoding="utf-8"))
        by_message.setdefault(payload["tipe"], []).append({"name": path.stem, "payload": payload})
    return by_message


# The SOPs in force, as far as a client needs them: codes to send, and the route to expect.
def sops(catalogue: KatalogSop) -> list[Json]:
    """For `x-sop`, in the order of their codes."""
    return [_sop(loaded) for loaded in catalogue.values()]


def _sop(loaded: SopTermuat) -> Json:
    sop = loaded.sop
    return {
        "kode": sop.kode,
        "versi": loaded.versi,
        "judul": sop.judul,
        "izin": sop.izin,
        "awalan_nomor": sop.awalan_nomor,
        "persyaratan": [_requirement(one) for one in sop.persyaratan],
        "isian": [_form_field(one) for one in sop.isian],
        "langkah": [_step(one) for one in sop.langkah],
        "penarikan": {"sampai": sop.penarikan.sampai} if sop.penarikan else None,
    }


def _requirement(one: Persyaratan) -> Json:
    return {
        "kode": one.kode,
        "nama": one.nama,
        "wajib": one.wajib,
        "media": list(one.media),
        "keterangan": one.keterangan,
        "sumber": one.sumber,
    }


def _form_field(one: Isian) -> Json:
    return {
        "kode": one.kode,
        "label": one.label,
        "wajib": one.wajib,
        "pilihan": list(one.pilihan),
        "sumber": one.sumber,
    }


def _step(one: Langkah) -> Json:
    return {
        "no": one.no,
        "pelaksana": one.pelaksana,
        "tindakan": str(one.tindakan),
        "kegiatan": one.kegiatan,
        "waktu": one.waktu.teks,
        "hasil": [_output(h) for h in one.hasil],
        "atas": one.atas or None,
        "rute": [_route(one, route) for route in one.rute],
        "kabar": one.kabar,
    }


def _output(one: Hasil) -> Json:
    return {
        "kode": one.kode,
        "nama": one.nama,
        "jenis": one.jenis,
        "surat": one.surat or None,
        "berkas": one.jenis == "dokumen" and one.berkas,
    }


def letters(catalogue: KatalogSop, surat: KatalogSurat) -> Json:
    """For `x-surat`: by kind and SOP, the schema of the `isi` that a decision may bring."""
    wanted = {
        (hasil.surat, loaded.sop.kode)
        for loaded in catalogue.values()
        for langkah in loaded.sop.langkah
        for hasil in langkah.hasil
        if hasil.surat
    }
    kinds = sorted({kind for kind, _ in wanted})
    return {
        kind: {
            "judul": surat.surat(kind).judul,
            "isi": {
                sop: skema_isi(surat.bidang(kind, sop)) for k, sop in sorted(wanted) if k == kind
            },
        }
        for kind in kinds
    }


def _route(step: Langkah, route: Rute) -> Json:
    owed = [h.kode for h in step.hasil_rute(route) if h.jenis == "dokumen"]
    return {"putusan": route.putusan, "ke": route.ke, "hasil_wajib": owed}


CONTRACT_VERSION = "1.7.0"
"""Of this contract, not of the program: a new field raises the second number."""


def document(sop_folder: Path = FOLDER_BAWAAN, surat_folder: Path = FOLDER_SURAT_BAWAAN) -> Json:
    """AsyncAPI 3.1.0. Raises `SopTidakSah` for a broken SOP file, `SuratTidakSah` for broken
    letters."""
    desks = discover_desks()
    catalogue = muat_folder(sop_folder, frozenset(desks))
    pelaksana = frozenset(desks) | {p for one in catalogue.values() for p in one.sop.pelaksana}
    wire = topologi(pelaksana)
    return {
        "asyncapi": "3.1.0",
        "info": _info(),
        "defaultContentType": "application/json",
        "servers": servers.servers(),
        "channels": dict(sorted(channels.channels(wire).items())),
        "operations": dict(sorted(channels_module.operations(pelaksana).items())),
        "components": {
            "messages": dict(sorted(messages(examples()).items())),
            "schemas": dict(sorted((schemas() | property_schemas()).items())),
            "securitySchemes": servers.security_schemes(),
        },
        "x-exchanges": channels.exchanges(wire),
        "x-kode-tolak": refusal_codes(),
        "x-sop": sops(catalogue),
        "x-surat": letters(catalogue, muat_surat(surat_folder)),
    }


def render(contents: Json) -> str:
    """As it is kept in docs/asyncapi.json."""
    return json.dumps(contents, indent=2, ensure_ascii=False) + "\n"


def _info() -> Json:
    return {
        "title": "AlurIzin",
        "version": CONTRACT_VERSION,
        "description": introduction(),
        "license": {"name": "MIT"},
        "tags": [
            {"name": name, "description": about} for name, about in channels_module.TAGS.items()
        ],
    }
