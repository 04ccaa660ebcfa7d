"""What may only be there once in the whole store, remembered while it goes by."""

import hashlib
import re
from collections.abc import Iterator, Mapping

from shared.audit.temuan import Temuan
from shared.permohonan import Permohonan
from shared.tindakan import Tindakan

_NOMOR = re.compile(r"(?P<pencacah>.+-[0-9]{4})-(?P<urut>[0-9]+)")


class Tunggal:
    """Numbers, and the keys of submissions and decisions. `banyak`: keys so far.

    The keys are kept as short digests: a million of them are a hundred megabytes.
    """

    def __init__(self) -> None:
        self._pemilik: dict[bytes, str] = {}

    @property
    def banyak(self) -> int:
        return len(self._pemilik)

    def periksa(self, permohonan: Permohonan) -> Iterator[Temuan]:
        for apa, kunci in _kunci(permohonan):
            pendek = hashlib.blake2b(f"{apa} {kunci}".encode(), digest_size=12).digest()
            if pendek in self._pemilik:
                pesan = f"{apa} {kunci} sudah dipakai {self._pemilik[pendek]}"
                yield Temuan(permohonan.nomor, pesan)
            else:
                self._pemilik[pendek] = permohonan.nomor


def _kunci(permohonan: Permohonan) -> Iterator[tuple[str, str]]:
    yield "nomor", permohonan.nomor
    yield from (("pengajuan_id", satu) for satu in permohonan.pengajuan_id)
    for entri in permohonan.riwayat:
        if entri.tindakan is not Tindakan.AJUKAN:
            yield "putusan_id", entri.kiriman_id
        yield "langkah", f"{permohonan.id}/{entri.langkah}.{entri.putaran}"


class NomorTertinggi:
    """The highest number that was given out under each counter."""

    def __init__(self) -> None:
        self._tertinggi: dict[str, int] = {}

    @property
    def banyak(self) -> int:
        return len(self._tertinggi)

    def catat(self, nomor: str) -> None:
        if cocok := _NOMOR.fullmatch(nomor):
            lama = self._tertinggi.get(cocok["pencacah"], 0)
            self._tertinggi[cocok["pencacah"]] = max(lama, int(cocok["urut"]))

    def periksa(self, pencacah: Mapping[str, int]) -> Iterator[Temuan]:
        """`pencacah`: read after the last number was seen."""
        for nama, tertinggi in sorted(self._tertinggi.items()):
            if (kini := pencacah.get(nama, 0)) < tertinggi:
                yield Temuan("", f"pencacah {nama} di {kini}, padahal nomor {tertinggi} sudah ada")
