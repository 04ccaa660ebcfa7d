"""An office's answers to a request that it does not carry out.

    StoreTidakTerjangkau
    └── PenyimpananTidakTerjangkau        says where the store should be
        └── SertifikatPenyimpananDitolak
    AlurIzinError
    └── KantorError            a sentence for people, and one line for each detail
        ├── MasukanKeliru      the request makes no sense as it stands
        ├── TidakDitemukan     there is no such thing
        │   └── PermohonanTidakDikenal
        ├── TidakBerlaku       it makes sense, but not now, or not here
        └── TidakTerlaksana    it was begun and did not come off; the details say how far it got

Each screen adds its own advice: a command names another command, a page has a link.
"""

from collections.abc import Iterable

from shared.errors import AlurIzinError, StoreTidakTerjangkau


class KantorError(AlurIzinError):
    """`anjuran`: the next thing to do, on any screen; may be empty."""

    def __init__(self, pesan: str, *, rincian: Iterable[str] = (), anjuran: str = "") -> None:
        super().__init__(pesan)
        self.pesan = pesan
        self.rincian = tuple(rincian)
        self.anjuran = anjuran


class MasukanKeliru(KantorError):
    """The request makes no sense as it stands."""


class TidakDitemukan(KantorError):
    """There is no such thing."""


class TidakBerlaku(KantorError):
    """The request makes sense, but not now, or not here."""


class TidakTerlaksana(KantorError):
    """It was begun and did not come off."""


class PermohonanTidakDikenal(TidakDitemukan):
    def __init__(self, nomor: str) -> None:
        super().__init__(f"Permohonan {nomor} tidak dikenal")
        self.nomor = nomor


class PenyimpananTidakTerjangkau(StoreTidakTerjangkau):
    """Says where the store should be."""

    def __init__(self, alamat: str, sebab: str = "") -> None:
        akhir = f": {sebab}" if sebab else ""
        super().__init__(f"Penyimpanan dokumen (MongoDB) di {alamat} tidak terjangkau{akhir}")
        self.alamat = alamat


class SertifikatPenyimpananDitolak(PenyimpananTidakTerjangkau):
    """It answers, but its certificate is not believed."""
