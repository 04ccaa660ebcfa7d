"""The SOPs in force, as far as a client needs them: codes to send, and the route to expect."""

from izin.asyncapi.refs import Json
from shared.sop.loader import KatalogSop
from shared.sop.model import Isian, Langkah, Persyaratan, Rute, SopTermuat


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
        "hasil": [{"kode": h.kode, "nama": h.nama, "jenis": h.jenis} for h in one.hasil],
        "atas": one.atas or None,
        "rute": [_route(one, route) for route in one.rute],
    }


def _route(step: Langkah, route: Rute) -> Json:
    owed = [h.kode for h in step.hasil_rute(route) if h.jenis == "dokumen"]
    return {"putusan": route.putusan, "ke": route.ke, "hasil_wajib": owed}
