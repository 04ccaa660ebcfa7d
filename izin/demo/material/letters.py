"""Letters by the institution itself and by offices that write about it."""

from dataclasses import dataclass
from datetime import date, timedelta

from izin.demo.material.paper import Pasangan, Pejabat, Surat
from izin.demo.material.people import KOTA, Profil, teks_tanggal


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
