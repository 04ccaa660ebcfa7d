"""For whom a page is there."""

from enum import StrEnum

from shared.kantor.orang import Orang


class Untuk(StrEnum):
    """Who may open a page. For anybody else it does not exist."""

    SIAPA_PUN = "siapa pun"
    SETENGAH = "yang sedang masuk"
    MASUK = "siapa pun yang sudah masuk"
    PETUGAS = "yang punya peran sekarang"
    PENYELIA = "penyelia"
    PENGELOLA = "pengelola"
    PIMPINAN = "penyelia atau pengelola"
    LAYAR = "layar dinding, penyelia atau pengelola"

    def boleh(self, orang: Orang) -> bool:
        """Of one who has signed in."""
        match self:
            case Untuk.PETUGAS:
                return bool(orang.peran)
            case Untuk.PENYELIA:
                return orang.penyelia
            case Untuk.PENGELOLA:
                return orang.pengelola
            case Untuk.PIMPINAN:
                return orang.penyelia or orang.pengelola
            case Untuk.LAYAR:
                return bool(orang.akun.hak)
        return True
