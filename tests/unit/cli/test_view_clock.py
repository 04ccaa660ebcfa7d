"""What `izin lihat` says of an application's clock. All times are WITA."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console

from izin.cli.buku_waktu_view import print_ledger
from izin.cli.lihat_view import clock_facts, deadlines
from shared.kalender.berlaku import AWAL, KalenderBerlaku, Masa
from shared.kantor.lihat import Clock, Known, reckon
from shared.mutu_baku.buku_waktu import Gangguan
from shared.mutu_baku.jaga import geser_jaga, jagai
from shared.store.watch_port import CatatanMasa
from tests.builders import Perjalanan
from tests.unit.kalender.contoh import bawaan, dengan, wita
from tests.unit.mutu_baku.script import TETAP, jalan

WITA = ZoneInfo("Asia/Makassar")
TIGA_PULUH_JAM = 30 * 3600 * 1000


def clock(perjalanan: Perjalanan, kini: str, *gangguan: Gangguan) -> Clock:
    known = Known(wita(kini), bawaan(), gangguan)
    return reckon(perjalanan.permohonan, perjalanan.sop, known)


def told(one: Clock) -> dict[str, tuple[str, str]]:
    return {label: (text, style) for label, text, style in deadlines(one, WITA)}


def dinas() -> Perjalanan:
    """With Dinas Teknis since Monday 09.00: four hari until Friday 09.00."""
    return jalan("2026-01-05 09.00", "09.00 sampai 4")


@pytest.mark.parametrize(
    ("kini", "text", "style"),
    [
        ("2026-01-05 09.00", "Jum 9 Jan 2026 09.00.00 WITA, sisa 30 jam waktu kantor", ""),
        ("2026-01-05 22.00", "Jum 9 Jan 2026 09.00.00 WITA, sisa 24 jam waktu kantor", ""),
        ("2026-01-08 10.30", "Jum 9 Jan 2026 09.00.00 WITA, sisa 6 jam waktu kantor", ""),
        (
            "2026-01-08 10.31",
            "Jum 9 Jan 2026 09.00.00 WITA, sisa 5 jam 59 menit waktu kantor",
            "yellow",
        ),
        ("2026-01-09 09.00", "Jum 9 Jan 2026 09.00.00 WITA, sisa 0 menit waktu kantor", "yellow"),
        (
            "2026-01-09 13.12",
            "Jum 9 Jan 2026 09.00.00 WITA, terlampaui 2 jam 42 menit waktu kantor",
            "red",
        ),
    ],
)
def test_the_open_step_s_deadline_and_what_is_left_in_office_time(
    kini: str, text: str, style: str
) -> None:
    assert told(clock(dinas(), kini))["Jatuh tempo"] == (text, style)


def test_the_whole_and_the_date_of_the_law_beside_it() -> None:
    baris = told(clock(dinas(), "2026-01-05 12.00"))
    assert baris["Keseluruhan"][0] == (
        "5 Hari: Sen 12 Jan 2026 09.00.00 WITA, sisa 34 jam 30 menit waktu kantor"
    )
    hukum, _ = baris["Fiktif positif"]
    assert hukum.startswith("paling lambat Sen 12 Jan 2026 (5 Hari menurut UU Nomor 30 Tahun 2014")
    assert hukum.endswith("untuk diketahui saja: tidak ada yang disetujui otomatis")


def test_with_the_applicant_the_office_s_clock_stands_still() -> None:
    baris = told(clock(jalan("2026-01-05 09.00", "09.04 tolak"), "2026-01-05 09.20"))
    assert baris["Jatuh tempo"][0] == (
        "Sen 5 Jan 2026 09.34.00 WITA; batas pemohon, tidak dihitung atas kantor"
    )
    assert baris["Keseluruhan"][0] == (
        "5 Hari: tidak berjalan selama ada pada pemohon, sisa 37 jam 26 menit waktu kantor"
    )
    assert "Fiktif positif" not in baris


def test_what_has_ended_says_how_the_whole_went() -> None:
    tepat = jalan("2026-01-05 09.00", "09.00 sampai 4", "2026-01-06 09.00 tolak")
    assert told(clock(tepat, "2026-03-05 09.00")) == {
        "Keseluruhan": ("5 Hari: berakhir, sisa 30 jam waktu kantor", "")
    }
    telat = jalan("2026-01-05 09.00", "09.00 sampai 4", "2026-01-12 09.30 tolak")
    baris = told(clock(telat, "2026-03-05 09.00"))
    assert baris["Keseluruhan"][0] == "5 Hari: berakhir, terlampaui 30 menit waktu kantor"


def test_a_deadline_that_may_still_move_is_marked() -> None:
    libur = '[[libur]]\ntanggal = 2026-01-07\nalasan = "Banjir"\nsumber = "Edaran"\n'
    known = Known(wita("2026-01-05 10.00"), dengan(f"{libur}sementara = true"))
    case = dinas()
    baris = told(reckon(case.permohonan, case.sop, known))
    assert "12 Jan 2026 09.00.00 WITA ?" in baris["Jatuh tempo"][0]
    assert "Sel 13 Jan 2026 ?" in baris["Fiktif positif"][0]


def moved() -> tuple[Clock, str]:
    """Wednesday turns out to be closed, and what was due on Friday is due on Monday."""
    banjir = dengan('[[libur]]\ntanggal = 2026-01-07\nalasan = "Banjir"\nsumber = "Edaran"')
    case, kini = dinas(), wita("2026-01-06 08.00")
    berlaku = KalenderBerlaku((Masa(AWAL, bawaan()), Masa(kini, banjir)))
    lama = jagai(case.permohonan, case.sop, TETAP)
    permohonan = geser_jaga(lama, case.sop, berlaku, kini)
    catatan = (
        CatatanMasa(0, bawaan().versi, AWAL, ()),
        CatatanMasa(1, banjir.versi, kini, ("2026-01-07: menjadi tutup (Banjir; Edaran)",)),
    )
    known = Known(wita("2026-01-06 09.00"), banjir, (), catatan)
    return reckon(permohonan, case.sop, known), banjir.versi


def test_a_deadline_that_was_moved_says_from_when_to_when_and_why() -> None:
    one, versi = moved()
    assert told(one)["Digeser"][0] == (
        "langkah 4.1, semula 9 Jan 2026 09.00.00, menjadi 12 Jan 2026 09.00.00;"
        " kalender berubah 6 Jan 2026 08.00.00: 2026-01-07: menjadi tutup (Banjir; Edaran)"
    )
    [geseran] = clock_facts(one)["digeser"]
    assert geseran["semula"] == "2026-01-09T01:00:00.000Z"
    assert geseran["menjadi"] == "2026-01-12T01:00:00.000Z"
    assert geseran["kalender"] == versi
    assert geseran["alasan"] == ["2026-01-07: menjadi tutup (Banjir; Edaran)"]


def verified_through_an_outage() -> Clock:
    """Half an hour with Front Office around lunch, of it ten minutes our own outage; then Back
    Office."""
    gangguan = Gangguan("frontoffice", wita("2026-01-05 11.40"), wita("2026-01-05 11.50"))
    case = jalan("2026-01-05 11.40", "13.10 terima")
    return clock(case, "2026-01-05 13.12", gangguan)


def test_the_ledger_names_owner_kind_clock_time_and_office_time() -> None:
    console = Console(width=80, record=True)
    print_ledger(console, verified_through_an_outage())
    rows = [line.split() for line in console.export_text().splitlines() if line.strip()]
    assert rows == [
        ["Buku", "waktu", "(jam:menit:detik)"],
        ["Pemilik", "Keadaan", "Seluruhnya", "Jam", "kantor"],
        ["AlurIzin", "gangguan", "sistem", "0:10:00", "0:10:00"],
        ["Front", "Office", "menunggu", "1:20:00", "0:20:00"],
        ["Back", "Office", "menunggu", "0:02:00", "0:02:00"],
        ["Jumlah", "1:32:00", "0:32:00"],
    ]


def test_the_facts_for_scripts_add_up_to_the_millisecond() -> None:
    data = clock_facts(verified_through_an_outage())
    assert data["buku_waktu"][0] == {
        "pemilik": "sistem",
        "jenis": "gangguan",
        "lama_milidetik": 600_000,
        "kantor_milidetik": 600_000,
    }
    for unit in ("lama_milidetik", "kantor_milidetik"):
        assert sum(satu[unit] for satu in data["buku_waktu"]) == data["jumlah"][unit]
    assert data["jumlah"]["lama_milidetik"] == 92 * 60_000


def test_the_facts_name_every_instant_and_what_is_left() -> None:
    data = clock_facts(clock(dinas(), "2026-01-09 10.00"))
    assert data["langkah"] == {
        "batas": "4 Hari",
        "mulai": "2026-01-05T01:00:00.000Z",
        "mendekati": "2026-01-08T02:30:00.000Z",
        "jatuh_tempo": "2026-01-09T01:00:00.000Z",
        "terpakai_milidetik": TIGA_PULUH_JAM + 3_600_000,
        "sisa_milidetik": -3_600_000,
        "sementara": False,
        "atas_kantor": True,
        "berakhir": False,
    }
    assert data["keseluruhan"]["jatuh_tempo"] == "2026-01-12T01:00:00.000Z"
    assert data["fiktif_positif"]["terakhir"] == "2026-01-12"
    assert data["fiktif_positif"]["diterima_lengkap"] == "2026-01-05T01:00:00.000Z"
    assert data["versi_kalender"] == bawaan().versi
    assert datetime.fromisoformat(data["dihitung_pada"]) == wita("2026-01-09 10.00")


def test_with_the_applicant_no_instant_is_made_up() -> None:
    data = clock_facts(clock(jalan("2026-01-05 09.00", "09.04 tolak"), "2026-01-05 09.20"))
    assert data["keseluruhan"]["jatuh_tempo"] is None
    assert data["langkah"]["atas_kantor"] is False
    assert data["fiktif_positif"] is None
