"""`izin pantau`: what is shown, for people and for scripts."""

import json
from datetime import timedelta
from uuid import UUID

import pytest
from rich.console import Console

from izin.cli.catalogue import pelaksana_names
from izin.cli.output import print_json
from izin.cli.pantau import Screen
from izin.cli.pantau_view import Frame, board_facts, lines_besides_alerts
from shared.store.watch_port import KeadaanKarantina, Macet, Terbuka
from shared.words import clock_age, office_age, seconds_ago
from tests.builders import KURSUS, PAUD, kalender, katalog
from tests.unit.cli.papan import FRAME, KINI, klaim, line, shown, snapshot
from tests.unit.cli.running import izin
from tests.unit.kalender.contoh import wita

MENIT = timedelta(minutes=1)
DETIK = timedelta(seconds=1)
SEMALAM = wita("2026-01-05 15.50")


def terbuka(
    pelaksana: str = "meja", sop: str = KURSUS, nomor: str = "IKP-2026-000001", menit: int = 5
) -> Terbuka:
    """Open since yesterday's last ten minutes; due in so many minutes."""
    mendekati, tempo = KINI + (menit - 3) * MENIT, KINI + menit * MENIT
    return Terbuka(UUID(int=0), nomor, sop, 2, pelaksana, SEMALAM, mendekati, tempo)


def test_each_role_has_a_line_with_its_counts_and_its_oldest() -> None:
    baris = [terbuka(menit=5), terbuka(menit=2), terbuka(menit=-1), terbuka(menit=-1)]
    kata = line(shown(snapshot(baris)), "Meja Depan").split()
    assert kata[2:5] == ["4", "1", "2"]
    assert " ".join(kata[5:]) == "IKP-2026-000001 100 menit 17 jam 10 menit"
    assert line(shown(snapshot(baris)), "Loket").split() == ["Loket", "-", "-", "-"]


def test_roles_come_in_the_order_of_the_sop_and_the_sum_last() -> None:
    roles = tuple(katalog()[PAUD].sop.pelaksana)
    names = pelaksana_names()
    frame = Frame({nama: names[nama] for nama in roles}, FRAME.zona)
    teks = shown(snapshot([terbuka(pelaksana=nama) for nama in roles]), frame)
    letak = [teks.index(f"\n{names[nama]} ") for nama in roles]
    assert letak == sorted(letak)
    assert line(teks, "Semua").split()[1] == str(len(roles))


def test_a_role_that_the_sops_do_not_know_any_more_is_shown_while_it_has_work() -> None:
    assert line(shown(snapshot([terbuka(pelaksana="arsip")])), "arsip").split()[1] == "1"
    assert "arsip" not in shown(snapshot())


def test_one_sop_alone_can_be_looked_at() -> None:
    satu = snapshot(
        [terbuka(), terbuka(sop=PAUD)],
        kabar=(klaim(sop=KURSUS, nomor="IKP-2026-000007"), klaim(sop=PAUD)),
    )
    teks = shown(satu, Frame(FRAME.pelaksana, FRAME.zona, KURSUS))
    assert line(teks, "Semua").split()[1] == "1"
    assert "IKP-2026-000007" in teks
    assert klaim().pelanggaran.nomor not in teks
    assert KURSUS in teks.splitlines()[0]


def test_alerts_are_in_words_newest_first_and_no_more_than_asked_for() -> None:
    kabar = (
        klaim(tingkat="terlampaui", nomor="IKP-2026-000001"),
        klaim(tingkat="mendekati", langkah=None, pelaksana=None, nomor="IKP-2026-000002"),
        klaim(tingkat="mendekati", nomor="IKP-2026-000003"),
    )
    baris = shown(snapshot(kabar=kabar), alerts=2).splitlines()
    awal = baris.index("Kabar terakhir")
    assert "Terlampaui: IKP-2026-000001, langkah 5" in baris[awal + 1]
    assert "8 Jan 10.22" in baris[awal + 1]
    assert "Mendekati batas: IKP-2026-000002, seluruh permohonan" in baris[awal + 2]
    assert not any("000003" in satu for satu in baris)


