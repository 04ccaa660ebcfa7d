"""What a person reads when something cannot be shown or done. What does not exist and what is not
theirs are one answer."""

import secrets
from collections.abc import Awaitable, Callable, Mapping
from typing import NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Scope

from services.meja.permintaan import Permintaan
from services.meja.situs import Situs
from shared.errors import BrokerTidakTerjangkau, JamTidakSepakat, StoreTidakTerjangkau
from shared.log import get_logger

log = get_logger()

RETRY_SECONDS = 10


class Kata(NamedTuple):
    judul: str
    kalimat: str
    lalu: str


KATA: Mapping[int, Kata] = {
    400: Kata(
        "Permintaan tidak dapat dibaca",
        "Peramban mengirim sesuatu yang tidak dapat dibaca di sini.",
        "Kembali ke halaman sebelumnya, muat ulang, lalu coba lagi.",
    ),
    403: Kata(
        "Halaman ini perlu dimuat ulang",
        "Formulir yang dikirim tidak berasal dari halaman yang sedang berlaku, jadi tidak ada yang"
        " diubah.",
        "Kembali, muat ulang halamannya, lalu kirim lagi. Bila terus terjadi, pastikan peramban"
        " menerima kuki dari situs ini.",
    ),
    404: Kata(
        "Halaman tidak ditemukan",
        "Alamat ini tidak ada, atau bukan untuk peran Anda.",
        "Periksa alamatnya, atau mulai dari halaman utama.",
    ),
    405: Kata(
        "Halaman tidak ditemukan",
        "Alamat ini tidak dapat dibuka dengan cara itu.",
        "Mulai dari halaman utama.",
    ),
    413: Kata(
        "Kiriman terlalu besar",
        "Yang dikirim lebih besar daripada yang dapat diterima; tidak ada yang disimpan.",
        "Kecilkan berkasnya atau kirim sebagian, lalu coba lagi.",
    ),
    429: Kata(
        "Terlalu banyak permintaan",
        "Dari alamat jaringan ini datang lebih banyak permintaan daripada yang wajar.",
        "Tunggu sebentar, lalu muat ulang.",
    ),
    500: Kata(
        "Ada yang salah di sini",
        "Kesalahan ini ada pada sistem, bukan pada Anda. Sudah tercatat.",
        "Coba lagi. Bila terulang, sebutkan kode di bawah kepada pengelola.",
    ),
    503: Kata(
        "Sistem sedang tidak terjangkau",
        "Penyimpanan atau pengantar pesan tidak menjawab. Tidak ada putusan yang hilang.",
        "Halaman ini dapat dimuat ulang sebentar lagi.",
    ),
}
LAINNYA = Kata(
    "Tidak dapat dilayani", "Permintaan ini tidak dapat dilayani.", "Kembali, coba lagi."
)

JAM = Kata(
    "Jam sistem tidak sepakat",
    "Jam komputer yang menyajikan halaman ini berbeda dari jam penyimpanan. Selama begitu tidak ada"
    " yang diputuskan, supaya tidak ada waktu yang salah dicatat.",
    "Beri tahu pengelola. Begitu jamnya betul, halaman ini dapat dimuat ulang.",
)

Handler = Callable[[Request, Exception], Awaitable[Response]]


def handlers(situs: Situs) -> dict[int | type[Exception], Handler]:
    async def of_http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101 - registered for it
        answer = halaman_galat(Permintaan(situs, request), error.status_code)
        answer.headers.update(error.headers or {})
        return answer

    async def of_servers(request: Request, error: Exception) -> Response:
        log.warning("halaman_menunggu", sebab=type(error).__name__)
        kata = JAM if isinstance(error, JamTidakSepakat) else KATA[503]
        answer = Permintaan(situs, request).halaman(
            "galat.html", 503, kata=kata, kode="", angka=503
        )
        answer.headers["Retry-After"] = str(RETRY_SECONDS)
        return answer

    async def of_time(request: Request, _: Exception) -> Response:
        return halaman_galat(Permintaan(situs, request), 400)

    async def of_nobody(_: Request, __: Exception) -> Response:
        """They closed the page while they sent something: nobody reads the answer."""
        return Response(status_code=400)

    async def of_ours(request: Request, error: Exception) -> Response:
        kode = secrets.token_hex(4)
        log.error("unforeseen", kode=kode, cara=request.method, exc_info=error)
        return halaman_galat(Permintaan(situs, request), 500, kode)

    return {
        HTTPException: of_http,
        StoreTidakTerjangkau: of_servers,
        BrokerTidakTerjangkau: of_servers,
        TimeoutError: of_time,
        ClientDisconnect: of_nobody,
        Exception: of_ours,
    }


def halaman_galat(permintaan: Permintaan, status: int, kode: str = "") -> Response:
    kata = KATA.get(status, LAINNYA)
    return permintaan.halaman("galat.html", status, kata=kata, kode=kode, angka=status)


def too_often(situs: Situs) -> Callable[[Scope, float], Response]:
    def refuse(scope: Scope, waits: float) -> Response:
        answer = halaman_galat(Permintaan(situs, Request(scope)), 429)
        answer.headers["Retry-After"] = str(max(1, round(waits)))
        return answer

    return refuse
