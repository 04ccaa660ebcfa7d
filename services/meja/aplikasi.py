"""The application: its routes, and what stands around all of them."""

from collections.abc import Iterable

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Route
from starlette.types import ASGIApp

from services.meja import umum
from services.meja.galat import handlers, too_often
from services.meja.kotak import kotak
from services.meja.masuk import akun, masuk, oidc
from services.meja.papan import laporan, layar, mingguan, papan, peringatan
from services.meja.perkara import berkas, layanan, perkara, putusan, surat
from services.meja.rute import Rute, rangkai
from services.meja.seri import baca, putus
from services.meja.situs import Situs
from shared.web.headers import SecurityHeaders
from shared.web.limits import Bucket, RateLimit

RUTE: tuple[Rute, ...] = (
    *umum.RUTE,
    *masuk.RUTE,
    *oidc.RUTE,
    *akun.RUTE,
    *kotak.RUTE,
    *perkara.RUTE,
    *berkas.RUTE,
    *putusan.RUTE,
    *layanan.RUTE,
    *surat.RUTE,
    *baca.RUTE,
    *putus.RUTE,
    *papan.RUTE,
    *mingguan.RUTE,
    *laporan.RUTE,
    *layar.RUTE,
    *peringatan.RUTE,
)
"""Every page of the desk."""


def aplikasi(situs: Situs, rute: Iterable[Rute] = RUTE) -> ASGIApp:
    """The headers are outermost: the answer to a defect has them too."""
    laju = situs.settings.laju_meja
    pages = Starlette(
        routes=[Route("/aset/{nama:path}", situs.aset.jawab), *rangkai(situs, rute)],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=situs.hosts, www_redirect=False),
            Middleware(RateLimit, bucket=Bucket(laju, 4 * laju), refuse=too_often(situs)),
        ],
        exception_handlers=handlers(situs),
    )
    return SecurityHeaders(pages, https=situs.https)