def test_without_any_alert_it_says_so() -> None:
    assert "Belum ada." in shown(snapshot())


def test_a_watchdog_that_sweeps_is_said_to_be_well() -> None:
    baris = line(shown(snapshot()), "Watchdog")
    assert "0,6 detik yang lalu" in baris
    assert "PERINGATAN" not in baris


def test_a_watchdog_that_has_not_swept_for_seconds_is_a_warning() -> None:
    teks = " ".join(shown(snapshot(disapu=KINI - 6 * DETIK)).split())
    assert "PERINGATAN: sapuan terakhir 6,0 detik yang lalu; pelanggaran tidak dideteksi" in teks
    assert "belum pernah menyapu" in shown(snapshot(disapu=None))


def test_on_a_clock_faster_than_life_seconds_are_longer() -> None:
    satu = snapshot(disapu=KINI - 4 * MENIT, laju=60.0)
    assert satu.sweeping
    assert not snapshot(disapu=KINI - 6 * MENIT, laju=60.0).sweeping


def test_what_is_stuck_is_named_with_its_reason() -> None:
    macet = tuple(Macet(f"id-{n}", f"VersiSopHilang: {n}", KINI, n) for n in range(1, 6))
    teks = shown(snapshot(macet=macet, nomor={"id-1": "IKP-2026-000009"}))
    assert "IKP-2026-000009 sejak 6 Jan 09.00, 1 kali: VersiSopHilang: 1" in teks
    assert "id-3 sejak" in teks
    assert "id-4" not in teks
    assert "… dan 2 lagi yang macet" in teks
    assert "5 yang macet" in teks


def test_it_fits_eighty_columns_and_its_lines_are_counted() -> None:
    baris = [terbuka(pelaksana=nama, nomor="PAUD-2026-123456") for nama in pelaksana_names()]
    macet = (Macet("0" * 36, "alasan " * 40, KINI, 3),)
    satu = snapshot(baris, (klaim(tingkat="kembali_tanpa_perubahan", sop=KURSUS),) * 3, macet=macet)
    frame = Frame(pelaksana_names(), FRAME.zona, KURSUS)
    teks = shown(satu, frame, 80)
    assert max(map(len, teks.splitlines())) <= 80
    assert len(teks.splitlines()) == lines_besides_alerts(satu, frame, 80) + 3
    assert "".join(teks.split()).count("alasan") == 40
    assert "PAUD-2026-123456" in teks


def test_text_of_others_cannot_steer_the_terminal() -> None:
    macet = (Macet("id", "\x1b[2Jhilang [red]x[/red]", KINI, 1),)
    teks = shown(snapshot(macet=macet))
    assert "\x1b" not in teks
    assert "[red]x[/red]" in teks


def test_after_hours_it_says_when_the_office_opens() -> None:
    malam = snapshot(kini=wita("2026-01-05 20.00"))
    assert "tutup, buka 6 Jan 07.30" in shown(malam)
    assert "tutup" not in shown(snapshot())


def test_desks_counted_long_ago_are_not_passed_off_as_new() -> None:
    assert "meja 6 Jan 09.00" in shown(snapshot(kini=KINI + 5 * MENIT)).splitlines()[0]


@pytest.mark.parametrize(
    ("sejak", "kata"),
    [
        ("2026-01-06 08.59", "1 menit"),
        ("2026-01-06 07.30", "90 menit"),
        ("2026-01-05 15.30", "2 jam"),
        ("2026-01-02 09.00", "15 jam"),
        ("2026-01-06 10.00", "0 menit"),
    ],
)
def test_age_in_office_time(sejak: str, kata: str) -> None:
    assert office_age(kalender(), wita(sejak), KINI) == kata


