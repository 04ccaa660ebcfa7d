"""`izin gladi`: reading what is to be rehearsed, rehearsing it, and saying what came out."""

import json
from pathlib import Path

import pytest

from izin.cli.errors import BadInput
from izin.cli.gladi import read_changes, read_span
from izin.cli.gladi_view import (
    SHOWN,
    application_facts,
    print_application,
    print_rehearsal,
    rehearsal_facts,
    some,
)
from izin.cli.output import stdout
from shared.gladi.gladi import Gladi
from shared.kalender.loader import BERKAS_BAWAAN
from shared.kantor.errors import MasukanKeliru
from shared.kantor.gladi import Changes, Plan, Rehearsal, Watchers, rehearse
from shared.permohonan import Permohonan
from shared.sop.errors import SopTidakDikenal
from shared.sop.loader import FOLDER_BAWAAN
from tests.builders import KURSUS, PAUD, katalog
from tests.unit.cli.running import izin
from tests.unit.gladi.rehearsal_case import berjalan
from tests.unit.kalender.contoh import WITA, wita
from tests.unit.kantor.gladi_office import Office

BUKA = ("2026-01-05 09.05", "2026-01-05 09.10")
KINI = wita("2026-01-09 08.00")
SEMUA = read_span("", "", WITA)


def coba(*waktu: str, sop: Path | None = None, kalender: Path | None = None) -> Changes:
    return read_changes([sop] if sop else [], waktu, kalender, katalog())


def sop_lain(folder: Path, cari: str, ganti: str, kode: str = PAUD) -> Path:
    """The packaged file with one text of it changed."""
    teks = (FOLDER_BAWAAN / f"{kode}.toml").read_text(encoding="utf-8")
    assert cari in teks
    berkas = folder / f"{kode}-usulan.toml"
    berkas.write_text(teks.replace(cari, ganti), encoding="utf-8")
    return berkas


def test_one_limit_is_another_one_and_the_rest_of_the_sop_is_as_it_was() -> None:
    changed = coba(f"{PAUD}:4=3 Hari").sop
    assert list(changed) == [PAUD]
    baru, lama = changed[PAUD].sop, katalog()[PAUD].sop
    assert baru.langkah_ke(4).waktu.teks == "3 Hari"
    assert [x for x in baru.langkah if x.no != 4] == [x for x in lama.langkah if x.no != 4]
    assert changed[PAUD].limits == ("langkah 4: 4 Hari menjadi 3 Hari",)


def test_the_limit_of_the_whole_can_be_tried_too() -> None:
    (satu,) = coba(f"{PAUD}:keseluruhan=4 Hari").sop.values()
    assert satu.sop.total.keseluruhan_hari == 4
    assert satu.sop.total.menit == katalog()[PAUD].sop.total.menit
    assert satu.limits == ("keseluruhan: 5 Hari menjadi 4 Hari",)


def test_a_file_and_a_limit_go_together(tmp_path: Path) -> None:
    berkas = sop_lain(tmp_path, 'waktu = "4 Hari"', 'waktu = "3 Hari"')
    (satu,) = coba(f"{PAUD}:2=15 Menit", sop=berkas).sop.values()
    assert satu.limits == (
        "langkah 2: 10 Menit menjadi 15 Menit",
        "langkah 4: 4 Hari menjadi 3 Hari",
    )
    assert satu.origin.startswith(f"{PAUD}-usulan.toml, versi ")


@pytest.mark.parametrize(
    ("waktu", "kata"),
    [
        (("4=3 Hari",), "tidak terbaca"),
        ((f"{PAUD}:empat=3 Hari",), "tidak terbaca"),
        ((f"{PAUD}:44=3 Hari",), "tidak punya langkah 44"),
        ((f"{PAUD}:4=3 Hari", f"{PAUD}:4=2 Hari"), "disebut dua kali"),
        ((f"{PAUD}:keseluruhan=90 Menit",), "dalam hari"),
    ],
)
def test_a_limit_that_cannot_be_meant_is_refused(waktu: tuple[str, ...], kata: str) -> None:
    with pytest.raises((BadInput, MasukanKeliru), match=kata):
        coba(*waktu)


def test_a_limit_of_an_sop_that_is_not_there_is_refused() -> None:
    with pytest.raises(SopTidakDikenal):
        coba("izin-lain:4=3 Hari")


