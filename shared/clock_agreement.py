"""Whether one process's clock is the office's. Pure: the guard asks, and acts by the answer.

A machine's own clock is measured by the store's, and by nothing else: two machines that agree with
each other and not with the store are both wrong. A trial clock (shared/clock.py) differs from the
store's on purpose. Its office goes by the time that its first process brought along (`acuan`), and
that all with the same file move together; a process with another file has to show the same time.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from shared.store.clock_port import HIDUP, JAM_SISTEM, JamProses, Petunjuk, SemuaJam

_SATUAN = (("hari", 86400), ("jam", 3600), ("menit", 60), ("detik", 1))


class Rentang(NamedTuple):
    """What a clock showed before the store was asked, and after it had answered."""

    awal: datetime
    akhir: datetime

    def selisih_detik(self, seharusnya: datetime) -> float:
        """By how much it is ahead for certain, behind where negative: as much of it as the time of
        the question does not explain."""
        if self.awal > seharusnya:
            return (self.awal - seharusnya).total_seconds()
        return min((self.akhir - seharusnya).total_seconds(), 0.0)


class Pembacaan(NamedTuple):
    """One comparison, from the side of the process. `sistem` is its machine's clock; `jam` the one
    it goes by, which is the same except with a trial clock. `terpercaya`: it agreed until now.
    `melompat`: it was set since, and may not become the office's time by that."""

    proses: str
    sistem: Rentang
    jam: str
    tampak: Rentang
    laju: float
    store: datetime
    terpercaya: bool
    melompat: bool = False

    @property
    def petunjuk(self) -> Petunjuk:
        return Petunjuk(self.jam, self.tampak.akhir, self.laju, self.store)


class Hasil(NamedTuple):
    """`sebab`: why it may not go by its clock, in words for people; empty when it may. `acuan`:
    what is to become the office's time. `memimpin`: the office follows when its file is moved."""

    sebab: str = ""
    selisih_detik: float = 0.0
    acuan: Petunjuk | None = None
    memimpin: bool = False


def bandingkan(baca: Pembacaan, semua: SemuaJam, batas_detik: float) -> Hasil:
    selisih = baca.sistem.selisih_detik(baca.store)
    if abs(selisih) > batas_detik:
        return Hasil(f"jam mesin ini {arah(selisih)} jam penyimpanan", selisih)
    hidup = [*_hidup(baca, semua)]
    if baca.jam == JAM_SISTEM:
        return _sistem(baca, semua.acuan, hidup, batas_detik)
    return _percobaan(baca, semua.acuan, hidup, batas_detik)


def arah(selisih_detik: float) -> str:
    """ "9 menit di depan": of what, says the caller."""
    banyak = abs(selisih_detik)
    satuan, isi = next((s, i) for s, i in _SATUAN if banyak >= 2 * i or i == 1)
    return f"{banyak / isi:.0f} {satuan} {'di depan' if selisih_detik > 0 else 'di belakang'}"


def _hidup(baca: Pembacaan, semua: SemuaJam) -> Iterator[JamProses]:
    """The others that were heard of lately."""
    for satu in semua.proses:
        if satu.proses != baca.proses and abs(baca.store - satu.petunjuk.pada) <= HIDUP:
            yield satu


def _sistem(
    baca: Pembacaan, acuan: Petunjuk | None, hidup: list[JamProses], batas_detik: float
) -> Hasil:
    percobaan = [satu for satu in hidup if satu.sepakat and satu.petunjuk.jam != JAM_SISTEM]
    if acuan and acuan.jam != JAM_SISTEM and (beda := _berbeda(baca, percobaan, batas_detik)):
        return Hasil(f"jam mesin ini {arah(beda)} jam percobaan kantor ini", beda)
    baru = None if acuan and acuan.jam == JAM_SISTEM else baca.petunjuk
    return Hasil(acuan=baru)


def _percobaan(
    baca: Pembacaan, acuan: Petunjuk | None, hidup: list[JamProses], batas_detik: float
) -> Hasil:
    lain = [satu for satu in hidup if satu.petunjuk.jam != baca.jam]
    saingan = [satu for satu in lain if satu.sepakat]
    milik_kantor = acuan is None or acuan.jam == baca.jam
    memimpin = milik_kantor and _terbanyak(baca, hidup)
    if acuan is not None and _sejalan(baca, acuan, batas_detik):
        baru = baca.petunjuk if milik_kantor and _bergeser(baca, acuan) else None
        return Hasil(acuan=baru, memimpin=memimpin and not saingan)
    boleh = acuan is None or milik_kantor or (baca.terpercaya and not baca.melompat)
    yang_lain = saingan if memimpin and baca.terpercaya else lain
    if boleh and (acuan is None or not _berbeda(baca, yang_lain, batas_detik)):
        return Hasil(acuan=baca.petunjuk, memimpin=_terbanyak(baca, hidup) and not saingan)
    assert acuan is not None  # noqa: S101 - without one it would be the first
    selisih = baca.tampak.selisih_detik(_seharusnya(acuan, baca.store))
    return Hasil(f"jam percobaan proses ini {arah(selisih)} jam kantor", selisih)


def _terbanyak(baca: Pembacaan, hidup: list[JamProses]) -> bool:
    """More go by its file, itself included, than stand still by other ones: then it is they who
    are wrong when the file is moved. Of two processes with a file each nobody can tell."""
    searah = sum(satu.sepakat and satu.petunjuk.jam == baca.jam for satu in hidup)
    diam = sum(not satu.sepakat and satu.petunjuk.jam != baca.jam for satu in hidup)
    return 1 + searah > diam


def _seharusnya(acuan: Petunjuk, store: datetime) -> datetime:
    return store if acuan.jam == JAM_SISTEM else acuan.kira_kira(store)


def _sejalan(baca: Pembacaan, acuan: Petunjuk, batas_detik: float) -> bool:
    selisih = baca.tampak.selisih_detik(_seharusnya(acuan, baca.store))
    return abs(selisih) <= batas_detik * max(1.0, baca.laju, acuan.laju)


def _bergeser(baca: Pembacaan, acuan: Petunjuk) -> bool:
    """Its own file was moved a little, or runs faster: the others have to know."""
    return baca.laju != acuan.laju or not _sejalan(baca, acuan, 0.5)


def _berbeda(baca: Pembacaan, lain: list[JamProses], batas_detik: float) -> float:
    """By how much it is ahead of the first of these that shows another time; 0 where all agree."""
    for satu in lain:
        selisih = baca.tampak.selisih_detik(satu.petunjuk.kira_kira(baca.store))
        if abs(selisih) > batas_detik * max(1.0, baca.laju, satu.petunjuk.laju):
            return selisih
    return 0.0
