"""`izin ajukan --contoh`: a folder that is ready to be submitted."""

import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from izin.cli.catalogue import load_sop
from izin.cli.errors import BadInput, Failed
from izin.cli.output import plain, stderr
from shared.settings import Settings
from shared.sop.model import Isian, Persyaratan, Sop
from shared.whole_file import whole_folder, write_file

_HEAD = """\
# Formulir permohonan untuk `izin ajukan`. Semua data di sini karangan.

sop = {sop}

[pemohon]
nama = "Siti Contoh"
nik = "6372000000000001"          # 16 angka
telepon = "0811-0000-0001"
surel = "siti@contoh.example"

[lembaga]
nama = {lembaga}
alamat = "Jalan Contoh Nomor 1, Banjarbaru"
"""

# Answers that look like what the question asks for, by a part of its code.
_PLAUSIBLE = {"nib": "0000000000001", "kapasitas": "20", "usia": "4 sampai 6 tahun"}


def sample_form(sop: Sop, files: Mapping[str, str]) -> str:
    """`files` are names by persyaratan."""
    head = _HEAD.format(sop=_text(sop.kode), lembaga=_text(f"Lembaga Contoh {sop.awalan_nomor}"))
    return "\n".join([head, *_answers(sop), "", *_documents(sop, files)]) + "\n"


def _answers(sop: Sop) -> Iterator[str]:
    yield "[isian]"
    for isian in sop.isian:
        yield f"# {isian.label}{'' if isian.wajib else ' (tidak wajib)'}{_choices(isian)}"
        line = f"{isian.kode} = {_text(_answer(isian))}"
        yield line if isian.wajib else f"# {line}"


def _choices(isian: Isian) -> str:
    return f": {', '.join(isian.pilihan)}" if isian.pilihan else ""


def _answer(isian: Isian) -> str:
    if isian.pilihan:
        return isian.pilihan[0]
    part = next((part for part in _PLAUSIBLE if part in isian.kode), "")
    return _PLAUSIBLE[part] if part else f"Contoh {isian.label.lower()}"


def _documents(sop: Sop, files: Mapping[str, str]) -> Iterator[str]:
    yield "# Berkas tiap persyaratan. Yang bernama kodenya ditemukan juga tanpa disebut di sini."
    yield "[dokumen]"
    for persyaratan in sop.persyaratan:
        yield f"# {persyaratan.nama}"
        if persyaratan.kode in files:
            yield f"{persyaratan.kode} = {_text(files[persyaratan.kode])}"
        else:
            yield f'# {persyaratan.kode} = "..."  (tidak wajib)'


def _text(value: str) -> str:
    """A JSON string is a TOML one as long as it holds no control characters, and none here does."""
    return json.dumps(value, ensure_ascii=False)


MARK = "CONTOH - bukan dokumen sungguhan"
"""The first line of every sample."""

FONT_SIZE, LEADING = 12, 18


def small_pdf(lines: Sequence[str]) -> bytes:
    """`lines` in Latin-1 as far as they go; the same lines always make the same bytes."""
    content = _content(lines)
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    return _with_table(objects)


def _content(lines: Sequence[str]) -> bytes:
    shown = b"".join(b"(%s) Tj T*\n" % _escaped(line) for line in lines)
    return b"BT /F1 %d Tf %d TL 72 770 Td\n%sET" % (FONT_SIZE, LEADING, shown)


def _escaped(line: str) -> bytes:
    raw = line.encode("latin-1", "replace")
    return raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _with_table(objects: Sequence[bytes]) -> bytes:
    body, offsets = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, one in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    rows = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, rows)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return body + table + trailer % (len(objects) + 1, len(body))


Maker = Callable[[list[str]], bytes]


def _picture(kind: str) -> Maker:
    def make(lines: list[str]) -> bytes:
        return small_picture(lines, kind)

    return make


MAKERS: Mapping[str, tuple[str, Maker]] = {
    "application/pdf": ("pdf", small_pdf),
    "image/jpeg": ("jpg", _picture("JPEG")),
    "image/png": ("png", _picture("PNG")),
}


def write_sample(settings: Settings, kode: str, folder: Path) -> None:
    """Raises `BadInput` rather than touch a folder that holds anything."""
    sop = load_sop(settings, kode).sop
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadInput(f"{folder} sudah ada dan tidak kosong", remedy="Sebut folder yang baru")
    files = sample_files(sop)
    form = sample_form(sop, {kode: name for kode, (name, _) in files.items()})
    with whole_folder(folder):
        for name, content in files.values():
            write_file(folder / name, content)
        write_file(folder / "permohonan.toml", form)
    console = stderr()
    console.print(plain(f"Ditulis: {folder}/permohonan.toml dan {len(files)} berkas."))
    console.print(plain(f"Ajukan: izin ajukan {folder}"))


def sample_files(sop: Sop) -> dict[str, tuple[str, bytes]]:
    """(name, content) of a file for every required persyaratan, by its code."""
    wanted = [satu for satu in sop.persyaratan if satu.wajib]
    return {satu.kode: _file(satu, picture=position == 0) for position, satu in enumerate(wanted)}


def _file(persyaratan: Persyaratan, *, picture: bool) -> tuple[str, bytes]:
    """The first one as a picture, where the SOP takes one: papers are photographed, too."""
    kinds = [kind for kind in MAKERS if kind in persyaratan.media]
    if not kinds:
        raise Failed(
            f"{persyaratan.kode}: contoh {', '.join(persyaratan.media)} tidak dapat dibuat"
        )
    kind = next((k for k in kinds if k.startswith("image/")), kinds[0]) if picture else kinds[0]
    ending, maker = MAKERS[kind]
    lines = [MARK, persyaratan.nama, f"Kode: {persyaratan.kode}"]
    return f"{persyaratan.kode}.{ending}", maker(lines)


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
