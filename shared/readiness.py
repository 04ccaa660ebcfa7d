"""Waiting for broker and store at start: logs the server's name and address, never a password."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from tenacity import (
    AsyncRetrying,
    RetryCallState,
    RetryError,
    retry_if_exception_type,
    stop_after_delay,
    stop_never,
    wait_exponential_jitter,
)

from shared.connection_words import sebab_sambungan
from shared.errors import AlurIzinError
from shared.log import get_logger
from shared.rights_words import sebab_hak

log = get_logger()


class TidakSiap(AlurIzinError):
    """A server did not become reachable in the time that was given."""


def alamat(url: str) -> str:
    """host:port/path of a server's URL, without user and password."""
    bagian = urlsplit(url)
    return f"{bagian.scheme}://{bagian.netloc.rpartition('@')[2]}{bagian.path}"


async def wait_for(
    nama: str,
    url: str,
    attempt: Callable[[], Awaitable[None]],
    galat: tuple[type[BaseException], ...],
    batas_detik: float,
) -> None:
    """Repeats `attempt` while it raises one of `galat`; raises `TidakSiap` after `batas_detik`
    (0: never)."""

    def mengatakan(state: RetryCallState) -> None:
        sebab = state.outcome.exception() if state.outcome else None
        log.warning("menunggu", server=nama, di=alamat(url), sebab=_sebab(sebab))

    try:
        async for percobaan in AsyncRetrying(
            retry=retry_if_exception_type(galat),
            wait=wait_exponential_jitter(multiplier=0.2, max=5.0, exp_base=1.25, jitter=0.2),
            stop=stop_after_delay(batas_detik) if batas_detik else stop_never,
            before_sleep=mengatakan,
        ):
            with percobaan:
                await attempt()
    except RetryError as habis:
        terakhir = habis.last_attempt.exception()
        raise TidakSiap(
            f"{nama} di {alamat(url)} tidak terjangkau selama {batas_detik:g} detik: "
            f"{_sebab(terakhir)}"
        ) from terakhir


def _sebab(galat: BaseException | None) -> str:
    """The words, and in brackets the name by which a helper can look it up."""
    if galat is not None and (hak := sebab_hak(galat)):
        return hak
    return f"{sebab_sambungan(galat)} ({type(galat).__name__})" if galat else "tidak diketahui"
