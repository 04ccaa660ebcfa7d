"""Where an installation's servers are, and what they are called: kept beside its secrets."""

from pathlib import Path
from typing import Annotated
from urllib.parse import quote, urlencode

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from shared.errors import AlurIzinError
from shared.os_words import sebab_os
from shared.validation_text import rincian_galat


# What can be wrong with a folder of secrets.
#
# AlurIzinError
# └── FolderRahasia   it cannot be made, read or completed; nothing was changed
class FolderRahasia(AlurIzinError):
    """`anjuran` says what to do next. Neither text holds a secret."""

    def __init__(self, pesan: str, anjuran: str = "") -> None:
        super().__init__(pesan)
        self.anjuran = anjuran


RABBITMQ = "rabbitmq"
MONGODB = "mongodb"
PORT_AMQPS = 5671
PORT_MONGODB = 27017

NAMA_UMUM = ("localhost", "127.0.0.1")


class Alamat(BaseModel):
    """Where clients find a server."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: Annotated[str, Field(pattern=r"^[A-Za-z0-9.:-]+$", max_length=253)]
    port: Annotated[int, Field(ge=1, le=65535)]

    @property
    def netloc(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


class Tempat(BaseModel):
    """`ca` is where whoever connects finds the authority's certificate; `tanda_tangan` where the
    folder of signing is found, None in an installation that signs in another way; `nama_lain` are
    further names of both servers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ca: Path
    tanda_tangan: Path | None = None
    vhost: Annotated[str, Field(min_length=1, max_length=100)] = "izin"
    basis_data: str = "izin"
    rabbitmq: Alamat = Alamat(host=RABBITMQ, port=PORT_AMQPS)
    mongodb: Alamat = Alamat(host=MONGODB, port=PORT_MONGODB)
    nama_lain: tuple[str, ...] = ()

    def nama(self, alamat: Alamat) -> tuple[str, ...]:
        """Every name by which the server at this address may be called."""
        return tuple(dict.fromkeys((alamat.host, *NAMA_UMUM, *self.nama_lain)))

    def rabbitmq_url(self, pengguna: str, kata_sandi: str) -> str:
        ca = urlencode({"cafile": str(self.ca)})
        login = _login(pengguna, kata_sandi)
        return f"amqps://{login}@{self.rabbitmq.netloc}/{quote(self.vhost, safe='')}?{ca}"

    def mongodb_url(self, pengguna: str, kata_sandi: str) -> str:
        pilihan = {
            "authSource": self.basis_data,
            "tls": "true",
            "tlsCAFile": str(self.ca),
            # An acknowledged write is on the disk; a store that hangs looks like one that is away.
            "w": "1",
            "journal": "true",
            "serverSelectionTimeoutMS": "5000",
            "connectTimeoutMS": "5000",
            "socketTimeoutMS": "20000",
        }
        login = _login(pengguna, kata_sandi)
        return f"mongodb://{login}@{self.mongodb.netloc}/?{urlencode(pilihan)}"


def baca_tempat(berkas: Path) -> Tempat:
    """Raises `FolderRahasia`."""
    try:
        return Tempat.model_validate_json(berkas.read_bytes())
    except (OSError, ValidationError) as galat:
        sebab = sebab_os(galat) if isinstance(galat, OSError) else "; ".join(rincian_galat(galat))
        raise FolderRahasia(
            f"{berkas} tidak dapat dibaca ({sebab})",
            "Folder rahasia dibuat oleh: izin rahasia FOLDER",
        ) from galat


def _login(pengguna: str, kata_sandi: str) -> str:
    return f"{quote(pengguna, safe='')}:{quote(kata_sandi, safe='')}"
