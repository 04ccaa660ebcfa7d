"""The handlers over the doubles: what a crash at each point leaves for the next delivery."""

from zoneinfo import ZoneInfo

import pytest

from shared.alur import susun_berkas
from shared.books import KalenderBook, SopBook, VersiSopHilang
from shared.contracts import Berkas, Pemberitahuan, Pengajuan, Putusan
from shared.errors import KodeTolak
from shared.permohonan import Permohonan
from shared.store.memory import MemoryDokumenStore, MemoryKalenderStore, MemoryPermohonanStore
from shared.worker.context import LastSeen, WorkerContext
from shared.worker.decisions import DecisionHandler
from shared.worker.dossiers import DossierHandler
from shared.worker.submissions import SubmissionHandler
from tests.builders import BATAS_BYTES, PAGI, Perjalanan, aturan, katalog, pengajuan, termuat
from tests.unit.kalender.contoh import bawaan


class Desk:
    """A worker's handlers over in-memory stores."""

    def __init__(
        self,
        pelaksana: str = "frontoffice",
        dokumen: MemoryDokumenStore | None = None,
        permohonan: MemoryPermohonanStore | None = None,
        last_seen: LastSeen | None = None,
        kabari_kemajuan: bool = False,
    ) -> None:
        self.permohonan = permohonan or MemoryPermohonanStore()
        self.context = WorkerContext(
            pelaksana=pelaksana,
            permohonan=self.permohonan,
            dokumen=dokumen or MemoryDokumenStore(),
            sop=SopBook(katalog(), self.permohonan),
            kalender=KalenderBook(bawaan(), MemoryKalenderStore()),
            aturan=aturan(),
            batas_berkas_bytes=BATAS_BYTES,
            batas_kiriman_bytes=10 * BATAS_BYTES,
            zona=ZoneInfo("Asia/Makassar"),
            clock=lambda: PAGI,
            last_seen=last_seen or LastSeen(),
            kabari_kemajuan=kabari_kemajuan,
            nama={"frontoffice": "Front Office"},
        )
        self.submit = SubmissionHandler(self.context)
        self.decide = DecisionHandler(self.context)
        self.open = DossierHandler(self.context)


def sederhana(**ubah: object) -> Pengajuan:
    return pengajuan(termuat().sop, [], **ubah)


async def test_a_crash_after_the_write_gives_the_same_messages_at_the_next_delivery() -> None:
    desk, isi = Desk(), sederhana()
    pertama = await desk.submit(isi)
    ulang = await desk.submit(isi)
    assert pertama.jawaban is not None
    assert ulang.jawaban is not None
    assert ulang.kiriman == pertama.kiriman
    assert (pertama.jawaban.kode, ulang.jawaban.kode) == ("diterapkan", "sudah_diterapkan")


@pytest.mark.parametrize(
    ("kantor", "portal", "dikabari"),
    [(False, None, False), (True, None, True), (False, True, True), (True, False, False)],
)
async def test_the_portal_settles_whether_progress_is_told_and_otherwise_the_office(
    kantor: bool, portal: bool | None, dikabari: bool
) -> None:
    desk, isi = Desk(kabari_kemajuan=kantor), sederhana(kabari_kemajuan=portal)
    outcome = await desk.submit(isi)
    assert outcome.jawaban is not None and outcome.jawaban.permohonan_id is not None
    permohonan = await desk.permohonan.find(outcome.jawaban.permohonan_id)
    assert permohonan is not None and permohonan.kabari_kemajuan is dikabari
    lain = isi.model_copy(update={"kabari_kemajuan": not portal})
    ulang = (await desk.submit(lain)).jawaban
    assert ulang is not None and ulang.kode == "sudah_diterapkan"


async def test_the_first_notice_tells_the_desk_by_its_name_and_by_when() -> None:
    outcome = await Desk().submit(sederhana())
    (kabar,) = [k.pesan for k in outcome.kiriman if isinstance(k.pesan, Pemberitahuan)]
    assert (kabar.meja, kabar.jatuh_tempo is None) == ("Front Office", False)


async def test_a_crash_between_number_and_write_leaves_a_gap_and_no_double() -> None:
    desk = Desk()
    await desk.permohonan.next_number("IKP-2026")
    jawaban = (await desk.submit(sederhana())).jawaban
    assert jawaban is not None
    assert jawaban.nomor is not None
    assert jawaban.nomor.endswith("-000002")


async def test_a_counter_that_is_behind_gives_no_nomor_twice_and_refuses_nobody() -> None:
    """As after restoring the counters from an older copy."""
    desk = Desk()
    sebelumnya = await desk.submit(sederhana())
    desk.permohonan._pencacah.clear()
    jawaban = (await desk.submit(sederhana())).jawaban
    assert sebelumnya.jawaban is not None
    assert jawaban is not None
    assert (sebelumnya.jawaban.nomor, jawaban.nomor) == ("IKP-2026-000001", "IKP-2026-000002")


