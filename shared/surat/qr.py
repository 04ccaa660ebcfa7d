"""The QR code of a letter, as a drawing that Typst sets."""

import io

import segno

_TINGKAT = "m"
"""15 % of it may be dirt (ISO/IEC 18004)."""


def gambar_qr(teks: str) -> str:
    """SVG, black on white with the quiet zone that readers need."""
    keluaran = io.BytesIO()
    segno.make(teks, error=_TINGKAT, micro=False).save(
        keluaran, kind="svg", border=4, xmldecl=False, svgns=True, nl=False, light="white"
    )
    return keluaran.getvalue().decode()
