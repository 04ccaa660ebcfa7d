"""The text of a letter in a file on this machine: TOML or JSON, with pictures beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from shared.contracts import HasilPutusan
from shared.data_file import baca_teks
from shared.kantor.berkas import LocalFile, Sent, measure, silent, upload
from shared.kantor.errors import MasukanKeliru
from shared.store.port import DokumenStore
from shared.text_reading import TidakTerbaca, urai_json, urai_toml

ENDINGS = frozenset({".toml", ".json"})
"""Files of these kinds are the text of a letter; others are the finished document."""


@dataclass(frozen=True)
class LetterText:
    """For the output `kode`. `pictures` are files that `isi` names by their paths."""

    kode: str
    path: Path
    isi: Mapping[str, Any]
    pictures: Sequence[LocalFile] = field(default=())

    def output(self, ids: Mapping[Path, str]) -> HasilPutusan:
        """`ids` of the pictures in the store, by their paths."""
        by_path = {file.path: file for file in self.pictures}

        def stored(value: Any) -> Any:
            if isinstance(value, dict):
                return {key: stored(one) for key, one in value.items()}
            if isinstance(value, list):
                return [stored(one) for one in value]
            if isinstance(value, Path):
                return by_path[value].as_document(ids[value]).berkas.model_dump(mode="json")
            return value

        return HasilPutusan(kode=self.kode, isi=stored(dict(self.isi)))

    def stand_in(self) -> HasilPutusan:
        """Before the pictures are in the store."""
        return self.output({file.path: f"{ke:024x}" for ke, file in enumerate(self.pictures, 1)})


def read_letter(kode: str, path: Path, limit_bytes: int) -> LetterText:
    """Raises `MasukanKeliru` with what is wrong, also with a picture that cannot be read."""
    try:
        text = baca_teks(path)
        raw = urai_toml(text) if path.suffix.lower() == ".toml" else urai_json(text)
    except TidakTerbaca as error:
        raise MasukanKeliru(f"{kode}: {path}: {error}") from error
    if not isinstance(raw, dict):
        raise MasukanKeliru(f"{kode}: {path}: harus berupa objek, satu nilai untuk tiap bidang")
    isi = _value(raw, path.parent)
    pictures = [measure(kode, picture, limit_bytes) for picture in dict.fromkeys(_paths(isi))]
    return LetterText(kode, path, isi, tuple(pictures))


async def upload_letters(
    store: DokumenStore, letters: Sequence[LetterText], limit_bytes: int, sent: Sent = silent
) -> tuple[HasilPutusan, ...]:
    """With their pictures in the store; `sent` as in `upload`."""
    done = []
    for letter in letters:
        documents = await upload(store, letter.pictures, limit_bytes, sent)
        ids = {
            file.path: document.berkas.berkas_id
            for file, document in zip(letter.pictures, documents, strict=True)
        }
        done.append(letter.output(ids))
    return tuple(done)


def _value(value: Any, folder: Path) -> Any:
    """As JSON has it. A picture is named by its path, from where the file lies."""
    if isinstance(value, dict):
        return {
            key: folder / one if key == "berkas" and isinstance(one, str) else _value(one, folder)
            for key, one in value.items()
        }
    if isinstance(value, list):
        return [_value(one, folder) for one in value]
    return value.isoformat() if isinstance(value, date | datetime) else value


def _paths(value: Any) -> Iterator[Path]:
    if isinstance(value, Path):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _paths(one)
    elif isinstance(value, list):
        for one in value:
            yield from _paths(one)
