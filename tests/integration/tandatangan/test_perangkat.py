"""A key that never leaves its device: SoftHSM stands for one, spoken to by PKCS#11."""

import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pkcs11
import pytest
from cryptography.hazmat.primitives import serialization
from pkcs11.util.x509 import decode_x509_certificate
from pydantic import SecretStr

from shared.tandatangan.bentuk import KunciPkcs11
from shared.tandatangan.errors import KunciTidakTerbuka, SertifikatTidakBerlaku
from shared.tandatangan.lokal import PenandatanganLokal
from shared.tandatangan.naskah import berawal_naskah
from tests.tandatangan import PADA, Sertifikat, naskah, pasangan

MODUL = Path("/usr/lib/softhsm/libsofthsm2.so")
TOKEN, LABEL, PIN = "kantor", "kepala-dinas", "482913"


@pytest.fixture(scope="module")
def perangkat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KunciPkcs11]:
    """A token with a signatory's key and certificate, and a second certificate without its key.
    The library reads where its tokens are once a process, so there is one for the whole file."""
    folder = tmp_path_factory.mktemp("softhsm")
    (folder / "token").mkdir()
    (folder / "softhsm2.conf").write_text(
        f"directories.tokendir = {folder / 'token'}\nobjectstore.backend = file\n"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(folder / "softhsm2.conf"))
        _isi(folder)
        yield KunciPkcs11(MODUL, TOKEN, SecretStr(PIN), LABEL)


def _isi(folder: Path) -> None:
    sertifikat, kunci, _ = pasangan(Sertifikat())
    (folder / "kunci.pem").write_bytes(
        kunci.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    alat = ("softhsm2-util", "--token", TOKEN, "--pin", PIN)
    mulai = ("softhsm2-util", "--init-token", "--free", "--label", TOKEN, "--pin", PIN)
    subprocess.run((*mulai, "--so-pin", "918273"), check=True, capture_output=True)
    masuk = (*alat, "--import", str(folder / "kunci.pem"), "--label", LABEL, "--id", "01")
    subprocess.run(masuk, check=True, capture_output=True)
    token = pkcs11.lib(str(MODUL)).get_token(token_label=TOKEN)
    with token.open(rw=True, user_pin=PIN) as sesi:
        for label, satu in ((LABEL, sertifikat), ("tanpa-kunci", pasangan(Sertifikat())[0])):
            isi = decode_x509_certificate(satu.public_bytes(serialization.Encoding.DER))
            isi |= {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: label}
            sesi.create_object(isi)


def test_a_key_in_a_device_signs(perangkat: KunciPkcs11) -> None:
    penanda = PenandatanganLokal(perangkat)
    for _ in range(2):
        assert berawal_naskah(penanda.tanda_tangani(naskah(), PADA), naskah())


def test_several_letters_at_the_same_moment_wait_for_each_other(perangkat: KunciPkcs11) -> None:
    penanda = PenandatanganLokal(perangkat)
    surat = [naskah(f"Keputusan {nomor}") for nomor in range(6)]
    with ThreadPoolExecutor(6) as orang:
        hasil = list(orang.map(lambda satu: penanda.tanda_tangani(satu, PADA), surat))
    assert all(map(berawal_naskah, hasil, surat))


@pytest.mark.parametrize(
    "salah",
    [
        {"pin": SecretStr("000000")},
        {"token": "lain"},
        {"label": "lain"},
        {"label": "tanpa-kunci"},
        {"modul": Path("/usr/lib/tidak-ada.so")},
    ],
    ids=["pin", "token", "label", "tanpa-kunci", "modul"],
)
def test_a_device_that_does_not_open_is_told_without_its_pin(
    perangkat: KunciPkcs11, salah: dict[str, object]
) -> None:
    with pytest.raises(KunciTidakTerbuka) as galat:
        PenandatanganLokal(replace(perangkat, **salah)).tanda_tangani(naskah(), PADA)  # type: ignore[arg-type]
    assert "000000" not in repr(galat.value)
    assert PIN not in f"{galat.value!r}{perangkat!r}"
    penanda = PenandatanganLokal(perangkat)
    assert berawal_naskah(penanda.tanda_tangani(naskah(), PADA), naskah())


def test_a_certificate_in_a_device_expires_as_well(perangkat: KunciPkcs11) -> None:
    with pytest.raises(SertifikatTidakBerlaku, match="berakhir"):
        PenandatanganLokal(perangkat).tanda_tangani(naskah(), PADA.replace(year=2030))
