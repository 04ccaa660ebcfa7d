"""The file of channels as a model: the fields that its author may write."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from ops.notifier.aturan_eskalasi import AturanEskalasi
from ops.notifier.layanan_apprise import Layanan, UrlTidakDikenal
from ops.notifier.tanda_tangan import RahasiaTidakSah, baca_rahasia
from shared import topology
from shared.contracts import Pelanggaran
from shared.contracts.base import Kode, KodePelaksana
from shared.contracts.pelanggaran import Tingkat
from shared.http_library import httpx
from shared.mutu_baku.kejadian import KESELURUHAN
from shared.petugas.model import IdPetugas

SALURAN_MAKS = 50
"""Each is a consumer of its own."""

T = TypeVar("T")


def _nama(nilai: str) -> str:
    if not re.fullmatch(r"[a-z0-9]{1,32}", nilai):
        raise ValueError("harus huruf kecil dan angka saja, paling banyak 32")
    return nilai


def _variabel(nilai: str) -> str:
    if not re.fullmatch(r"[A-Z][A-Z0-9_]{0,63}", nilai):
        raise ValueError("harus nama variabel lingkungan: huruf besar, angka dan garis bawah")
    return nilai


def _berisi(nilai: tuple[T, ...]) -> tuple[T, ...]:
    if not nilai:
        raise ValueError("daftar ini kosong; bila semuanya dikehendaki, hapus kuncinya")
    return nilai


def _terbatas(nilai: tuple[T, ...]) -> tuple[T, ...]:
    if not 1 <= len(nilai) <= SALURAN_MAKS:
        raise ValueError(f"harus ada 1 sampai {SALURAN_MAKS} saluran")
    return nilai


NamaVariabel = Annotated[str, AfterValidator(_variabel)]


class SaluranUmum(BaseModel):
    """The fields of every channel. An absent list stands for all values."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)
    untuk_orang: ClassVar[bool] = False

    nama: Annotated[str, AfterValidator(_nama)]
    url: Annotated[str, StringConstraints(min_length=1, max_length=4000)] | None = None
    url_env: NamaVariabel | None = None
    tingkat: Annotated[tuple[Tingkat, ...], AfterValidator(_berisi)] = ()
    pelaksana: Annotated[tuple[KodePelaksana, ...], AfterValidator(_berisi)] = ()
    sop: Annotated[tuple[Kode, ...], AfterValidator(_berisi)] = ()
    menyerah_jam: Annotated[float, Field(strict=True, gt=0, le=48)] = 24.0
    """A message that is older, and that a whole turn of tries did not deliver, is put aside. Not
    longer: every turn is one delivery of the thousand that its queue allows."""

    eskalasi: Annotated[tuple[IdPetugas, ...], AfterValidator(_berisi)] = ()
    """Roles and ids of the superiors to whom it leads: what is escalated to them comes here.
    Without a filter it brings nothing else."""

    karantina: Annotated[bool, Field(strict=True)] | None = None
    """Whether it is told that karantina is not empty."""

    @model_validator(mode="after")
    def _satu_url(self) -> Self:
        if (self.url is None) == (self.url_env is None):
            raise ValueError(
                "isi salah satu: url_env (nama variabel lingkungan yang memuat URL; disarankan,"
                " karena URL memuat kata sandi) atau url"
            )
        return self

    @property
    def kunci(self) -> tuple[str, ...]:
        """Routing keys of the alerts it wants; of every SOP, for a key does not name it."""
        if self.hanya_eskalasi:
            return ()
        if not self.tingkat and not self.pelaksana:
            return ("#",)
        return topology.kunci_kabar(self.tingkat, self.pelaksana)

    @property
    def tersaring(self) -> bool:
        return bool(self.tingkat or self.pelaksana or self.sop)

    @property
    def hanya_eskalasi(self) -> bool:
        return bool(self.eskalasi) and not self.tersaring

    @property
    def menghendaki_karantina(self) -> bool:
        """Unless it says so itself: people who want to know of everything are told, and programs,
        which may not know this kind of message, are not."""
        if self.karantina is not None:
            return self.karantina
        return self.untuk_orang and not (self.tersaring or self.eskalasi)

    def menghendaki(self, pelanggaran: Pelanggaran) -> bool:
        """The filter decides last: a queue may still hold alerts that an earlier filter let in."""
        siapa = pelanggaran.pelaksana or KESELURUHAN
        return not self.hanya_eskalasi and (
            (not self.tingkat or pelanggaran.tingkat in self.tingkat)
            and (not self.pelaksana or siapa in self.pelaksana)
            and (not self.sop or pelanggaran.sop in self.sop)
        )


