"""One signed decree for each application that is selesai, none for a refused one, none twice."""

from collections.abc import Iterator

from shared.audit.temuan import Temuan
from shared.permohonan import Permohonan
from shared.tindakan import Tindakan


def sk_terbit(permohonan: Permohonan) -> tuple[str, ...]:
    """The SHA-256 of every decree that was signed."""
    return tuple(
        hasil.berkas.sha256
        for entri in permohonan.riwayat
        if entri.tindakan is Tindakan.TANDA_TANGANI and entri.putusan == "terima"
        for hasil in entri.hasil
        if hasil.berkas
    )


def periksa_jumlah_sk(permohonan: Permohonan) -> Iterator[Temuan]:
    """Signed and not handed over yet, one that is under way has its decree too."""
    terbit = len(sk_terbit(permohonan))
    boleh = {"selesai": (1,), "ditolak": (0,), "berjalan": (0, 1)}[permohonan.status]
    if terbit not in boleh:
        yield Temuan(permohonan.nomor, f"SK terbit {terbit} kali, seharusnya {boleh[-1]}")


class PemilikSk:
    """Remembers whose each decree is."""

    def __init__(self) -> None:
        self._pemilik: dict[str, str] = {}

    def periksa(self, permohonan: Permohonan) -> Iterator[Temuan]:
        for sha256 in sk_terbit(permohonan):
            lain = self._pemilik.setdefault(sha256, permohonan.nomor)
            if lain != permohonan.nomor:
                yield Temuan(permohonan.nomor, f"SK-nya sama dengan SK {lain}")
