"""What an applicant brings, written by the words that its name contains.

A name that none of the words fits becomes a signed statement, so that any SOP can be served.
"""

from collections.abc import Callable
from dataclasses import replace

from izin.demo.material.letters import Perihal, dari_kantor, dari_lembaga
from izin.demo.material.paper import Pejabat, Surat
from izin.demo.material.people import KOTA, nama_orang


def tulis_surat(perihal: Perihal) -> Surat:
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
