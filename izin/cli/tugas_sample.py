"""The text of a letter as an officer at the terminal writes it (`--hasil KODE=FILE.toml`), with the
sample of its kind filled in; every field has its label above it."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from shared.surat.loader import KatalogSurat
from shared.surat.model import Bidang

_HEAD = '# Isi surat "{judul}" untuk `izin tugas`. Semua isinya contoh: ubah menurut kenyataan.'
_ANSWERS = "hasil: sesuai, tidak-sesuai (catatannya wajib) atau tidak-berlaku"


def sample_text(katalog: KatalogSurat, jenis: str, sop: str) -> str:
    """TOML; empty where a person writes nothing. Raises SuratTidakDikenal."""
    surat = katalog.surat(jenis)
    fields, sample = surat.bidang_untuk(sop), katalog.contoh(jenis, sop)
    if not fields:
        return ""
    blocks = ("\n".join(_field(one, sample.get(one.kode))) for one in fields)
    return "\n\n".join((_HEAD.format(judul=surat.judul), *blocks)) + "\n"


def _field(bidang: Bidang, value: Any) -> Iterator[str]:
    yield f"# {_heading(bidang)}"
    if bidang.bantuan:
        yield f"# {bidang.bantuan}"
    if value is None:
        yield f"# {bidang.kode} = {_STUB.get(bidang.jenis, _STUB_TEXT)}"
    elif bidang.jenis == "periksa":
        yield from _checklist(bidang, value)
    else:
        yield f"{bidang.kode} = {_VALUE.get(bidang.jenis, _plain)(value)}"


def _heading(bidang: Bidang) -> str:
    optional = "" if bidang.wajib else " (tidak wajib)"
    return f"{bidang.label}{optional}{_choices(bidang)}"


def _choices(bidang: Bidang) -> str:
    if bidang.jenis == "periksa":
        return f"; {_ANSWERS}"
    words = [f'"{one.kode}" ({one.label})' for one in bidang.pilihan]
    return f": {', '.join(words)}" if words else ""


def _checklist(bidang: Bidang, value: Mapping[str, Any]) -> Iterator[str]:
    for one in bidang.butir:
        source = f"; {one.sumber}" if one.sumber else ""
        yield f"# {one.label}{source}"
        yield f"{bidang.kode}.{one.kode} = {_table(value.get(one.kode, _AS_IT_SHOULD))}"


def _plain(value: str | int) -> str:
    """A JSON string is a TOML one, and so is a number."""
    return json.dumps(value, ensure_ascii=False)


def _paragraphs(value: str) -> str:
    if "\n" not in value:
        return _plain(value)
    return '"""\n' + "\n".join(_plain(line)[1:-1] for line in value.split("\n")) + '"""'


def _list(values: Sequence[Any]) -> str:
    lines = (f"    {_table(one) if isinstance(one, Mapping) else _plain(one)},\n" for one in values)
    return f"[\n{''.join(lines)}]"


def _table(value: Mapping[str, Any]) -> str:
    return "{ " + ", ".join(f"{key} = {_plain(one)}" for key, one in value.items()) + " }"


_VALUE: Mapping[str, Callable[[Any], str]] = {
    "paragraf": _paragraphs,
    "daftar": _list,
    "orang": _list,
    "foto": _list,
}
_AS_IT_SHOULD = {"hasil": "sesuai"}
_STUB_TEXT = '"..."'
_STUB: Mapping[str, str] = {
    "bilangan": "0",
    "tanggal": '"2026-01-05"',
    "daftar": '["..."]',
    "orang": '[{ nama = "...", nip = "...", jabatan = "..." }]',
    "periksa": "{ }",
    "foto": '[{ berkas = "depan.jpg", keterangan = "Tampak depan" }]  # JPEG atau PNG',
}
