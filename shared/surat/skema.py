"""The fields of a letter as JSON Schema (draft-07), for the published contract and for tools."""

from typing import Any

from shared.contracts.parts import Dokumen
from shared.surat.isi import BILANGAN_MAKS, MEDIA_FOTO
from shared.surat.model import HASIL_PERIKSA, Bidang

Skema = dict[str, Any]


def skema_isi(bidang: tuple[Bidang, ...]) -> Skema:
    """Of the object that `isi` is. A tool that keeps to it is refused only for what no schema can
    say: blank text, a picture that is none, a missing remark."""
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {satu.kode: _bidang(satu) for satu in bidang},
        "required": [satu.kode for satu in bidang if satu.wajib],
    }


def _bidang(bidang: Bidang) -> Skema:
    skema = {"title": bidang.label, **_NILAI[bidang.jenis](bidang)}
    if bidang.bantuan:
        skema["description"] = bidang.bantuan
    return skema


def _teks(bidang: Bidang) -> Skema:
    return {"type": "string", "maxLength": bidang.batas_huruf, "minLength": int(bidang.wajib)}


def _bilangan(_: Bidang) -> Skema:
    return {"type": "integer", "minimum": 0, "maximum": BILANGAN_MAKS}


def _tanggal(_: Bidang) -> Skema:
    return {"type": "string", "format": "date", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


def _pilihan(bidang: Bidang) -> Skema:
    return {
        "type": "string",
        "enum": [satu.kode for satu in bidang.pilihan],
        "oneOf": [{"const": satu.kode, "title": satu.label} for satu in bidang.pilihan],
        "description": "; ".join(f"{satu.kode}: {satu.label}" for satu in bidang.pilihan),
    }


def _daftar(bidang: Bidang) -> Skema:
    return _larik(bidang, {"type": "string", "minLength": 1, "maxLength": bidang.batas_huruf})


def _orang(bidang: Bidang) -> Skema:
    kata = {"type": "string", "maxLength": 200}
    return _larik(
        bidang,
        _objek({"nama": {**kata, "minLength": 1}, "nip": kata, "jabatan": kata}, ["nama"]),
    )


def _periksa(bidang: Bidang) -> Skema:
    hasil = {"type": "string", "enum": list(HASIL_PERIKSA)}
    jawaban = {"hasil": hasil, "catatan": {"type": "string", "maxLength": 500}}
    butir = {
        satu.kode: {"title": satu.label, **_objek(jawaban, ["hasil"])}
        | ({"description": satu.sumber} if satu.sumber else {})
        for satu in bidang.butir
    }
    return _objek(butir, list(butir))


def _foto(bidang: Bidang) -> Skema:
    berkas = Dokumen.model_json_schema()
    berkas["properties"]["media_type"] = {"type": "string", "enum": list(MEDIA_FOTO)}
    keterangan = {"type": "string", "minLength": 1, "maxLength": 200}
    return _larik(
        bidang, _objek({"berkas": berkas, "keterangan": keterangan}, ["berkas", "keterangan"])
    )


def _larik(bidang: Bidang, butir: Skema) -> Skema:
    return {
        "type": "array",
        "items": butir,
        "maxItems": bidang.batas_butir,
        "minItems": int(bidang.wajib),
    }


def _objek(isi: Skema, wajib: list[str]) -> Skema:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": isi,
        "required": wajib,
    }


_NILAI = {
    "teks": _teks,
    "paragraf": _teks,
    "bilangan": _bilangan,
    "tanggal": _tanggal,
    "pilihan": _pilihan,
    "daftar": _daftar,
    "orang": _orang,
    "periksa": _periksa,
    "foto": _foto,
}
