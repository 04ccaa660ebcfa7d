"""Returns that are looked at, worked out by hand. All times are WITA."""

import pytest

from shared.contracts import DokumenBerkode, Verdik
from tests.builders import PAUD, Perjalanan, kode_wajib
from tests.unit.kalender.contoh import wita
from tests.unit.mutu_baku.script import TETAP, catat, jalan, semua

KEMBALI = ("kembali_ujung_batas", "kembali_tanpa_perubahan", "putaran_berulang")


def pengembalian(perjalanan: Perjalanan) -> list[str]:
    return [catat(k) for k in semua(perjalanan) if k.tingkat in KEMBALI]


class TestUjungBatas:
    """From 90 % used on, until the limit is due."""

    @pytest.mark.parametrize(
        ("kembali", "ada"),
        [
            ("09.08.59.999", False),
            ("09.09", True),  # exactly at 90 %
            ("09.09.30.000", True),
            ("09.10", True),  # exactly at 100 %
            ("09.10.00.001", False),  # late, which is said by other words
        ],
    )
    def test_the_edges_of_a_step(self, kembali: str, ada: bool) -> None:
        perjalanan = jalan("2026-01-05 09.00", f"{kembali} tolak")
        alarm = f"kembali_ujung_batas 2.1 2026-01-05 {kembali} (2026-01-05 09.10)"
        assert pengembalian(perjalanan) == ([alarm] if ada else [])

    def test_of_the_whole_too(self) -> None:
        """90 % of 37.5 hours are 33.75: Friday 14.15, when the step itself is over already."""
        tepat = jalan("2026-01-05 09.00", "09.00 sampai 4", "2026-01-09 14.15 kembalikan")
        assert pengembalian(tepat) == [
            "kembali_ujung_batas semua.1 2026-01-09 14.15 (2026-01-12 09.00)"
        ]
        belum = jalan("2026-01-05 09.00", "09.00 sampai 4", "2026-01-09 14.14 kembalikan")
        assert pengembalian(belum) == []

    def test_of_a_step_of_four_hari(self) -> None:
        """27 of 30 hours: Thursday 13.30, with an hour of the whole's last tenth to come."""
        perjalanan = jalan("2026-01-05 09.00", "09.00 sampai 4", "2026-01-08 14.30 kembalikan")
        assert pengembalian(perjalanan) == [
            "kembali_ujung_batas 4.1 2026-01-08 14.30 (2026-01-09 09.00)"
        ]

    def test_over_the_returns_together(self) -> None:
        """Five minutes, then four: the second return comes at 90 %."""
        perjalanan = jalan(
            "2026-01-05 09.00", "09.05 tolak", "2026-01-06 10.00 perbaiki", "10.04 tolak"
        )
        assert pengembalian(perjalanan) == [
            "kembali_ujung_batas 2.2 2026-01-06 10.04 (2026-01-06 10.05)",
            "putaran_berulang 2.2 2026-01-06 10.04 (2026-01-06 10.05)",
        ]

    def test_a_return_to_a_desk_is_none_to_the_applicant(self) -> None:
        assert pengembalian(jalan("2026-01-05 09.00", "09.00 sampai 6", "09.05 kembalikan")) == []


