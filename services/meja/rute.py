"""The table of routes: what each page answers to, for whom, and how much it takes in."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from services.meja.masuk.pintu import masuk_dahulu, tahap_dahulu
from services.meja.permintaan import Permintaan
from services.meja.situs import Situs
from services.meja.untuk import Untuk
from shared.log import get_logger
from shared.web.limits import BODY_SECONDS, FORM_BYTES, limited

log = get_logger()

Jawab = Callable[[Permintaan], Awaitable[Response]]

FILES = 20
FIELDS = 1000


@dataclass(frozen=True)
class Rute:
    """`baca` answers to GET, `tulis` to POST. `batas_bytes` is the most that a form may have;
    `rahasia`: fields of it that no page shows or carries along. `tampung`: where a form that came
    when the session had ended is kept, without any other effect, once its sender is back.
    """

    jalan: str
    nama: str
    untuk: Untuk
    baca: Jawab | None = None
    tulis: Jawab | None = None
    batas_bytes: int = FORM_BYTES
    rahasia: tuple[str, ...] = ()
    tampung: str = ""

    @property
    def cara(self) -> list[str]:
        return [*(["GET"] if self.baca else []), *(["POST"] if self.tulis else [])]


def rangkai(situs: Situs, semua: Iterable[Rute]) -> list[Route]:
    return [Route(r.jalan, _pintu(situs, r), methods=r.cara, name=r.nama) for r in semua]


def _pintu(situs: Situs, rute: Rute) -> Callable[[Request], Awaitable[Response]]:
    """Nothing is shown to who may not see it, and nothing is changed by a request that does not
    come from a page of ours."""

    async def jawab(request: Request) -> Response:
        permintaan = Permintaan(situs, request)
        permintaan = await permintaan.dikenali()
        if request.method != "POST":
            assert rute.baca is not None  # noqa: S101 - the router asks for no other way
            return _belum_boleh(permintaan, rute) or await rute.baca(permintaan)
        assert rute.tulis is not None  # noqa: S101
        receive = limited(request.scope, request.receive, rute.batas_bytes)
        sent = Request(request.scope, receive)
        async with asyncio.timeout(BODY_SECONDS):
            isian = await sent.form(max_files=FILES, max_fields=FIELDS)
        try:
            permintaan = permintaan.dengan(sent, isian)
            if not permintaan.dari_sini:
                raise HTTPException(403)
            return _belum_boleh(permintaan, rute) or await rute.tulis(permintaan)
        finally:
            await isian.close()

    return jawab


def _belum_boleh(permintaan: Permintaan, rute: Rute) -> Response | None:
    """Where they have to go first; None where they may."""
    untuk, orang = rute.untuk, permintaan.orang
    if untuk is Untuk.SIAPA_PUN:
        return None
    if orang is None:
        tampung = rute.tampung.format(**permintaan.request.path_params)
        return masuk_dahulu(permintaan, rute.rahasia, tampung)
    if untuk is Untuk.SETENGAH:
        return None
    if not orang.penuh:
        return tahap_dahulu(permintaan, orang)
    if not untuk.boleh(orang):
        log.warning("bukan_untuknya", rute=rute.nama, akun=orang.akun.nama)
        raise HTTPException(404)
    return None
