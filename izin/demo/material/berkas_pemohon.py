"""Letters by the institution itself and by offices that write about it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from izin.demo.errors import DemoGagal
from izin.demo.material.cetak import BerkasJadi, Kartu, Pasangan, Pejabat, Surat, cetak_pdf
from izin.demo.material.gambar import cetak_gambar
from izin.demo.material.profil import KOTA, Profil, nama_orang, teks_tanggal
from shared.sop.model import Persyaratan, Sop


@dataclass(frozen=True)
class Perihal:
    """A paper to be written: what it is called, about whom, for which permit. One that is made
    anew for a later `putaran` is another file than the one before."""

    judul: str
    profil: Profil
    izin: str
    putaran: int = 1

    @property
    def tanggal(self) -> date:
        """Papers are some days or weeks old when they are handed in; corrected ones less."""
        umur_hari = self.profil.rng(f"umur {self.judul}").randint(3, 40) // self.putaran
        return self.profil.tanggal - timedelta(days=umur_hari)

    @property
    def tempat_tanggal(self) -> str:
        return f"{KOTA}, {teks_tanggal(self.tanggal)}"

    def nomor(self, kode: str) -> str:
        urut = self.profil.rng(f"nomor {self.judul} {self.putaran}").randint(1, 480)
        return f"{urut:03d}/{kode}/{self.tanggal.year}"

    @property
    def identitas(self) -> Pasangan:
        return (
            ("Nama", self.profil.pemohon.nama),
            ("Nama lembaga", self.profil.lembaga.nama),
            ("Alamat", self.profil.lembaga.alamat),
        )


def dari_lembaga(perihal: Perihal, pembuka: str, penutup: str) -> Surat:
    """On the institution's own paper, signed by its founder."""
    profil = perihal.profil
    return Surat(
        judul=perihal.judul,
        lembaga=profil.lembaga.nama,
        kop=(f"Kota {KOTA}", profil.lembaga.nama, profil.lembaga.alamat),
        pembuka=pembuka,
        penutup=penutup,
        tempat_tanggal=perihal.tempat_tanggal,
        pejabat=Pejabat("Pendiri", profil.pemohon.nama, cap=profil.lembaga.nama),
    )


def dari_kantor(
    perihal: Perihal, kop: tuple[str, str, str], pejabat: Pejabat, pembuka: str
) -> Surat:
    """On an office's paper, about the institution."""
    return Surat(
        judul=perihal.judul,
        lembaga=perihal.profil.lembaga.nama,
        kop=kop,
        nomor=perihal.nomor(kop[1].split()[0].upper()),
        pembuka=pembuka,
        identitas=perihal.identitas,
        penutup="Demikian surat ini dibuat untuk dipergunakan sebagaimana mestinya.",
        tempat_tanggal=perihal.tempat_tanggal,
        pejabat=pejabat,
    )


def tulis_surat(perihal: Perihal) -> Surat:
    """What an applicant brings, written by the words that its name contains.

    A name that none of the words fits becomes a signed statement, so that any SOP can be
    served.
    """
    nama = perihal.judul.casefold()
    penulis = (tulis for kata, tulis in _PENULIS if any(satu in nama for satu in kata))
    surat = next(penulis, _pernyataan)(perihal)
    if perihal.putaran == 1:
        return surat
    return replace(surat, penutup=f"{surat.penutup} (Perbaikan, putaran {perihal.putaran}.)")


def _pernyataan(perihal: Perihal) -> Surat:
    surat = dari_lembaga(
        perihal,
        "Yang bertanda tangan di bawah ini:",
        f"menyatakan dengan sebenarnya bahwa dokumen “{perihal.judul}” ini dibuat untuk"
        f" melengkapi permohonan {perihal.izin}. Apabila di kemudian hari terdapat"
        " kekeliruan, kami bersedia memperbaikinya.",
    )
    return replace(surat, identitas=perihal.identitas)


def _domisili(perihal: Perihal) -> Surat:
    profil = perihal.profil
    nip = f"9999{profil.rng('nip lurah').randrange(10**4):04d} 202601 1 001"
    lurah = Pejabat(f"Lurah {profil.kelurahan}", nama_orang(profil.acak, "lurah"), nip, "Kelurahan")
    kop = (
        f"Pemerintah Kota {KOTA}",
        f"Kelurahan {profil.kelurahan}",
        f"Kecamatan {profil.kecamatan}, Kota {KOTA}",
    )
    pembuka = "Lurah yang bertanda tangan di bawah ini menerangkan bahwa lembaga berikut benar"
    return dari_kantor(perihal, kop, lurah, f"{pembuka} berkedudukan di wilayah kami:")


