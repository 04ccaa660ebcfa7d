"""The register of SK numbers and the SKs themselves: no number lost, doubled or skipped, and every
SK says what was approved. Reads the store and the files by itself."""

import hashlib
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import gridfs
import pypdf
from bson import ObjectId
from pymongo.database import Database

from chaos.checker.notes import Violation

IN_ORDER = "nomor SK berurut tanpa yang hilang, ganda atau terlewat"
OWN = "setiap SK yang dibuat sistem punya nomornya sendiri, dan sebaliknya"
SAID = "setiap SK berisi naskah yang disetujui"

Document = Mapping[str, Any]
END = re.compile(rb"startxref[\r\n ]+\d+[\r\n ]+%%EOF")
SIGNATURE = b"/ByteRange"
NOT_IN_THE_SK = ("DRAFT", "sejak tanggal ditetapkan.")
"""Words of a draft that its SK does not have: it has a number, a date and a signature instead."""
FOOTER = re.compile(r"^.*Halaman \d+ dari \d+\s*$", re.MULTILINE)
"""The last line of a page names the letter: a draft by its application, an SK by its number."""


def check_numbers(
    database: Database[dict[str, Any]], documents: Sequence[Document]
) -> Iterator[Violation]:
    entries = list(database["sk"].find({}))
    made = {one["_id"] for one in database["surat"].find({"jenis": "draft-sk"}, {"_id": 1})}
    yield from check_in_order(entries)
    yield from check_own(entries, documents, made)
    files = gridfs.GridFSBucket(database, "dokumen")
    cases = {d["nomor"]: d for d in documents}
    for entry in entries:
        if entry["status"] == "berlaku" and entry["permohonan"] in cases:
            yield from _says(entry, cases[entry["permohonan"]], files)


def check_in_order(entries: Iterable[Document]) -> Iterator[Violation]:
    series: dict[tuple[str, int], list[int]] = defaultdict(list)
    names: dict[str, int] = defaultdict(int)
    for entry in entries:
        series[entry["seri"], entry["tahun"]].append(entry["urut"])
        names[entry["nomor"]] += 1
        if entry["status"] == "batal" and not entry["alasan"]:
            yield Violation(IN_ORDER, entry["nomor"], "batal tanpa alasan")
    for (seri, tahun), places in series.items():
        if sorted(places) != list(range(1, len(places) + 1)):
            yield Violation(IN_ORDER, f"{seri} {tahun}", f"urut {sorted(places)}")
    for name, times in names.items():
        if times > 1:
            yield Violation(IN_ORDER, name, f"{times} kali dalam buku nomor")


def check_own(
    entries: Sequence[Document], documents: Iterable[Document], made: set[Any]
) -> Iterator[Violation]:
    of_case: dict[str, list[Document]] = defaultdict(list)
    for entry in entries:
        of_case[entry["permohonan"]].append(entry)
    for document in documents:
        mine = of_case.pop(document["nomor"], [])
        standing = [one for one in mine if one["status"] != "batal"]
        sk, draft = _output(document, "surat-keputusan"), _output(document, "draft-sk")
        if sk is None or draft is None or draft["berkas_id"] not in made:
            yield from (
                Violation(
                    OWN, one["nomor"], f"{one['status']}, tetapi {document['nomor']} tanpa SK"
                )
                for one in standing
            )
        elif [(one["status"], one["berkas_id"], one["sha256"]) for one in standing] != [
            ("berlaku", sk["berkas_id"], sk["sha256"])
        ]:
            told = [(one["nomor"], one["status"], one["berkas_id"]) for one in mine]
            yield Violation(OWN, document["nomor"], f"SK {sk['berkas_id']}, buku nomor {told}")
    for nomor, mine in of_case.items():
        yield Violation(OWN, nomor, f"{len(mine)} nomor untuk permohonan yang tidak ada")


def _output(document: Document, kode: str) -> Document | None:
    for one in document["hasil"]:
        if one["kode"] == kode and one["berkas"]:
            berkas: Document = one["berkas"]
            return berkas
    return None


def _says(entry: Document, document: Document, files: gridfs.GridFSBucket) -> Iterator[Violation]:
    draft = _output(document, "draft-sk")
    if draft is None:
        return
    signed = _bytes(files, entry["berkas_id"])
    if hashlib.sha256(signed).hexdigest() != entry["sha256"]:
        yield Violation(SAID, entry["nomor"], "berkasnya bukan yang tercatat")
    end = END.search(signed)
    first = signed[: end.end()] if end else b""
    if SIGNATURE in first or SIGNATURE not in signed[len(first) :]:
        yield Violation(SAID, entry["nomor"], "tanda tangannya bukan tambahan di belakang naskah")
    digests = {hashlib.sha256(first + tail).hexdigest() for tail in (b"", b"\n", b"\r\n")}
    if entry["naskah"] not in digests:
        yield Violation(SAID, entry["nomor"], "revisi pertamanya bukan naskah yang tercatat")
    if missing := missing_words(_bytes(files, draft["berkas_id"]), signed):
        yield Violation(SAID, entry["nomor"], f"tidak memuat '{missing}' dari draf yang disetujui")


def _bytes(files: gridfs.GridFSBucket, file_id: str) -> bytes:
    out = io.BytesIO()
    files.download_to_stream(ObjectId(file_id), out)
    return out.getvalue()


def _words(pdf: bytes) -> list[str]:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    text = "\n".join(FOOTER.sub("", page.extract_text()) for page in pages)
    for words in NOT_IN_THE_SK:
        text = text.replace(words, " ")
    bare = (word.strip(".,;:") for word in text.replace("\u200b", "").split())
    return [word for word in bare if any(sign.isalnum() for sign in word)]


def missing_words(draft: bytes, signed: bytes) -> str:
    """The first word of the draft that does not come, in its order, in the SK; "" for none."""
    rest = iter(_words(signed))
    return next((word for word in _words(draft) if word not in rest), "")
