"""How an office signs, as it writes it down (`tanda-tangan.toml`), and the keys that come of it."""

import ssl
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    model_validator,
)

from shared.contracts.parts import Nip
from shared.data_file import BerkasTidakSah, Tanda, baca_teks, tanda_berkas
from shared.os_words import sebab_os
from shared.petugas.orang import pengenal_baku
from shared.tandatangan.bentuk import JangkaPanjang, KunciPkcs11, KunciPkcs12
from shared.tandatangan.errors import KunciTidakTerbuka
from shared.tandatangan.folder_uji_coba import CA, Pejabat, siapkan
from shared.tandatangan.lokal import PenandatanganLokal
from shared.tandatangan.pencabutan import DaftarPencabutan
from shared.tandatangan.periksa import Kepercayaan
from shared.text_reading import TidakTerbaca, urai_toml
from shared.validation_text import masalah_berkas
from shared.whole_file import OWNER_ONLY, write_file

if TYPE_CHECKING:
    from shared.tandatangan.bsre import PenandatanganBsre

BERKAS = "tanda-tangan.toml"

_PEM, _DER = b"-----BEGIN CERTIFICATE-----", b"\x30"

Cara = Literal["lokal", "bsre"]
"""`lokal`: the worker signs, with a key of the office's own. `bsre`: the officer's tool signs
through the national service, and the worker judges what it brings."""


class TandaTanganTidakSah(BerkasTidakSah):
    """Susunan tanda tangan tidak dapat dipakai."""

    apa = "susunan tanda tangan"


