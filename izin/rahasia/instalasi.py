"""A folder of secrets: made once, completed when a role is added, never overwritten.

<account>.env                 RABBITMQ_URL and MONGODB_URL of one account
meja.env                      of the desk in a browser: the URLs of each role's tools too
meja.kunci                    the desk's key
mongodb.env                   MongoDB's own administrator, and the user of its health check
pengguna.js                   MongoDB's roles and users, for its shell
definitions.json              RabbitMQ's accounts, rights and queues
instalasi.json                where the servers are; no secret
ca.crt, ca.key                the installation's own certificate authority
rabbitmq.crt, rabbitmq.key    RabbitMQ's certificate
mongodb.pem                   MongoDB's certificate and key, in one file as it wants them
tanda-tangan/                 keys for trying; see `izin.rahasia.folder_tanda_tangan`
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from izin.rahasia import folder_sertifikat, folder_tanda_tangan
from izin.rahasia.folder_tanda_tangan import TERBACA_LAYANAN, VARIABEL, susunan_untuk
from izin.rahasia.pengguna_simpanan import skrip
from izin.rahasia.tempat import FolderRahasia, Tempat
from shared.akses import Akun, Hak, definisi, hash_kata_sandi
from shared.akses.pengguna import LAYANAN, MEJA, RUANG_MEJA, layanan
from shared.os_words import sebab_os
from shared.settings import variabel_url
from shared.store.hak import PEMULIH, SEHAT, HakSimpanan, hak_simpanan, perintah
from shared.tandatangan.folder_uji_coba import Pejabat
from shared.text_reading import BOM, TidakTerbaca, teks_utf8
from shared.topology import Topologi
from shared.whole_file import OWNER_ONLY, whole_folder, write_file


@dataclass(frozen=True)
class Instalasi:
    """What an installation's secrets are for: its accounts, its queues, its servers.
    `menandatangani`: the roles that sign SKs; `penanda`: the officers who may, now or later."""

    hak: Sequence[Hak]
    topologi: Topologi
    tempat: Tempat
    menandatangani: frozenset[str] = frozenset()
    penanda: tuple[Pejabat, ...] = ()


class Dilengkapi(NamedTuple):
    """What is new: accounts, and signatories with a key."""

    akun: tuple[str, ...]
    penanda: tuple[Pejabat, ...]


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
        baris = teks_utf8(berkas.read_bytes()).removeprefix(BOM).splitlines()
    except OSError as galat:
        raise FolderRahasia(f"{berkas} tidak dapat dibaca ({sebab_os(galat)})") from galat
    except TidakTerbaca as galat:
        raise FolderRahasia(f"{berkas} {galat}") from galat
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
PENGGUNA = "pengguna.js"
DEFINISI = "definitions.json"
TEMPAT = "instalasi.json"
KUNCI_MEJA = "meja.kunci"
KUNCI_BYTE = 32

PENGGUNA_SEHAT, SANDI_SEHAT = "MONGODB_USER", "MONGODB_PASSWORD"
URL_RABBITMQ, URL_MONGODB = "RABBITMQ_URL", "MONGODB_URL"


def buat(folder: Path, instalasi: Instalasi, kini: datetime) -> Dilengkapi:
    """Whole, or not at all. Raises `FolderRahasia` when there is something in the folder already,
    and `BerkasTidakTertulis`."""
    if folder.exists() and any(folder.iterdir()):
        raise FolderRahasia(
            f"{folder} sudah berisi; tidak ada yang diubah",
            "Melengkapi folder itu: --tambah. Instalasi baru: folder lain",
        )
    sertifikat = folder_sertifikat.susun(instalasi.tempat, kini)
    with whole_folder(folder, 0o700):
        pindahkan(folder, instalasi.tempat)
        folder_sertifikat.tulis(folder, sertifikat)
        _tulis(folder / MONGODB_ENV, tulis(_mongodb_env(instalasi.tempat)))
        return lengkapi(folder, instalasi)


def lengkapi(folder: Path, instalasi: Instalasi) -> Dilengkapi:
    """Files of accounts that have none yet, and the definitions and the store's users anew. An
    account that shared its user of the store with others gets one of its own. Keys for trying of
    signatories who have none. Raises `FolderRahasia`, `KunciTidakTerbuka` and
    `TandaTanganTidakSah`."""
    penanda = folder_tanda_tangan.lengkapi(folder, instalasi.penanda)
    semua = [hak.pengguna for hak in instalasi.hak]
    baru = [satu for satu in semua if not (folder / berkas_env(satu)).exists()]
    for pengguna in baru:
        _tulis(folder / berkas_env(pengguna), tulis(_akun_env(pengguna, instalasi.tempat)))
    for pengguna in (*semua, PEMULIH):
        _sendiri(folder / berkas_env(pengguna), pengguna, instalasi.tempat)
    _sehat(folder / MONGODB_ENV)
    _ruang_meja(folder, semua)
    _cara_tanda_tangan(folder, semua, instalasi)
    _tulis(folder / DEFINISI, teks_definisi(folder, instalasi))
    _tulis(folder / PENGGUNA, teks_pengguna(folder, instalasi))
    return Dilengkapi(tuple(baru), penanda)


def _sendiri(berkas: Path, pengguna: str, tempat: Tempat) -> None:
    """A user of the store for this account alone."""
    isi = baca(berkas) if berkas.exists() else {}
    if urlsplit(isi.get(URL_MONGODB, "")).username == pengguna:
        return
    isi[URL_MONGODB] = tempat.mongodb_url(pengguna, kata_sandi())
    _tulis(berkas, tulis(isi | {"IZIN_BASIS_DATA": tempat.basis_data}))


def _ruang_meja(folder: Path, semua: Sequence[str]) -> None:
    """The desk in a browser logs in at the broker with the account of each role's tools, and has a
    key of its own."""
    berkas = folder / berkas_env(layanan(RUANG_MEJA))
    lama = baca(berkas)
    milik = {
        variabel_url(satu): baca(folder / berkas_env(satu))[URL_RABBITMQ]
        for satu in semua
        if satu.startswith(MEJA)
    }
    if lama | milik != lama:
        _tulis(berkas, tulis(lama | milik))
    kunci = folder / KUNCI_MEJA
    if not kunci.exists():
        _tulis(kunci, f"{secrets.token_hex(KUNCI_BYTE)}\n")
    kunci.chmod(TERBACA_LAYANAN)


def _cara_tanda_tangan(folder: Path, semua: Sequence[str], instalasi: Instalasi) -> None:
    """Told to whoever signs or judges SKs; what an office has said itself stands."""
    tempat = instalasi.tempat.tanda_tangan
    for pengguna in semua if tempat else ():
        berkas = folder / berkas_env(pengguna)
        susunan = susunan_untuk(pengguna, tempat, instalasi.menandatangani) if tempat else None
        isi = baca(berkas)
        if susunan and not isi.get(VARIABEL):
            _tulis(berkas, tulis(isi | {VARIABEL: str(susunan)}))


def pindahkan(folder: Path, tempat: Tempat) -> None:
    """Where its parts are found from now on."""
    _tulis(folder / TEMPAT, tempat.model_dump_json(indent=2) + "\n")


def _sehat(berkas: Path) -> None:
    """Its health check had the user that everybody shared."""
    isi = baca(berkas)
    if isi.get(PENGGUNA_SEHAT) != SEHAT:
        bekas = ("MONGODB_USER_BACA", "MONGODB_PASSWORD_BACA")
        isi = {nama: nilai for nama, nilai in isi.items() if nama not in bekas}
        _tulis(berkas, tulis(isi | {PENGGUNA_SEHAT: SEHAT, SANDI_SEHAT: kata_sandi()}))


def _tulis(berkas: Path, isi: str) -> None:
    write_file(berkas, isi, mode=OWNER_ONLY)


def teks_definisi(folder: Path, instalasi: Instalasi) -> str:
    """With the passwords that are in the folder. Raises `FolderRahasia`."""
    akun = [_akun(folder, satu) for satu in instalasi.hak]
    return json.dumps(definisi(akun, instalasi.topologi, instalasi.tempat.vhost), indent=2) + "\n"


def perintah_pengguna(folder: Path, instalasi: Instalasi) -> list[dict[str, Any]]:
    """What makes the store's roles and users. Raises `FolderRahasia`."""
    return perintah(*_pengguna(folder, instalasi))


