"""Made-up applicants and the institutions they want a permit for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from izin.demo.material import words
from shared.contracts import Lembaga, Pemohon

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
    return f"{hari.day} {words.BULAN[hari.month - 1]} {hari.year}"


def nama_orang(*kunci: object) -> str:
    """Somebody else's name: the same keys always name the same person."""
    rng = pengacak("nama", *kunci)
    return f"{rng.choice(words.DEPAN)} {rng.choice(words.BELAKANG)}"


def buat_profil(benih: int, no: int, tanggal: date) -> Profil:
    """Applicant number `no` (from 1) of a seed; no two of one seed share a name or a NIK."""
    rng = pengacak(benih, no)
    nama = _gabung(benih, no, words.DEPAN, words.BELAKANG)
    lembaga = _gabung(benih, no, words.JENIS_LEMBAGA, words.NAMA_LEMBAGA)
    kelurahan, kecamatan = rng.choice(words.KELURAHAN)
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
            alamat=f"Jl. {rng.choice(words.JALAN)} No. {rng.randint(1, 120)}, Kel. {kelurahan},"
            f" Kec. {kecamatan}, Kota {KOTA}",
        ),
        kelurahan=kelurahan,
        kecamatan=kecamatan,
        bidang=rng.choice(words.BIDANG),
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
