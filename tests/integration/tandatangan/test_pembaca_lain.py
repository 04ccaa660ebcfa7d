"""What other programs make of our signatures: poppler's `pdfsig` with a trust store of its own."""

from pathlib import Path

import pytest

from shared.tandatangan.bentuk import Kotak
from tests.other_readers import pdfsig, run, trust_store
from tests.tandatangan import NAMA, PADA, Sertifikat, naskah, otoritas, penandatangan


@pytest.fixture
def kepercayaan(tmp_path: Path) -> Path:
    return trust_store(tmp_path, otoritas().sertifikat_pem)


def dibaca(folder: Path, kepercayaan: Path, isi: bytes) -> str:
    berkas = folder / "sk.pdf"
    berkas.write_bytes(isi)
    return pdfsig(kepercayaan, berkas)


@pytest.mark.parametrize(
    "kotak", [None, Kotak(1, 300, 90, 500, 160)], ids=["tak-terlihat", "kotak"]
)
@pytest.mark.parametrize("rsa_bit", [0, 2048], ids=["p256", "rsa"])
def test_pdfsig_trusts_a_whole_document(
    tmp_path: Path, kepercayaan: Path, kotak: Kotak | None, rsa_bit: int
) -> None:
    penanda = penandatangan(tmp_path, Sertifikat(rsa_bit=rsa_bit))
    kata = dibaca(tmp_path, kepercayaan, penanda.tanda_tangani(naskah(), PADA, kotak=kotak))
    assert "Total document signed" in kata
    assert "Signature is Valid." in kata
    assert "Certificate is Trusted." in kata
    assert f"Common Name: {NAMA}" in kata
    assert "ETSI.CAdES.detached" in kata


def test_pdfsig_notices_what_was_changed(tmp_path: Path, kepercayaan: Path) -> None:
    bertanda = bytearray(penandatangan(tmp_path).tanda_tangani(naskah(), PADA))
    bertanda[len(naskah()) // 2] ^= 1
    assert "Signature is Valid." not in dibaca(tmp_path, kepercayaan, bytes(bertanda))


def test_the_letter_is_still_read_and_looks_the_same(tmp_path: Path) -> None:
    penanda = penandatangan(tmp_path)
    for nama, isi in (
        ("naskah", naskah()),
        ("polos", penanda.tanda_tangani(naskah(), PADA)),
        ("kotak", penanda.tanda_tangani(naskah(), PADA, kotak=Kotak(1, 100, 600, 400, 700))),
    ):
        (tmp_path / f"{nama}.pdf").write_bytes(isi)
        run("pdftoppm", "-r", "50", "-png", tmp_path / f"{nama}.pdf", tmp_path / nama)
    gambar = {berkas.read_bytes() for berkas in tmp_path.glob("*.png")}
    assert len(list(tmp_path.glob("*.png"))) == 3
    assert len(gambar) == 1
