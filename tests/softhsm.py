"""SoftHSM in place of a device that keeps keys (PKCS#11): one token for the whole process, for the
library reads where its tokens are once."""

import atexit
import os
import shutil
import subprocess
import tempfile
from functools import cache
from itertools import count
from pathlib import Path

import pkcs11
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from pkcs11.util.x509 import decode_x509_certificate

from tests.tandatangan import Kunci

MODUL = Path("/usr/lib/softhsm/libsofthsm2.so")
TOKEN, PIN = "kantor", "482913"

_ID = count(1)


@cache
def _folder() -> Path:
    """Of the token, which is made with it."""
    folder = Path(tempfile.mkdtemp(prefix="softhsm-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "token").mkdir()
    (folder / "softhsm2.conf").write_text(
        f"directories.tokendir = {folder / 'token'}\nobjectstore.backend = file\n"
    )
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    _alat("--init-token", "--free", "--label", TOKEN, "--so-pin", "918273")
    return folder


def simpan(label: str, sertifikat: x509.Certificate, kunci: Kunci | None) -> None:
    """Into the token, by this label; without `kunci` the certificate alone."""
    folder = _folder()
    if kunci is not None:
        berkas = folder / "kunci.pem"
        berkas.write_bytes(
            kunci.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        nomor = f"{next(_ID):02x}"
        _alat("--token", TOKEN, "--import", str(berkas), "--label", label, "--id", nomor)
        berkas.unlink()
    token = pkcs11.lib(str(MODUL)).get_token(token_label=TOKEN)
    with token.open(rw=True, user_pin=PIN) as sesi:
        isi = decode_x509_certificate(sertifikat.public_bytes(serialization.Encoding.DER))
        isi |= {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: label}
        sesi.create_object(isi)


def _alat(*argumen: str) -> None:
    perintah = ("softhsm2-util", *argumen, "--pin", PIN)
    subprocess.run(perintah, check=True, capture_output=True)
