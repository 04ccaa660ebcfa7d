"""The ledger of one application, worked out by hand. All times are WITA."""

from datetime import timedelta

from shared.mutu_baku.buku_waktu import Gangguan, Jumlah, Ruas, buku_waktu, jumlahkan
from tests.builders import PAUD, Perjalanan
from tests.unit.kalender.contoh import bawaan, wita
from tests.unit.mutu_baku.script import jalan, lokal


def gangguan(pelaksana: str, dari: str, sampai: str) -> Gangguan:
    return Gangguan(pelaksana, wita(f"2026-01-05 {dari}"), wita(f"2026-01-05 {sampai}"))


def buku(perjalanan: Perjalanan, *rusak: Gangguan, kini: str = "10.00") -> list[str]:
    ruas = buku_waktu(perjalanan.permohonan, perjalanan.sop, rusak, wita(f"2026-01-05 {kini}"))
    return [tulis(satu) for satu in ruas]


def tulis(satu: Ruas) -> str:
    dari, sampai = (lokal(saat).removeprefix("2026-01-05 ") for saat in (satu.dari, satu.sampai))
    return f"{dari}-{sampai} {satu.pemilik} {satu.jenis} {satu.langkah}.{satu.putaran}"


def diverifikasi() -> Perjalanan:
    """Opened 09.00, taken in hand 09.02, decided 09.06, written down 09.07."""
    perjalanan = Perjalanan(PAUD, diajukan=wita("2026-01-05 09.00"))
    perjalanan.pada(wita("2026-01-05 09.07")).putus(
        mulai_pada=wita("2026-01-05 09.02"), diputuskan_pada=wita("2026-01-05 09.06")
    )
    return perjalanan


def test_waiting_working_and_what_the_decision_took_to_be_written_down() -> None:
    assert buku(diverifikasi()) == [
        "09.00-09.02 frontoffice menunggu 2.1",
        "09.02-09.06 frontoffice dikerjakan 2.1",
        "09.06-09.07 sistem gangguan 2.1",
        "09.07-10.00 backoffice menunggu 3.1",
    ]


def test_an_outage_is_charged_to_nobody_but_us_and_only_while_the_desk_waits() -> None:
    rusak = (
        gangguan("frontoffice", "08.55", "09.01"),  # began before the step did
        gangguan("frontoffice", "09.03", "09.04"),  # the officer had it in hand
        gangguan("kabid", "09.00", "10.00"),  # somebody else's
        gangguan("backoffice", "09.20", "09.30"),
        gangguan("backoffice", "09.25", "09.40"),  # two that overlap
        gangguan("backoffice", "09.50", "11.00"),  # still going on
    )
    assert buku(diverifikasi(), *rusak) == [
        "09.00-09.01 sistem gangguan 2.1",
        "09.01-09.02 frontoffice menunggu 2.1",
        "09.02-09.06 frontoffice dikerjakan 2.1",
        "09.06-09.07 sistem gangguan 2.1",
        "09.07-09.20 backoffice menunggu 3.1",
        "09.20-09.30 sistem gangguan 3.1",
        "09.30-09.40 sistem gangguan 3.1",
        "09.40-09.50 backoffice menunggu 3.1",
        "09.50-10.00 sistem gangguan 3.1",
    ]


def test_a_task_that_nobody_says_to_have_begun_waited_until_it_was_decided() -> None:
    assert buku(jalan("2026-01-05 09.00", "09.07 terima"), kini="09.07") == [
        "09.00-09.07 frontoffice menunggu 2.1"
    ]


def test_the_applicant_owns_what_lies_with_the_applicant() -> None:
    perjalanan = jalan("2026-01-05 09.00", "09.05 tolak", "09.35 perbaiki")
    assert buku(perjalanan, gangguan("pemohon", "09.00", "10.00"), kini="09.40") == [
        "09.00-09.05 frontoffice menunggu 2.1",
        "09.05-09.35 pemohon pemohon 1.2",
        "09.35-09.40 frontoffice menunggu 2.2",
    ]


def test_an_application_that_has_ended_goes_on_no_longer() -> None:
    perjalanan = jalan("2026-01-05 09.00", "09.00 sampai 4", "09.30 tolak")
    assert buku(perjalanan) == ["09.00-09.30 dinasteknis menunggu 4.1"]


def test_a_clock_that_is_behind_takes_nothing_from_what_is_closed() -> None:
    assert buku(diverifikasi(), kini="09.06") == [
        "09.00-09.02 frontoffice menunggu 2.1",
        "09.02-09.06 frontoffice dikerjakan 2.1",
        "09.06-09.07 sistem gangguan 2.1",
    ]


def test_what_has_just_begun_has_no_parts_yet() -> None:
    assert buku(jalan("2026-01-05 09.00"), kini="09.00") == []


def test_clock_time_and_office_time_by_owner_and_kind() -> None:
    """From 11.50 over lunch until 13.10: 80 minutes by the clock, 20 in the office."""
    perjalanan = jalan("2026-01-05 11.50", "11.55 tolak", "13.05 perbaiki")
    ruas = buku_waktu(perjalanan.permohonan, perjalanan.sop, (), wita("2026-01-05 13.10"))
    menit = timedelta(minutes=1)
    assert jumlahkan(ruas, bawaan()) == {
        ("frontoffice", "menunggu"): Jumlah(10 * menit, 10 * menit),
        ("pemohon", "pemohon"): Jumlah(70 * menit, 10 * menit),
    }
