"""A stand-in for an office's own sign-in: an OpenID Connect issuer on this machine, which keeps to
the code flow with PKCE and says what a test wants it to say."""

import base64
import hashlib
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import urlencode

from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from shared.web.server import HttpServer, Listening

KLIEN, SANDI = "meja", "sandi-klien"


@cache
def _kunci(kid: str) -> RSAKey:
    """Made once for all tests of a process."""
    return RSAKey.generate_key(2048, {"kid": kid})


@dataclass
class Penyedia:
    """`klaim` goes into the token besides, or instead of what belongs there. `kunci_lain`: signs
    with a key that it does not tell of."""

    klaim: dict[str, Any] = field(default_factory=dict)
    kunci_lain: bool = False
    diam: bool = False
    kunci: RSAKey = field(default_factory=lambda: _kunci("satu"))
    _kode: dict[str, dict[str, str]] = field(default_factory=dict)
    alamat: str = ""

    def ganti_kunci(self) -> None:
        self.kunci = _kunci("dua")

    async def tentang(self, _: Request) -> Response:
        if self.diam:
            return JSONResponse({}, 503)
        return JSONResponse(
            {
                "issuer": self.alamat,
                "authorization_endpoint": f"{self.alamat}/masuk",
                "token_endpoint": f"{self.alamat}/token",
                "jwks_uri": f"{self.alamat}/kunci",
            }
        )

    async def kunci_umum(self, _: Request) -> Response:
        return JSONResponse({"keys": [self.kunci.as_dict(private=False)]})

    async def masuk(self, request: Request) -> Response:
        """Somebody has signed in there."""
        isi = dict(request.query_params)
        assert isi["response_type"] == "code"
        assert isi["code_challenge_method"] == "S256"
        assert isi["client_id"] == KLIEN
        kode = secrets.token_urlsafe(8)
        self._kode[kode] = isi
        return RedirectResponse(
            f"{isi['redirect_uri']}?{urlencode({'code': kode, 'state': isi['state']})}", 303
        )

    async def token(self, request: Request) -> Response:
        form = await request.form()
        asked = self._kode.pop(str(form["code"]), None)
        auth = base64.b64encode(f"{KLIEN}:{SANDI}".encode()).decode()
        verifier = hashlib.sha256(str(form["code_verifier"]).encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).rstrip(b"=").decode()
        if (
            asked is None
            or request.headers["authorization"] != f"Basic {auth}"
            or asked["code_challenge"] != challenge
            or asked["redirect_uri"] != form["redirect_uri"]
        ):
            return JSONResponse({"error": "invalid_grant"}, 400)
        kini = int(time.time())
        isi = {"iss": self.alamat, "aud": KLIEN, "sub": "7", "iat": kini, "exp": kini + 300}
        isi |= {"nonce": asked["nonce"], **self.klaim}
        kunci = RSAKey.generate_key(2048) if self.kunci_lain else self.kunci
        kepala = {"alg": "RS256", "kid": self.kunci.as_dict()["kid"]}
        return JSONResponse({"id_token": jwt.encode(kepala, isi, kunci), "token_type": "Bearer"})


@asynccontextmanager
async def buka_penyedia() -> AsyncIterator[Penyedia]:
    penyedia = Penyedia()
    app = Starlette(
        routes=[
            Route("/.well-known/openid-configuration", penyedia.tentang),
            Route("/kunci", penyedia.kunci_umum),
            Route("/masuk", penyedia.masuk),
            Route("/token", penyedia.token, methods=["POST"]),
        ]
    )
    server = HttpServer(app, Listening("127.0.0.1", 0, grace_seconds=1))
    await server.start()
    penyedia.alamat = f"http://127.0.0.1:{server.port}"
    try:
        yield penyedia
    finally:
        await server.stop()
