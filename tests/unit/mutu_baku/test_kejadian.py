"""An event as the message that announces it."""

from datetime import timedelta

from shared import topology
from shared.contracts import Pelanggaran
from shared.mutu_baku.kejadian import (
    Kejadian,
    kiriman_pelanggaran,
    kunci_pelanggaran,
    susun_pelanggaran,
)
from tests.builders import Perjalanan
from tests.unit.kalender.contoh import wita
from tests.unit.mutu_baku.script import jalan, semua


def diam() -> Perjalanan:
    return jalan("2026-01-05 09.00", "09.00 sampai 4")


def kejadian(perjalanan: Perjalanan, tingkat: str, cakupan: str) -> Kejadian:
    return next(k for k in semua(perjalanan) if (k.tingkat, k.cakupan) == (tingkat, cakupan))


def test_it_says_what_is_late_since_when_and_when_it_was_seen() -> None:
    perjalanan = diam()
    terdeteksi = wita("2026-01-09 09.00") + timedelta(seconds=90, milliseconds=900)
    satu = susun_pelanggaran(
        perjalanan.permohonan, kejadian(perjalanan, "terlampaui", "langkah"), terdeteksi
    )
    assert (satu.nomor, satu.langkah, satu.putaran) == (perjalanan.permohonan.nomor, 4, 1)
    assert (satu.pelaksana, satu.batas) == ("dinasteknis", "4 Hari")
    assert (satu.mulai_pada, satu.jatuh_tempo) == (
        wita("2026-01-05 09.00"),
        wita("2026-01-09 09.00"),
    )
    assert (satu.terjadi_pada, satu.terdeteksi_pada) == (wita("2026-01-09 09.00"), terdeteksi)
    assert satu.terlambat_terdeteksi_detik == 90
    assert Pelanggaran.dari_json(satu.ke_json()) == satu


def test_a_clock_that_is_behind_detects_nothing_before_it_was() -> None:
    perjalanan = diam()
    satu = susun_pelanggaran(
        perjalanan.permohonan,
        kejadian(perjalanan, "terlampaui", "langkah"),
        wita("2026-01-09 08.59"),
    )
    assert satu.terlambat_terdeteksi_detik == 0


def test_the_whole_names_no_step_and_no_role() -> None:
    perjalanan = diam()
    terjadi = kejadian(perjalanan, "mendekati", "keseluruhan")
    satu = susun_pelanggaran(perjalanan.permohonan, terjadi, terjadi.terjadi)
    assert (satu.langkah, satu.pelaksana, satu.batas) == (None, None, perjalanan.sop.total.teks)
    assert kiriman_pelanggaran(satu).kunci == "mendekati.keseluruhan"


def test_its_key_is_the_event_s_and_its_id_on_the_wire() -> None:
    perjalanan = diam()
    for terjadi in semua(perjalanan):
        satu = susun_pelanggaran(perjalanan.permohonan, terjadi, wita("2026-02-01 09.00"))
        kunci = terjadi.kunci(perjalanan.permohonan.id)
        kiriman = kiriman_pelanggaran(satu)
        assert kunci_pelanggaran(satu) == kiriman.message_id == kunci
        assert kiriman.exchange == topology.EXCHANGE_MUTU_BAKU
        assert kiriman.correlation_id == str(perjalanan.permohonan.id)


def test_whoever_publishes_it_again_says_the_very_same() -> None:
    perjalanan = diam()
    terjadi = kejadian(perjalanan, "mendekati", "langkah")
    satu = susun_pelanggaran(perjalanan.permohonan, terjadi, wita("2026-01-08 10.31"))
    dari_penyimpanan = Pelanggaran.model_validate(satu.model_dump())
    assert kiriman_pelanggaran(dari_penyimpanan) == kiriman_pelanggaran(satu)
    assert kiriman_pelanggaran(satu).kunci == "mendekati.dinasteknis"
