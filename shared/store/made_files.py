"""Files that AlurIzin makes itself: their id follows from what they are, so that making one again
writes nothing new."""

import hashlib
from contextlib import suppress
from datetime import UTC, datetime

from bson import Int64, ObjectId

from shared.contracts import Dokumen
from shared.store.gridfs import CHUNK_BYTES, Bucket
from shared.store.motor_client import store_errors
from shared.store.port import KunciGanda

MEDIA = "application/pdf"


def made_document(berkas_id: str, nama_berkas: str, isi: bytes) -> Dokumen:
    """What messages say of such a file: a PDF."""
    return Dokumen(
        berkas_id=berkas_id,
        nama_berkas=nama_berkas,
        media_type=MEDIA,
        ukuran_bytes=len(isi),
        sha256=hashlib.sha256(isi).hexdigest(),
    )


async def write_made(bucket: Bucket, dokumen: Dokumen, isi: bytes) -> None:
    """Chunk by chunk, the file's own document last. What an attempt before this one, or another
    worker at this moment, has written already is the same and stays."""
    id_ = ObjectId(dokumen.berkas_id)
    for ke, awal in enumerate(range(0, len(isi), CHUNK_BYTES)):
        with suppress(KunciGanda), store_errors():
            await bucket.chunks.insert_one(
                {"files_id": id_, "n": ke, "data": isi[awal : awal + CHUNK_BYTES]}
            )
    with suppress(KunciGanda), store_errors():
        await bucket.files.insert_one(
            {
                "_id": id_,
                "filename": dokumen.nama_berkas,
                "metadata": {"sha256": dokumen.sha256, "media_type": dokumen.media_type},
                "chunkSize": CHUNK_BYTES,
                "length": Int64(dokumen.ukuran_bytes),
                "uploadDate": datetime.now(tz=UTC),
            }
        )
