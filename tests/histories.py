"""Histories: applications of any SOP whose every step falls at a chosen instant and takes a chosen
route, made up by Hypothesis. Written by hand, `Perjalanan.pada` does the same."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from shared.contracts import DokumenBerkode, Putusan, Verdik
from shared.kalender.berlaku import KalenderBerlaku
from shared.mutu_baku.batasan import semua_batasan
from shared.mutu_baku.jaga import jagai
from shared.mutu_baku.tempuh import bukaan
from shared.permohonan import Permohonan
from shared.sop.model import Rute, SopTermuat
from shared.tindakan import Tindakan
from tests.builders import Perjalanan, katalog, kode_wajib

MILIDETIK = timedelta(milliseconds=1)
SETENGAH_JAM = timedelta(minutes=30)
AWAL_2026 = datetime(2026, 1, 1, tzinfo=UTC)

BerlakuPada = Callable[[datetime], KalenderBerlaku]


@dataclass(frozen=True)
class Tepi:
    """At so many percent of a limit that is running, and so many milliseconds after that."""

    persen: int
    geser_ms: int
    keseluruhan: bool


@dataclass(frozen=True)
class Aksi:
    """What somebody does next. `jeda` after what went before, unless `tepi` says more exactly
    when. The rest are numbers out of which the player makes choices that are possible then."""

    jeda: timedelta
    bulat: bool
    tepi: Tepi | None
    rute: int
    dokumen: int
    dikerjakan: float | None
    diputuskan: float


@dataclass(frozen=True)
class Rencana:
    """A history before it has happened."""

    # Too long to be shown when a test fails.
    termuat: SopTermuat = field(repr=False)
    diajukan: datetime
    kurang: int
    aksi: tuple[Aksi, ...]


class Dijaga(Perjalanan):
    """As the workers write it: every write arms the watch, by the calendars known then."""

    def __init__(self, rencana: Rencana, berlaku: BerlakuPada) -> None:
        wajib = kode_wajib(rencana.termuat.sop)
        boleh_kurang = wajib if rencana.termuat.sop.kode in katalog() else ()
        tanpa = [k for ke, k in enumerate(boleh_kurang) if rencana.kurang >> ke & 1]
        self.berlaku = berlaku
        super().__init__(rencana.termuat, tanpa, rencana.diajukan)
        self._jagai()

    def _jagai(self) -> Permohonan:
        self.permohonan = jagai(self.permohonan, self.sop, self.berlaku(self.kini))
        return self.permohonan

    def terapkan(self, putusan: Putusan, pelaksana: str | None = None) -> Permohonan:
        super().terapkan(putusan, pelaksana)
        return self._jagai()

    def perbaiki(self, dokumen: Any, **ubah: Any) -> Permohonan:
        super().perbaiki(dokumen, **ubah)
        # It comes a millisecond after the return at the earliest: the clock keeps up.
        self.kini = max(self.kini, self.permohonan.riwayat[-1].ditutup_pada)
        return self._jagai()


def lewati(perjalanan: Dijaga, rencana: Rencana) -> Iterator[datetime]:
    """Before each step: yields the instant at which it is going to be closed, so that something
    else can happen first; stops when the plan or the application has come to its end."""
    for aksi in rencana.aksi:
        if perjalanan.permohonan.langkah is None:
            return
        saat = _saat(perjalanan, aksi)
        yield saat
        _lakukan(perjalanan.pada(saat), aksi)


def selesaikan(rencana: Rencana, berlaku: BerlakuPada) -> Dijaga:
    """The whole plan, with nobody looking on."""
    perjalanan = Dijaga(rencana, berlaku)
    for _ in lewati(perjalanan, rencana):
        pass
    return perjalanan


def awalan(permohonan: Permohonan, banyak: int) -> Permohonan:
    """The application as it was when only so many steps were closed, at least one."""
    if banyak >= len(permohonan.riwayat):
        return permohonan
    berikut = permohonan.riwayat[banyak]
    langkah = {
        "no": berikut.langkah,
        "putaran": berikut.putaran,
        "pelaksana": berikut.pelaksana,
        "dibuka_pada": berikut.dibuka_pada,
    }
    return Permohonan.model_validate(
        {
            **dict(permohonan),
            "urutan": banyak,
            "putaran": berikut.putaran,
            "status": "berjalan",
            "langkah": langkah,
            "riwayat": permohonan.riwayat[:banyak],
            "jaga": None,
        }
    )


def _saat(perjalanan: Dijaga, aksi: Aksi) -> datetime:
    saat = perjalanan.kini + aksi.jeda
    if aksi.bulat:
        saat += -(saat - AWAL_2026) % SETENGAH_JAM
    if aksi.tepi is not None:
        saat = _saat_tepi(perjalanan, aksi.tepi) or saat
    return max(saat, perjalanan.kini)


def _saat_tepi(perjalanan: Dijaga, tepi: Tepi) -> datetime | None:
    """Of the limit that began last, or of the whole."""
    semua = bukaan(perjalanan.permohonan, perjalanan.sop)
    cakupan = "keseluruhan" if tepi.keseluruhan else "langkah"
    terbuka = [
        b for b in semua_batasan(semua, perjalanan.sop) if b.akhir is None and b.cakupan == cakupan
    ]
    berlaku = perjalanan.berlaku(perjalanan.kini)
    saat = (b.terpakai_pada(berlaku, perjalanan.kini, tepi.persen) for b in reversed(terbuka))
    tepat = next((satu for satu in saat if satu is not None), None)
    return tepat + tepi.geser_ms * MILIDETIK if tepat else None


def _lakukan(perjalanan: Dijaga, aksi: Aksi) -> None:
    terbuka = perjalanan.permohonan.langkah
    assert terbuka is not None
    lama = perjalanan.kini - terbuka.dibuka_pada
    putus = terbuka.dibuka_pada + aksi.diputuskan * lama
    if perjalanan.perkara.langkah.tindakan is Tindakan.AJUKAN:
        perjalanan.perbaiki(tuple(_perbaikan(perjalanan, aksi)), diajukan_pada=putus)
        return
    ubah: dict[str, Any] = {"diputuskan_pada": putus}
    if aksi.dikerjakan is not None:
        ubah["mulai_pada"] = terbuka.dibuka_pada + aksi.dikerjakan * lama
    rute = _rute(perjalanan, aksi)
    if perjalanan.perkara.langkah.tindakan is Tindakan.VERIFIKASI and rute.putusan != "terima":
        ubah["verdik"] = tuple(_verdik(perjalanan, aksi))
    perjalanan.putus(rute.putusan, **ubah)


def _rute(perjalanan: Dijaga, aksi: Aksi) -> Rute:
    """Mostly on; where something is missing that cannot be accepted, back."""
    langkah = perjalanan.perkara.langkah
    terima, lain = langkah.rute[:1], langkah.rute[1:]
    kurang = langkah.tindakan is Tindakan.VERIFIKASI and perjalanan.perkara.kekurangan()
    if lain and (kurang or aksi.rute % 5 >= 3):
        return lain[aksi.rute // 5 % len(lain)]
    return terima[0]


def _verdik(perjalanan: Dijaga, aksi: Aksi) -> Iterator[Verdik]:
    for ke, dokumen in enumerate(perjalanan.perkara.belum_diterima()):
        if aksi.dokumen >> ke & 1:
            yield Verdik(kode=dokumen.kode, diterima=False, alasan="tidak terbaca")
        else:
            yield Verdik(kode=dokumen.kode, diterima=True)


def _perbaikan(perjalanan: Dijaga, aksi: Aksi) -> Iterator[DokumenBerkode]:
    """Of what was asked for: left out, sent again as it was, or changed."""
    terbuka = perjalanan.permohonan.langkah
    assert terbuka is not None
    for ke, satu in enumerate(p for p in terbuka.perbaikan if p.jenis == "dokumen"):
        pilihan = aksi.dokumen >> 2 * ke & 3
        media = perjalanan.media(satu.kode)
        if pilihan == 1:
            yield perjalanan.lemari.berkode(satu.kode, media_type=media)
        elif pilihan > 1:
            yield perjalanan.lemari.berkode(satu.kode, f"{satu.kode}-{terbuka.putaran}", media)


def _ms(paling_sedikit: timedelta, paling_banyak: timedelta) -> st.SearchStrategy[timedelta]:
    batas = paling_sedikit // MILIDETIK, paling_banyak // MILIDETIK
    return st.integers(*batas).map(lambda ms: ms * MILIDETIK)


jeda = st.one_of(
    st.just(timedelta()),
    _ms(MILIDETIK, timedelta(minutes=1)),
    _ms(timedelta(minutes=1), timedelta(hours=1)),
    _ms(timedelta(hours=1), timedelta(days=1)),
    _ms(timedelta(days=1), timedelta(weeks=3)),
)
tepi = st.builds(
    Tepi, st.sampled_from([80, 90, 100]), st.sampled_from([-1, 0, 0, 1]), st.booleans()
)
aksi = st.builds(
    Aksi,
    jeda=jeda,
    bulat=st.booleans(),
    tepi=st.none() | tepi,
    rute=st.integers(0, 9),
    dokumen=st.integers(0, 2**24 - 1),
    dikerjakan=st.none() | st.floats(-0.1, 1.1),
    diputuskan=st.just(1.0) | st.floats(-0.1, 1.1),
)


def rencana(sop: st.SearchStrategy[SopTermuat] | None = None) -> st.SearchStrategy[Rencana]:
    """Histories of the SOPs of the catalogue, or of those given."""
    # Left alone, Hypothesis makes mostly short lists; an application has nine steps and more.
    semua_aksi = st.sampled_from([0, 6, 12]).flatmap(
        lambda n: st.lists(aksi, min_size=n, max_size=n + 8)
    )
    return st.tuples(
        st.sampled_from(list(katalog().values())) if sop is None else sop,
        _ms(timedelta(), timedelta(days=300)),
        st.just(0) | st.integers(0, 2**12 - 1),
        semua_aksi,
    ).map(lambda isi: Rencana(isi[0], AWAL_2026 + isi[1], isi[2], tuple(isi[3])))
