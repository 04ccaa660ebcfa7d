"""One typed, frozen object with everything that can be set; read once, handed down.

Variables are `RABBITMQ_URL`, `RABBITMQ_URL_<NAME>` for a role's own account, `MONGODB_URL`, and
`IZIN_<NAME>` for the rest. Units are in the names; the reason for a default stands next to it.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, AliasChoices, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from shared.kalender.loader import BERKAS_BAWAAN
from shared.kotak.alasan import BERKAS_ALASAN
from shared.sop.loader import FOLDER_BAWAAN
from shared.surat import FOLDER_SURAT_BAWAAN

_SKEMA_AMQP = ("amqp", "amqps")
_SKEMA_MONGODB = ("mongodb", "mongodb+srv")
_SKEMA_WEB = ("http", "https")


def _url_server(skema: tuple[str, ...], contoh: str) -> AfterValidator:
    """Refused without its value: it has a password. An empty one counts as unset."""

    def periksa(nilai: SecretStr | None) -> SecretStr | None:
        if nilai and not _ada_server(nilai.get_secret_value(), skema):
            raise ValueError(f"bukan alamat server; tulis misalnya {contoh}")
        return nilai

    return AfterValidator(periksa)


def _ada_server(url: str, skema: tuple[str, ...]) -> bool:
    try:
        bagian = urlsplit(url)
        if bagian.scheme in _SKEMA_AMQP:
            _ = bagian.port  # raises where it is none
    except ValueError:
        return False
    return bagian.scheme in skema and bool(bagian.netloc.rpartition("@")[2])


def _zona(nilai: str) -> str:
    try:
        ZoneInfo(nilai)
    except (ZoneInfoNotFoundError, ValueError, OSError) as galat:
        raise ValueError(f"zona waktu '{nilai}' tidak dikenal; misalnya Asia/Makassar") from galat
    return nilai


def _url_web(nilai: str | None) -> str | None:
    if nilai is None or not nilai.strip():
        return None
    try:
        bagian = urlsplit(nilai.strip())
        _ = bagian.port  # raises where it is none
    except ValueError:
        bagian = urlsplit("")
    if bagian.scheme not in _SKEMA_WEB or not bagian.hostname or bagian.path not in {"", "/"}:
        raise ValueError("bukan alamat situs; tulis misalnya https://meja.kota.go.id/")
    return f"{bagian.scheme}://{bagian.netloc}/"


def _url_penerbit(nilai: str | None) -> str | None:
    """By https, or on this machine."""
    if nilai is None or not nilai.strip():
        return None
    try:
        bagian = urlsplit(nilai.strip())
        _ = bagian.port
    except ValueError:
        bagian = urlsplit("")
    sendiri = bagian.hostname in {"127.0.0.1", "localhost", "::1"}
    if not bagian.hostname or bagian.scheme not in (_SKEMA_WEB if sendiri else ("https",)):
        raise ValueError("bukan alamat penerbit; tulis misalnya https://sso.kota.go.id/realms/asn")
    return nilai.strip()


_UrlAmqp = Annotated[
    SecretStr | None, _url_server(_SKEMA_AMQP, "amqp://pengguna:sandi@server:5672/")
]
_UrlMongodb = Annotated[
    SecretStr | None, _url_server(_SKEMA_MONGODB, "mongodb://pengguna:sandi@server:27017/")
]
_Positif = Annotated[float, Field(gt=0)]

_URL_SENDIRI = "RABBITMQ_URL_"


def variabel_url(nama: str) -> str:
    """The variable with the URL of the account that this pelaksana, the watchdog or the notifier
    has for itself."""
    return f"{_URL_SENDIRI}{nama.upper().replace('-', '_')}"


def _url_sendiri() -> Mapping[str, SecretStr]:
    return {
        nama: SecretStr(url)
        for nama, url in os.environ.items()
        if nama.startswith(_URL_SENDIRI) and url
    }


class Settings(BaseSettings):
    """The URLs carry passwords: they are secrets and do not show in logs."""

    model_config = SettingsConfigDict(
        env_prefix="IZIN_",
        frozen=True,
        extra="ignore",
        # A variable that is there and empty is one that was not set, as a container's file has it:
        # no path of ours is the working directory.
        env_ignore_empty=True,
    )

    rabbitmq_url: _UrlAmqp = Field(
        default=None, validation_alias=AliasChoices("rabbitmq_url", "RABBITMQ_URL")
    )
    rabbitmq_url_sendiri: Mapping[str, SecretStr] = Field(default_factory=_url_sendiri)
    """By variable, as `RABBITMQ_URL_FRONTOFFICE`: a process that serves several roles logs in with
    each one's own account. A role without one goes by `rabbitmq_url`."""

    mongodb_url: _UrlMongodb = Field(
        default=None, validation_alias=AliasChoices("mongodb_url", "MONGODB_URL")
    )
    basis_data: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,38}$")] = "izin"
    folder_sop: Path = FOLDER_BAWAAN
    folder_surat: Path = FOLDER_SURAT_BAWAAN
    """The office's letters: templates, fields, letterhead (docs/surat.md)."""

    tanda_tangan: Path | None = None
    """How the office signs its SKs, and whose certificates it believes (docs/tanda-tangan.md);
    without it an SK is a file that a tool brings."""

    kalender: Path = BERKAS_BAWAAN
    """The office's hours and days (docs/kalender.md)."""

    daftar_petugas: Path | None = None
    """Who may decide in which role, with mandates (docs/petugas.md); without it anybody may."""

    folder_data: Path = Path(".izin")
    """Where the embedded servers keep their data; relative to the working directory."""

    batas_berkas_mib: _Positif = 10.0
    """Largest file an applicant or an officer may hand in."""

    batas_kiriman_mib: _Positif = 100.0
    """All files of one submission together: a worker reads every one of them. A dozen documents at
    a good scanner's eight MiB each."""

    kabari_kemajuan: Literal["ya", "tidak"] = "tidak"
    """Whether applicants are told of each step where their portal did not say (the Front Office's
    worker reads this): a portal of before would not know the kinds of notices."""

    prefetch: Annotated[int, Field(ge=1, le=1000)] = 32
    """Messages in hand at once, per queue and process. A crash returns that many at once."""

    batas_publish_detik: _Positif = 30.0
    """A broker in alarm never confirms; past this a publish has failed and is tried again."""

    batas_ulang_detik: _Positif = 1200.0
    """How long a handler waits for store or broker while its message stays unacknowledged; under
    the broker's own consumer timeout of 30 minutes. Then the process ends and starts again,
    waiting for the servers before it takes any message: an outage of any length costs a message
    one delivery."""

    batas_mulai_detik: Annotated[float, Field(ge=0)] = 0.0
    """How long to wait for broker and store at start; 0 waits until they answer."""

    batas_henti_detik: _Positif = 10.0
    """How long a stopping worker may take to finish the messages in hand."""

    periksa_pengguna: Literal["ya", "tidak"] | None = None
    """Whether workers refuse messages from an account that may not write them. Unset: where
    they log in with accounts of their own (docs/operations/first-day.md)."""

    berkas_detak: Path | None = None
    """Touched every few seconds while the worker consumes, for a container's health check
    (shared/worker/heartbeat.py); unset, the worker keeps none."""

    jeda_denyut_detik: _Positif = 5.0
    """Between two pulses of a role; three that are missed are an outage of ours. One value for
    all instances of a role."""

    batas_selisih_jam_detik: _Positif = 5.0
    """A process whose clock differs from the store's by more, beyond the time that its question
    took, neither decides nor sweeps. A machine that keeps its time by NTP stays far below a second;
    the shortest limit of an SOP is minutes."""

    batas_mundur_jam: _Positif = 72.0
    """How far back a portal or an officers' tool is believed when it says when a message came
    about (shared/alur/instants.py): one that was cut off over a weekend. What lies further back
    counts from its arrival, and is marked."""

    jeda_sapu_detik: _Positif = 0.5
    """Between two sweeps of a watchdog for events that have fallen due."""

    sewa_klaim_detik: _Positif = 10.0
    """After so long a claim that was not announced is taken over by another watchdog."""

    kabar: Path | None = None
    """Where alerts go to people and programs (docs/operations/every-morning.md); if unset, they go
    nowhere."""

    port_metrik: Annotated[int, Field(ge=0, le=65535)] | None = None
    """Where a watchdog shows its metrics to Prometheus; without it, nowhere. 0 is any free one."""

    alamat_metrik: str = "127.0.0.1"
    """From where the metrics can be seen: a name or an address of this machine's."""

    alamat_meja: str = "127.0.0.1"
    """From where the officers' desk can be reached: an address of this machine's. Beyond this
    machine, put a server that speaks TLS in front of it."""

    port_meja: Annotated[int, Field(ge=0, le=65535)] = 8400
    """0 is any free one."""

    url_meja: Annotated[str | None, AfterValidator(_url_web)] = None
    """By which address people open the desk, as https://meja.banjarbaru.go.id/; unset, its own."""

    alasan: Path = BERKAS_ALASAN
    """Reasons from which officers choose when a document is sent back."""

    proksi_meja: str = ""
    """Addresses of servers in front of the desk that are believed when they say for whom they ask,
    with commas between them."""

    kunci_meja: Path | None = None
    """With what the desk makes its tokens, the same for all its processes; unset, a file in the
    data folder."""

    laju_meja: _Positif = 100.0
    """Requests a second that one network address may send to the desk; four times as many at
    once. A whole office may come from one address."""

    faktor_kedua: str = "penanda_tangan"
    """Who has to show a second factor at the desk: penanda_tangan (the roles that sign in an SOP),
    semua, tidak, or names of roles and rights with commas."""

    oidc_url: Annotated[str | None, AfterValidator(_url_penerbit)] = None
    """The issuer of an office's own sign-in (OpenID Connect); unset, there are passwords only."""

    oidc_klien: str = ""
    """As which client the desk is known there."""

    oidc_sandi: SecretStr | None = None
    """The client's secret."""

    oidc_klaim: str = "nip"
    """The claim that has the officer's NIP."""

    oidc_nama: str = "akun kantor"
    """What people call that sign-in: stands on the button."""

    oidc_dua_langkah: str = ""
    """Which methods that it tells of (`amr`) count as a second factor, with commas; without any,
    the desk asks for one of its own."""

    sesi_diam_menit: _Positif = 60.0
    """How long a session at the desk may lie unused; past that its owner signs in again."""

    sesi_jam: _Positif = 10.0
    """How long a session lasts at most: an office's day and a bit more."""

    sesi_layar_hari: _Positif = 30.0
    """How long a screen on the wall stays signed in, also while it is off: it shows no case and no
    person, and nobody stands in front of it to sign in every morning."""

    berkas_jam: Path | None = None
    """A clock that runs faster than life, for trying things out only (shared/clock.py)."""

    zona_waktu: Annotated[str, AfterValidator(_zona)] = "Asia/Makassar"
    """The office's zone (WITA): the year of a nomor is the office's year."""

    log_format: Literal["teks", "json"] = "teks"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    def named_mongodb_url(self) -> str:
        """With its password. Raises `ValueError` when it is not set."""
        if self.mongodb_url is None:
            raise ValueError("MONGODB_URL harus diisi")
        return self.mongodb_url.get_secret_value()

    def named_rabbitmq_url(self) -> str:
        """With its password. Raises `ValueError` when it is not set."""
        if self.rabbitmq_url is None:
            raise ValueError("RABBITMQ_URL harus diisi")
        return self.rabbitmq_url.get_secret_value()

    @property
    def batas_berkas_bytes(self) -> int:
        return int(self.batas_berkas_mib * 1024 * 1024)

    @property
    def batas_kiriman_bytes(self) -> int:
        return int(self.batas_kiriman_mib * 1024 * 1024)

    def rabbitmq_url_of(self, nama: str) -> SecretStr | None:
        """With which account `nama` logs in: its own, or everybody's."""
        return self.rabbitmq_url_sendiri.get(variabel_url(nama)) or self.rabbitmq_url
