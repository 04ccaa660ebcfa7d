"""The errors on the way to people.

AlurIzinError
├── KabarTidakSah     a file of channels that is refused, with every problem found in it
└── GagalKirim        a channel did not take an alert
    ├── GagalTetap        and never will: karantina
    └── GagalSementara    and another try may cure it

Their texts never hold an address, a token or an answer's body: they end in logs and headers.
"""

from shared.data_file import BerkasTidakSah
from shared.errors import AlurIzinError


class KabarTidakSah(BerkasTidakSah):
    """Berkas kabar tidak sah."""

    apa = "berkas kabar"


class GagalKirim(AlurIzinError):
    """Kabar tidak terkirim."""


class GagalTetap(GagalKirim):
    """Kabar ditolak penerimanya."""


class GagalSementara(GagalKirim):
    """`tunggu_detik`: how long the receiver asked to be left alone."""

    def __init__(self, sebab: str, tunggu_detik: float = 0.0) -> None:
        super().__init__(sebab)
        self.tunggu_detik = tunggu_detik
