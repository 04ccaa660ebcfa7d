"""Readers of signed letters that are not ours: poppler's `pdfsig` with a trust store of its own,
and a reader of QR codes on a page as it is rendered."""

import subprocess
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import zxingcpp

TITIK_PER_INCI = 72
"""In which a page is measured."""


def run(*command: str | Path) -> str:
    """What it said, on both ways."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def trust_store(folder: Path, authority_pem: bytes) -> Path:
    """Knows this authority and no other (NSS)."""
    store, ca = folder / "nss", folder / "ca.pem"
    store.mkdir()
    ca.write_bytes(authority_pem)
    run("certutil", "-N", "-d", f"sql:{store}", "--empty-password")
    run("certutil", "-A", "-d", f"sql:{store}", "-n", "ca", "-t", "CT,C,C", "-i", ca)
    return store


def pdfsig(store: Path, letter: Path) -> str:
    return run("pdfsig", "-nssdir", store, letter)


def qr_codes(letter: Path, dpi: int = 200) -> list[str]:
    """Of all pages, as an office's scanner would see them."""
    document = pypdfium2.PdfDocument(letter)
    pages = [page.render(scale=dpi / TITIK_PER_INCI).to_pil() for page in document]
    return [found.text for page in pages for found in zxingcpp.read_barcodes(page)]
