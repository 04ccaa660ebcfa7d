"""The issuer: where it is asked, whose keys it signs with, what a token of its says."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from shared.errors import AlurIzinError
from shared.http_library import httpx, known_authorities
from shared.oidc.permintaan import PermintaanMasuk, tantangan

SECONDS = 10.0
KEPT_SECONDS = 3600.0
SCOPE = "openid profile"
ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
"""Signatures by a key that the issuer alone has: never "none", never a shared secret."""
LEEWAY_SECONDS = 60
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class PenerbitGalat(AlurIzinError):
    """The issuer does not answer, or not as it should; the text is for the log, without secrets."""


@dataclass(frozen=True)
class Klien:
    """`kembali`: the address that people come back to."""

    penerbit: str
    id: str
    rahasia: str = field(repr=False)
    kembali: str


@dataclass
class Penerbit:
    """What it says of itself is kept for an hour; its keys are asked for anew when a token names
    one that is not among them."""

    klien: Klien
    _sejak: float = -KEPT_SECONDS
    _alamat: Mapping[str, str] = field(default_factory=dict)
    _kunci: KeySet | None = None

    async def alamat_masuk(self, permintaan: PermintaanMasuk) -> str:
        """Where to send the browser. Raises `PenerbitGalat`."""
        alamat = await self._temukan()
        isi = {
            "response_type": "code",
            "client_id": self.klien.id,
            "redirect_uri": self.klien.kembali,
            "scope": SCOPE,
            "state": permintaan.state,
            "nonce": permintaan.nonce,
            "code_challenge": tantangan(permintaan.verifier),
            "code_challenge_method": "S256",
        }
        ujung = alamat["authorization_endpoint"]
        return f"{ujung}{'&' if urlsplit(ujung).query else '?'}{urlencode(isi)}"

    async def tukar(self, kode: str, permintaan: PermintaanMasuk) -> Mapping[str, Any]:
        """The claims of who came back with this code. Raises `PenerbitGalat`."""
        alamat = await self._temukan()
        isi = {
            "grant_type": "authorization_code",
            "code": kode,
            "redirect_uri": self.klien.kembali,
            "code_verifier": permintaan.verifier,
        }
        auth = httpx.BasicAuth(self.klien.id, self.klien.rahasia)
        jawab = await self._ask("POST", alamat["token_endpoint"], data=isi, auth=auth)
        token = jawab.get("id_token")
        if not isinstance(token, str):
            raise PenerbitGalat("tanpa id_token")
        return await self._periksa(token, permintaan.nonce)

    async def _periksa(self, token: str, nonce: str) -> Mapping[str, Any]:
        try:
            isi = await self._terbaca(token)
        except (JoseError, ValueError):
            isi = await self._lagi(token)
        self._sah(isi, nonce)
        return isi

    async def _terbaca(self, token: str) -> Mapping[str, Any]:
        isi: dict[str, Any] = jwt.decode(token, await self._keys(), algorithms=ALGORITHMS).claims
        return isi

    async def _lagi(self, token: str) -> Mapping[str, Any]:
        """It may have another key since this morning."""
        self._kunci = None
        try:
            return await self._terbaca(token)
        except (JoseError, ValueError) as error:
            raise PenerbitGalat(f"id_token: {type(error).__name__}") from error

    def _sah(self, isi: Mapping[str, Any], nonce: str) -> None:
        aud = isi.get("aud")
        semua = [aud] if isinstance(aud, str) else aud if isinstance(aud, list) else []
        kini, exp = time.time(), isi.get("exp")
        salah = [
            nama
            for nama, benar in (
                ("iss", isi.get("iss") == self.klien.penerbit),
                ("aud", self.klien.id in semua),
                ("azp", isi.get("azp", self.klien.id) == self.klien.id),
                ("exp", isinstance(exp, int | float) and exp > kini - LEEWAY_SECONDS),
                ("nonce", isi.get("nonce") == nonce),
            )
            if not benar
        ]
        if salah:
            raise PenerbitGalat(f"id_token: {', '.join(salah)}")

    async def _temukan(self) -> Mapping[str, str]:
        if time.monotonic() - self._sejak < KEPT_SECONDS:
            return self._alamat
        dasar = self.klien.penerbit.rstrip("/")
        isi = await self._ask("GET", f"{dasar}/.well-known/openid-configuration")
        if isi.get("issuer") != self.klien.penerbit:
            raise PenerbitGalat("issuer lain")
        ujung = ("authorization_endpoint", "token_endpoint", "jwks_uri")
        alamat = {nama: str(isi.get(nama, "")) for nama in ujung}
        for nama, url in alamat.items():
            bagian = urlsplit(url)
            if bagian.scheme != "https" and bagian.hostname not in LOOPBACK:
                raise PenerbitGalat(f"{nama} tanpa https")
        self._alamat, self._sejak, self._kunci = alamat, time.monotonic(), None
        return alamat

    async def _keys(self) -> KeySet:
        if self._kunci is None:
            isi = await self._ask("GET", (await self._temukan())["jwks_uri"])
            try:
                self._kunci = KeySet.import_key_set(isi)  # type: ignore[arg-type]
            except (JoseError, ValueError, KeyError, TypeError) as error:
                raise PenerbitGalat(f"jwks: {type(error).__name__}") from error
        return self._kunci

    async def _ask(self, cara: str, url: str, **isi: Any) -> dict[str, Any]:
        """No redirect is followed: a secret goes to whom it is for."""
        try:
            async with httpx.AsyncClient(
                timeout=SECONDS, follow_redirects=False, verify=known_authorities()
            ) as client:
                jawab = await client.request(cara, url, **isi)
            if jawab.status_code != httpx.codes.OK:
                raise PenerbitGalat(f"{urlsplit(url).path}: {jawab.status_code}")
            dibaca = jawab.json()
        except (httpx.HTTPError, ValueError) as error:
            raise PenerbitGalat(f"{urlsplit(url).path}: {type(error).__name__}") from error
        if not isinstance(dibaca, dict):
            raise PenerbitGalat(f"{urlsplit(url).path}: bukan objek")
        return dibaca
