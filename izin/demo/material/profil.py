"""Made-up applicants and the institutions they want a permit for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from shared.contracts import Lembaga, Pemohon
from shared.sop.model import Isian, Persyaratan, Sop

# The word lists that made-up people and institutions are put together from.
#
# Kelurahan and kecamatan are those of Banjarbaru; everybody and everything else is invented.
DEPAN = (
    "Ahmad", "Siti", "Muhammad", "Noor", "Rahmad", "Fitri", "Hamdan", "Rusmini", "Yuliani",
    "Akhmad", "Norhayati", "Supian", "Mahmudah", "Gazali", "Rina", "Zainal", "Hartati", "Ilham",
    "Mariani", "Syahrani",
)  # fmt: skip

BELAKANG = (
    "Ramadhani", "Hidayah", "Fauzi", "Rahmah", "Anshari", "Wahyuni", "Hidayat", "Aulia",
    "Maulana", "Khairani", "Saputra", "Lestari", "Arifin", "Jannah", "Setiawan", "Fitriani",
    "Noorhasanah",
)  # fmt: skip

JENIS_LEMBAGA = (
    "Lembaga Pendidikan",
    "Yayasan",
    "Rumah Belajar",
    "Sanggar Belajar",
    "Taman Cerdas",
)

NAMA_LEMBAGA = (
    "Cahaya Meratus", "Bina Harapan", "Melati Putih", "Intan Berseri", "Kasih Bunda",
    "Pelita Banua", "Tunas Galuh", "Mutiara Cempaka", "Anggrek Rimba", "Sinar Pagi",
    "Bintang Kecil", "Karya Mandiri", "Teratai Indah", "Nusa Terampil", "Embun Pagi",
    "Pelangi Banjar", "Harapan Ibu",
)  # fmt: skip

JALAN = (
    "Melur", "Kamboja", "Palapa", "Rambai", "Kasturi", "Ramania", "Kelapa Sawit", "Nenas",
    "Cempedak", "Bengkirai", "Ulin Raya", "Meranti", "Perintis",
)  # fmt: skip

KELURAHAN = (
    ("Loktabat Utara", "Banjarbaru Utara"),
    ("Mentaos", "Banjarbaru Utara"),
    ("Komet", "Banjarbaru Utara"),
    ("Sungai Ulin", "Banjarbaru Utara"),
    ("Loktabat Selatan", "Banjarbaru Selatan"),
    ("Guntung Paikat", "Banjarbaru Selatan"),
    ("Kemuning", "Banjarbaru Selatan"),
    ("Sungai Besar", "Banjarbaru Selatan"),
    ("Cempaka", "Cempaka"),
    ("Palam", "Cempaka"),
    ("Bangkal", "Cempaka"),
    ("Guntung Manggis", "Landasan Ulin"),
    ("Guntung Payung", "Landasan Ulin"),
    ("Syamsudin Noor", "Landasan Ulin"),
    ("Landasan Ulin Tengah", "Liang Anggang"),
    ("Landasan Ulin Barat", "Liang Anggang"),
)

BIDANG = (
    "Menjahit dan tata busana", "Komputer dan perkantoran", "Bahasa Inggris", "Tata boga",
    "Tata rias pengantin", "Otomotif sepeda motor", "Membaca dan berhitung", "Seni dan musik",
    "Kerajinan kain sasirangan", "Robotika dasar",
)  # fmt: skip

BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "November", "Desember",
)  # fmt: skip


KOTA = "Banjarbaru"
# Region 99.01.01 is assigned to nobody, and neither are NIB and telephone numbers like these.
_WILAYAH_NIK = "990101"


@dataclass(frozen=True)
class Profil:
    """One applicant. `acak` seeds whatever else is invented about them; `tanggal` is the day
    on which they hand in."""

    pemohon: Pemohon
    lembaga: Lembaga
    kelurahan: str
    kecamatan: str
    bidang: str
    nib: str
    tanggal: date
    acak: str

    def rng(self, untuk: str) -> Random:
        """Chance of its own for every purpose: one paper more does not change the others."""
        return pengacak(self.acak, untuk)


def pengacak(*kunci: object) -> Random:
    return Random("/".join(map(str, kunci)))  # noqa: S311 - invented data, no secret


def teks_tanggal(hari: date) -> str:
    return f"{hari.day} {BULAN[hari.month - 1]} {hari.year}"


def nama_orang(*kunci: object) -> str:
    """Somebody else's name: the same keys always name the same person."""
    rng = pengacak("nama", *kunci)
    return f"{rng.choice(DEPAN)} {rng.choice(BELAKANG)}"


