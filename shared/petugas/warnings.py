"""What an office should look at again, although the register can be judged by."""

from collections.abc import Iterator
from datetime import timedelta

from shared.petugas.masa import teks_masa
from shared.petugas.model import DaftarPetugas

HARI_PLT_MAKS = 92
"""Three months, to be extended by three more with another order (SE Kepala BKN 1/SE/I/2021)."""


def peringatan(daftar: DaftarPetugas) -> tuple[str, ...]:
    return (*_plt_lama(daftar), *_plt_beserta_pemegang(daftar))


def _plt_lama(daftar: DaftarPetugas) -> Iterator[str]:
    for satu in daftar.jabatan():
        lama = satu.masa.sampai - satu.masa.sejak if satu.masa.sampai else timedelta()
        if satu.jenis == "plt" and lama > timedelta(days=HARI_PLT_MAKS):
            yield (
                f"{satu.letak}: Plt {satu.sebagai} selama {lama.days} hari; satu surat perintah"
                " paling lama tiga bulan (SE BKN 1/SE/I/2021)"
            )


def _plt_beserta_pemegang(daftar: DaftarPetugas) -> Iterator[str]:
    """A Plt stands in for one who is gone for good (UU 30/2014 art. 14)."""
    semua = list(daftar.jabatan())
    for satu in semua:
        for lain in semua:
            if (
                satu.jenis == "plt"
                and lain.jenis == "definitif"
                and satu.sebagai == lain.sebagai
                and satu.sebagai in daftar.isi.tunggal
                and satu.masa.bertemu(lain.masa)
            ):
                bersama = teks_masa(satu.masa.irisan(lain.masa), daftar.zona)
                yield (
                    f"{satu.letak}: Plt {satu.sebagai} padahal {lain.orang.nama} masih memegangnya"
                    f" {bersama}; bila ia berhalangan sementara, jenisnya plh"
                )
