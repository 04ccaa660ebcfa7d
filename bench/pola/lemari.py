"""The files that a recorded application refers to; uploaded once, shared by all applications."""

import hashlib

from bson import ObjectId
from gridfs import GridFSBucket
from pymongo import MongoClient

from shared.alur import FaktaBerkas
from shared.contracts import Dokumen
from shared.store.indeks import BUCKET_DOKUMEN
from tests.builders import Lemari, pdf


class LemariNyata(Lemari):
    """As the tests' own, but for files whose bytes there are: what a worker measures is true."""

    def __init__(self) -> None:
        super().__init__()
        self.isi: dict[str, bytes] = {}

    def berkas(self, isi: str, media_type: str = "application/pdf") -> Dokumen:
        assert media_type == "application/pdf", f"no sample of {media_type}"
        data = pdf(isi)
        dokumen = Dokumen(
            berkas_id=f"{len(self.isi) + 1:024x}",
            nama_berkas=f"{isi}.pdf",
            media_type=media_type,
            ukuran_bytes=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
        )
        self.isi[dokumen.berkas_id] = data
        self.fakta[dokumen.berkas_id] = FaktaBerkas(len(data), media_type, dokumen.sha256)
        return dokumen

    def unggah(self, mongodb_url: str, basis_data: str) -> None:
        """May be repeated."""
        with MongoClient[dict[str, object]](mongodb_url) as client:
            ada = client[basis_data][f"{BUCKET_DOKUMEN}.files"]
            bucket = GridFSBucket(client[basis_data], BUCKET_DOKUMEN)
            for berkas_id, data in self.isi.items():
                if ada.find_one({"_id": ObjectId(berkas_id)}) is None:
                    bucket.upload_from_stream_with_id(ObjectId(berkas_id), berkas_id, data)
