"""What people read."""

from datetime import UTC, datetime, timedelta
from typing import get_args
from zoneinfo import ZoneInfo

import pytest

from ops.notifier.surat import Penulis, surat_uji
from shared.contracts.pelanggaran import Tingkat
from shared.words import SEBUTAN_TINGKAT
from tests.alerts import MULAI, keseluruhan, pelanggaran

PENULIS = Penulis({"frontoffice": "Front Office"}, ZoneInfo("Asia/Makassar"))


def test_one_alert_says_all_there_is_to_say_on_one_line() -> None:
    surat = PENULIS.surat([pelanggaran(terlambat_terdeteksi_detik=180)], 20)
    assert surat.judul == "[AlurIzin] Terlampaui: IKP-2026-000041, langkah 2 Front Office"
    assert surat.isi.splitlines() == [
        "Terlampaui: IKP-2026-000041, langkah 2 Front Office, batas 10 Menit,"
        " jatuh tempo Senin 5 Januari 2026 09.10 WITA, terlambat terdeteksi 3 menit",
        "",
        "Riwayatnya: izin lihat IKP-2026-000041",
    ]
    assert surat.genting


def test_the_whole_application_has_no_step() -> None:
    surat = PENULIS.surat([keseluruhan(tingkat="mendekati", putaran=2)], 20)
    assert surat.judul == "[AlurIzin] Mendekati batas: IKP-2026-000041, seluruh permohonan"
    assert "seluruh permohonan, putaran 2, batas 5 Hari, jatuh tempo" in surat.isi
    assert not surat.genting


def test_work_that_is_done_late_says_when_it_was_done() -> None:
    selesai = MULAI + timedelta(hours=1)
    satu = pelanggaran(tingkat="selesai_terlambat", terjadi_pada=selesai)
    assert PENULIS.kalimat(satu).endswith(
        "jatuh tempo Senin 5 Januari 2026 09.10 WITA, selesai Senin 5 Januari 2026 10.00 WITA"
    )


@pytest.mark.parametrize(
    "tingkat", ["kembali_ujung_batas", "kembali_tanpa_perubahan", "putaran_berulang"]
)
def test_a_return_says_when_and_why(tingkat: Tingkat) -> None:
    satu = pelanggaran(tingkat=tingkat, putaran=3, keterangan="Kartu Tanda Penduduk (KTP) pendiri")
    kalimat = PENULIS.kalimat(satu)
    assert "putaran 3" in kalimat
    assert "dikembalikan Senin 5 Januari 2026 09.10 WITA" in kalimat
    assert kalimat.endswith(". Keterangan: Kartu Tanda Penduduk (KTP) pendiri")
    assert "jatuh tempo" not in kalimat


def test_a_role_without_a_name_goes_by_its_code() -> None:
    assert "langkah 2 bendahara" in PENULIS.pokok(pelanggaran(pelaksana="bendahara"))


def test_several_alerts_are_listed_in_the_order_of_time_up_to_a_limit() -> None:
    kabar = [pelanggaran(n, terjadi_pada=MULAI + timedelta(minutes=30 - n)) for n in range(1, 8)]
    kabar += [pelanggaran(n, tingkat="mendekati", terjadi_pada=MULAI) for n in (8, 9)]
    surat = PENULIS.surat(kabar, 4)
    assert surat.judul == "[AlurIzin] 9 kabar mutu baku: 7 terlampaui, 2 mendekati batas"
    baris = surat.isi.splitlines()
    assert [satu.partition(",")[0] for satu in baris[:4]] == [
        "- Mendekati batas: IKP-2026-000008",
        "- Mendekati batas: IKP-2026-000009",
        "- Terlampaui: IKP-2026-000007",
        "- Terlampaui: IKP-2026-000006",
    ]
    assert baris[4:] == ["… dan 5 lagi: 5 terlampaui"]
    assert surat.genting


def test_a_list_that_is_short_enough_is_whole() -> None:
    surat = PENULIS.surat([pelanggaran(1), pelanggaran(2)], 2)
    assert len(surat.isi.splitlines()) == 2
    assert "lagi" not in surat.isi


def test_every_level_has_its_words() -> None:
    assert set(SEBUTAN_TINGKAT) == set(get_args(Tingkat))


def test_a_trial_cannot_be_taken_for_the_real_thing() -> None:
    surat = surat_uji("kadis", datetime(2026, 8, 14, 1, 5, tzinfo=UTC), PENULIS.zona)
    assert surat.judul == "[AlurIzin] UJI COBA saluran kadis"
    assert "Jumat 14 Agustus 2026 09.05 WITA" in surat.isi
    assert "Tidak ada pelanggaran" in surat.isi
    assert not surat.genting
