"""A small picture that says what it stands for."""

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw

SIZE = (640, 400)


def small_picture(lines: Sequence[str], kind: str) -> bytes:
    """`kind` is "JPEG" or "PNG"."""
    image = Image.new("RGB", SIZE, "#e8eef4")
    draw = ImageDraw.Draw(image)
    draw.rectangle((10, 10, SIZE[0] - 10, SIZE[1] - 10), outline="#35577d", width=3)
    draw.multiline_text((40, 40), "\n".join(lines), fill="#1c2f45", spacing=10)
    buffer = io.BytesIO()
    image.save(buffer, kind, **({"quality": 70} if kind == "JPEG" else {}))
    return buffer.getvalue()
