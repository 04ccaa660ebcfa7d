"""The files of one persyaratan: the right one, the wrong one, the unreadable one."""

from dataclasses import replace

from izin.demo.errors import DemoGagal
from izin.demo.material.applicant_letters import tulis_surat
from izin.demo.material.letters import Perihal
from izin.demo.material.paper import BerkasJadi, Kartu
from izin.demo.material.pdf import cetak_pdf
from izin.demo.material.people import KOTA, Profil
from izin.demo.material.pictures import cetak_gambar
from shared.sop.model import Persyaratan, Sop

PDF = "application/pdf"
_GAMBAR = ("image/jpeg", "image/png")
_AKHIRAN = {PDF: "pdf", "image/jpeg": "jpg", "image/png": "png"}
_KATA_KARTU = ("ktp", "identitas", "kartu", "foto", "npwp")


class MediaTidakDidukung(DemoGagal):
    """An SOP asks for a type of file that the demo cannot make."""

    def __init__(self, kode: str, media: tuple[str, ...]) -> None:
        super().__init__(
            f"demo tidak dapat membuat berkas '{kode}' berjenis {', '.join(media)};"
            f" yang dapat: {', '.join(_AKHIRAN)}"
        )


def pilih_media(persyaratan: Persyaratan) -> str:
    """A picture for cards where the SOP allows one, PDF otherwise. Raises MediaTidakDidukung."""
    nama = persyaratan.nama.casefold()
    urutan = (*_GAMBAR, PDF) if any(kata in nama for kata in _KATA_KARTU) else (PDF, *_GAMBAR)
    for media in urutan:
        if media in persyaratan.media:
            return media
    raise MediaTidakDidukung(persyaratan.kode, persyaratan.media)


def berkas_benar(
    persyaratan: Persyaratan, profil: Profil, sop: Sop, putaran: int = 1
) -> BerkasJadi:
    media = pilih_media(persyaratan)
    perihal = Perihal(persyaratan.nama, profil, sop.izin, putaran)
    isi = cetak_pdf(tulis_surat(perihal)) if media == PDF else cetak_gambar(_kartu(perihal), media)
    return _berkas(persyaratan.kode, media, isi)


def berkas_salah(persyaratan: Persyaratan, profil: Profil, sop: Sop) -> BerkasJadi:
    """What goes wrong in life: a photograph out of focus, or some other paper altogether."""
    media = pilih_media(persyaratan)
    if media == PDF:
        kuitansi = Perihal("Kuitansi pembelian alat tulis", profil, sop.izin)
        return _berkas("scan-0001", media, cetak_pdf(tulis_surat(kuitansi)))
    kartu = replace(_kartu(Perihal(persyaratan.nama, profil, sop.izin)), buram=True)
    return _berkas(f"foto-{persyaratan.kode}", media, cetak_gambar(kartu, media))


def _berkas(nama: str, media: str, isi: bytes) -> BerkasJadi:
    return BerkasJadi(f"{nama}.{_AKHIRAN[media]}", media, isi)


def _kartu(perihal: Perihal) -> Kartu:
    profil = perihal.profil
    return Kartu(
        judul=perihal.judul,
        lembaga=profil.lembaga.nama,
        baris=(
            ("NIK", profil.pemohon.nik),
            ("Nama", profil.pemohon.nama.upper()),
            ("Kelurahan", profil.kelurahan.upper()),
            ("Kecamatan", profil.kecamatan.upper()),
            ("Kota", KOTA.upper()),
        ),
        foto_ke=perihal.putaran,
    )
