"""An officer whose key is elsewhere: signs a PDF by appending (PAdES)."""

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter

from .contract import Json


@dataclass(frozen=True)
class Signer:
    """`officer` is how a decision names who decides."""

    officer: Json
    key: Path
    passphrase: str

    def sign(self, pdf: bytes) -> bytes:
        load: Any = signers.SimpleSigner.load_pkcs12
        signer = load(self.key, passphrase=self.passphrase.encode())
        meta = signers.PdfSignatureMetadata(
            field_name="TandaTangan", subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256"
        )
        signed = io.BytesIO()
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        signers.sign_pdf(writer, meta, signer, output=signed)
        return signed.getvalue()


def signers_here() -> dict[str, Signer]:
    """By their part in the scenario: the file `penanda.json` of the working directory."""
    known = json.loads(Path("penanda.json").read_text(encoding="utf-8"))
    return {
        part: Signer(one["petugas"], Path(one["kunci"]), one["frasa"])
        for part, one in known.items()
    }