def _orang(perihal: Perihal) -> Surat:
    profil = perihal.profil
    tugas = (
        ("Ketua", "Memimpin lembaga dan bertanggung jawab atas seluruh kegiatan"),
        ("Sekretaris", "Menata surat, data peserta didik dan laporan"),
        ("Bendahara", "Mengelola keuangan dan sarana"),
        ("Pendidik", f"Menyelenggarakan pembelajaran {profil.bidang.lower()}"),
    )
    nama = [profil.pemohon.nama, *(nama_orang(profil.acak, jabatan) for jabatan, _ in tugas[1:])]
    baris = (
        (str(urut), jabatan, siapa, uraian)
        for urut, ((jabatan, uraian), siapa) in enumerate(zip(tugas, nama, strict=True), start=1)
    )
    surat = dari_lembaga(
        perihal,
        "Susunan orang dan tugasnya pada lembaga kami:",
        "Daftar ini berlaku sejak ditandatangani.",
    )
    return replace(surat, tabel=(("No.", "Jabatan", "Nama", "Uraian tugas"), *baris))


def _biaya(perihal: Perihal) -> Surat:
    rng = perihal.profil.rng("biaya")
    pos = ("Honor pendidik", "Bahan ajar", "Sewa dan pemeliharaan", "Listrik, air dan internet")
    besar = [rng.randrange(6, 60) * 500_000 for _ in pos]
    baris = (
        (str(urut), nama, _rupiah(jumlah))
        for urut, (nama, jumlah) in enumerate(zip(pos, besar, strict=True), start=1)
    )
    surat = dari_lembaga(
        perihal,
        "Perkiraan kebutuhan biaya selama 1 (satu) tahun:",
        f"Biaya ditanggung lembaga dari simpanan awal sebesar {_rupiah(sum(besar))}.",
    )
    seluruhnya = ("", "Jumlah seluruhnya", _rupiah(sum(besar)))
    return replace(surat, tabel=(("No.", "Uraian", "Jumlah"), *baris, seluruhnya))


def _rencana(perihal: Perihal) -> Surat:
    profil = perihal.profil
    surat = dari_lembaga(
        perihal,
        f"Dokumen ini menguraikan arah dan langkah {profil.lembaga.nama} dalam lima tahun.",
        "Rencana ini ditinjau setiap tahun bersama orang tua dan masyarakat sekitar.",
    )
    visi = f"Menjadi tempat belajar yang aman, ramah dan terjangkau di {profil.kelurahan}."
    kurikulum = f"{profil.bidang} diajarkan bertahap, dengan penilaian pada akhir setiap tahap."
    sarana = "Dua ruang belajar, ruang pendidik, tempat cuci tangan dan toilet yang terpisah."
    tahap = "Tahun 1 perizinan dan sarana; tahun 2 dan 3 pendidik; tahun 4 dan 5 akreditasi."
    bagian = (
        ("Visi dan misi", visi),
        ("Kurikulum", kurikulum),
        ("Pendidik", "Pendidik berijazah sesuai bidangnya dan dilatih sekali setahun."),
        ("Sarana dan prasarana", sarana),
        ("Pembiayaan", "Iuran peserta didik dan bantuan masyarakat, dilaporkan terbuka."),
        ("Pentahapan", tahap),
    )
    return replace(surat, bagian=bagian)


def _tempat(perihal: Perihal) -> Surat:
    surat = dari_lembaga(
        perihal,
        "Yang bertanda tangan di bawah ini menerangkan hak atas tempat penyelenggaraan:",
        "Tempat tersebut dapat dipergunakan paling sedikit 3 (tiga) tahun sejak surat ini"
        " ditandatangani dan tidak dalam sengketa.",
    )
    return replace(surat, identitas=perihal.identitas)


def _salinan(perihal: Perihal) -> Surat:
    profil = perihal.profil
    kop = ("Salinan dokumen", "Arsip Elektronik Contoh", "Dicetak dari sistem elektronik contoh")
    pejabat = Pejabat("Pejabat yang menerbitkan", nama_orang(profil.acak, "arsip"), cap="Salinan")
    surat = dari_kantor(
        perihal, kop, pejabat, "Salinan ini sesuai dengan dokumen elektronik atas nama:"
    )
    return replace(surat, identitas=(*perihal.identitas, ("NIB", profil.nib)))


def _rupiah(jumlah: int) -> str:
    return f"Rp{jumlah:,}".replace(",", ".")


_PENULIS: tuple[tuple[tuple[str, ...], Callable[[Perihal], Surat]], ...] = (
    (("domisili",), _domisili),
    (("pengurus", "pendidik", "daftar", "struktur"), _orang),
    (("biaya", "anggaran"), _biaya),
    (("rencana", "kurikulum", "program", "profil"), _rencana),
    (("tempat", "hak milik", "sewa", "bangunan"), _tempat),
    (("nib", "npwp", "akta", "penetapan", "izin", "ijazah", "sertifikat"), _salinan),
)
"""The first row with a word that the name contains; the particular come first."""


# The files of one persyaratan: the right one, the wrong one, the unreadable one.
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


# Can the demo make every file that these SOPs ask for? Better asked before anything starts.
def pastikan_didukung(semua: Iterable[Sop]) -> None:
    """Raises MediaTidakDidukung."""
    for sop in semua:
        for persyaratan in sop.persyaratan:
            pilih_media(persyaratan)
        for hasil in (hasil for langkah in sop.langkah for hasil in langkah.hasil):
            if hasil.jenis == "dokumen" and PDF not in hasil.media:
                raise MediaTidakDidukung(hasil.kode, hasil.media)
