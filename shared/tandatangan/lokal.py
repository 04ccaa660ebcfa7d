"""Signing with a key that the office holds itself, in a file (PKCS#12) or a device (PKCS#11)."""

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from shared.tandatangan.bentuk import JangkaPanjang, Kotak, KunciPkcs11, KunciPkcs12

if TYPE_CHECKING:
    from shared.tandatangan.kunci import Pena


class PenandatanganLokal:
    """Calculates, and waits where the key is in a device or a timestamp is asked for: to be called
    in a thread beside the event loop. The key is opened at the first signature and kept.

    With a key of a file and without a timestamp the same naskah signed for the same instant gives
    the same bytes.
    """

    def __init__(
        self, kunci: KunciPkcs12 | KunciPkcs11, jangka_panjang: JangkaPanjang | None = None
    ) -> None:
        self._kunci = kunci
        self.jangka_panjang = jangka_panjang
        """What its signatures bear from now on."""

    def tanda_tangani(
        self,
        naskah: bytes,
        pada: datetime,
        *,
        kotak: Kotak | None = None,
        alasan: str = "",
        tempat: str = "",
    ) -> bytes:
        """The naskah with a signature appended (PAdES B-B; B-T or B-LT with `jangka_panjang`).
        `pada` is what the signature says about its time. `kotak` makes a place to click on, and
        draws nothing there. Raises `TandaTanganError`."""
        from shared.tandatangan import pades  # noqa: PLC0415 - 40 MB that most processes never need

        permintaan = pades.Permintaan(naskah, pada, kotak, alasan, tempat)
        return pades.bubuhkan(self._pena, permintaan, self.jangka_panjang)

    @cached_property
    def _pena(self) -> "Pena":
        from shared.tandatangan.kunci import buka_pkcs11, buka_pkcs12  # noqa: PLC0415

        if isinstance(self._kunci, KunciPkcs12):
            return buka_pkcs12(self._kunci)
        return buka_pkcs11(self._kunci)
