"""Keys of signatories for trying out, in a folder: made where they are missing, never replaced."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from shared.kantor.errors import TidakBerlaku, TidakTerlaksana
from shared.tandatangan import uji_coba
from shared.tandatangan.bentuk import TANDA_UJI_COBA
from shared.whole_file import OWNER_ONLY, make_folder, write_file, write_files

CA, CA_KUNCI = "ca-uji-coba.crt", "ca-uji-coba.key"
KETERANGAN = "BACA-SAYA.txt"
FRASA_BYTES = 24


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
    folder: Path, pejabat: Sequence[Pejabat], kini: datetime, instansi: str = "AlurIzin"
) -> SertifikatUjiCoba:
    """An authority that says in its name that it is for trying, and a key for each of these
    signatories. All files are for their owner alone. Raises `KantorError`, and
    `BerkasTidakTertulis`."""
    try:
        make_folder(folder, 0o700)
        otoritas = _otoritas(folder, kini, instansi)
        write_file(folder / KETERANGAN, _keterangan(), mode=OWNER_ONLY)
        kunci = tuple(_kunci(folder, otoritas, satu, kini) for satu in pejabat)
    except OSError as galat:
        raise TidakTerlaksana(f"{folder} tidak terbaca ({type(galat).__name__})") from galat
    return SertifikatUjiCoba(folder / CA, kunci)


def _otoritas(folder: Path, kini: datetime, instansi: str) -> uji_coba.Otoritas:
    sertifikat, kunci = folder / CA, folder / CA_KUNCI
    if sertifikat.exists() != kunci.exists():
        raise TidakBerlaku(
            f"{folder} hanya memuat salah satu dari {CA} dan {CA_KUNCI}",
            anjuran="kembalikan yang hilang, atau pakai folder baru",
        )
    if not sertifikat.exists():
        otoritas = uji_coba.buat_otoritas(kini, instansi)
        pasangan = {kunci: otoritas.kunci_pem, sertifikat: otoritas.sertifikat_pem}
        write_files(pasangan, mode=OWNER_ONLY)
        return otoritas
    try:
        return uji_coba.baca_otoritas(sertifikat.read_bytes(), kunci.read_bytes())
    except ValueError as galat:
        raise TidakBerlaku(f"{CA} dan {CA_KUNCI} di {folder} bukan sepasang: {galat}") from galat


def _kunci(
    folder: Path, otoritas: uji_coba.Otoritas, pejabat: Pejabat, kini: datetime
) -> KunciPejabat:
    nama = "".join(huruf if huruf.isalnum() else "-" for huruf in pejabat.nip)
    berkas, sandi = folder / f"{nama}.p12", folder / f"{nama}.sandi"
    baru = not (berkas.exists() and sandi.exists())
    if baru:
        frasa = secrets.token_urlsafe(FRASA_BYTES)
        isi = uji_coba.buat_pkcs12(otoritas, pejabat.nama, pejabat.nip, kini, frasa)
        write_files({sandi: f"{frasa}\n", berkas: isi}, mode=OWNER_ONLY)
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
