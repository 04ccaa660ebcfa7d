"""A timestamp asked of a service (RFC 3161), and why there is none, in words."""

from typing import Any
from urllib.parse import urlsplit

from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

STEMPEL_ASING = (
    "sertifikat layanan stempel waktu tidak berasal dari penyelenggara yang dipercaya (akar)"
)
_GALAT_HTTP = 400


class StempelTidakTerbaca(TimestampRequestError):
    """What came back is no answer of such a service."""


class PemintaStempel(HTTPTimeStamper):
    """Everything that an answer can be wrong in is one kind of error."""

    async def async_timestamp(self, message_digest: Any, md_algorithm: Any) -> Any:
        try:
            return await super().async_timestamp(message_digest, md_algorithm)
        except (ValueError, TypeError, KeyError, AttributeError) as galat:
            raise StempelTidakTerbaca from galat


def sebab_stempel(alamat: str, galat: TimestampRequestError) -> str:
    """A sentence for the officer; the service is named by its host alone."""
    sebab = galat.__cause__
    status = getattr(sebab, "status", None)  # of an answer that is no success
    if isinstance(galat, StempelTidakTerbaca) or (status and status < _GALAT_HTTP):
        apa = "jawabannya tidak memuat stempel waktu"
    elif status:
        apa = f"ia menjawab dengan galat {status}"
    elif isinstance(sebab, TimeoutError):
        apa = "ia tidak menjawab pada waktunya"
    elif sebab is not None:
        apa = "ia tidak terjangkau"
    else:
        apa = "ia menolak permintaan"
    host = urlsplit(alamat).hostname
    return f"tidak ada stempel dari layanan stempel waktu {host}: {apa}. Coba lagi nanti"