def test_two_files_of_one_sop_are_refused(tmp_path: Path) -> None:
    berkas = sop_lain(tmp_path, "4 Hari", "3 Hari")
    with pytest.raises(MasukanKeliru, match="keduanya SOP"):
        read_changes([berkas, FOLDER_BAWAAN / f"{PAUD}.toml"], [], None, katalog())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--waktu", "4=3 Hari"), "--waktu '4=3 Hari' tidak terbaca"),
        (("--waktu", f"{PAUD}:4=3 Pekan"), "3 Pekan"),
        (("--sop", "tidak-ada.toml"), "tidak-ada.toml"),
        (("--kalender", "tidak-ada.toml"), "tidak-ada.toml: kalender tidak sah"),
        (("--dari", "kemarin"), "--dari: 'kemarin' bukan tanggal"),
        (("--dari", "2026-02-01", "--sampai", "2026-01-01"), "lebih dahulu"),
        (("--rinci",), "--rinci hanya untuk gladi dengan"),
    ],
)
def test_what_cannot_be_rehearsed_is_refused_before_anything_is_read(
    arguments: tuple[str, ...], said: str
) -> None:
    outcome = izin("gladi", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.said


def test_without_servers_it_says_so(tmp_path: Path) -> None:
    outcome = izin("gladi", env={"IZIN_FOLDER_DATA": str(tmp_path)})
    assert (outcome.code, outcome.out) == (5, "")
    assert "Tidak ada server" in outcome.said


@pytest.fixture
def inspeksi() -> list[Permohonan]:
    """In time either way, late with three days, late while it is still open, and of another
    SOP."""
    return [
        berjalan(*BUKA, "2026-01-07 13.00", nomor=1),
        berjalan(*BUKA, "2026-01-08 14.00", nomor=2),
        berjalan(*BUKA, nomor=3),
        berjalan(*BUKA, nomor=4, kode=KURSUS),
    ]


async def gladi(
    semua: list[Permohonan], changes: Changes, each: list[Gladi] | None = None
) -> Rehearsal:
    office = Office()
    for permohonan in semua:
        await office.permohonan.insert(permohonan)
    watchers = Watchers(each=each.append if each is not None else lambda _: None)
    return await rehearse(office.stores, Plan(changes, SEMUA, KINI), watchers)


async def test_applications_of_other_sops_are_counted_apart(inspeksi: list[Permohonan]) -> None:
    hasil = await gladi(inspeksi, coba(f"{PAUD}:4=3 Hari"))
    assert (hasil.rekap.dihitung, hasil.rekap.berubah, hasil.untouched) == (3, 2, 1)


async def test_a_calendar_is_everybody_s(inspeksi: list[Permohonan]) -> None:
    hasil = await gladi(inspeksi, coba(kalender=BERKAS_BAWAAN))
    assert (hasil.rekap.dihitung, hasil.rekap.berubah, hasil.untouched) == (4, 0, 0)


async def test_a_file_is_rehearsed_like_a_limit(inspeksi: list[Permohonan], tmp_path: Path) -> None:
    berkas = sop_lain(tmp_path, 'waktu = "4 Hari"', 'waktu = "3 Hari"')
    satu = await gladi(inspeksi, coba(sop=berkas))
    dua = await gladi(inspeksi, coba(f"{PAUD}:4=3 Hari"))
    assert list(satu.rekap.kejadian()) == list(dua.rekap.kejadian())


async def test_people_read_the_counts_the_shares_the_nomor_and_the_assumption(
    inspeksi: list[Permohonan], capsys: pytest.CaptureFixture[str]
) -> None:
    print_rehearsal(await gladi(inspeksi, coba(f"{PAUD}:4=3 Hari")))
    shown = capsys.readouterr().out
    rows = [line.split() for line in shown.splitlines()]
    words = " ".join(shown.split())
    assert "langkah 4: 4 Hari menjadi 3 Hari" in words
    assert "3 permohonan dihitung, 2 berubah, 1 tidak terkena" in words
    assert "Diandaikan setiap orang bertindak pada saat yang sama" in words
    assert ["4", "Dinas", "Teknis", "terlampaui", "0", "2", "+2"] in rows
    assert ["4", "Dinas", "Teknis", "selesai", "terlambat", "0", "1", "+1"] in rows
    # Two are done; with three days one of them was late, and so is the one that is open.
    assert "4 Dinas Teknis 100 % (2 dari 2) 33 % (1 dari 3)" in words
    assert f"{PAUD}, 4 Dinas Teknis, terlampaui: PAUD-2026-000002, PAUD-2026-000003" in words
    assert "Berkurang" not in shown


async def test_what_cannot_be_reckoned_is_listed_with_the_reason(
    inspeksi: list[Permohonan], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lain = 'no = 4\nkegiatan = "Menerima permohonan secara elektronik, memproses permohonan,'
    lain += ' Membuat BAP Lapangan, Membuat Rekomendasi"\npelaksana = '
    berkas = sop_lain(tmp_path, f'{lain}"dinasteknis"', f'{lain}"kabid"')
    hasil = await gladi(inspeksi, coba(sop=berkas))
    assert (hasil.rekap.dihitung, len(hasil.rekap.tidak_terhitung)) == (0, 3)
    print_rehearsal(hasil)
    shown = " ".join(capsys.readouterr().out.split())
    assert "3 tidak dapat dihitung" in shown
    assert "PAUD-2026-000001 langkah 4 semula dikerjakan dinasteknis, lalu kabid" in shown


async def test_a_changed_past_is_not_rehearsed(inspeksi: list[Permohonan]) -> None:
    entri = inspeksi[1].riwayat[0].model_copy(update={"catatan": "lain"})
    riwayat = (entri, *inspeksi[1].riwayat[1:])
    rusak = inspeksi[1].model_copy(update={"riwayat": riwayat})
    hasil = await gladi([rusak], coba(f"{PAUD}:4=3 Hari"))
    (satu,) = hasil.rekap.tidak_terhitung
    assert satu.nomor == rusak.nomor
    assert "entri 0 berubah" in satu.alasan


async def test_each_application_can_be_read(
    inspeksi: list[Permohonan], capsys: pytest.CaptureFixture[str]
) -> None:
    each: list[Gladi] = []
    await gladi(inspeksi, coba(f"{PAUD}:4=3 Hari"), each)
    for satu in each:
        print_application(stdout(), satu, WITA)
    shown = capsys.readouterr().out
    # The draft's ten minutes are over either way.
    assert "PAUD-2026-000001  2 menjadi 2" in shown
    assert "  + langkah 4 terlampaui, 8 Jan 2026 09.10.00" in shown
    assert "  ~ langkah 4 mendekati batas, 8 Jan 2026 10.40.00 menjadi 7 Jan 2026" in shown


async def test_the_same_facts_for_scripts(inspeksi: list[Permohonan]) -> None:
    each: list[Gladi] = []
    hasil = await gladi(inspeksi, coba(f"{PAUD}:4=3 Hari"), each)
    told = json.loads(json.dumps(rehearsal_facts(hasil, [application_facts(g) for g in each])))
    assert told["kini"] == "2026-01-09T00:00:00.000Z"
    assert told["perubahan"]["sop"][PAUD]["batas"] == ["langkah 4: 4 Hari menjadi 3 Hari"]
    (lewat,) = (s for s in told["pelanggaran"] if (s["langkah"], s["tingkat"]) == (4, "terlampaui"))
    assert (lewat["semula"], lewat["menjadi"], lewat["selisih"]) == (0, 2, 2)
    assert lewat["bertambah"] == ["PAUD-2026-000002", "PAUD-2026-000003"]
    (tepat,) = (s for s in told["tepat_waktu"] if s["langkah"] == 4)
    assert tepat["menjadi"] == {"tepat": 1, "terlambat": 2}
    assert [satu["nomor"] for satu in told["permohonan"]] == [p.nomor for p in inspeksi[:3]]
    assert told["permohonan"][1]["bertambah"][0]["tingkat"] == "terlampaui"


def test_a_long_list_of_nomor_is_cut_and_says_so() -> None:
    nomor = [f"PAUD-2026-{ke:06d}" for ke in range(SHOWN + 5)]
    assert some(nomor).endswith("dan 5 lagi (semuanya: --json)")
    assert some(nomor[:SHOWN]) == ", ".join(nomor[:SHOWN])
