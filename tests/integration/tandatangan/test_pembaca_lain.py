"""What other programs make of our signatures: poppler's `pdfsig` with a trust store of its own."""

import subprocess
from pathlib import Path

import pytest

from shared.tandatangan.bentuk import Kotak
from tests.tandatangan import NAMA, PADA, Sertifikat, naskah, otoritas, penandatangan


def jalankan(*perintah: str | Path) -> str:
    hasil = subprocess.run(perintah, capture_output=True, text=True, check=False)
    return hasil.stdout + hasil.stderr


@pytest.fixture
def kepercayaan(tmp_path: Path) -> Path:
    """A trust store that knows our authority and no other."""
    folder, ca = tmp_path / "nss", tmp_path / "ca.pem"
    folder.mkdir()
    ca.write_bytes(otoritas().sertifikat_pem)
    jalankan("certutil", "-N", "-d", f"sql:{folder}", "--empty-password")
    jalankan("certutil", "-A", "-d", f"sql:{folder}", "-n", "ca", "-t", "CT,C,C", "-i", ca)
    return folder


def pdfsig(folder: Path, kepercayaan: Path, isi: bytes) -> str:
    berkas = folder / "sk.pdf"
    berkas.write_bytes(isi)
    return jalankan("pdfsig", "-nssdir", kepercayaan, berkas)


@pytest.mark.parametrize(
    "kotak", [None, Kotak(1, 300, 90, 500, 160)], ids=["tak-terlihat", "kotak"]
)
@pytest.mark.parametrize("rsa_bit", [0, 2048], ids=["p256", "rsa"])
def test_pdfsig_trusts_a_whole_document(
    tmp_path: Path, kepercayaan: Path, kotak: Kotak | None, rsa_bit: int
) -> None:
    penanda = penandatangan(tmp_path, Sertifikat(rsa_bit=rsa_bit))
    kata = pdfsig(tmp_path, kepercayaan, penanda.tanda_tangani(naskah(), PADA, kotak=kotak))
    assert "Total document signed" in kata
    assert "Signature is Valid." in kata
    assert "Certificate is Trusted." in kata
    assert f"Common Name: {NAMA}" in kata
    assert "ETSI.CAdES.detached" in kata


def test_pdfsig_notices_what_was_changed(tmp_path: Path, kepercayaan: Path) -> None:
    bertanda = bytearray(penandatangan(tmp_path).tanda_tangani(naskah(), PADA))
    bertanda[len(naskah()) // 2] ^= 1
    assert "Signature is Valid." not in pdfsig(tmp_path, kepercayaan, bytes(bertanda))


def test_the_letter_is_still_read_and_looks_the_same(tmp_path: Path) -> None:
    penanda = penandatangan(tmp_path)
    for nama, isi in (
        ("naskah", naskah()),
        ("polos", penanda.tanda_tangani(naskah(), PADA)),
        ("kotak", penanda.tanda_tangani(naskah(), PADA, kotak=Kotak(1, 100, 600, 400, 700))),
    ):
        (tmp_path / f"{nama}.pdf").write_bytes(isi)
        jalankan("pdftoppm", "-r", "50", "-png", tmp_path / f"{nama}.pdf", tmp_path / nama)
    gambar = {berkas.read_bytes() for berkas in tmp_path.glob("*.png")}
    assert len(list(tmp_path.glob("*.png"))) == 3
    assert len(gambar) == 1
