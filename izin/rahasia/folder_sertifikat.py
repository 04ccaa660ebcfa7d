"""The certificates in a folder of secrets: made, renewed, looked at."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from izin.rahasia.sertifikat import Pasangan, berlaku_sampai, buat_ca, buat_server, nama_server
from izin.rahasia.tempat import MONGODB, RABBITMQ, FolderRahasia, Tempat
from shared.os_words import sebab_os
from shared.whole_file import OWNER_ONLY, write_files

CA, CA_KUNCI = "ca.crt", "ca.key"
RABBITMQ_CRT, RABBITMQ_KEY = f"{RABBITMQ}.crt", f"{RABBITMQ}.key"
MONGODB_PEM = f"{MONGODB}.pem"

TERBACA_SEMUA = 0o644
"""The authority's certificate is no secret, and services under other users have to read it."""


class Sertifikat(NamedTuple):
    ca: Pasangan
    rabbitmq: Pasangan
    mongodb: Pasangan


def susun(tempat: Tempat, kini: datetime) -> Sertifikat:
    """Raises `FolderRahasia` for a name that no server can have."""
    ca = buat_ca(kini)
    try:
        return Sertifikat(
            ca,
            buat_server(ca, tempat.nama(tempat.rabbitmq), kini),
            buat_server(ca, tempat.nama(tempat.mongodb), kini),
        )
    except ValueError as galat:
        raise FolderRahasia(
            "nama server tidak sah: tulis nama atau alamat IP, misalnya dokumen.contoh.id"
        ) from galat


def tulis(folder: Path, sertifikat: Sertifikat) -> None:
    write_files({folder / CA: sertifikat.ca.sertifikat}, mode=TERBACA_SEMUA)
    write_files({folder / CA_KUNCI: sertifikat.ca.kunci}, mode=OWNER_ONLY)
    _tulis_server(folder, sertifikat.rabbitmq, sertifikat.mongodb)


def perbarui(folder: Path, nama_lain: tuple[str, ...], kini: datetime) -> None:
    """New certificates for the servers, by the same authority, for the names that they had and
    these. Raises `FolderRahasia`."""
    try:
        ca = Pasangan((folder / CA).read_bytes(), (folder / CA_KUNCI).read_bytes())
        rabbitmq, mongodb = (
            buat_server(ca, (*nama_server((folder / berkas).read_bytes()), *nama_lain), kini)
            for berkas in (RABBITMQ_CRT, MONGODB_PEM)
        )
    except (OSError, ValueError) as galat:
        raise FolderRahasia(
            f"sertifikat di {folder} tidak dapat diperbarui ({_sebab(galat)})",
            f"{CA}, {CA_KUNCI}, {RABBITMQ_CRT} dan {MONGODB_PEM} harus ada di folder itu",
        ) from galat
    _tulis_server(folder, rabbitmq, mongodb)


def masa_berlaku(folder: Path) -> dict[str, datetime]:
    """Until when each certificate is good. Raises `FolderRahasia`."""
    hasil = {}
    for nama in (CA, RABBITMQ_CRT, MONGODB_PEM):
        try:
            hasil[nama] = berlaku_sampai((folder / nama).read_bytes())
        except (OSError, ValueError) as galat:
            raise FolderRahasia(
                f"{folder / nama} bukan sertifikat yang dapat dibaca ({_sebab(galat)})"
            ) from galat
    return hasil


def _sebab(galat: OSError | ValueError) -> str:
    return sebab_os(galat) if isinstance(galat, OSError) else "isinya rusak atau bukan sertifikat"


def _tulis_server(folder: Path, rabbitmq: Pasangan, mongodb: Pasangan) -> None:
    """All or none: a certificate without its key would stop the server."""
    write_files(
        {
            folder / RABBITMQ_CRT: rabbitmq.sertifikat,
            folder / RABBITMQ_KEY: rabbitmq.kunci,
            folder / MONGODB_PEM: mongodb.kunci + mongodb.sertifikat,
        },
        mode=OWNER_ONLY,
    )
