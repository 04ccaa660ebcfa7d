"""What is written to the national service, in both versions of its API, and what its answers mean.

It is known to answer with an error and a signed file at once: a file is a file, whatever the status
beside it, and is judged on its own. Its texts are not repeated, for they may quote a NIK.
"""

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import SecretStr

from shared.tandatangan.bentuk import Kotak
from shared.tandatangan.errors import (
    AksesLayananDitolak,
    AkunTerkunci,
    FrasaSandiSalah,
    LayananGagal,
    LayananTandaTangan,
    PenggunaTidakTerdaftar,
    SertifikatDitolakLayanan,
)

_PDF = b"%PDF-"
_TIDAK_BERWENANG = (401, 403)

_SEBAB: tuple[tuple[str, type[LayananTandaTangan]], ...] = (
    (r"terkunci|diblokir|locked|blocked|terlalu banyak", AkunTerkunci),
    (
        r"(passphrase|frasa).*(salah|keliru|wrong|invalid|incorrect|tidak (sesuai|cocok|valid))",
        FrasaSandiSalah,
    ),
    (r"(wrong|invalid|incorrect).*passphrase", FrasaSandiSalah),
    (
        r"expired|kada?luw?arsa|kedaluwarsa|masa berlaku|dicabut|revoked|belum aktif|tidak aktif",
        SertifikatDitolakLayanan,
    ),
    (r"(tidak|belum) (ter)?daftar|not (registered|found)|tidak ditemukan", PenggunaTidakTerdaftar),
)


@dataclass(frozen=True)
class Permintaan:
    """One letter to be signed. The bytes of the naskah are no part of its text."""

    naskah: bytes
    nik: SecretStr
    frasa: SecretStr
    kotak: Kotak | None = None
    alasan: str = ""
    tempat: str = ""

    def __repr__(self) -> str:
        return f"Permintaan({len(self.naskah)} bytes)"


def susun(minta: Permintaan, versi: Literal[1, 2]) -> tuple[str, Mapping[str, Any]]:
    """The path, and the rest of the request as httpx takes it."""
    return _versi_satu(minta) if versi == 1 else _versi_dua(minta)


def _versi_satu(minta: Permintaan) -> tuple[str, Mapping[str, Any]]:
    bidang = {
        "nik": minta.nik.get_secret_value(),
        "passphrase": minta.frasa.get_secret_value(),
        "tampilan": "invisible",
        **_keterangan(minta),
    }
    if kotak := minta.kotak:
        bidang |= {
            "tampilan": "visible",
            "image": "false",
            "page": str(kotak.halaman),
            "xAxis": str(kotak.kiri),
            "yAxis": str(kotak.bawah),
            "width": str(kotak.kanan - kotak.kiri),
            "height": str(kotak.atas - kotak.bawah),
        }
    berkas = {"file": ("naskah.pdf", minta.naskah, "application/pdf")}
    return "/api/sign/pdf", {"data": bidang, "files": berkas}


def _versi_dua(minta: Permintaan) -> tuple[str, Mapping[str, Any]]:
    sifat: dict[str, Any] = {"tampilan": "INVISIBLE", **_keterangan(minta)}
    if kotak := minta.kotak:
        sifat |= {
            "tampilan": "VISIBLE",
            "page": kotak.halaman,
            "originX": kotak.kiri,
            "originY": kotak.bawah,
            "width": kotak.kanan - kotak.kiri,
            "height": kotak.atas - kotak.bawah,
        }
    isi = {
        "nik": minta.nik.get_secret_value(),
        "passphrase": minta.frasa.get_secret_value(),
        "signatureProperties": [sifat],
        "file": [base64.b64encode(minta.naskah).decode()],
    }
    return "/api/v2/sign/pdf", {"json": isi}


def _keterangan(minta: Permintaan) -> dict[str, str]:
    pilihan = {"reason": minta.alasan, "location": minta.tempat}
    return {nama: isi for nama, isi in pilihan.items() if isi}


def berkas_dari(status: int, isi: bytes) -> bytes:
    """The signed file in an answer. Raises `LayananTandaTangan` where there is none."""
    if isi.startswith(_PDF):
        return isi
    data = _json(isi)
    if berkas := _dalam_json(data):
        return berkas
    if status in _TIDAK_BERWENANG:
        raise AksesLayananDitolak
    kata = json.dumps(data, ensure_ascii=False) if data is not None else ""
    for pola, galat in _SEBAB:
        if re.search(pola, kata, re.IGNORECASE):
            raise galat
    raise LayananGagal(f"HTTP {status}")


def _json(isi: bytes) -> Any:
    try:
        return json.loads(isi)
    except (ValueError, RecursionError):
        return None


def _dalam_json(data: Any) -> bytes | None:
    if not isinstance(data, dict):
        return None
    berkas = data.get("file")
    satu = berkas[0] if isinstance(berkas, list) and berkas else berkas
    if not isinstance(satu, str):
        return None
    try:
        isi = base64.b64decode(satu, validate=True)
    except (binascii.Error, ValueError):
        return None
    return isi if isi.startswith(_PDF) else None
