"""Styles, scripts, fonts and icons, held in memory under names that change with their content, so
that a browser may keep them for a year."""

import gzip
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

FOLDER = Path(__file__).parent / "aset"

MEDIA = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
PACKED = {".css", ".js", ".svg"}
A_YEAR = "public, max-age=31536000, immutable"
_REFERENCE = re.compile(r'url\("?(?!data:)([^")]+)"?\)')
_ICON_HEAD = re.compile(r"<svg.*?>", re.DOTALL)


@dataclass(frozen=True)
class Satu:
    isi: bytes
    media: str
    padat: bytes | None


class Aset:
    """`awalan` is where they are served. Files of a later folder hide those of the same name."""

    def __init__(self, awalan: str = "/aset", folder: Iterable[Path] = (FOLDER,)) -> None:
        self._awalan = awalan
        self._url: dict[str, str] = {}
        self._isi: dict[str, Satu] = {}
        self._ikon: dict[str, Markup] = {}
        files = {path.relative_to(one).as_posix(): path for one in folder for path in _files(one)}
        # A style names its fonts by their own names: these must be known before.
        for nama, path in sorted(files.items(), key=lambda item: item[1].suffix == ".css"):
            self._keep(nama, path)

    def url(self, nama: str) -> str:
        """Raises `KeyError` for a name that no folder has."""
        return self._url[nama]

    def ikon(self, nama: str) -> Markup:
        """For a template, drawn with the colour of its text and told to nobody: words stand beside
        it. Raises `KeyError`."""
        return self._ikon[nama]

    async def jawab(self, request: Request) -> Response:
        """The route `{awalan}/{nama:path}`."""
        satu = self._isi.get(request.url.path)
        if satu is None:
            raise HTTPException(404)
        headers = {"Cache-Control": A_YEAR, "Content-Type": satu.media, "Vary": "Accept-Encoding"}
        if satu.padat is not None and "gzip" in request.headers.get("accept-encoding", ""):
            return Response(satu.padat, headers=headers | {"Content-Encoding": "gzip"})
        return Response(satu.isi, headers=headers)

    @cached_property
    def nama(self) -> frozenset[str]:
        return frozenset(self._url)

    def _keep(self, nama: str, path: Path) -> None:
        isi = path.read_bytes()
        if path.suffix == ".css":
            isi = self._referring(nama, isi.decode()).encode()
        if path.suffix == ".svg":
            self._ikon[path.stem] = _drawn(isi.decode())
        sidik = hashlib.sha256(isi).hexdigest()[:12]
        stem = PurePosixPath(nama).with_suffix("")
        url = f"{self._awalan}/{stem}.{sidik}{path.suffix}"
        padat = gzip.compress(isi, 9, mtime=0) if path.suffix in PACKED else None
        self._url[nama], self._isi[url] = url, Satu(isi, MEDIA[path.suffix], padat)

    def _referring(self, nama: str, style: str) -> str:
        """With the URLs that its references have here."""
        beside = PurePosixPath(nama).parent

        def theirs(found: re.Match[str]) -> str:
            return f'url("{self._url[(beside / found[1]).as_posix()]}")'

        return _REFERENCE.sub(theirs, style)


def _files(folder: Path) -> Iterable[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.suffix in MEDIA)


def _drawn(svg: str) -> Markup:
    head = (
        '<svg class="ikon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"'
        ' stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">'
    )
    return Markup(" ".join(_ICON_HEAD.sub(head, svg).split()))  # noqa: S704 - a file of our own
