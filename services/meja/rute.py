"""The table of routes: what each page answers to, and how much it takes in."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from services.meja.permintaan import Permintaan
from services.meja.situs import Situs
from shared.web.limits import BODY_SECONDS, FORM_BYTES, limited

Jawab = Callable[[Permintaan], Awaitable[Response]]

FILES = 20
FIELDS = 1000


@dataclass(frozen=True)
class Rute:
    """`baca` answers to GET, `tulis` to POST. `batas_bytes` is the most that a form may have."""

    jalan: str
    nama: str
    baca: Jawab | None = None
    tulis: Jawab | None = None
    batas_bytes: int = FORM_BYTES

    @property
    def cara(self) -> list[str]:
        return [*(["GET"] if self.baca else []), *(["POST"] if self.tulis else [])]


def rangkai(situs: Situs, semua: Iterable[Rute]) -> list[Route]:
    return [Route(r.jalan, _pintu(situs, r), methods=r.cara, name=r.nama) for r in semua]


def _pintu(situs: Situs, rute: Rute) -> Callable[[Request], Awaitable[Response]]:
    """Nothing is changed by a request that does not come from a page of ours."""

    async def jawab(request: Request) -> Response:
        if request.method != "POST":
            assert rute.baca is not None  # noqa: S101 - the router asks for no other way
            return await rute.baca(Permintaan(situs, request))
        assert rute.tulis is not None  # noqa: S101
        receive = limited(request.scope, request.receive, rute.batas_bytes)
        sent = Request(request.scope, receive)
        async with asyncio.timeout(BODY_SECONDS):
            isian = await sent.form(max_files=FILES, max_fields=FIELDS)
        try:
            permintaan = Permintaan(situs, sent, isian)
            if not permintaan.dari_sini:
                raise HTTPException(403)
            return await rute.tulis(permintaan)
        finally:
            await isian.close()

    return jawab
