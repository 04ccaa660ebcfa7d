"""`izin pulihkan` decides from store and look what is missing; here without servers."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from izin.cli.pulihkan import show
from shared.alur import penanda_terbuka
from shared.books import SopBook
from shared.kantor.pulihkan import Look, Meja, Outbox, Recovery, Seen, Tally
from shared.permohonan import Permohonan
from shared.store.memory import MemoryPermohonanStore
from shared.store.port import DokumenTidakTerbaca
from shared.store.watch_port import Klaim
from tests.alerts import pelanggaran
from tests.builders import PAUD, Perjalanan, katalog
from tests.unit.cli.running import izin

DINAS = "dinasteknis"


def opened(perjalanan: Perjalanan) -> datetime:
    assert perjalanan.permohonan.langkah is not None
    return perjalanan.permohonan.langkah.dibuka_pada


async def each(*permohonan: Permohonan, rusak: tuple[str, ...] = ()) -> AsyncIterator[Permohonan]:
    for satu in permohonan:
        yield satu
    if rusak:
        raise DokumenTidakTerbaca(rusak)


async def run(  # noqa: PLR0917 - each test says what differs
    perjalanan: Perjalanan,
    look: Look | None,
    karantina: frozenset[str] = frozenset(),
    mulai_sesudah: timedelta = timedelta(seconds=1),
    rusak: tuple[str, ...] = (),
    sejak: datetime | None = None,
) -> Tally:
    tally = Tally(coba=True)
    seen = Seen(look, karantina, frozenset(), opened(perjalanan) + mulai_sesudah)
    book = SopBook(katalog(), MemoryPermohonanStore())
    recovery = Recovery(book, seen, sejak, Outbox(None), tally)
    await recovery.applications(each(perjalanan.permohonan, rusak=rusak))
    await recovery.finish()
    return tally


async def test_what_is_in_no_queue_is_published() -> None:
    tally = await run(Perjalanan(PAUD).sampai(4), Look())
    assert tally.meja == {DINAS: Meja(terbuka=1, dikirim=1)}
    assert tally.beres


async def test_what_lies_in_a_queue_as_berkas_or_as_tugas_is_left_alone() -> None:
    perjalanan = Perjalanan(PAUD).sampai(4)
    for penanda in penanda_terbuka(perjalanan.permohonan):
        tally = await run(perjalanan, Look(ids=frozenset({penanda})))
        assert tally.meja == {DINAS: Meja(terbuka=1, di_antrean=1)}


async def test_an_earlier_opening_of_the_step_in_a_queue_is_not_this_one() -> None:
    perjalanan = Perjalanan(PAUD).sampai(4)
    lama = penanda_terbuka(perjalanan.permohonan)
    perjalanan.sampai(6).putus("kembalikan", catatan="alamat keliru")
    tally = await run(perjalanan, Look(ids=frozenset(lama)))
    assert tally.dikirim == 1


async def test_what_is_in_karantina_is_cured_there_and_not_doubled() -> None:
    perjalanan = Perjalanan(PAUD).sampai(4)
    penanda = frozenset(penanda_terbuka(perjalanan.permohonan)[:1])
    tally = await run(perjalanan, Look(), karantina=penanda)
    assert tally.meja == {DINAS: Meja(terbuka=1, di_karantina=1)}


async def test_a_step_opened_after_the_look_began_is_on_its_way_by_itself() -> None:
    tally = await run(Perjalanan(PAUD).sampai(4), Look(), mulai_sesudah=-timedelta(seconds=1))
    assert tally.meja == {DINAS: Meja(terbuka=1, baru=1)}


async def test_without_a_look_everything_open_is_published() -> None:
    tally = await run(Perjalanan(PAUD).sampai(4), None, mulai_sesudah=-timedelta(hours=1))
    assert tally.dikirim == 1


async def test_an_unreadable_document_is_named_and_the_others_are_restored() -> None:
    tally = await run(Perjalanan(PAUD).sampai(4), Look(), rusak=("PAUD-2026-000007",))
    assert tally.dikirim == 1
    assert tally.masalah == ["PAUD-2026-000007: dokumen tidak terbaca"]
    assert not tally.beres


async def test_an_application_whose_sop_is_lost_is_named() -> None:
    perjalanan = Perjalanan(PAUD).sampai(4)
    hilang = perjalanan.permohonan.model_copy(update={"sop_versi": "0" * 64})
    perjalanan.permohonan = hilang
    tally = await run(perjalanan, Look())
    assert tally.masalah == [f"{hilang.nomor}: VersiSopHilang"]


async def test_since_an_instant_notices_and_facts_are_published_too() -> None:
    perjalanan = Perjalanan(PAUD).sampai(4)
    awal = perjalanan.permohonan.riwayat[0].ditutup_pada
    tally = await run(perjalanan, Look(), sejak=awal)
    assert (tally.dikirim, tally.pemberitahuan, tally.peristiwa) == (1, 1, 3)


async def test_the_operator_is_told_what_a_lost_disk_takes_besides(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tally = await run(Perjalanan(PAUD).sampai(4), Look())
    tally.antrean_hilang = ("kabid.tugas",)
    show(tally, since=False)
    tertulis = capsys.readouterr()
    assert "Akan dikirim ulang: 1 berkas." in tertulis.out
    assert "kabid.tugas" in tertulis.out
    assert "--sejak" in tertulis.err


def test_an_instant_that_cannot_be_read_is_refused_before_anything_is_asked_for() -> None:
    outcome = izin("pulihkan", "--sejak", "kemarin")
    assert outcome.code == 2
    assert "'kemarin' bukan saat yang dapat dibaca" in outcome.said


async def claims(*klaim: Klaim) -> AsyncIterator[Klaim]:
    for satu in klaim:
        yield satu


async def test_an_announcement_made_while_one_looks_is_not_made_again() -> None:
    """A watchdog at work announces by itself: what came after the look began is in its queue."""
    mulai = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
    semua = [
        Klaim(
            f"klaim-{menit}",
            pelanggaran(menit + 30),
            "watchdog",
            mulai,
            mulai + timedelta(minutes=menit),
        )
        for menit in (-20, -5, 5)
    ]
    tally = Tally(coba=True)
    seen = Seen(Look(), frozenset(), frozenset(), mulai)
    book = SopBook(katalog(), MemoryPermohonanStore())
    sejak = mulai - timedelta(minutes=10)
    recovery = Recovery(book, seen, sejak, Outbox(None), tally)
    await recovery.breaches(claims(*semua), sejak)
    assert tally.pelanggaran == 1
