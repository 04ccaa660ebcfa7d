"""The sample form, written out with what each part is for."""

import json
from collections.abc import Iterator, Mapping

from shared.sop.model import Isian, Sop

_HEAD = """\
# Formulir permohonan untuk `izin ajukan`. Semua data di sini karangan.

sop = {sop}

[pemohon]
nama = "Siti Contoh"
nik = "6372000000000001"          # 16 angka
telepon = "0811-0000-0001"
surel = "siti@contoh.example"

[lembaga]
nama = {lembaga}
alamat = "Jalan Contoh Nomor 1, Banjarbaru"
"""

# Answers that look like what the question asks for, by a part of its code.
_PLAUSIBLE = {"nib": "0000000000001", "kapasitas": "20", "usia": "4 sampai 6 tahun"}


def sample_form(sop: Sop, files: Mapping[str, str]) -> str:
    """`files` are names by persyaratan."""
    head = _HEAD.format(sop=_text(sop.kode), lembaga=_text(f"Lembaga Contoh {sop.awalan_nomor}"))
    return "\n".join([head, *_answers(sop), "", *_documents(sop, files)]) + "\n"


def _answers(sop: Sop) -> Iterator[str]:
    yield "[isian]"
    for isian in sop.isian:
        yield f"# {isian.label}{'' if isian.wajib else ' (tidak wajib)'}{_choices(isian)}"
        line = f"{isian.kode} = {_text(_answer(isian))}"
        yield line if isian.wajib else f"# {line}"


def _choices(isian: Isian) -> str:
    return f": {', '.join(isian.pilihan)}" if isian.pilihan else ""


def _answer(isian: Isian) -> str:
    if isian.pilihan:
        return isian.pilihan[0]
    part = next((part for part in _PLAUSIBLE if part in isian.kode), "")
    return _PLAUSIBLE[part] if part else f"Contoh {isian.label.lower()}"


def _documents(sop: Sop, files: Mapping[str, str]) -> Iterator[str]:
    yield "# Berkas tiap persyaratan. Yang bernama kodenya ditemukan juga tanpa disebut di sini."
    yield "[dokumen]"
    for persyaratan in sop.persyaratan:
        yield f"# {persyaratan.nama}"
        if persyaratan.kode in files:
            yield f"{persyaratan.kode} = {_text(files[persyaratan.kode])}"
        else:
            yield f'# {persyaratan.kode} = "..."  (tidak wajib)'


def _text(value: str) -> str:
    """A JSON string is a TOML one as long as it holds no control characters, and none here does."""
    return json.dumps(value, ensure_ascii=False)
