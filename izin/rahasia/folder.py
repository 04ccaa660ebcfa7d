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
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from izin.rahasia import certs_folder, env_files
from izin.rahasia.errors import FolderRahasia
from izin.rahasia.instalasi import (
    HANYA_MELIHAT,
    PENGGUNA_BACA,
    PENGGUNA_TULIS,
    Instalasi,
    berkas_env,
)
from shared.akses import Akun, Hak, definisi
from shared.embedded.private_files import write_private

MONGODB_ENV = "mongodb.env"
DEFINISI = "definitions.json"
TEMPAT = "instalasi.json"

SANDI_TULIS, SANDI_BACA = "MONGODB_PASSWORD", "MONGODB_PASSWORD_BACA"
URL_RABBITMQ, URL_MONGODB = "RABBITMQ_URL", "MONGODB_URL"


def buat(folder: Path, instalasi: Instalasi, kini: datetime) -> None:
    """Raises `FolderRahasia` when there is something in the folder already."""
    if folder.exists() and any(folder.iterdir()):
        raise FolderRahasia(
            f"{folder} sudah berisi; tidak ada yang diubah",
            "Melengkapi folder itu: --tambah. Instalasi baru: folder lain",
        )
    sertifikat = certs_folder.susun(instalasi.tempat, kini)
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    write_private(folder / TEMPAT, instalasi.tempat.model_dump_json(indent=2) + "\n")
    certs_folder.tulis(folder, sertifikat)
    write_private(folder / MONGODB_ENV, env_files.tulis(_mongodb_env(instalasi)))
    lengkapi(folder, instalasi)


def lengkapi(folder: Path, instalasi: Instalasi) -> Sequence[str]:
    """Files of accounts that have none yet, and the definitions anew. Returns the accounts that
    are new. Raises `FolderRahasia`."""
    baru = [hak for hak in instalasi.hak if not (folder / berkas_env(hak.pengguna)).exists()]
    sandi = env_files.baca(folder / MONGODB_ENV)
    for hak in baru:
        write_private(folder / berkas_env(hak.pengguna), _akun_env(hak, instalasi, sandi))
    write_private(folder / DEFINISI, teks_definisi(folder, instalasi))
    return [hak.pengguna for hak in baru]


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
    return Akun(hak, env_files.hash_acak(env_files.kata_sandi_url(berkas, URL_RABBITMQ)))


def _mongodb_env(instalasi: Instalasi) -> dict[str, str]:
    return {
        "MONGO_INITDB_ROOT_USERNAME": "root",
        "MONGO_INITDB_ROOT_PASSWORD": env_files.kata_sandi(),
        "MONGO_INITDB_DATABASE": instalasi.tempat.basis_data,
        "MONGODB_USER": PENGGUNA_TULIS,
        SANDI_TULIS: env_files.kata_sandi(),
        "MONGODB_USER_BACA": PENGGUNA_BACA,
        SANDI_BACA: env_files.kata_sandi(),
    }


def _akun_env(hak: Hak, instalasi: Instalasi, sandi: dict[str, str]) -> str:
    tempat, melihat = instalasi.tempat, hak.pengguna in HANYA_MELIHAT
    pengguna, kunci = (PENGGUNA_BACA, SANDI_BACA) if melihat else (PENGGUNA_TULIS, SANDI_TULIS)
    if not sandi.get(kunci):
        raise FolderRahasia(f"{MONGODB_ENV} tidak memuat {kunci}")
    return env_files.tulis(
        {
            URL_RABBITMQ: tempat.rabbitmq_url(hak.pengguna, env_files.kata_sandi()),
            URL_MONGODB: tempat.mongodb_url(pengguna, sandi[kunci]),
            "IZIN_BASIS_DATA": tempat.basis_data,
        }
    )
