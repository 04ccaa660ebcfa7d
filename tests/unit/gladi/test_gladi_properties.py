"""What holds for a rehearsal whatever the history is."""

from collections import Counter
from datetime import datetime, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from shared.contracts.pelanggaran import Tingkat
from shared.gladi.gladi import TERLAMBAT, Aturan, gladi
from shared.gladi.tercatat import bandingkan, sidik_tercatat, sidik_terjadi
from shared.kalender.berlaku import KalenderBerlaku
from shared.mutu_baku.kejadian import Kejadian, susun_pelanggaran
from shared.mutu_baku.pelanggaran import kejadian
from shared.mutu_baku.tempuh import pelaksana_pemohon
from tests.examples import tries
from tests.histories import Rencana, rencana, selesaikan
from tests.unit.gladi.rehearsal_case import dengan_waktu
from tests.unit.mutu_baku.calendars import berlaku_acak, diketahui
from tests.unit.mutu_baku.made_up import sop_buatan

TANPA_TENGGAT = settings(deadline=None, max_examples=tries(20))
semua_rencana = rencana() | rencana(sop_buatan())
nanti = st.integers(0, 40 * 24 * 3600).map(lambda detik: timedelta(seconds=detik))


@TANPA_TENGGAT
@given(semua_rencana, berlaku_acak(), nanti)
def test_under_the_same_rules_a_rehearsal_is_what_happened(
    rencana: Rencana, berlaku: KalenderBerlaku, lewat: timedelta
) -> None:
    penuh = selesaikan(rencana, diketahui(berlaku))
    sama, kini = Aturan(penuh.sop, berlaku), penuh.kini + lewat
    hasil = gladi(penuh.permohonan, sama, sama, kini)
    assert hasil.semula == hasil.menjadi
    assert hasil.semula.kejadian == kejadian(penuh.permohonan, penuh.sop, berlaku, kini)
    assert not (hasil.bertambah or hasil.berkurang or hasil.bergeser)


@TANPA_TENGGAT
@given(semua_rencana, berlaku_acak(), nanti, st.integers(0, 99), st.integers(1, 12))
def test_a_longer_limit_never_makes_anything_late(
    rencana: Rencana, berlaku: KalenderBerlaku, lewat: timedelta, ke: int, tambah: int
) -> None:
    penuh = selesaikan(rencana, diketahui(berlaku))
    pemohon = pelaksana_pemohon(penuh.sop)
    kantor = [satu for satu in penuh.sop.langkah if satu.pelaksana != pemohon]
    assume(kantor)
    langkah = kantor[ke % len(kantor)]
    lebih = langkah.waktu.jumlah + tambah * (1 if langkah.waktu.satuan == "hari" else 40)
    panjang = dengan_waktu(penuh.sop, langkah.no, f"{lebih} {langkah.waktu.satuan}")
    semula, menjadi = Aturan(penuh.sop, berlaku), Aturan(panjang, berlaku)
    hasil = gladi(penuh.permohonan, semula, menjadi, penuh.kini + lewat)
    assert not [k for k in hasil.bertambah if k.tingkat in TERLAMBAT]
    assert not _terlambat(hasil.menjadi.kejadian) - _terlambat(hasil.semula.kejadian)
    assert {k.langkah for k in hasil.berkurang} <= {langkah.no}


@TANPA_TENGGAT
@given(semua_rencana, berlaku_acak(), nanti)
def test_a_record_of_everything_has_the_number_of_what_is_derived(
    rencana: Rencana, berlaku: KalenderBerlaku, lewat: timedelta
) -> None:
    penuh = selesaikan(rencana, diketahui(berlaku))
    permohonan = penuh.permohonan
    terjadi = kejadian(permohonan, penuh.sop, berlaku, penuh.kini + lewat)
    tercatat = [
        (k.kunci(permohonan.id), susun_pelanggaran(permohonan, k, k.terjadi + lewat))
        for k in reversed(terjadi)
    ]
    assert list(bandingkan(permohonan, terjadi, dict(tercatat))) == []
    assert sidik_tercatat(tercatat) == sidik_terjadi(permohonan, terjadi)
    assert not tercatat or sidik_tercatat(tercatat[1:]) != sidik_terjadi(permohonan, terjadi)


def _terlambat(
    semua: tuple[Kejadian, ...],
) -> Counter[tuple[int | None, Tingkat, datetime]]:
    return Counter((k.langkah, k.tingkat, k.mulai) for k in semua if k.tingkat in TERLAMBAT)
