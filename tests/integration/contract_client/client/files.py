"""Files through GridFS, and papers to hand over."""

import hashlib
from typing import Any

from bson import ObjectId
from gridfs import GridFSBucket
from pymongo import MongoClient

from .contract import Json

PDF = "application/pdf"
JPEG = "image/jpeg"

_BEGINNINGS = {
    PDF: b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n% ",
    JPEG: b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xfe\x00\xff",
}
_ENDS = {PDF: b"\ntrailer << /Root 1 0 R >>\n%%EOF\n", JPEG: b"\xff\xd9"}


def paper(text: str, media_type: str = PDF) -> bytes:
    """A file of that kind; another text makes another file."""
    return _BEGINNINGS[media_type] + text.encode() + _ENDS[media_type]


class Files:
    """The bucket that the document names, in the database that the operators name."""

    def __init__(self, url: str, database: str, bucket: str) -> None:
        self._client: MongoClient[dict[str, Any]] = MongoClient(url, journal=True)
        self._bucket = GridFSBucket(self._client[database], bucket_name=bucket)

    def close(self) -> None:
        self._client.close()

    def put(self, name: str, contents: bytes, media_type: str = PDF) -> Json:
        """Uploads, and gives the `Dokumen` for a message."""
        return {
            "berkas_id": str(self._bucket.upload_from_stream(name, contents)),
            "nama_berkas": name,
            "media_type": media_type,
            "ukuran_bytes": len(contents),
            "sha256": hashlib.sha256(contents).hexdigest(),
        }

    def get(self, document: Json) -> bytes:
        """Downloads. Raises `ValueError` when the bytes are not those that were named."""
        contents = self._bucket.open_download_stream(ObjectId(document["berkas_id"])).read()
        if hashlib.sha256(contents).hexdigest() != document["sha256"]:
            raise ValueError(f"{document['nama_berkas']}: other bytes than the message says")
        return contents
