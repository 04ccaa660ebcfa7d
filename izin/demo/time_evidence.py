"""What the store and the wire say about time, after everything has stopped."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from izin.demo.checks.wire import Pengumuman
from shared.kalender.berlaku import KalenderBerlaku
from shared.laporan.baris import Catatan
from shared.laporan.bulan import Bulan, Jangka
from shared.laporan.laporan import Penyusun
from shared.laporan.model import Laporan
from shared.laporan.tinjauan import Lingkup
from shared.mutu_baku.buku_waktu import Gangguan
from shared.permohonan import Permohonan
from shared.sop.model import SopTermuat
from shared.store.watch_port import Klaim


@dataclass(frozen=True)
class BuktiWaktu:
    """From `mulai`, when the first morning began, to `kini`; `sapuan`: the watchdog's last."""

    mulai: datetime
    kini: datetime
    berlaku: KalenderBerlaku
    gangguan: tuple[Gangguan, ...]
    klaim: tuple[Klaim, ...]
    pengumuman: tuple[Pengumuman, ...]
    sapuan: datetime | None

    @cached_property
    def klaim_menurut(self) -> Mapping[str, tuple[Klaim, ...]]:
        """By permohonan_id."""
        kumpulan: dict[str, tuple[Klaim, ...]] = {}
        for satu in self.klaim:
            kunci = str(satu.pelanggaran.permohonan_id)
            kumpulan[kunci] = (*kumpulan.get(kunci, ()), satu)
        return kumpulan

    def laporan(self, semua: Iterable[Permohonan], sop: Mapping[str, SopTermuat]) -> Laporan:
        """What `izin laporan` would say, for the days of the demo instead of a month. `sop` by
        version; what runs under an unknown one is left out, which another check names."""
        penyusun = Penyusun(Lingkup(Jangka(self.mulai, self.kini), self.berlaku, self.gangguan))
        for termuat in sop.values():
            penyusun.kenalkan(termuat.sop)
        for permohonan in semua:
            if (milik := sop.get(permohonan.sop_versi)) is not None:
                penyusun.tambah(permohonan, milik.sop)
        for satu in self.klaim:
            penyusun.tambah_catatan(Catatan(satu.kunci, satu.diumumkan_pada is not None))
        lokal = self.mulai.astimezone(self.berlaku.terkini.zona)
        return penyusun.laporan(Bulan(lokal.year, lokal.month), self.kini)
