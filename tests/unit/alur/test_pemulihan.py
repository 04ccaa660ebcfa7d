"""What must be on its way follows from the document alone."""

from collections.abc import Iterable
from datetime import timedelta

from shared.alur import (
    Kiriman,
    kiriman_kabar,
    kiriman_langkah,
    kiriman_terbuka,
    penanda_terbuka,
)
from shared.contracts import Berkas, Pemberitahuan, Peristiwa
from tests.builders import PAUD, Perjalanan


def jenis(kiriman: Iterable[Kiriman]) -> list[str]:
    return [type(satu.pesan).__name__ for satu in kiriman]


def test_the_open_step_comes_again_with_the_very_message_that_first_brought_it() -> None:
    perjalanan = Perjalanan(PAUD).sampai(4)
    permohonan, sop = perjalanan.permohonan, perjalanan.sop
    semula = kiriman_langkah(permohonan, permohonan.urutan - 1, sop)
    assert kiriman_terbuka(permohonan, sop) == tuple(
        satu for satu in semula if not isinstance(satu.pesan, Peristiwa)
    )
    assert jenis(kiriman_terbuka(permohonan, sop)) == ["Berkas"]


def test_an_application_that_came_back_tells_its_applicant_again() -> None:
    perjalanan = Perjalanan(PAUD).sampai(2)
    perjalanan.putus("tolak", catatan="tidak terbaca")
    kiriman = kiriman_terbuka(perjalanan.permohonan, perjalanan.sop)
    assert jenis(kiriman) == ["Berkas", "Pemberitahuan"]
    assert isinstance(kiriman[1].pesan, Pemberitahuan)
    assert kiriman[1].pesan.jenis == "dikembalikan"


def test_an_ended_application_has_nothing_open_and_nothing_to_look_for() -> None:
    perjalanan = Perjalanan(PAUD).sampai(9)
    perjalanan.putus("terima")
    assert perjalanan.permohonan.langkah is None
    assert kiriman_terbuka(perjalanan.permohonan, perjalanan.sop) == ()
    assert penanda_terbuka(perjalanan.permohonan) == ()


def test_the_open_step_is_known_by_its_berkas_and_by_its_tugas() -> None:
    permohonan = Perjalanan(PAUD).sampai(3).permohonan
    assert permohonan.langkah is not None
    assert penanda_terbuka(permohonan) == (
        f"{permohonan.id}/3.1/{permohonan.langkah.pelaksana}.berkas",
        f"{permohonan.id}/3.1/{permohonan.langkah.pelaksana}.tugas",
    )


def test_notices_and_facts_come_again_from_the_instant_that_was_asked_for() -> None:
    perjalanan = Perjalanan(PAUD).sampai(4)
    permohonan, sop = perjalanan.permohonan, perjalanan.sop
    semua = list(kiriman_kabar(permohonan, sop, permohonan.riwayat[0].ditutup_pada))
    assert jenis(semua) == ["Pemberitahuan", "Peristiwa", "Peristiwa", "Peristiwa"]
    assert not any(isinstance(satu.pesan, Berkas) for satu in semua)
    terakhir = permohonan.riwayat[-1].ditutup_pada
    assert jenis(kiriman_kabar(permohonan, sop, terakhir)) == ["Peristiwa"]
    assert jenis(kiriman_kabar(permohonan, sop, terakhir + timedelta(seconds=1))) == []


def test_a_submission_that_waited_in_its_queue_counts_from_its_registration() -> None:
    perjalanan = Perjalanan(PAUD)
    permohonan = perjalanan.permohonan
    assert permohonan.riwayat[0].ditutup_pada < permohonan.dibuat_pada
    kabar = kiriman_kabar(permohonan, perjalanan.sop, permohonan.dibuat_pada)
    assert jenis(kabar) == ["Pemberitahuan", "Peristiwa"]
