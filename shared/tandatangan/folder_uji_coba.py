"""Keys of signatories for trying out, in a folder: made where they are missing, never replaced."""

import fcntl
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from shared.tandatangan.bentuk import TANDA_UJI_COBA
from shared.tandatangan.errors import KunciTidakTerbuka
from shared.whole_file import OWNER_ONLY, make_folder, write_file, write_files

if TYPE_CHECKING:
    from shared.tandatangan.uji_coba import Otoritas

CA, CA_KUNCI = "ca-uji-coba.crt", "ca-uji-coba.key"
KETERANGAN = "BACA-SAYA.txt"
FRASA_BYTES = 24

BERLAKU_SEJAK = datetime(2020, 1, 1, tzinfo=UTC)
BERLAKU_HARI = 36_500
"""A trial may run by a clock of its own, months ahead or back: nothing here is to expire in it."""


class Pejabat(NamedTuple):
    """Who signs: the NIP and the name that the certificate is to bear."""

    nip: str
    nama: str


class KunciPejabat(NamedTuple):
    """Where a signatory's key lies (PKCS#12), and the file with the passphrase that opens it."""

    pejabat: Pejabat
    berkas: Path
    berkas_frasa: Path
    baru: bool

    def frasa(self) -> str:
        return self.berkas_frasa.read_text(encoding="utf-8").strip()


class SertifikatUjiCoba(NamedTuple):
    """`ca`: the certificate to trust, PEM."""

    ca: Path
    kunci: tuple[KunciPejabat, ...]


def siapkan(
    folder: Path,
    pejabat: Sequence[Pejabat],
    instansi: str = "AlurIzin",
    *,
    kunci_di: Path | None = None,
    hak_kunci: int = OWNER_ONLY,
) -> SertifikatUjiCoba:
    """An authority that says in its name that it is for trying, and a key for each of these
    signatories, beside it or in a folder of their own (`kunci_di`). All files are for their owner
    alone, but keys that another user's process is to read (`hak_kunci`). Of two processes at once
    one waits for the other. Raises `KunciTidakTerbuka`, and `BerkasTidakTertulis`."""
    try:
        make_folder(folder, 0o700)
        with _sendirian(folder):
            otoritas = _otoritas(folder, instansi)
            write_file(folder / KETERANGAN, _keterangan(), mode=OWNER_ONLY)
            tempat = kunci_di or folder
            kunci = tuple(_kunci(tempat, otoritas, satu, hak_kunci) for satu in pejabat)
    except OSError as galat:
        raise KunciTidakTerbuka(f"{folder} tidak terbaca ({type(galat).__name__})") from galat
    return SertifikatUjiCoba(folder / CA, kunci)


@contextmanager
def _sendirian(folder: Path) -> Iterator[None]:
    pegangan = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(pegangan, fcntl.LOCK_EX)
        yield
    finally:
        os.close(pegangan)


def _otoritas(folder: Path, instansi: str) -> "Otoritas":
    from shared.tandatangan import uji_coba  # noqa: PLC0415 - makes keys: most processes never do

    sertifikat, kunci = folder / CA, folder / CA_KUNCI
    if sertifikat.exists() != kunci.exists():
        raise KunciTidakTerbuka(
            f"{folder} hanya memuat salah satu dari {CA} dan {CA_KUNCI}; kembalikan yang hilang,"
            " atau pakai folder baru"
        )
    if not sertifikat.exists():
        otoritas = uji_coba.buat_otoritas(BERLAKU_SEJAK, instansi, BERLAKU_HARI)
        pasangan = {kunci: otoritas.kunci_pem, sertifikat: otoritas.sertifikat_pem}
        write_files(pasangan, mode=OWNER_ONLY)
        return otoritas
    try:
        return uji_coba.baca_otoritas(sertifikat.read_bytes(), kunci.read_bytes())
    except ValueError as galat:
        raise KunciTidakTerbuka(
            f"{CA} dan {CA_KUNCI} di {folder} bukan sepasang: {galat}"
        ) from galat


def _kunci(folder: Path, otoritas: "Otoritas", pejabat: Pejabat, hak: int) -> KunciPejabat:
    nama = "".join(huruf if huruf.isalnum() else "-" for huruf in pejabat.nip)
    berkas, sandi = folder / f"{nama}.p12", folder / f"{nama}.sandi"
    baru = not berkas.exists()
    if not baru and not sandi.exists():
        raise KunciTidakTerbuka(
            f"{berkas} ada, tetapi {sandi.name} yang membukanya hilang: kembalikan dari salinan,"
            f" atau singkirkan {berkas.name} agar kunci baru dibuat"
        )
    if baru:
        from shared.tandatangan import uji_coba  # noqa: PLC0415 - as above

        frasa = secrets.token_urlsafe(FRASA_BYTES)
        isi = uji_coba.buat_pkcs12(
            otoritas, pejabat.nama, pejabat.nip, BERLAKU_SEJAK, frasa, hari=BERLAKU_HARI
        )
        write_files({sandi: f"{frasa}\n", berkas: isi}, mode=hak)
    return KunciPejabat(pejabat, berkas, sandi, baru)


def _keterangan() -> str:
    return (
        f"{TANDA_UJI_COBA}.\n\n"
        "Kunci dan sertifikat di folder ini dibuat AlurIzin untuk mencoba tanda tangan\n"
        "elektronik. Tidak ada pihak lain yang mempercayainya, dan surat yang\n"
        "ditandatangani dengannya bukan surat resmi. Untuk Surat Keputusan yang sah pakailah\n"
        "sertifikat dari penyelenggara sertifikasi elektronik yang diakui (BSrE).\n\n"
        f"{CA}: sertifikat CA uji coba, untuk pemeriksa.\n"
        f"{CA_KUNCI}: kunci CA, rahasia.\n"
        "NIP.p12 dan NIP.sandi: kunci seorang pejabat dan frasa pembukanya, rahasia.\n"
    )
