"""Sets a letter: template and data in, PDF out; the same in gives the same bytes out."""

import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Protocol, Self

import typst

from shared.surat.errors import TemplatRusak
from shared.surat.loader import TEMPLAT

FOLDER_HURUF: Final = Path(__file__).parent / "huruf"

_STANDAR: Final[list[Any]] = ["a-2a", "ua-1"]
"""An archive's PDF (ISO 19005-2), accessible (ISO 14289-1)."""

_MUATAN: Final = "muatan"
_TAK_TERGAMBAR = re.compile(r'the text `"(?P<huruf>.+?)"` could not be displayed')
_AWALAN_FOLDER: Final = "izin-surat-"
_LETAK = re.compile(rf"┌─ \S*{_AWALAN_FOLDER}[^/]+/(?P<letak>\S+?:\d+:\d+)")
PENGGANTI: Final = "\u25a1"
"""Stands in print for what no font of the office draws; the data keep the sign itself."""

_ULANG_MAKS = 3


class Templat(Protocol):
    """Templates with all that they need, by path within their folder."""

    @property
    def berkas(self) -> Mapping[str, bytes]: ...

    def surat(self, kode: str) -> object:
        """Raises SuratTidakDikenal."""


class Pencetak:
    """Sets letters of one catalogue. Needs a folder of its own for as long as it lives; every
    method may run in any thread."""

    def __init__(self, katalog: Templat) -> None:
        self._katalog = katalog
        self._folder = Path(tempfile.mkdtemp(prefix=_AWALAN_FOLDER))
        for nama, isi in katalog.berkas.items():
            letak = self._folder / nama
            letak.parent.mkdir(parents=True, exist_ok=True)
            letak.write_bytes(isi)
        # Typst's own: "Libertinus Serif" among them. The office's are whatever its folder has.
        self._huruf = typst.Fonts(
            include_system_fonts=False,
            font_paths=[str(FOLDER_HURUF), str(self._folder)],
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        self.tutup()

    def tutup(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def cetak(
        self,
        kode: str,
        data: Mapping[str, Any],
        pada: datetime,
        gambar: Mapping[str, bytes] | None = None,
    ) -> bytes:
        """The PDF. `pada` is the instant that it names as its own; `gambar` are pictures by the
        names under which the data have them. Raises SuratTidakDikenal and TemplatRusak."""
        self._katalog.surat(kode)
        with self._muatan(gambar or {}) as folder:
            muatan = {**data, "muatan": f"/{folder}" if folder else ""}
            return self._susun(kode, json.dumps(muatan, ensure_ascii=False, sort_keys=True), pada)

    def _susun(self, kode: str, data: str, pada: datetime) -> bytes:
        for _ in range(_ULANG_MAKS):
            try:
                return self._kompilasi(kode, data, pada)
            except typst.TypstError as galat:
                hilang = {h for h in _TAK_TERGAMBAR.findall(galat.diagnostic) if h in data}
                if not hilang:
                    raise _rusak(kode, galat) from galat
                for huruf in hilang:
                    data = data.replace(huruf, PENGGANTI)
        raise TemplatRusak(kode, f"{kode}/{TEMPLAT}", "memuat huruf yang tidak dapat dicetak")

    def _kompilasi(self, kode: str, data: str, pada: datetime) -> bytes:
        # One compiler a letter: it keeps nothing of the letter before, and costs a millisecond.
        hasil = typst.Compiler(
            self._folder / kode / TEMPLAT,
            root=self._folder,
            font_paths=self._huruf,
            sys_inputs={"data": data},
            package_path=self._folder,
            package_cache_path=self._folder,
        ).compile(format="pdf", pdf_standards=_STANDAR, timestamp=int(pada.timestamp()))
        if not isinstance(hasil, bytes):
            raise TemplatRusak(kode, f"{kode}/{TEMPLAT}", "tidak menghasilkan satu PDF")
        return hasil

    @contextmanager
    def _muatan(self, gambar: Mapping[str, bytes]) -> Iterator[str]:
        """A folder within the root of the templates for one letter's pictures."""
        if not gambar:
            yield ""
            return
        folder = Path(tempfile.mkdtemp(prefix=_MUATAN, dir=self._folder))
        try:
            for nama, isi in gambar.items():
                (folder / nama).write_bytes(isi)
            yield folder.name
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _rusak(kode: str, galat: typst.TypstError) -> TemplatRusak:
    letak = _LETAK.search(galat.diagnostic)
    return TemplatRusak(kode, letak["letak"] if letak else f"{kode}/{TEMPLAT}", galat.message)
