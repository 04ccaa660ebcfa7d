"""One request, and the answers that a page gives: shown, sent elsewhere, refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal, Self
from urllib.parse import urlsplit

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from services.meja.kata import Kini
from services.meja.situs import Situs
from shared.kantor.orang import Orang, kenali
from shared.kantor.ruang import Ruang
from shared.kotak.hitung import Jumlah
from shared.web import csrf

SEE_OTHER = 303
THEMES = ("terang", "gelap")
ONE_YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class Permintaan:
    """`isian`: the fields of a form that was sent; empty where a page is only shown. `orang`: who
    has signed in, with the roles of this moment."""

    situs: Situs
    request: Request
    isian: FormData = field(default_factory=FormData)
    orang: Orang | None = None
    jumlah: Mapping[str, Jumlah] = field(default_factory=dict)
    """What waits in the inboxes that they see."""
    urut: Mapping[str, int] = field(default_factory=dict)
    """The numbers of these inboxes, read before anything that is shown."""

    @property
    def ruang(self) -> Ruang:
        return self.situs.ruang

    @property
    def saya(self) -> Orang:
        """On a page for those who have signed in."""
        assert self.orang is not None  # noqa: S101 - the table of routes sees to it
        return self.orang

    async def dikenali(self) -> Self:
        """With the person whose session it is."""
        orang = await kenali(self.ruang, self.cookie("sesi"))
        if orang is None or not orang.penuh:
            return replace(self, orang=orang)
        urut = await self.situs.kotak.numbers(orang)
        jumlah = await self.situs.kotak.counts(orang, urut)
        return replace(self, orang=orang, urut=urut, jumlah=jumlah)

    async def kini(self) -> Kini:
        """Now, for a page that shows how much time is left."""
        kalender = (await self.situs.kantor.kalender.berlaku()).terkini
        return Kini(self.situs.kantor.clock(), kalender)

    def jalur(self, nama: str) -> str:
        """A part of the address, as the route names it."""
        return str(self.request.path_params[nama])

    def dengan(self, request: Request, isian: FormData) -> Self:
        """The same with what was sent."""
        return replace(self, request=request, isian=isian)

    def kata(self, nama: str) -> str:
        """A field of the form; empty where there is none, or a file under that name."""
        isi = self.isian.get(nama, "")
        return isi if isinstance(isi, str) else ""

    def halaman(self, templat: str, status: int = 200, **isi: Any) -> Response:
        """The template with what every page needs, and `isi`."""
        answer = HTMLResponse(self.situs.tulis(templat, {**self._bersama(), **isi}), status)
        if csrf.is_seed(self._sent_seed):
            return answer
        return self.with_cookie(answer, "benih", self._seed)

    def ke(self, url: str) -> Response:
        """After something was changed: shown anew, so that a reload changes nothing again."""
        return RedirectResponse(url, SEE_OTHER)

    def with_cookie(
        self,
        answer: Response,
        nama: str,
        nilai: str,
        *,
        seconds: int | None = None,
        samesite: Literal["lax", "strict"] = "lax",
    ) -> Response:
        """`seconds` None: until the browser is closed; 0: away with it."""
        answer.set_cookie(
            self.cookie_name(nama),
            nilai,
            max_age=seconds,
            secure=self.situs.https,
            httponly=True,
            samesite=samesite,
        )
        return answer

    def cookie(self, nama: str) -> str:
        return self.request.cookies.get(self.cookie_name(nama), "")

    def cookie_name(self, nama: str) -> str:
        """By https, one that no neighbouring site can set."""
        return f"__Host-{nama}" if self.situs.https else nama

    @cached_property
    def htmx(self) -> bool:
        return self.request.headers.get("hx-request") == "true"

    @property
    def dari_sini(self) -> bool:
        """Whether the form that was sent is one of ours."""
        brought = self.request.headers.get(csrf.HEADER) or self.isian.get(csrf.BIDANG)
        return (
            csrf.from_our_page(self.request.headers)
            and isinstance(brought, str)
            and csrf.brings_token(self.ruang.kunci, self._sent_seed, brought)
        )

    @property
    def tema(self) -> str:
        """Empty: as the device has it."""
        chosen = self.cookie("tema")
        return chosen if chosen in THEMES else ""

    @property
    def alamat(self) -> str:
        """Where it is now, for a way back."""
        url = self.request.url
        return f"{url.path}?{url.query}" if url.query else url.path

    def _bersama(self) -> Mapping[str, Any]:
        return {
            "csrf": csrf.token(self.ruang.kunci, self._seed),
            "tema": self.tema,
            "alamat": self.alamat,
            "orang": self.orang,
            "jumlah": self.jumlah,
            "jalan": self.request.url.path,
        }

    @property
    def _sent_seed(self) -> str:
        return self.cookie("benih")

    @cached_property
    def _seed(self) -> str:
        return self._sent_seed if csrf.is_seed(self._sent_seed) else csrf.new_seed()


def jalan_di_sini(url: str) -> str:
    """The way back that a form brings, if it leads to a page of ours; otherwise the first page."""
    bagian = urlsplit(url)
    if bagian.scheme or bagian.netloc or "\\" in url or not url.isprintable():
        return "/"
    return url if url.startswith("/") and not url.startswith("//") else "/"
