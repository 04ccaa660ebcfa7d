"""Why a letter could not be signed. None of these texts holds a passphrase, a PIN or a NIK.

AlurIzinError
└── TandaTanganError             a sentence for people
    ├── KunciTidakTerbuka        the office's own key: not there, locked, or of a wrong kind
    ├── SertifikatTidakBerlaku   it could sign, but nobody would accept it at that time
    ├── NaskahTidakDapatDitandatangani
    ├── StempelWaktuGagal        the timestamp service, or the proof of non-revocation
    └── LayananTandaTangan       the national service; see `shared.tandatangan.bsre_jawaban`
"""

from collections.abc import Sequence

from shared.errors import AlurIzinError


class TandaTanganError(AlurIzinError):
    """Surat tidak dapat ditandatangani."""


class KunciTidakTerbuka(TandaTanganError):
    """The key is not there, the passphrase is wrong, or it is not what was promised."""


class SertifikatTidakBerlaku(TandaTanganError):
    """The certificate of the key has expired, or is not valid yet."""


class NaskahTidakDapatDitandatangani(TandaTanganError):
    """It is no readable PDF, or it bears a signature already."""


class StempelWaktuGagal(TandaTanganError):
    """A timestamp, or the data that show that the certificate was not revoked, is not to be had."""


class LayananTandaTangan(TandaTanganError):
    """`boleh_ulang`: the same may be asked again as it is."""

    kalimat = "Layanan tanda tangan tidak menandatangani"
    boleh_ulang = False

    def __init__(self, keterangan: str = "") -> None:
        super().__init__(f"{self.kalimat} ({keterangan})" if keterangan else self.kalimat)


class FrasaSandiSalah(LayananTandaTangan):
    kalimat = (
        "Frasa sandi (passphrase) tanda tangan salah. Periksa sebelum mencoba lagi: beberapa kali"
        " salah mengunci akun"
    )


class AkunTerkunci(LayananTandaTangan):
    kalimat = "Akun tanda tangan Anda terkunci. Hubungi pengelola sertifikat (BSrE) instansi"


class SertifikatDitolakLayanan(LayananTandaTangan):
    kalimat = (
        "Sertifikat elektronik Anda sudah berakhir, dicabut, atau belum aktif. Ajukan penerbitan"
        " ulang kepada pengelola sertifikat (BSrE) instansi"
    )


class PenggunaTidakTerdaftar(LayananTandaTangan):
    kalimat = "NIK Anda belum terdaftar di layanan tanda tangan elektronik"


class AksesLayananDitolak(LayananTandaTangan):
    kalimat = "Layanan tanda tangan menolak akun instansi. Beri tahu administrator"


class LayananTidakTerjangkau(LayananTandaTangan):
    kalimat = "Layanan tanda tangan tidak terjangkau; tidak ada yang dikirim. Coba lagi nanti"
    boleh_ulang = True


class HasilTidakPasti(LayananTandaTangan):
    kalimat = (
        "Layanan tanda tangan tidak menjawab sampai selesai. Surat mungkin sudah ditandatangani di"
        " sana, tetapi hasilnya tidak sampai"
    )


class LayananGagal(LayananTandaTangan):
    kalimat = "Layanan tanda tangan menolak atau sedang terganggu"


class HasilLayananDitolak(LayananTandaTangan):
    """`temuan`: the sentences of all that is wrong with what came back."""

    kalimat = "Berkas dari layanan tanda tangan tidak diterima"

    def __init__(self, temuan: Sequence[str]) -> None:
        super().__init__("; ".join(temuan))
        self.temuan = tuple(temuan)