class SaluranApprise(SaluranUmum):
    """People, by any service that Apprise knows. Alerts within `kelompok_detik` become one message
    for up to `kelompok_maks` alerts; it lists `rincian_maks` of them."""

    untuk_orang: ClassVar[bool] = True

    jenis: Literal["apprise"]
    kelompok_detik: Annotated[float, Field(strict=True, ge=0, le=300)] = 5.0
    kelompok_maks: Annotated[int, Field(strict=True, ge=1, le=500)] = 200
    rincian_maks: Annotated[int, Field(strict=True, ge=1, le=100)] = 20


class SaluranWebhook(SaluranUmum):
    """A program. `rahasia_env` names the variable that holds the secret its signatures are made
    with; two secrets, separated by a space, while one replaces the other."""

    jenis: Literal["webhook"]
    rahasia_env: NamaVariabel


Saluran = Annotated[SaluranApprise | SaluranWebhook, Field(discriminator="jenis")]


class BerkasKabar(BaseModel):
    """The whole file."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    saluran: Annotated[tuple[Saluran, ...], AfterValidator(_terbatas)]
    eskalasi: AturanEskalasi | None = None

    @model_validator(mode="after")
    def _ada_tujuan(self) -> Self:
        if self.eskalasi and not any(satu.eskalasi for satu in self.saluran):
            raise ValueError("[eskalasi] tanpa saluran yang menyebut eskalasi = [...]")
        return self


# Where a channel goes: the URL and the secrets, from the file or from the environment.
TIDAK_DIISI = "tidak diisi"
MESIN_INI = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True)
class Alamat:
    """`samaran` may be shown. Secrets are kept out of the object's text."""

    samaran: str = ""
    url: str = field(default="", repr=False)
    layanan: Layanan | None = field(default=None, repr=False)
    kunci: tuple[bytes, ...] = field(default=(), repr=False)
    rahasia_di_berkas: bool = False
    masalah: tuple[str, ...] = ()
    peringatan: tuple[str, ...] = ()


def periksa_alamat(saluran: SaluranUmum, env: Mapping[str, str]) -> Alamat:
    """Never raises: faults stand in `masalah`, without secrets."""
    url = saluran.url or env.get(saluran.url_env or "", "").strip()
    if isinstance(saluran, SaluranWebhook):
        return _webhook(saluran, url, env)
    assert isinstance(saluran, SaluranApprise)  # noqa: S101 - there are two kinds
    return _apprise(saluran, url)


def _apprise(saluran: SaluranApprise, url: str) -> Alamat:
    if not url:
        return Alamat(masalah=(f"{_asal(saluran)} {TIDAK_DIISI}",))
    try:
        layanan = Layanan(url)
    except UrlTidakDikenal as galat:
        return Alamat(masalah=(f"{_asal(saluran)}: {galat}",))
    return Alamat(
        samaran=layanan.samaran,
        url=url,
        layanan=layanan,
        rahasia_di_berkas=saluran.url is not None and layanan.bersandi,
    )


def _webhook(saluran: SaluranWebhook, url: str, env: Mapping[str, str]) -> Alamat:
    masalah = []
    try:
        alamat = httpx.URL(url)
    except httpx.InvalidURL:
        alamat = httpx.URL("")
    if not url:
        masalah.append(f"{_asal(saluran)} {TIDAK_DIISI}")
    elif alamat.scheme not in {"http", "https"} or not alamat.host:
        masalah.append(f"{_asal(saluran)}: harus https://… (atau http://… di jaringan sendiri)")
    kunci: tuple[bytes, ...] = ()
    rahasia = env.get(saluran.rahasia_env, "")
    try:
        kunci = baca_rahasia(rahasia)
    except RahasiaTidakSah as galat:
        sebab = str(galat) if rahasia.strip() else f"{TIDAK_DIISI}; {galat}"
        masalah.append(f"variabel lingkungan {saluran.rahasia_env} (rahasia_env): {sebab}")
    terbuka = alamat.scheme == "http" and alamat.host not in MESIN_INI
    return Alamat(
        samaran=f"{alamat.scheme}://{alamat.netloc.decode()}/…",
        url=url,
        kunci=kunci,
        rahasia_di_berkas=saluran.url is not None and bool(alamat.userinfo or alamat.query),
        masalah=tuple(masalah),
        peringatan=("http:// tidak dienkripsi di perjalanan",) if terbuka else (),
    )


def _asal(saluran: SaluranUmum) -> str:
    if saluran.url is not None:
        return "url"
    return f"variabel lingkungan {saluran.url_env} (url_env)"