class _Beku(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Perangkat(_Beku):
    """A key in a device (PKCS#11)."""

    modul: Path
    token: str
    label: str
    pin: Path


class KunciPetugas(_Beku):
    """One signatory's key: a file (`pkcs12`) with the file that holds its passphrase (`sandi`), or
    a device. Paths are relative to the file that names them."""

    nip: Nip
    pkcs12: Path | None = None
    sandi: Path | None = None
    pkcs11: Perangkat | None = None

    @model_validator(mode="after")
    def _satu_saja(self) -> Self:
        if (self.pkcs12 is None) == (self.pkcs11 is None):
            raise ValueError("isi salah satu: pkcs12 atau pkcs11")
        if (self.pkcs12 is None) != (self.sandi is None):
            raise ValueError("pkcs12 dan sandi (berkas frasa pembukanya) selalu bersama")
        return self


class StempelWaktu(_Beku):
    """An RFC 3161 service."""

    alamat: Annotated[str, Field(pattern=r"^https?://\S+$")]
    batas_detik: Annotated[float, Field(gt=0, le=60)] = 10.0


def _alamat_layanan(nilai: str) -> str:
    """The passphrase of an officer goes there: only through TLS, but on this machine itself."""
    try:
        bagian = urlsplit(nilai)
        _ = bagian.port  # raises where it is none
    except ValueError:
        bagian = urlsplit("")
    if bagian.scheme not in {"http", "https"} or not bagian.hostname or bagian.username:
        raise ValueError("bukan alamat layanan; tulis misalnya https://esign.kota.go.id")
    if bagian.scheme == "http" and not _komputer_ini(bagian.hostname):
        raise ValueError("frasa sandi tidak dikirim tanpa TLS: tulis https://")
    return nilai.rstrip("/")


def _komputer_ini(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class LayananNasional(_Beku):
    """The office's account at the national service, for those who sign there: officers' tools and
    the desk. `sandi`: a file with its password. `ca`: a file with the authority of the service's
    own TLS certificate, where no public one vouches for it."""

    alamat: Annotated[str, AfterValidator(_alamat_layanan)]
    versi: Literal[1, 2] = 1
    pengguna: Annotated[str, Field(min_length=1)]
    sandi: Path
    batas_detik: Annotated[float, Field(gt=0, le=300)] = 30.0
    tampilan: Literal["invisible"] = "invisible"
    ca: Path | None = None


class Susunan(_Beku):
    """`akar`: certificates of the authorities that are believed, files of PEM or DER; `crl` and
    `ocsp` what they say of revoked ones. `uji_coba`: a folder in which keys of signatories are made
    when they are first needed, for trying out. An empty `kunci` says that nobody signs here."""

    cara: Cara
    akar: tuple[Path, ...] = ()
    crl: tuple[Path, ...] = ()
    ocsp: tuple[Path, ...] = ()
    wajib_pencabutan: Annotated[bool, Field(strict=True)] = False
    uji_coba: Path | None = None
    kunci: tuple[KunciPetugas, ...] = ()
    stempel_waktu: StempelWaktu | None = None
    bsre: LayananNasional | None = None

    @model_validator(mode="after")
    def _masuk_akal(self) -> Self:
        if self.cara == "bsre" and (self.kunci or self.uji_coba):
            raise ValueError("cara bsre tidak memakai kunci kantor: hapus kunci dan uji_coba")
        if self.cara == "lokal" and self.bsre:
            raise ValueError("[bsre] hanya untuk cara bsre")
        tanpa_kunci = "kunci" in self.model_fields_set and not self.kunci
        if self.cara == "lokal" and not (self.kunci or self.uji_coba or tanpa_kunci):
            raise ValueError(
                "cara lokal memerlukan [[kunci]] tiap penanda tangan, atau kunci = [] di komputer"
                " yang hanya memeriksa"
            )
        if not self.akar and not self.uji_coba:
            raise ValueError("akar: sebut sertifikat penyelenggara yang dipercaya")
        nip = [pengenal_baku(satu.nip) for satu in self.kunci]
        if kembar := {satu for satu in nip if nip.count(satu) > 1}:
            raise ValueError(f"kunci: NIP {', '.join(sorted(kembar))} disebut dua kali")
        return self


class Terbuka(NamedTuple):
    """A key in use, and by what its files are told from newer ones."""

    pena: PenandatanganLokal
    tanda: tuple[Tanda | None, ...]


@dataclass
class TandaTanganKantor:
    """What an office signs with, and whom it believes. Keys are opened at their first signature,
    and again when their files have changed.
    `berkas`: where this is written down."""

    susunan: Susunan
    folder: Path
    akar: tuple[bytes, ...]
    pencabutan: DaftarPencabutan
    berkas: str = BERKAS
    _terbuka: dict[str, Terbuka] = field(default_factory=dict)

    @property
    def kepercayaan(self) -> Kepercayaan:
        """As of now: lists of revoked certificates are replaced while a process runs."""
        crl, ocsp = self.pencabutan.terbaru()
        return Kepercayaan(self.akar, crl, ocsp, self.susunan.wajib_pencabutan)

    @property
    def jangka_panjang(self) -> JangkaPanjang | None:
        waktu, percaya = self.susunan.stempel_waktu, self.kepercayaan
        if waktu is None:
            return None
        return JangkaPanjang(
            waktu.alamat, percaya.akar, percaya.crl, percaya.ocsp, waktu.batas_detik
        )

    @property
    def cara(self) -> Cara:
        return self.susunan.cara

    @property
    def ada_kunci(self) -> bool:
        """Whether anybody may sign with a key of the office's own here."""
        return bool(self.susunan.kunci or self.susunan.uji_coba)

    def kunci_hilang(self) -> Iterator[str]:
        """Files of keys that are not to be read, each with the reason; devices are not asked."""
        for satu in self.susunan.kunci:
            for berkas in (satu.pkcs12, satu.sandi, satu.pkcs11 and satu.pkcs11.pin):
                try:
                    if berkas:
                        (self.folder / berkas).read_bytes()
                except OSError as galat:
                    yield f"{berkas}: {sebab_os(galat)}"

    @property
    def ada_layanan(self) -> bool:
        """Whether this process may sign through the national service."""
        return self.susunan.bsre is not None

    def layanan(self) -> "PenandatanganBsre":
        """Raises `KunciTidakTerbuka` without `[bsre]`, or where a file that it names is not to be
        read."""
        from shared.tandatangan.bsre import LayananBsre, PenandatanganBsre  # noqa: PLC0415 - as above

        satu = self.susunan.bsre
        if satu is None:
            raise KunciTidakTerbuka(
                "di sini tidak ada akun layanan tanda tangan ([bsre] di IZIN_TANDA_TANGAN)"
            )
        tujuan = LayananBsre(
            alamat=satu.alamat,
            pengguna=satu.pengguna,
            sandi=self._rahasia(satu.sandi),
            versi=satu.versi,
            batas_detik=satu.batas_detik,
            tls=self._tls(satu.ca) if satu.ca else None,
        )
        return PenandatanganBsre(tujuan, self.kepercayaan)

    def _tls(self, ca: Path) -> ssl.SSLContext:
        try:
            return ssl.create_default_context(cadata=self._isi(ca))
        except (ssl.SSLError, ValueError) as galat:
            raise KunciTidakTerbuka(f"{ca.name} bukan sertifikat PEM") from galat

    def penandatangan(self, nip: str, nama: str) -> PenandatanganLokal:
        """To be called beside the event loop: it may make a key for trying. Raises
        `KunciTidakTerbuka` where this officer has none."""
        pemilik, tanda = pengenal_baku(nip), self._tanda(nip)
        ada = self._terbuka.get(pemilik)
        if ada is None or ada.tanda != tanda:
            ada = Terbuka(PenandatanganLokal(self.kunci(nip, nama)), tanda)
            self._terbuka[pemilik] = ada
        ada.pena.jangka_panjang = self.jangka_panjang
        return ada.pena

    def _tanda(self, nip: str) -> tuple[Tanda | None, ...]:
        return tuple(
            tanda_berkas(self.folder / berkas)
            for satu in self._milik(nip)
            for berkas in (satu.pkcs12, satu.sandi, satu.pkcs11 and satu.pkcs11.pin)
            if berkas
        )

    def _milik(self, nip: str) -> Sequence[KunciPetugas]:
        return [s for s in self.susunan.kunci if pengenal_baku(s.nip) == pengenal_baku(nip)]

    def kunci(self, nip: str, nama: str) -> KunciPkcs12 | KunciPkcs11:
        """Where the officer's key is. Raises `KunciTidakTerbuka`."""
        if milik := self._milik(nip):
            return self._dari_berkas(milik[0])
        if self.susunan.uji_coba is None:
            raise KunciTidakTerbuka(f"{nama} (NIP {nip}) tidak punya kunci tanda tangan di kantor")
        (satu,) = siapkan(self.folder / self.susunan.uji_coba, [Pejabat(nip, nama)]).kunci
        return KunciPkcs12(satu.berkas, SecretStr(satu.frasa()))

    def _dari_berkas(self, satu: KunciPetugas) -> KunciPkcs12 | KunciPkcs11:
        if satu.pkcs12 and satu.sandi:
            return KunciPkcs12(self.folder / satu.pkcs12, self._rahasia(satu.sandi))
        if satu.pkcs11 is None:  # the model has one of the two
            raise KunciTidakTerbuka(f"NIP {satu.nip}: kunci tidak disebut")
        alat = satu.pkcs11
        return KunciPkcs11(alat.modul, alat.token, self._rahasia(alat.pin), alat.label)

    def _rahasia(self, berkas: Path) -> SecretStr:
        return SecretStr(self._isi(berkas).strip())

    def _isi(self, berkas: Path) -> str:
        try:
            return (self.folder / berkas).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as galat:
            raise KunciTidakTerbuka(f"berkas {berkas.name} tidak terbaca") from galat


def baca_susunan(berkas: Path) -> TandaTanganKantor:
    """Raises `TandaTanganTidakSah`. No key is opened, and none is made but the authority of a
    trial."""
    try:
        susunan = Susunan.model_validate(urai_toml(baca_teks(berkas)))
    except TidakTerbaca as galat:
        raise TandaTanganTidakSah(str(berkas), [galat]) from galat
    except ValidationError as galat:
        cacat = [masalah_berkas(satu, {}) for satu in galat.errors()]
        raise TandaTanganTidakSah(str(berkas), cacat) from galat
    folder = berkas.resolve().parent
    masalah: list[Any] = []
    akar = list(_isi(folder, susunan.akar, masalah))
    masalah += [
        f"{nama} bukan sertifikat (PEM atau DER)"
        for nama, isi in zip(susunan.akar, akar, strict=False)
        if not (_PEM in isi or isi.startswith(_DER))
    ]
    pencabutan = DaftarPencabutan(
        [folder / satu for satu in susunan.crl], [folder / satu for satu in susunan.ocsp]
    )
    pencabutan.crl = tuple(_isi(folder, susunan.crl, masalah))
    pencabutan.ocsp = tuple(_isi(folder, susunan.ocsp, masalah))
    if susunan.uji_coba is not None:
        akar.append(_akar_uji_coba(folder / susunan.uji_coba, masalah))
    if masalah:
        raise TandaTanganTidakSah(str(berkas), masalah)
    return TandaTanganKantor(susunan, folder, tuple(akar), pencabutan, str(berkas))


def _isi(folder: Path, berkas: Sequence[Path], masalah: list[Any]) -> Sequence[bytes]:
    isi = []
    for satu in berkas:
        try:
            isi.append((folder / satu).read_bytes())
        except OSError as galat:
            masalah.append(f"{satu} tidak dapat dibaca: {sebab_os(galat)}")
    return isi


def _akar_uji_coba(folder: Path, masalah: list[Any]) -> bytes:
    try:
        ca = folder / CA
        return (ca if ca.exists() else siapkan(folder, []).ca).read_bytes()
    except (KunciTidakTerbuka, OSError) as galat:
        masalah.append(galat)
        return b""


def tulis_uji_coba(folder: Path) -> Path:
    """A `tanda-tangan.toml` for trying, with an authority beside it; what is there is kept."""
    siapkan(folder, [])
    berkas = folder / BERKAS
    if not berkas.exists():
        write_file(berkas, _UJI_COBA, mode=OWNER_ONLY)
    return berkas


_UJI_COBA = """\
# Tanda tangan untuk mencoba: kunci dan CA di folder ini tidak dipercaya siapa pun di luar.
# Tanda tangan yang sah: docs/tanda-tangan.md
cara = "lokal"
uji_coba = "."
"""