def test_age_by_the_clock() -> None:
    assert clock_age(KINI - 50 * DETIK, KINI) == "50 detik"
    assert clock_age(KINI - 59 * MENIT - DETIK, KINI) == "59 menit"
    assert clock_age(KINI - timedelta(days=3, hours=4, minutes=7), KINI) == "3 hari 4 jam"
    assert seconds_ago(timedelta(milliseconds=1400)) == "1,4 detik"
    assert seconds_ago(timedelta(minutes=2)) == "2 menit"


def test_for_scripts_the_same_is_data(capsys: pytest.CaptureFixture[str]) -> None:
    satu = snapshot(
        [terbuka(), terbuka(sop=PAUD, menit=-1)],
        (klaim(),),
        macet=(Macet("id-1", "alasan", KINI, 2),),
    )
    print_json(board_facts(satu, FRAME))
    data = json.loads(capsys.readouterr().out)
    [meja] = [p for p in data["pelaksana"] if p["pelaksana"] == "meja"]
    assert (meja["menunggu"], meja["mendekati"], meja["terlampaui"]) == (2, 0, 1)
    assert meja["tertua"]["menit_kantor"] == 100
    assert meja["tertua"]["detik"] == (KINI - SEMALAM).total_seconds()
    assert meja["per_sop"][PAUD]["terlampaui"] == 1
    assert meja["jatuh_tempo_berikutnya"] == "2026-01-06T01:05:00.000Z"
    assert data["kabar"][0]["nomor"] == klaim().pelanggaran.nomor
    assert data["watchdog"]["usia_detik"] == 0.6
    assert data["watchdog"]["menyapu"] is True
    assert data["watchdog"]["macet"][0]["kali"] == 2


def test_the_screen_keeps_the_last_look_while_the_store_is_away() -> None:
    console = Console(width=80, height=40)
    screen = Screen(FRAME, console)

    def text() -> str:
        with console.capture() as captured:
            console.print(screen)
        return captured.get()

    assert "Membaca penyimpanan" in text()
    screen.lost("Penyimpanan di host:1 tidak terjangkau")
    assert "tidak terjangkau" in text()
    assert "Membaca" not in text()
    screen.show(snapshot([terbuka()]))
    assert "tidak terjangkau" not in text()
    screen.lost("lagi")
    assert "Meja Depan" in text()
    assert "dicoba terus" in text()


def test_a_small_terminal_still_shows_some_alerts() -> None:
    kabar = tuple(klaim(nomor=f"IKP-2026-{n:06d}") for n in range(20))
    for height, alerts in ((10, 3), (24, 11), (200, 20)):
        console = Console(width=80, height=height)
        screen = Screen(FRAME, console)
        screen.show(snapshot(kabar=kabar))
        with console.capture() as captured:
            console.print(screen)
        assert captured.get().count("Terlampaui:") == alerts


def test_an_sop_that_is_not_there_is_said_to_be_unknown() -> None:
    outcome = izin("pantau", "--sop", "izin-terbang")
    assert outcome.code == 3
    assert "izin-terbang" in outcome.said


def test_a_karantina_that_is_not_empty_is_red_and_says_since_when_and_how_to_see_it() -> None:
    isi = KeadaanKarantina(3, KINI, KINI)
    teks = shown(snapshot(karantina=isi))
    assert "3 pesan sejak 6 Jan 09.00; lihat: izin karantina" in line(teks, "Karantina")
    assert board_facts(snapshot(karantina=isi), FRAME)["karantina"]["pesan"] == 3


def test_a_karantina_that_is_empty_is_not_one_that_nobody_looks_at() -> None:
    kosong = KeadaanKarantina(0, None, KINI)
    assert "kosong" in line(shown(snapshot(karantina=kosong)), "Karantina")
    assert "tidak diketahui" in line(shown(snapshot()), "Karantina")
    assert board_facts(snapshot(), FRAME)["karantina"] is None
