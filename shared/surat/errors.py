"""What can be wrong with letters and their templates."""

from typing import ClassVar

from shared.data_file import BerkasTidakSah
from shared.errors import AlurIzinError


class SuratTidakSah(BerkasTidakSah):
    """A folder of letters, or a file in it, that is refused."""

    apa: ClassVar[str] = "surat"


class SuratTidakDikenal(AlurIzinError):
    """A kind of letter that the office does not have."""

    def __init__(self, kode: str, ada: tuple[str, ...]) -> None:
        self.kode = kode
        super().__init__(
            f"jenis surat '{kode}' tidak dikenal; yang ada: {', '.join(ada) or 'tidak ada'}"
        )


class TemplatRusak(AlurIzinError):
    """A template that cannot be set. `letak` is "file:line:column" where it is known."""

    def __init__(self, kode: str, letak: str, sebab: str) -> None:
        self.kode = kode
        self.letak = letak
        self.sebab = sebab
        super().__init__(f"templat surat '{kode}' rusak pada {letak}: {sebab}")
