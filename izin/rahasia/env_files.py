"""Files of `NAME=value` lines, one an account, for a container or a shell."""

import secrets
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from izin.rahasia.errors import FolderRahasia
from shared.akses import hash_kata_sandi

KATA_SANDI_BYTE = 24
GARAM_BYTE = 4


def kata_sandi() -> str:
    """192 bits, in digits and letters that need no quoting anywhere."""
    return secrets.token_hex(KATA_SANDI_BYTE)


def hash_acak(kata: str) -> str:
    """As RabbitMQ keeps it, salted anew each time."""
    return hash_kata_sandi(kata, secrets.token_bytes(GARAM_BYTE))


def tulis(isi: Mapping[str, str]) -> str:
    return "".join(f"{nama}={nilai}\n" for nama, nilai in isi.items())


def baca(berkas: Path) -> dict[str, str]:
    """Raises `FolderRahasia`."""
    try:
        baris = berkas.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as galat:
        raise FolderRahasia(f"{berkas} tidak dapat dibaca ({type(galat).__name__})") from galat
    pasang = (satu.partition("=") for satu in baris if satu and not satu.startswith("#"))
    return {nama: nilai for nama, _, nilai in pasang}


def kata_sandi_url(berkas: Path, variabel: str) -> str:
    """The password in one of the URLs of an account's file. Raises `FolderRahasia`."""
    url = baca(berkas).get(variabel, "")
    kata = urlsplit(url).password
    if not kata:
        raise FolderRahasia(f"{berkas}: {variabel} tidak memuat kata sandi")
    return unquote(kata)