class TestTanpaPerubahan:
    """A second return for a document that is the same as at the last one."""

    def setup_method(self) -> None:
        self.perjalanan = Perjalanan(PAUD, diajukan=wita("2026-01-05 09.00"))
        self.kode = kode_wajib(self.perjalanan.sop)[0]
        self.nama = self.perjalanan.sop.persyaratan[0].nama

    def tolak(self, saat: str, *kode: str) -> None:
        """For these documents; all others are accepted."""
        verdik = tuple(
            Verdik(kode=d.kode, diterima=False, alasan="tidak terbaca")
            if d.kode in kode
            else Verdik(kode=d.kode, diterima=True)
            for d in self.perjalanan.perkara.belum_diterima()
        )
        self.perjalanan.pada(wita(saat)).putus("tolak", verdik=verdik)

    def perbaiki(self, saat: str, *dokumen: DokumenBerkode) -> None:
        self.perjalanan.pada(wita(saat)).perbaiki(dokumen)

    def alarm(self) -> list[tuple[int, str]]:
        return [
            (k.putaran, k.keterangan)
            for k in semua(self.perjalanan)
            if k.tingkat == "kembali_tanpa_perubahan"
        ]

    def test_the_same_bytes_again_whatever_the_file_is_called(self) -> None:
        self.tolak("2026-01-05 09.01", self.kode)
        sama = self.perjalanan.lemari.berkode(self.kode)
        lain_nama = sama.berkas.model_copy(update={"nama_berkas": "hasil-pindai-baru.pdf"})
        self.perbaiki("2026-01-06 09.00", DokumenBerkode(kode=self.kode, berkas=lain_nama))
        assert self.alarm() == []
        self.tolak("2026-01-06 09.01", self.kode)
        assert self.alarm() == [(2, self.nama)]

    def test_a_changed_file_is_a_new_matter(self) -> None:
        self.tolak("2026-01-05 09.01", self.kode)
        self.perbaiki("2026-01-06 09.00", self.perjalanan.lemari.berkode(self.kode, "baru"))
        self.tolak("2026-01-06 09.01", self.kode)
        assert self.alarm() == []
        # and when that one does not change either, it is an old one
        self.perbaiki("2026-01-07 09.00", self.perjalanan.lemari.berkode(self.kode, "baru"))
        self.tolak("2026-01-07 09.01", self.kode)
        assert self.alarm() == [(3, self.nama)]

    def test_a_file_that_was_not_sent_again_did_not_change(self) -> None:
        self.tolak("2026-01-05 09.01", self.kode)
        self.perbaiki("2026-01-06 09.00")
        self.tolak("2026-01-06 09.01", self.kode)
        assert self.alarm() == [(2, self.nama)]

    def test_another_document_than_last_time_is_a_new_matter(self) -> None:
        lain = kode_wajib(self.perjalanan.sop)[1]
        self.tolak("2026-01-05 09.01", self.kode, lain)
        baru = [self.perjalanan.lemari.berkode(kode, f"{kode} baru") for kode in (self.kode, lain)]
        self.perbaiki("2026-01-06 09.00", *baru)
        self.tolak("2026-01-06 09.01", lain)
        assert self.alarm() == []

    def test_a_return_with_nothing_but_a_note_is_about_no_document(self) -> None:
        self.perjalanan.sampai(4).pada(wita("2026-01-05 10.00")).putus("kembalikan")
        self.perbaiki("2026-01-06 09.00")
        self.perjalanan.sampai(4).pada(wita("2026-01-06 10.00")).putus("kembalikan")
        assert self.alarm() == []


def test_a_document_that_is_still_missing_did_not_change_either() -> None:
    perjalanan = Perjalanan(PAUD, tanpa=("nib",), diajukan=wita("2026-01-05 09.00"))
    perjalanan.pada(wita("2026-01-05 09.01")).putus("tolak")
    perjalanan.pada(wita("2026-01-06 09.00")).perbaiki(())
    perjalanan.pada(wita("2026-01-06 09.01")).putus("tolak")
    tetap = [k for k in semua(perjalanan) if k.tingkat == "kembali_tanpa_perubahan"]
    assert [(k.langkah, k.putaran, k.keterangan) for k in tetap] == [
        (2, 2, perjalanan.sop.persyaratan_kode("nib").nama)  # type: ignore[union-attr]
    ]


def test_the_third_round_and_every_one_after_it() -> None:
    perjalanan = jalan(
        "2026-01-05 09.00",
        "09.01 tolak",
        "2026-01-06 09.00 perbaiki",
        "09.01 tolak",
        "2026-01-07 09.00 perbaiki",
        "09.01 tolak",
    )
    berulang = [k for k in semua(perjalanan) if k.tingkat == "putaran_berulang"]
    assert [(catat(k), k.keterangan, k.pelaksana) for k in berulang] == [
        ("putaran_berulang 2.2 2026-01-06 09.01 (2026-01-06 09.09)", "putaran ke-3", "frontoffice"),
        ("putaran_berulang 2.3 2026-01-07 09.01 (2026-01-07 09.08)", "putaran ke-4", "frontoffice"),
    ]


def test_rounds_among_the_desks_are_not_counted() -> None:
    """The Kabid sends back twice, then Dinas Teknis returns for the first time."""
    perjalanan = jalan(
        "2026-01-05 09.00",
        "09.00 sampai 6",
        "09.01 kembalikan",
        "09.02 terima",
        "09.03 kembalikan",
        "09.04 kembalikan",
        "09.05 kembalikan",
    )
    assert perjalanan.permohonan.putaran == 5
    assert pengembalian(perjalanan) == []


def test_a_return_is_the_same_event_whenever_it_is_asked_about() -> None:
    perjalanan = jalan("2026-01-05 09.00", "09.09 tolak")
    assert semua(perjalanan, "2026-01-05 09.09.00.001", TETAP) == semua(
        perjalanan, "2029-01-05 09.00", TETAP
    )
