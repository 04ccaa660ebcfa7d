"""What authorities say of revoked certificates, in files that an office replaces while its
processes run: such a list is good for days."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from shared.data_file import Tanda, tanda_berkas
from shared.log import get_logger
from shared.os_words import sebab_os

log = get_logger()


@dataclass
class DaftarPencabutan:
    """CRLs and OCSP answers, as they were read last. The files are asked for at each use; a new
    one that is broken, or gone, changes nothing, and the log says so once."""

    berkas_crl: Sequence[Path]
    berkas_ocsp: Sequence[Path]
    crl: tuple[bytes, ...] = field(default=(), repr=False)
    ocsp: tuple[bytes, ...] = field(default=(), repr=False)
    _tanda: list[Tanda | None] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """What the files hold is given afterwards: a change made meanwhile is seen."""
        self._tanda = self._kini()

    def terbaru(self) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
        tanda = self._kini()
        if tanda != self._tanda:
            # Seen before it is read: a change made meanwhile is seen next time.
            self._tanda = tanda
            self._baca_lagi()
        return self.crl, self.ocsp

    def _kini(self) -> list[Tanda | None]:
        return [tanda_berkas(satu) for satu in (*self.berkas_crl, *self.berkas_ocsp)]

    def _baca_lagi(self) -> None:
        masalah: list[str] = []
        crl = tuple(_baca(satu, masalah, ocsp=False) for satu in self.berkas_crl)
        ocsp = tuple(_baca(satu, masalah, ocsp=True) for satu in self.berkas_ocsp)
        if masalah:
            log.error("daftar_pencabutan_ditolak", masalah=masalah)
            return
        self.crl, self.ocsp = crl, ocsp
        log.info("daftar_pencabutan_dibaca")


def _baca(berkas: Path, masalah: list[str], *, ocsp: bool) -> bytes:
    from shared.tandatangan import isi_pencabutan  # noqa: PLC0415 - a library that few roles need

    try:
        isi = berkas.read_bytes()
        (isi_pencabutan.baca_ocsp if ocsp else isi_pencabutan.baca_crl)(isi)
    except OSError as galat:
        masalah.append(f"{berkas.name}: {sebab_os(galat)}")
    except ValueError:
        masalah.append(f"{berkas.name}: rusak, atau bukan berkas yang dimaksud")
    else:
        return isi
    return b""
