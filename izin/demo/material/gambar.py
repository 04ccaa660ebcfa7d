"""Cards and photographs as JPEG or PNG files, drawn with Pillow. Deterministic."""

import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from io import BytesIO

from PIL import (
    ExifTags,
    Image,
    ImageDraw,
    ImageFilter,
    ImageFont,
    ImageStat,
    UnidentifiedImageError,
)

from izin.demo.material.cetak import Kartu
from izin.demo.material.profil import pengacak

_UKURAN = (860, 540)
_LATAR = (214, 229, 238)
_TINTA = (28, 34, 46)
_GARIS_CAP = (200, 40, 40, 110)
BURAM_PIKSEL = 9

_FORMAT = {"image/jpeg": "JPEG", "image/png": "PNG"}


def cetak_gambar(kartu: Kartu, media_type: str) -> bytes:
    """Raises KeyError when `media_type` is no picture we can make."""
    gambar = _gambar(kartu)
    exif = Image.Exif()
    # As a scanner's software notes what it scanned; the demo's officer reads it there.
    exif[ExifTags.Base.ImageDescription] = kartu.judul.encode()
    exif[ExifTags.Base.Artist] = kartu.lembaga.encode()
    keluar = BytesIO()
    gambar.save(keluar, _FORMAT[media_type], exif=exif, quality=82)
    return keluar.getvalue()


def _gambar(kartu: Kartu) -> Image.Image:
    gambar = _kartu(kartu)
    if kartu.buram:
        gambar = gambar.filter(ImageFilter.GaussianBlur(BURAM_PIKSEL))
    tangan = pengacak(kartu.lembaga, kartu.judul, kartu.foto_ke)
    return _di_meja(gambar, tangan.uniform(-2.5, 2.5))


def _kartu(kartu: Kartu) -> Image.Image:
    gambar = Image.new("RGB", _UKURAN, _LATAR)
    lukis = ImageDraw.Draw(gambar)
    lukis.rounded_rectangle((14, 14, 846, 526), radius=26, outline=(120, 150, 175), width=4)
    tengah = _UKURAN[0] // 2
    lukis.text((tengah, 52), kartu.judul.upper()[:48], _TINTA, _huruf(26), anchor="mm")
    for urut, (nama, nilai) in enumerate(kartu.baris):
        y = 120 + 52 * urut
        lukis.text((52, y), nama, _TINTA, _huruf(24))
        lukis.text((210, y), f": {nilai}"[:30], _TINTA, _huruf(24))
    _wajah(lukis)
    _cap_contoh(gambar)
    return gambar


def _wajah(lukis: ImageDraw.ImageDraw) -> None:
    """A silhouette: nobody's face."""
    lukis.rectangle((640, 120, 808, 340), fill=(183, 78, 70))
    lukis.ellipse((686, 150, 762, 236), fill=(232, 220, 210))
    lukis.pieslice((652, 240, 796, 430), 180, 360, fill=(232, 220, 210))


def _cap_contoh(gambar: Image.Image) -> None:
    cap = _cap()
    gambar.paste(cap, mask=cap)


@cache
def _cap() -> Image.Image:
    cap = Image.new("RGBA", _UKURAN, (0, 0, 0, 0))
    tengah = (_UKURAN[0] // 2, _UKURAN[1] // 2 + 30)
    ImageDraw.Draw(cap).text(tengah, "CONTOH", _GARIS_CAP, _huruf(150), anchor="mm")
    return cap.rotate(22)


def _di_meja(kartu: Image.Image, derajat: float) -> Image.Image:
    """Laid on a table a little askew, as photographs of cards are."""
    foto = _meja().copy()
    miring = kartu.convert("RGBA").rotate(derajat, Image.Resampling.BICUBIC, expand=True)
    foto.paste(miring, (20, 20), miring)
    return foto


@cache
def _meja() -> Image.Image:
    meja = Image.linear_gradient("L").resize((_UKURAN[0] + 90, _UKURAN[1] + 90))
    return Image.merge("RGB", [meja.point(lambda terang, k=k: 90 + terang // k) for k in (3, 4, 5)])


@cache
def _huruf(ukuran: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(ukuran)


_JUDUL = re.compile(rb"<dc:title><rdf:Alt><rdf:li[^>]*>(.*?)</rdf:li>", re.DOTALL)
_LEMBAGA = re.compile(rb"<dc:creator><rdf:Seq><rdf:li>(.*?)</rdf:li>", re.DOTALL)

# The variance of the Laplacian, measured on the demo's cards: 780 to 870 in focus, 1.2 to 1.4 out
# of focus. The edge of the card on the table is sharp in both and is cut off.
_TAJAM_MINIMAL = 50.0
_LAPLACE = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)
_TEPI_PIKSEL = 60


@dataclass(frozen=True)
class Terbaca:
    """What the demo's officers see when they open a file: its title, whose it is, whether it is
    sharp.

    They really read the bytes that came out of the document store, so a wrong file is found by
    its content and not by prior knowledge.
    """

    judul: str
    lembaga: str
    jelas: bool = True


def baca_kertas(isi: bytes, media_type: str) -> Terbaca:
    """A file that is none of ours reads as blank."""
    if media_type == "application/pdf":
        return Terbaca(_teks(_JUDUL, isi), _teks(_LEMBAGA, isi))
    try:
        return _baca_gambar(isi)
    except UnidentifiedImageError:
        return Terbaca("", "", jelas=False)


def _teks(pola: re.Pattern[bytes], isi: bytes) -> str:
    cocok = pola.search(isi)
    return unescape(cocok[1].decode()) if cocok else ""


def _baca_gambar(isi: bytes) -> Terbaca:
    with Image.open(BytesIO(isi)) as gambar:
        exif = gambar.getexif()
        return Terbaca(
            judul=_dari_exif(exif, ExifTags.Base.ImageDescription),
            lembaga=_dari_exif(exif, ExifTags.Base.Artist),
            jelas=_ketajaman(gambar) >= _TAJAM_MINIMAL,
        )


def _dari_exif(exif: Image.Exif, tag: ExifTags.Base) -> str:
    # EXIF knows only ASCII, so that Pillow hands the UTF-8 bytes back one letter a byte.
    return str(exif.get(tag, "")).encode("latin-1", "replace").decode(errors="replace")


def _ketajaman(gambar: Image.Image) -> float:
    tepi = gambar.convert("L").filter(_LAPLACE)
    kanan, bawah = gambar.width - 2 * _TEPI_PIKSEL, gambar.height - 2 * _TEPI_PIKSEL
    return ImageStat.Stat(tepi.crop((_TEPI_PIKSEL, _TEPI_PIKSEL, kanan, bawah))).var[0]
