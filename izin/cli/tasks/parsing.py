"""`--verdik`, `--hasil` and `--petugas` as they are written on a command line."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import get_args

from pydantic import ValidationError

from izin.cli.errors import BadInput
from shared.contracts import Petugas, Tugas, Verdik
from shared.kantor.berkas import LocalFile, measure
from shared.tindakan import NilaiPutusan

ALL = "semua"


def parse_petugas(text: str) -> Petugas:
    """ID:NAMA. Raises `BadInput`."""
    number, colon, nama = text.partition(":")
    try:
        if colon:
            return Petugas(id=number.strip(), nama=nama)
    except ValidationError:
        pass
    raise BadInput(
        f"--petugas '{text}' bukan ID:NAMA",
        remedy="Misalnya --petugas 198001012005011001:'Budi Petugas', atau isi IZIN_PETUGAS",
    )


def parse_putusan(text: str) -> NilaiPutusan:
    known: dict[str, NilaiPutusan] = {name: name for name in get_args(NilaiPutusan)}
    if text not in known:
        raise BadInput(f"--putusan '{text}' tidak dikenal; pilihannya {', '.join(known)}")
    return known[text]


def parse_verdik(texts: Sequence[str], tugas: Tugas) -> tuple[Verdik, ...]:
    """KODE=terima or KODE=tolak:ALASAN; `semua` stands for every document not accepted yet that
    is not named itself. Raises `BadInput`."""
    named = [_one_verdik(text) for text in texts]
    explicit = [verdik for verdik in named if verdik.kode != ALL]
    given = {verdik.kode for verdik in explicit}
    pending = [d.kode for d in tugas.dokumen if d.diterima is not True and d.kode not in given]
    for everything in (verdik for verdik in named if verdik.kode == ALL):
        explicit += [everything.model_copy(update={"kode": kode}) for kode in pending]
    return tuple(explicit)


def _one_verdik(text: str) -> Verdik:
    kode, _, word = text.partition("=")
    verdict, _, alasan = word.partition(":")
    try:
        if verdict == "terima" and not alasan:
            return Verdik(kode=kode, diterima=True)
        if verdict == "tolak":
            return Verdik(kode=kode, diterima=False, alasan=alasan)
    except ValidationError:
        pass
    raise BadInput(
        f"--verdik '{text}' tidak terbaca", remedy="Tulis KODE=terima atau KODE=tolak:ALASAN"
    )


def parse_outputs(texts: Sequence[str], limit_bytes: int) -> tuple[LocalFile, ...]:
    """KODE=FILE. Raises `BadInput`."""
    return tuple(measure(kode, path, limit_bytes) for kode, path in map(_one_output, texts))


def _one_output(text: str) -> tuple[str, Path]:
    kode, sign, name = text.partition("=")
    if not (kode and sign and name):
        raise BadInput(f"--hasil '{text}' tidak terbaca", remedy="Tulis KODE=FILE")
    path = Path(name).expanduser()
    if not path.is_file():
        raise BadInput(f"--hasil {kode}: berkas {path} tidak ada")
    return kode, path


def doubles(codes: Sequence[str]) -> Iterator[str]:
    yield from (kode for kode in dict.fromkeys(codes) if codes.count(kode) > 1)
