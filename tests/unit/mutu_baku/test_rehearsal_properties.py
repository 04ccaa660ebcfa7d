"""What holds for a rehearsal whatever the history is."""

from collections import Counter
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.kalender.berlaku import AWAL, KalenderBerlaku, Masa
from shared.mutu_baku.announcement import susun_pelanggaran
from shared.mutu_baku.breaches import kejadian
from shared.mutu_baku.events import Kejadian
from shared.mutu_baku.rehearsal import TERLAMBAT, Aturan, gladi
from shared.mutu_baku.rehearsal_records import sidik_tercatat, sidik_terjadi
from shared.permohonan import Permohonan
from shared.sop.model import Langkah
from shared.tindakan import Tindakan
from tests.builders import PAUD, Perjalanan
from tests.unit.kalender.contoh import bawaan, dengan, diganti
from tests.unit.mutu_baku.rehearsal_case import dengan_waktu, sop

SEDANG = settings(deadline=None, max_examples=60)

SELA = st.one_of(
    st.integers(0, 3 * 60),
    st.integers(0, 8 * 24 * 60),
    st.sampled_from([0, 5, 10, 24 * 60, 4 * 24 * 60]),
).map(lambda menit: timedelta(minutes=menit))


@st.composite
def perjalanan(gambar: st.DrawFn) -> Permohonan:
    """One application of up to fourteen decisions, with returns, at any distance in time."""
    jalan = Perjalanan(PAUD)
    for _ in range(gambar(st.integers(0, 14))):
        if jalan.permohonan.langkah is None:
            break
        jalan.kini += gambar(SELA)
        langkah = jalan.perkara.langkah
        if langkah.tindakan is Tindakan.AJUKAN:
            kode = jalan.permohonan.dokumen[0].kode
            jalan.perbaiki([jalan.lemari.berkode(kode, gambar(st.sampled_from("ab")))])
        else:
            jalan.putus(gambar(st.sampled_from([r.putusan for r in langkah.rute])))
    return jalan.permohonan


@st.composite
def kalender_berlaku(gambar: st.DrawFn) -> KalenderBerlaku:
    """One calendar, or two with the change somewhere in the first two months."""
    if gambar(st.booleans()):
        return KalenderBerlaku.selalu(bawaan())
    lain = gambar(st.sampled_from(LAIN))
    hari = gambar(st.integers(0, 60))
    return KalenderBerlaku(
        (Masa(AWAL, bawaan()), Masa(Perjalanan(PAUD).kini + timedelta(days=hari), lain))
    )


LAIN = (
    dengan('[[libur]]\ntanggal = 2026-01-08\nalasan = "Banjir"\nsumber = "SE"'),
    diganti("mulai = 2026-02-19\nselesai = 2026-03-20", "mulai = 2026-01-12\nselesai = 2026-02-10"),
)

kini = st.integers(0, 90 * 24 * 60).map(
    lambda menit: Perjalanan(PAUD).kini + timedelta(minutes=menit)
)


@SEDANG
@given(perjalanan(), kalender_berlaku(), kini)
def test_under_the_same_rules_a_rehearsal_is_what_happened(
    permohonan: Permohonan, berlaku: KalenderBerlaku, saat: datetime
) -> None:
    sama = Aturan(sop(), berlaku)
    hasil = gladi(permohonan, sama, sama, saat)
    assert hasil.semula == hasil.menjadi
    assert hasil.semula.kejadian == kejadian(permohonan, sop(), berlaku, saat)
    assert not (hasil.bertambah or hasil.berkurang or hasil.bergeser)


@SEDANG
@given(
    perjalanan(),
    kalender_berlaku(),
    kini,
    st.sampled_from([s for s in sop().langkah if s.pelaksana != "pemohon"]),
    st.integers(1, 12),
)
def test_a_longer_limit_never_makes_anything_late(
    permohonan: Permohonan, berlaku: KalenderBerlaku, saat: datetime, langkah: Langkah, tambah: int
) -> None:
    satuan = "Hari" if langkah.waktu.satuan == "hari" else "Menit"
    lebih = langkah.waktu.jumlah + tambah * (1 if satuan == "Hari" else 40)
    panjang = dengan_waktu(sop(), langkah.no, f"{lebih} {satuan}")
    hasil = gladi(permohonan, Aturan(sop(), berlaku), Aturan(panjang, berlaku), saat)
    assert not [k for k in hasil.bertambah if k.tingkat in TERLAMBAT]
    lebih_banyak = _terlambat(hasil.menjadi.kejadian) - _terlambat(hasil.semula.kejadian)
    assert not lebih_banyak
    assert {k.langkah for k in hasil.berkurang} <= {langkah.no}


@SEDANG
@given(perjalanan(), kalender_berlaku(), kini)
def test_a_record_of_everything_has_the_number_of_what_is_derived(
    permohonan: Permohonan, berlaku: KalenderBerlaku, saat: datetime
) -> None:
    terjadi = kejadian(permohonan, sop(), berlaku, saat)
    tercatat = [
        (k.kunci(permohonan.id), susun_pelanggaran(permohonan, k, k.terjadi + timedelta(hours=1)))
        for k in reversed(terjadi)
    ]
    assert sidik_tercatat(tercatat) == sidik_terjadi(permohonan, terjadi)


def _terlambat(semua: tuple[Kejadian, ...]) -> Counter[object]:
    return Counter((k.langkah, k.tingkat, k.mulai) for k in semua if k.tingkat in TERLAMBAT)