def teks_pengguna(folder: Path, instalasi: Instalasi) -> str:
    """The same as a script. Raises `FolderRahasia`."""
    return skrip(*_pengguna(folder, instalasi))


def _pengguna(
    folder: Path, instalasi: Instalasi
) -> tuple[Sequence[HakSimpanan], Mapping[str, str], str]:
    hak = hak_simpanan(satu.pengguna for satu in instalasi.hak)
    sandi = {SEHAT: baca(folder / MONGODB_ENV).get(SANDI_SEHAT, "")} | {
        satu.pengguna: kata_sandi_url(folder / berkas_env(satu.pengguna), URL_MONGODB)
        for satu in hak
        if satu.pengguna != SEHAT
    }
    return hak, sandi, instalasi.tempat.basis_data


def _akun(folder: Path, hak: Hak) -> Akun:
    berkas = folder / berkas_env(hak.pengguna)
    if not berkas.exists():
        raise FolderRahasia(
            f"{berkas} tidak ada: pengguna '{hak.pengguna}' belum punya kata sandi",
            f"Buat yang kurang: izin rahasia {folder} --tambah",
        )
    return Akun(hak, hash_acak(kata_sandi_url(berkas, URL_RABBITMQ)))


def _mongodb_env(tempat: Tempat) -> dict[str, str]:
    return {
        "MONGO_INITDB_ROOT_USERNAME": "root",
        "MONGO_INITDB_ROOT_PASSWORD": kata_sandi(),
        "MONGO_INITDB_DATABASE": tempat.basis_data,
        PENGGUNA_SEHAT: SEHAT,
        SANDI_SEHAT: kata_sandi(),
    }


def _akun_env(pengguna: str, tempat: Tempat) -> dict[str, str]:
    return {
        URL_RABBITMQ: tempat.rabbitmq_url(pengguna, kata_sandi()),
        URL_MONGODB: tempat.mongodb_url(pengguna, kata_sandi()),
        "IZIN_BASIS_DATA": tempat.basis_data,
    }
