"""A folder of secrets: made once, completed when a role is added, never overwritten.

<account>.env                 RABBITMQ_URL and MONGODB_URL of one account
mongodb.env                   passwords that MongoDB makes its users with
definitions.json              RabbitMQ's accounts, rights and queues
instalasi.json                where the servers are; no secret
ca.crt, ca.key                the installation's own certificate authority
rabbitmq.crt, rabbitmq.key    RabbitMQ's certificate
mongodb.pem                   MongoDB's certificate and key, in one file as it wants them
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from izin.rahasia import folder_sertifikat
from izin.rahasia.tempat import FolderRahasia, Tempat
from shared.akses import DASBOR, Akun, Hak, definisi, hash_kata_sandi
from shared.akses.pengguna import LAYANAN
from shared.topology import Topologi
from shared.whole_file import OWNER_ONLY, whole_folder, write_file

PENGGUNA_TULIS = "izin"
PENGGUNA_BACA = "izin-baca"
"""The store's account for accounts that only look."""

HANYA_MELIHAT = frozenset({DASBOR})


@dataclass(frozen=True)
class Instalasi:
    """What an installation's secrets are for: its accounts, its queues, its servers."""

    hak: Sequence[Hak]
    topologi: Topologi
    tempat: Tempat


def berkas_env(pengguna: str) -> str:
    """The file of an account: a service's is called like the service."""
    return f"{pengguna.removeprefix(LAYANAN)}.env"


# Files of `NAME=value` lines, one an account, for a container or a shell.
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


MONGODB_ENV = "mongodb.env"
DEFINISI = "definitions.json"
TEMPAT = "instalasi.json"

SANDI_TULIS, SANDI_BACA = "MONGODB_PASSWORD", "MONGODB_PASSWORD_BACA"
URL_RABBITMQ, URL_MONGODB = "RABBITMQ_URL", "MONGODB_URL"


def buat(folder: Path, instalasi: Instalasi, kini: datetime) -> None:
    """Whole, or not at all. Raises `FolderRahasia` when there is something in the folder already,
    and `BerkasTidakTertulis`."""
    if folder.exists() and any(folder.iterdir()):
        raise FolderRahasia(
            f"{folder} sudah berisi; tidak ada yang diubah",
            "Melengkapi folder itu: --tambah. Instalasi baru: folder lain",
        )
    sertifikat = folder_sertifikat.susun(instalasi.tempat, kini)
    with whole_folder(folder, 0o700):
        _tulis(folder / TEMPAT, instalasi.tempat.model_dump_json(indent=2) + "\n")
        folder_sertifikat.tulis(folder, sertifikat)
        _tulis(folder / MONGODB_ENV, tulis(_mongodb_env(instalasi)))
        lengkapi(folder, instalasi)


def lengkapi(folder: Path, instalasi: Instalasi) -> Sequence[str]:
    """Files of accounts that have none yet, and the definitions anew. Returns the accounts that
    are new. Raises `FolderRahasia`."""
    baru = [hak for hak in instalasi.hak if not (folder / berkas_env(hak.pengguna)).exists()]
    sandi = baca(folder / MONGODB_ENV)
    for hak in baru:
        _tulis(folder / berkas_env(hak.pengguna), _akun_env(hak, instalasi, sandi))
    _tulis(folder / DEFINISI, teks_definisi(folder, instalasi))
    return [hak.pengguna for hak in baru]


def _tulis(berkas: Path, isi: str) -> None:
    write_file(berkas, isi, mode=OWNER_ONLY)


def teks_definisi(folder: Path, instalasi: Instalasi) -> str:
    """With the passwords that are in the folder. Raises `FolderRahasia`."""
    akun = [_akun(folder, satu) for satu in instalasi.hak]
    return json.dumps(definisi(akun, instalasi.topologi, instalasi.tempat.vhost), indent=2) + "\n"


def _akun(folder: Path, hak: Hak) -> Akun:
    berkas = folder / berkas_env(hak.pengguna)
    if not berkas.exists():
        raise FolderRahasia(
            f"{berkas} tidak ada: pengguna '{hak.pengguna}' belum punya kata sandi",
            f"Buat yang kurang: izin rahasia {folder} --tambah",
        )
    return Akun(hak, hash_acak(kata_sandi_url(berkas, URL_RABBITMQ)))


def _mongodb_env(instalasi: Instalasi) -> dict[str, str]:
    return {
        "MONGO_INITDB_ROOT_USERNAME": "root",
        "MONGO_INITDB_ROOT_PASSWORD": kata_sandi(),
        "MONGO_INITDB_DATABASE": instalasi.tempat.basis_data,
        "MONGODB_USER": PENGGUNA_TULIS,
        SANDI_TULIS: kata_sandi(),
        "MONGODB_USER_BACA": PENGGUNA_BACA,
        SANDI_BACA: kata_sandi(),
    }


def _akun_env(hak: Hak, instalasi: Instalasi, sandi: dict[str, str]) -> str:
    tempat, melihat = instalasi.tempat, hak.pengguna in HANYA_MELIHAT
    pengguna, kunci = (PENGGUNA_BACA, SANDI_BACA) if melihat else (PENGGUNA_TULIS, SANDI_TULIS)
    if not sandi.get(kunci):
        raise FolderRahasia(f"{MONGODB_ENV} tidak memuat {kunci}")
    return tulis(
        {
            URL_RABBITMQ: tempat.rabbitmq_url(hak.pengguna, kata_sandi()),
            URL_MONGODB: tempat.mongodb_url(pengguna, sandi[kunci]),
            "IZIN_BASIS_DATA": tempat.basis_data,
        }
    )