async def test_the_year_of_a_nomor_is_the_offices_year(monkeypatch: pytest.MonkeyPatch) -> None:
    """31 December 17:00 UTC is already the new year in Banjarbaru."""
    from datetime import UTC, datetime  # noqa: PLC0415

    desk = Desk()
    object.__setattr__(desk.context, "clock", lambda: datetime(2026, 12, 31, 17, 0, tzinfo=UTC))
    jawaban = (await desk.submit(sederhana())).jawaban
    assert jawaban is not None
    assert jawaban.nomor == "IKP-2027-000001"


async def test_a_decision_that_loses_the_race_is_refused_at_the_second_look() -> None:
    """Somebody else's decision is written between our read and our write."""
    desk, perjalanan = Desk("backoffice"), Perjalanan().sampai(3)
    await desk.permohonan.insert(perjalanan.permohonan)
    kami, lain = perjalanan.putusan(), perjalanan.putusan()
    asli = desk.permohonan.advance

    async def didahului(baru: Permohonan, lama: Permohonan) -> bool:
        desk.permohonan.advance = asli  # type: ignore[method-assign]
        await asli(perjalanan.terapkan(lain), lama)
        return await asli(baru, lama)

    desk.permohonan.advance = didahului  # type: ignore[method-assign]
    outcome = await desk.decide(kami)
    assert outcome.ditolak is not None
    assert outcome.ditolak.kode is KodeTolak.SUDAH_DIPUTUS
    assert outcome.kiriman == ()


async def test_our_own_write_whose_answer_was_lost_is_recognised() -> None:
    desk, perjalanan = Desk("backoffice"), Perjalanan().sampai(3)
    await desk.permohonan.insert(perjalanan.permohonan)
    putusan: Putusan = perjalanan.putusan()
    asli = desk.permohonan.advance

    async def jawaban_hilang(baru: Permohonan, lama: Permohonan) -> bool:
        await asli(baru, lama)
        return await asli(baru, lama)

    desk.permohonan.advance = jawaban_hilang  # type: ignore[method-assign]
    outcome = await desk.decide(putusan)
    assert outcome.jawaban is not None
    assert outcome.jawaban.kode == "sudah_diterapkan"
    assert outcome.kiriman


def berkas_dari(perjalanan: Perjalanan) -> Berkas:
    assert perjalanan.permohonan.langkah is not None
    return susun_berkas(perjalanan.permohonan, perjalanan.permohonan.langkah, perjalanan.sop)


async def test_a_berkas_opens_one_task_with_the_same_id_however_often_it_comes() -> None:
    desk, perjalanan = Desk("kabid"), Perjalanan().sampai(6)
    await desk.permohonan.insert(perjalanan.permohonan)
    berkas = berkas_dari(perjalanan)
    satu, dua = await desk.open(berkas), await desk.open(berkas)
    assert [k.kunci for k in satu.kiriman] == ["kabid.tugas"]
    assert satu == dua


async def test_a_berkas_whose_step_is_closed_makes_no_task() -> None:
    desk, perjalanan = Desk("kabid"), Perjalanan().sampai(6)
    berkas = berkas_dari(perjalanan)
    await desk.permohonan.insert(perjalanan.putus())
    assert (await desk.open(berkas)).kiriman == ()


async def test_a_berkas_in_another_roles_queue_is_put_aside() -> None:
    desk, perjalanan = Desk("sekretaris"), Perjalanan().sampai(6)
    await desk.permohonan.insert(perjalanan.permohonan)
    outcome = await desk.open(berkas_dari(perjalanan))
    assert outcome.ditolak is not None
    assert outcome.ditolak.kode is KodeTolak.BUKAN_WEWENANG


async def test_an_old_sop_version_is_read_back_from_the_store() -> None:
    store = MemoryPermohonanStore()
    await SopBook(katalog(), store).keep()
    tanpa_berkas = SopBook(type(katalog())([]), store)
    assert (await tanpa_berkas.version(termuat().versi)).sop == termuat().sop
    assert tanpa_berkas.current(termuat().sop.kode) is None
    with pytest.raises(VersiSopHilang):
        await tanpa_berkas.version("0" * 64)


async def test_a_newer_sop_version_with_a_role_this_worker_does_not_know_can_be_read() -> None:
    """Workers are restarted one after another: the first to know a new role keeps its version."""
    store = MemoryPermohonanStore()
    sumber = termuat().sumber.replace('"sekretaris"', '"asisten"')
    await store.save_sop("b" * 64, "baru.toml", sumber)
    terbaca = await SopBook(katalog(), store).version("b" * 64)
    assert "asisten" in terbaca.sop.pelaksana
