"""A key that never leaves its device: SoftHSM stands for one, spoken to by PKCS#11."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from shared.tandatangan.bentuk import KunciPkcs11
from shared.tandatangan.errors import KunciTidakTerbuka, SertifikatTidakBerlaku
from shared.tandatangan.lokal import PenandatanganLokal
from shared.tandatangan.naskah import berawal_naskah
from tests.softhsm import MODUL, PIN, TOKEN, simpan
from tests.tandatangan import PADA, Sertifikat, naskah, pasangan

LABEL = "kepala-dinas"


@pytest.fixture(scope="module")
def perangkat() -> KunciPkcs11:
    """A signatory's key and certificate, and a second certificate without its key."""
    sertifikat, kunci, _ = pasangan(Sertifikat())
    simpan(LABEL, sertifikat, kunci)
    simpan("tanpa-kunci", pasangan(Sertifikat())[0], None)
    return KunciPkcs11(MODUL, TOKEN, SecretStr(PIN), LABEL)


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


def test_a_wrong_pin_is_tried_once_for_a_few_times_lock_the_device(perangkat: KunciPkcs11) -> None:
    keliru = PenandatanganLokal(replace(perangkat, pin=SecretStr("000000")))
    with pytest.raises(KunciTidakTerbuka, match="PinIncorrect") as pertama:
        keliru.tanda_tangani(naskah(), PADA)
    assert "tidak dicoba lagi" not in str(pertama.value)
    with pytest.raises(KunciTidakTerbuka, match="tidak dicoba lagi, agar perangkat tidak terkunci"):
        keliru.tanda_tangani(naskah(), PADA)


def test_a_certificate_in_a_device_expires_as_well(perangkat: KunciPkcs11) -> None:
    with pytest.raises(SertifikatTidakBerlaku, match="berakhir"):
        PenandatanganLokal(perangkat).tanda_tangani(naskah(), PADA.replace(year=2030))
