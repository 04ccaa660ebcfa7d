"""Whether a message was written by an account that may write it.

The broker lets nobody set `user_id` to another name than the one that logged in, but it may be left
out: whoever consumes has to ask for it. With it a message is as good as its sender's account, also
where the broker cannot tell queues apart (the nameless exchange).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from shared import topology as t
from shared.akses.pengguna import (
    KABAR,
    OPS,
    PORTAL,
    RUANG_MEJA,
    WATCHDOG,
    bernama,
    layanan,
    lewat_pintu,
    meja,
)

KEPALA_ASAL = "pengguna_asal"
"""The header in karantina, and on what was sent back from there: who wrote the message at first."""

BERKAS = "Berkas"
DARI_DOKUMEN = frozenset({BERKAS, "Pemberitahuan"})
"""Derived from the stored document: the administrator may publish them anew (`izin pulihkan`)."""


def pengguna_asal(pengguna: str | None, kepala: object) -> str | None:
    """Who wrote a message at first: only a service, or the administrator, is believed about
    somebody else, because only these put messages aside and send them back."""
    dipercaya = bernama(pengguna) or pengguna == OPS
    return kepala if dipercaya and isinstance(kepala, str) and kepala else pengguna


@dataclass(frozen=True)
class Penjaga:
    """`pelaksana` are those of the installation; `aktif` is False where all share one account."""

    pelaksana: frozenset[str]
    aktif: bool = True

    def keberatan(
        self, antrean: str, tipe: str, pengguna: str | None, asal: str | None = None
    ) -> str | None:
        """Why this message may not be in this queue; None when it may.

        `asal` is the header of a message that the administrator sent on. A Berkas or a
        Pemberitahuan of his needs none: they decide nothing.
        """
        if not self.aktif:
            return None
        boleh = self.penulis(antrean, tipe)
        if pengguna in boleh or (pengguna == OPS and (tipe in DARI_DOKUMEN or asal in boleh)):
            return None
        if antrean == t.ANTREAN_PEMBERITAHUAN and _pelaksana_mana_pun(pengguna):
            return None
        siapa = f"pengguna '{pengguna}'" if pengguna else "pengirim tanpa user_id"
        if pengguna == OPS:
            siapa = f"{siapa} atas nama '{asal}'" if asal else f"{siapa} tanpa {KEPALA_ASAL}"
        return f"{siapa} tidak berwenang menulis ke {antrean}; yang berwenang: {_daftar(boleh)}"

    def penulis(self, antrean: str, tipe: str) -> frozenset[str]:
        """A Berkas may come from any pelaksana's worker: an application under an older SOP may
        travel on a route that the files of today do not have."""
        return frozenset(self._penulis(antrean, tipe))

    def _penulis(self, antrean: str, tipe: str) -> Iterable[str]:
        if tipe == BERKAS:
            return (layanan(satu) for satu in self.pelaksana)
        if antrean == t.antrean_berkas(t.PELAKSANA_PENERIMA):
            return (PORTAL,)
        if antrean == t.ANTREAN_JURNAL or antrean.startswith(t.antrean_kabar("")):
            return (layanan(WATCHDOG),)
        for satu in self.pelaksana:
            if antrean == t.antrean_tugas(satu):
                return (layanan(satu),)
            if antrean == t.antrean_putusan(satu):
                return (PORTAL if satu == t.PELAKSANA_PEMOHON else meja(satu),)
        return ()


def _pelaksana_mana_pun(pengguna: str | None) -> bool:
    """A portal need not know which pelaksana there are: the administrator names the accounts."""
    bukan = {layanan(satu) for satu in (WATCHDOG, KABAR, RUANG_MEJA)}
    return bernama(pengguna) and pengguna not in bukan


def _daftar(nama: Iterable[str]) -> str:
    return ", ".join(sorted(nama)) or "tidak ada"


TANPA_PENJAGA = Penjaga(frozenset(), aktif=False)
"""Where all share one account: believe everybody."""


def alat_memeriksa(pengguna: str | None, pilihan: str | None) -> bool:
    """Whether a tool that logs in with this account looks at who wrote what it reads: where it has
    an account of its own, workers have too. `pilihan` is the office's word, "ya" or "tidak"."""
    sendiri = lewat_pintu(pengguna) or bernama(pengguna) or pengguna == OPS
    return sendiri if pilihan is None else pilihan == "ya"
