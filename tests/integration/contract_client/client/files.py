"""Files through GridFS, and papers to hand over."""

import base64
import hashlib
from typing import Any

from bson import ObjectId
from gridfs import GridFSBucket
from pymongo import MongoClient

from .contract import Json

PDF = "application/pdf"
JPEG = "image/jpeg"

_SMALL_JPEG = (
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAP//////////////////////////////////////////////////////"
    "////////////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAA"
    "AAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AP//Z"
)
"""One grey point, in base64."""


def paper(text: str, media_type: str = PDF) -> bytes:
    """A file of that kind; another text makes another file."""
    if media_type == JPEG:
        return base64.b64decode(_SMALL_JPEG) + text.encode()
    beginning = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n% "
    return beginning + text.encode() + b"\ntrailer << /Root 1 0 R >>\n%%EOF\n"


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
