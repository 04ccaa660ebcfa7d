"""Papers that cost nothing, for tests that are about what is decided and when."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from izin.demo.material.berkas_pemohon import PDF, pilih_media
from izin.demo.material.cetak import BerkasJadi
from izin.demo.material.gambar import Terbaca
from izin.demo.material.isi import Penulis
from izin.demo.material.profil import Profil
from shared.contracts import HasilDiminta
from shared.sop.model import Persyaratan, Sop
from tests.builders import pdf

_AWAL = {PDF: pdf(), "image/jpeg": b"\xff\xd8\xff\xe0", "image/png": b"\x89PNG\r\n\x1a\n"}
_PISAH = "|"


def _kertas(media: str, *kata: object) -> BerkasJadi:
    isi = _AWAL[media] + f"\n{_PISAH.join(map(str, kata))}".encode()
    return BerkasJadi("kertas", media, isi)


def _benar(persyaratan: Persyaratan, profil: Profil, _: Sop, putaran: int = 1) -> BerkasJadi:
    return _kertas(pilih_media(persyaratan), persyaratan.nama, profil.lembaga.nama, putaran)


def _salah(persyaratan: Persyaratan, profil: Profil, _: Sop) -> BerkasJadi:
    return _kertas(pilih_media(persyaratan), "Kuitansi", profil.lembaga.nama, 1)


def _baca(isi: bytes, _: str) -> Terbaca:
    judul, lembaga, _putaran = isi.decode(errors="replace").splitlines()[-1].split(_PISAH)
    return Terbaca(judul, lembaga)


def _keluaran(diminta: HasilDiminta, penulis: Penulis) -> BerkasJadi:
    return _kertas(PDF, diminta.kode, penulis.tugas.nomor, penulis.tugas.putaran)


def _jenis(kepala: bytes, ekor: bytes = b"") -> str:
    return next(media for media, awal in _AWAL.items() if kepala.startswith(awal))


@contextmanager
def kertas_murah() -> Iterator[None]:
    with (
        patch("izin.demo.orang.berkas_benar", _benar),
        patch("izin.demo.orang.berkas_salah", _salah),
        patch("izin.demo.orang.baca_kertas", _baca),
        patch("izin.demo.orang.tulis_berkas", _keluaran),
        patch("shared.store.media.media_type", _jenis),
        patch("shared.store.meter.cacat_isi", lambda *_: ""),
    ):
        yield
