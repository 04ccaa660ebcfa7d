"""Logging: one line an event, to standard error; JSON where a machine reads it.

The only module that knows structlog, which draws tracebacks with Rich and Pygments where these are
installed. Ours are text by then, and a worker starts without both.
"""

import logging
import sys
import warnings
from datetime import datetime
from zoneinfo import ZoneInfo

from shared.optional_parts import without

with without("rich"):
    import structlog
    from structlog import get_logger
    from structlog.contextvars import bind_contextvars, bound_contextvars
    from structlog.typing import EventDict, Processor

__all__ = ["bind_contextvars", "bound_contextvars", "configure", "get_logger"]

_DASAR: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
]


class _JamKantor:
    """The time as people in the office read it: "2026-12-01 08.29.01 WITA"."""

    def __init__(self, zona: ZoneInfo) -> None:
        self._zona = zona

    def __call__(self, _: object, __: str, peristiwa: EventDict) -> EventDict:
        kini = datetime.now(self._zona)
        return {**peristiwa, "timestamp": f"{kini:%Y-%m-%d %H.%M.%S} {kini.tzname()}"}


def _satu_baris(_: object, __: str, peristiwa: EventDict) -> EventDict:
    """Makes control characters in a value visible: a value never begins a new line of the log and
    never moves the reader's cursor. A traceback is added later and keeps its lines."""
    return {
        kunci: _terlihat(nilai) if isinstance(nilai, str) else nilai
        for kunci, nilai in peristiwa.items()
    }


def _terlihat(teks: str) -> str:
    if teks.isprintable():
        return teks
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in teks)


def configure(format_: str, level: str, zona: str = "UTC") -> None:
    """`format_` is "teks", for people, in their `zona`, or "json", for machines, in UTC with
    microseconds. Libraries' own records go the same way, from WARNING on."""
    jam: Processor = (
        structlog.processors.TimeStamper(fmt="iso", utc=True)
        if format_ == "json"
        else _JamKantor(ZoneInfo(zona))
    )
    bersama = [*_DASAR, jam]
    akhir: Processor = (
        structlog.processors.JSONRenderer()
        if format_ == "json"
        else structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=bersama,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _satu_baris,
                structlog.processors.format_exc_info,
                akhir,
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for nama in ("aio_pika.tools", "aiormq.connection"):
        # Tracebacks of a lost connection; `aio_pika.robust_connection` says it in one line.
        logging.getLogger(nama).setLevel(logging.CRITICAL)
    for nama in ("shared", "services", "ops", "izin"):
        logging.getLogger(nama).setLevel(level)
    # aio-pika's Connection leaves its own close() unawaited after a failed attempt to connect.
    warnings.filterwarnings("ignore", message="coroutine 'Connection.close' was never awaited")
    structlog.configure(
        processors=[*bersama, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
