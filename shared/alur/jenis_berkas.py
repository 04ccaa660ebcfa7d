"""Kinds of files as people call them, and what to do with one that is not taken."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
KOSONG = "berkas kosong (0 byte); pilih berkas yang berisi, lalu unggah lagi"

_SIMPAN_WORD = "buka di Word, pilih Berkas > Simpan sebagai > PDF"
_SIMPAN_EXCEL = "buka di Excel, pilih Berkas > Simpan sebagai > PDF"
_SIMPAN_POWERPOINT = "buka di PowerPoint, pilih Berkas > Simpan sebagai > PDF"
_SIMPAN_LIBREOFFICE = "buka di LibreOffice, pilih Berkas > Ekspor sebagai > Ekspor sebagai PDF"
_CETAK = "buka berkasnya, pilih Cetak > Simpan sebagai PDF"
_EKSTRAK = "ekstrak dahulu, lalu unggah berkas di dalamnya satu per satu"
_BUKAN_DOKUMEN = "unggah dokumennya"
_FOTO_HEIC = (
    "kirim dari telepon sebagai JPG (iPhone: Pengaturan > Kamera > Format > Paling Kompatibel)"
)
_GAMBAR = "simpan ulang sebagai {tujuan}"

_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"


class _Jenis(NamedTuple):
    """`akhiran`: endings under which it honestly goes; `{tujuan}` in `saran`: what is taken."""

    sebutan: str
    akhiran: tuple[str, ...]
    saran: str


_HEIC = _Jenis("foto HEIC", (".heic", ".heif"), _FOTO_HEIC)
_WORD = _Jenis("dokumen Word", (".docx", ".doc", ".docm", ".dotx"), _SIMPAN_WORD)
_EXCEL = _Jenis("lembar kerja Excel", (".xlsx", ".xls", ".xlsm", ".xlsb"), _SIMPAN_EXCEL)
_POWERPOINT = _Jenis("presentasi PowerPoint", (".pptx", ".ppt", ".ppsx"), _SIMPAN_POWERPOINT)
_ZIP = _Jenis("arsip ZIP", (".zip",), _EKSTRAK)
_PROGRAM = _Jenis("program komputer", (".exe", ".dll"), _BUKAN_DOKUMEN)
_TEKS = _Jenis("berkas teks", (".txt", ".csv", ".md"), _CETAK)

_JENIS: Mapping[str, _Jenis] = {
    PDF: _Jenis("PDF", (".pdf",), "ubah menjadi {tujuan}"),
    JPEG: _Jenis("foto JPG", (".jpg", ".jpeg", ".jpe", ".jfif"), "ubah menjadi {tujuan}"),
    PNG: _Jenis("gambar PNG", (".png",), "ubah menjadi {tujuan}"),
    f"{_OOXML}.wordprocessingml.document": _WORD,
    "application/msword": _WORD,
    f"{_OOXML}.spreadsheetml.sheet": _EXCEL,
    "application/vnd.ms-excel": _EXCEL,
    f"{_OOXML}.presentationml.presentation": _POWERPOINT,
    "application/vnd.ms-powerpoint": _POWERPOINT,
    "application/x-ole-storage": _Jenis(
        "berkas Office lama", (".doc", ".xls", ".ppt", ".msg"), _CETAK
    ),
    f"{_ODF}.text": _Jenis("dokumen LibreOffice (ODT)", (".odt",), _SIMPAN_LIBREOFFICE),
    f"{_ODF}.spreadsheet": _Jenis("lembar kerja LibreOffice (ODS)", (".ods",), _SIMPAN_LIBREOFFICE),
    f"{_ODF}.presentation": _Jenis("presentasi LibreOffice (ODP)", (".odp",), _SIMPAN_LIBREOFFICE),
    "application/rtf": _Jenis("dokumen RTF", (".rtf", ".doc"), _SIMPAN_WORD),
    "text/rtf": _Jenis("dokumen RTF", (".rtf", ".doc"), _SIMPAN_WORD),
    "image/heic": _HEIC,
    "image/heif": _HEIC,
    "image/avif": _Jenis("gambar AVIF", (".avif",), _GAMBAR),
    "image/webp": _Jenis("gambar WEBP", (".webp",), _GAMBAR),
    "image/gif": _Jenis("gambar GIF", (".gif",), _GAMBAR),
    "image/bmp": _Jenis("gambar BMP", (".bmp", ".dib"), _GAMBAR),
    "image/x-ms-bmp": _Jenis("gambar BMP", (".bmp", ".dib"), _GAMBAR),
    "image/jp2": _Jenis("gambar JPEG 2000", (".jp2", ".jpf", ".j2k"), _GAMBAR),
    "image/tiff": _Jenis(
        "gambar TIFF", (".tif", ".tiff"), "simpan ulang pindaiannya sebagai {tujuan}"
    ),
    "image/svg+xml": _Jenis("gambar SVG", (".svg",), _CETAK),
    "image/vnd.adobe.photoshop": _Jenis("berkas Photoshop", (".psd",), _GAMBAR),
    "application/zip": _ZIP,
    "application/x-zip-compressed": _ZIP,
    "application/vnd.rar": _Jenis("arsip RAR", (".rar",), _EKSTRAK),
    "application/x-rar-compressed": _Jenis("arsip RAR", (".rar",), _EKSTRAK),
    "application/x-7z-compressed": _Jenis("arsip 7z", (".7z",), _EKSTRAK),
    "application/gzip": _Jenis("arsip GZIP", (".gz", ".tgz"), _EKSTRAK),
    "application/x-gzip": _Jenis("arsip GZIP", (".gz", ".tgz"), _EKSTRAK),
    "text/html": _Jenis(
        "halaman web (HTML)",
        (".html", ".htm"),
        "buka di peramban, pilih Cetak > Simpan sebagai PDF",
    ),
    "application/postscript": _Jenis("berkas PostScript", (".ps", ".eps", ".ai"), _CETAK),
    "application/xml": _Jenis("berkas XML", (".xml",), _CETAK),
    "application/json": _Jenis("berkas JSON", (".json",), _CETAK),
    "message/rfc822": _Jenis("surel tersimpan", (".eml",), _CETAK),
    "application/vnd.microsoft.portable-executable": _PROGRAM,
    "application/x-executable": _PROGRAM,
    "application/vnd.android.package-archive": _PROGRAM,
}
_RUMPUN: Mapping[str, _Jenis] = {
    "video": _Jenis("video", (".mp4", ".mov", ".3gp", ".avi", ".mkv", ".webm"), _BUKAN_DOKUMEN),
    "audio": _Jenis("rekaman suara", (".mp3", ".m4a", ".wav", ".ogg", ".opus"), _BUKAN_DOKUMEN),
    "image": _Jenis("gambar jenis lain", (), _GAMBAR),
    "text": _TEKS,
}
_LAIN = _Jenis("berkas yang jenisnya tidak dikenal", (), "simpan ulang sebagai {tujuan}")
_SINGKAT = {PDF: "PDF", JPEG: "JPG", PNG: "PNG"}


def _jenis(media_type: str) -> _Jenis:
    return _JENIS.get(media_type) or _RUMPUN.get(media_type.partition("/")[0]) or _LAIN


def sebutan_jenis(media_type: str) -> str:
    """ "PDF", "foto JPG", "dokumen Word": as people call it."""
    return _jenis(media_type).sebutan


def daftar_jenis(media: Sequence[str]) -> str:
    """ "PDF", "PDF atau JPG", "PDF, JPG atau PNG": in a list of what is taken."""
    *awal, akhir = (_SINGKAT.get(satu, sebutan_jenis(satu)) for satu in media)
    return f"{', '.join(awal)} atau {akhir}" if awal else akhir


def salah_jenis(nama_berkas: str, media_type: str, media: Sequence[str]) -> str:
    """What it is, what is taken, and what to do about it; with the ending where it says another."""
    jenis = _jenis(media_type)
    tujuan = daftar_jenis(media)
    return (
        f"{_ini(nama_berkas, jenis)}; yang diizinkan {tujuan}."
        f" Sarannya: {jenis.saran.format(tujuan=tujuan)}"
    )


def _ini(nama_berkas: str, jenis: _Jenis) -> str:
    akhiran = PurePath(nama_berkas).suffix.lower()
    sebutan = "tidak dikenal" if jenis is _LAIN else jenis.sebutan
    dikenal = any(akhiran in satu.akhiran for satu in (*_JENIS.values(), *_RUMPUN.values()))
    if not dikenal or akhiran in jenis.akhiran:
        return f"isinya {sebutan}"
    kata = "isinya" if jenis is _LAIN else "sebenarnya"
    return f"berkas bernama {akhiran} ini {kata} {sebutan}"
