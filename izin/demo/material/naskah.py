"""What the office writes: inspection report, recommendation, draft decree, signed decree.

Which paper an output is, its name says; how it looks depends on the act that owes it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from izin.demo.material.berkas_pemohon import PDF, MediaTidakDidukung
from izin.demo.material.cetak import BerkasJadi, Keputusan, Pasangan, Pejabat, Surat, cetak_pdf
from izin.demo.material.profil import KOTA, teks_tanggal
from shared.contracts import HasilDiminta, Petugas, Tugas
from shared.sop.model import Sop
from shared.tindakan import Tindakan

_KOP_DINAS = (f"Pemerintah Kota {KOTA}", "Dinas Teknis (Contoh)", f"Kota {KOTA}")
_KOP_PTSP = (
    f"Pemerintah Kota {KOTA}",
    "Dinas Penanaman Modal dan PTSP (Contoh)",
    f"Kota {KOTA}",
)


@dataclass(frozen=True)
class Naskah:
    """What an officer has at hand when writing: the task, the SOP, the day, and the names of the
    writer and of the one who will sign the decree.

    `plh`: who signs stands in for the Kepala Dinas. `layak` is the finding of the inspection;
    `keliru` a slip that the approvers will notice.
    """

    tugas: Tugas
    sop: Sop
    tanggal: date
    penulis: Petugas
    penanda_tangan: Petugas
    plh: bool = False
    layak: bool = True
    keliru: bool = False

    @property
    def tempat_tanggal(self) -> str:
        return f"{KOTA}, {teks_tanggal(self.tanggal)}"


def _pejabat(petugas: Petugas, jabatan: str, cap: str) -> Pejabat:
    return Pejabat(jabatan, petugas.nama, petugas.id, cap)


def tulis_keluaran(diminta: HasilDiminta, naskah: Naskah) -> BerkasJadi:
    """Raises MediaTidakDidukung when the output may not be a PDF."""
    if PDF not in diminta.media:
        raise MediaTidakDidukung(diminta.kode, diminta.media)
    tulis = _PENULIS.get(naskah.tugas.tindakan, _surat_kantor)
    nama = f"{diminta.kode}-{naskah.tugas.nomor}.pdf"
    return BerkasJadi(nama, PDF, cetak_pdf(tulis(diminta, naskah)))


def _pemeriksaan(diminta: HasilDiminta, naskah: Naskah) -> Surat:
    return (
        _berita_acara(diminta, naskah)
        if "berita acara" in diminta.nama.casefold()
        else _rekomendasi(diminta, naskah)
    )


def _berita_acara(diminta: HasilDiminta, naskah: Naskah) -> Surat:
    temuan = "Sesuai" if naskah.layak else "Tidak sesuai"
    periksa = (
        ("Keberadaan lembaga di alamat", "Sesuai"),
        ("Ruang belajar dan sarana", temuan),
        ("Keselamatan dan kebersihan", temuan),
        ("Daya tampung dan jarak", "Sesuai"),
    )
    baris = (
        (str(urut), hal, hasil, "Dilihat langsung di tempat")
        for urut, (hal, hasil) in enumerate(periksa, start=1)
    )
    return _surat_dinas(
        diminta,
        naskah,
        f"Pada tanggal {teks_tanggal(naskah.tanggal)} telah dilakukan pemeriksaan lapangan atas:",
        (("No.", "Yang diperiksa", "Hasil", "Keterangan"), *baris),
    )


def _rekomendasi(diminta: HasilDiminta, naskah: Naskah) -> Surat:
    kata = "LAYAK" if naskah.layak else "TIDAK LAYAK"
    return _surat_dinas(
        diminta,
        naskah,
        f"Berdasarkan pemeriksaan lapangan, lembaga berikut {kata} diberi {naskah.sop.izin}:",
    )


def _surat_dinas(
    diminta: HasilDiminta,
    naskah: Naskah,
    pembuka: str,
    tabel: tuple[tuple[str, ...], ...] = (),
) -> Surat:
    tugas = naskah.tugas
    return Surat(
        judul=diminta.nama,
        lembaga=tugas.lembaga.nama,
        kop=_KOP_DINAS,
        nomor=f"{tugas.nomor}/{diminta.kode.upper()}/{tugas.putaran}",
        pembuka=pembuka,
        identitas=_penerima(naskah),
        tabel=tabel,
        penutup="Demikian dibuat dengan sebenarnya.",
        tempat_tanggal=naskah.tempat_tanggal,
        pejabat=_pejabat(naskah.penulis, "Petugas pemeriksa", "Dinas Teknis"),
    )


def _surat_kantor(diminta: HasilDiminta, naskah: Naskah) -> Surat:
    """For an output that no act of the two known permits owes."""
    return _surat_dinas(diminta, naskah, f"{naskah.tugas.kegiatan}, untuk permohonan berikut:")


def _keputusan(diminta: HasilDiminta, naskah: Naskah) -> Keputusan:
    tugas, izin = naskah.tugas, naskah.sop.izin
    sah = tugas.tindakan is Tindakan.TANDA_TANGANI
    draf = tugas.atas.berkas.sha256 if sah and tugas.atas else ""
    return Keputusan(
        judul=f"{diminta.nama} {tugas.nomor}",
        lembaga=tugas.lembaga.nama,
        kop=_KOP_PTSP,
        jenis="Keputusan Kepala Dinas",
        nomor=f"{tugas.nomor}/SK/DPMPTSP",
        tentang=izin,
        menimbang=_menimbang(naskah),
        mengingat=naskah.sop.dasar,
        diktum=_diktum(izin),
        identitas=_penerima(naskah) + _isian(naskah),
        tempat_tanggal=f"Ditetapkan di {KOTA}\npada tanggal {teks_tanggal(naskah.tanggal)}",
        pejabat=_pejabat(
            naskah.penanda_tangan, "Plh. Kepala Dinas" if naskah.plh else "Kepala Dinas", "DPMPTSP"
        ),
        sah=sah,
        catatan_sah=f"Ditandatangani atas draft dengan SHA-256 {draf}." if draf else "",
    )


def _menimbang(naskah: Naskah) -> tuple[str, ...]:
    tugas = naskah.tugas
    return (
        f"bahwa {tugas.lembaga.nama} telah mengajukan permohonan nomor {tugas.nomor};",
        "bahwa berdasarkan pemeriksaan lapangan dan rekomendasi, permohonan memenuhi syarat;",
        f"bahwa oleh karena itu perlu menetapkan Keputusan tentang {naskah.sop.izin};",
    )


def _diktum(izin: str) -> Pasangan:
    return (
        ("KESATU", f"Memberikan {izin} kepada:"),
        ("KEDUA", "Pemegang izin wajib menaati ketentuan yang berlaku dan melaporkan"
         " kegiatannya setiap tahun."),
        ("KETIGA", "Keputusan ini mulai berlaku pada tanggal ditetapkan; bila terdapat"
         " kekeliruan akan diperbaiki sebagaimana mestinya."),
    )  # fmt: skip


def _penerima(naskah: Naskah) -> Pasangan:
    tugas = naskah.tugas
    alamat = f"Kota {KOTA}" if naskah.keliru else tugas.lembaga.alamat
    return (
        ("Nama lembaga", tugas.lembaga.nama),
        ("Alamat", alamat),
        ("Penanggung jawab", tugas.pemohon.nama),
    )


def _isian(naskah: Naskah) -> Pasangan:
    jawaban = naskah.tugas.isian
    return tuple((i.label, jawaban[i.kode]) for i in naskah.sop.isian if i.kode in jawaban)


_PENULIS: dict[Tindakan, Callable[[HasilDiminta, Naskah], Surat | Keputusan]] = {
    Tindakan.PERIKSA_LAPANGAN: _pemeriksaan,
    Tindakan.SUSUN_DRAF: _keputusan,
    Tindakan.TANDA_TANGANI: _keputusan,
}