def buat_profil(benih: int, no: int, tanggal: date) -> Profil:
    """Applicant number `no` (from 1) of a seed; no two of one seed share a name or a NIK."""
    rng = pengacak(benih, no)
    nama = _gabung(benih, no, DEPAN, BELAKANG)
    lembaga = _gabung(benih, no, JENIS_LEMBAGA, NAMA_LEMBAGA)
    kelurahan, kecamatan = rng.choice(KELURAHAN)
    lahir = date(1970, 1, 1) + timedelta(days=rng.randrange(9000))
    return Profil(
        pemohon=Pemohon(
            nama=nama,
            nik=f"{_WILAYAH_NIK}{lahir:%d%m%y}{no % 10_000:04d}",
            telepon=f"0000-0000-{no % 10_000:04d}",
            surel=f"{nama.lower().replace(' ', '.')}@contoh.example",
        ),
        lembaga=Lembaga(
            nama=lembaga,
            alamat=f"Jl. {rng.choice(JALAN)} No. {rng.randint(1, 120)}, Kel. {kelurahan},"
            f" Kec. {kecamatan}, Kota {KOTA}",
        ),
        kelurahan=kelurahan,
        kecamatan=kecamatan,
        bidang=rng.choice(BIDANG),
        nib=f"9999{rng.randrange(10**9):09d}",
        tanggal=tanggal,
        acak=f"{benih}/{no}",
    )


def _gabung(benih: int, no: int, kiri: Sequence[str], kanan: Sequence[str]) -> str:
    """Pair number `no` of all pairs in an order that the seed shuffles; past the last pair a
    numeral tells the rounds apart."""
    pasangan = [f"{k} {n}" for k in kiri for n in kanan]
    pengacak(benih, kanan[0]).shuffle(pasangan)
    ronde, posisi = divmod(no - 1, len(pasangan))
    return pasangan[posisi] + (f" {ronde + 1}" if ronde else "")


# The form of any SOP, filled in: choices from its own list, the rest by what its label asks.
_PELUANG_TAMBAHAN = 0.3


def isi_formulir(sop: Sop, profil: Profil) -> dict[str, str]:
    """Every field, the optional ones too."""
    return {isian.kode: _jawab(isian, profil) for isian in sop.isian}


def _jawab(isian: Isian, profil: Profil) -> str:
    if isian.pilihan:
        return profil.rng(isian.kode).choice(isian.pilihan)
    label = isian.label.casefold()
    tersedia = _jawaban(profil, isian.kode)
    return next(
        (jawab for kata, jawab in tersedia if kata in label),
        "Sebagaimana diuraikan dalam dokumen yang dilampirkan",
    )


def _jawaban(profil: Profil, kode: str) -> tuple[tuple[str, str], ...]:
    """(word in the label, answer); the first word found wins, so the particular come first."""
    rng = profil.rng(kode)
    return (
        ("nib", profil.nib),
        ("kapasitas", f"{rng.randrange(12, 61, 4)} orang"),
        ("jumlah", f"{rng.randrange(3, 25)} orang"),
        ("usia", "3 sampai 6 tahun"),
        ("jarak", f"{rng.randint(2, 48) / 10:.1f} km".replace(".", ",")),
        ("luas", f"{rng.randrange(60, 400, 10)} m2"),
        ("tanggal", teks_tanggal(profil.tanggal)),
        ("kursus", profil.bidang),
        ("keterampilan", profil.bidang),
        ("bidang", profil.bidang),
        ("alamat", profil.lembaga.alamat),
        ("nomor", f"{rng.randrange(10**9):09d}"),
        ("nama", profil.pemohon.nama),
    )


def dibawa(sop: Sop, profil: Profil, isian: Mapping[str, str]) -> tuple[Persyaratan, ...]:
    """Everything required, what an answer on the form calls for, and some of the rest."""
    jawaban = [nilai.casefold() for nilai in isian.values()]
    return tuple(
        satu
        for satu in sop.persyaratan
        if satu.wajib
        or any(nilai in satu.keterangan.casefold() for nilai in jawaban)
        or profil.rng(f"membawa {satu.kode}").random() < _PELUANG_TAMBAHAN
    )
