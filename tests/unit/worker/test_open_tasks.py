"""What a tool is told that asks anew: the open tasks of its desk, page by page, and no others."""

from collections.abc import Sequence
from uuid import UUID, uuid4

import pytest

from shared.alur import kiriman_tugas
from shared.contracts import DaftarTugas, MintaTugas, Tugas
from shared.contracts.messages import TUGAS_SEKALI_MAKS
from shared.permohonan import Permohonan
from shared.worker import open_tasks
from shared.worker.dossiers import task_of
from shared.worker.open_tasks import OpenTasksHandler
from shared.worker.outcome import Outcome
from shared.worker.role import routes
from tests.builders import PAUD, Perjalanan
from tests.unit.worker.test_handlers import Desk

KABID = 6


class Meja(Desk):
    """Kabid's worker."""

    def __init__(self) -> None:
        super().__init__(pelaksana="kabid")
        self.ask = OpenTasksHandler(self.context)

    async def isi(self, banyak: int, langkah: int = KABID) -> list[Permohonan]:
        semua = []
        for nomor in range(banyak):
            permohonan = Perjalanan(PAUD).sampai(langkah).permohonan
            lain = permohonan.model_copy(update={"nomor": f"PAUD-2026-{langkah}{nomor:05d}"})
            await self.permohonan.insert(lain)
            semua.append(lain)
        return semua


def minta(**ubah: object) -> MintaTugas:
    isi: dict[str, object] = {"permintaan_id": "uji-minta-0001", "pelaksana": "kabid"}
    return MintaTugas.model_validate(isi | ubah)


def daftar(outcome: Outcome) -> DaftarTugas:
    assert isinstance(outcome.daftar, DaftarTugas)
    assert (outcome.jawaban, outcome.ditolak, outcome.kiriman) == (None, None, ())
    return outcome.daftar


def ids(semua: Sequence[Permohonan] | Sequence[Tugas]) -> set[UUID]:
    return {s.id if isinstance(s, Permohonan) else s.permohonan_id for s in semua}


async def test_all_open_tasks_of_the_desk_are_told_and_nobody_elses() -> None:
    meja = Meja()
    milik = await meja.isi(3)
    await meja.isi(2, langkah=7)
    isi = daftar(await meja.ask(minta()))
    assert ids(isi.tugas) == ids(milik)
    assert (isi.lanjut, isi.menjawab, isi.pelaksana) == (None, "uji-minta-0001", "kabid")


async def test_a_task_is_the_one_that_the_queue_has() -> None:
    meja = Meja()
    (permohonan,) = await meja.isi(1)
    terbuka = permohonan.langkah
    assert terbuka is not None
    perkara, tugas = await task_of(meja.context, permohonan, terbuka)
    assert daftar(await meja.ask(minta())).tugas == (tugas,)
    assert kiriman_tugas(perkara, terbuka, tugas).pesan == tugas


async def test_pages_follow_each_other_until_all_were_told_once() -> None:
    meja = Meja()
    milik = await meja.isi(7)
    terlihat: list[Tugas] = []
    setelah: UUID | None = None
    for panjang in (3, 3, 1):
        isi = daftar(await meja.ask(minta(paling_banyak=3, setelah=setelah)))
        assert len(isi.tugas) == panjang
        terlihat += isi.tugas
        setelah = isi.lanjut
    assert setelah is None
    assert len(terlihat) == 7 and ids(terlihat) == ids(milik)


async def test_a_full_page_that_is_the_last_says_so() -> None:
    meja = Meja()
    await meja.isi(3)
    assert daftar(await meja.ask(minta(paling_banyak=3))).lanjut is None


async def test_an_answer_stays_small_and_always_brings_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(open_tasks, "UKURAN_DAFTAR_BYTES", 10)
    meja = Meja()
    await meja.isi(2)
    isi = daftar(await meja.ask(minta()))
    assert len(isi.tugas) == 1 and isi.lanjut == isi.tugas[0].permohonan_id


async def test_one_application_alone() -> None:
    meja = Meja()
    satu, _ = await meja.isi(2)
    assert ids(daftar(await meja.ask(minta(permohonan_id=satu.id))).tugas) == {satu.id}
    (lain,) = await meja.isi(1, langkah=7)
    assert daftar(await meja.ask(minta(permohonan_id=lain.id))).tugas == ()


@pytest.mark.parametrize(
    ("ubah", "kode"),
    [
        ({"pelaksana": "sekretaris"}, "bukan_wewenang"),
        ({"permohonan_id": uuid4()}, "permohonan_tidak_dikenal"),
    ],
)
async def test_a_question_that_is_not_this_desks_is_refused(
    ubah: dict[str, object], kode: str
) -> None:
    outcome = await Meja().ask(minta(**ubah))
    assert outcome.jawaban is not None
    assert (outcome.jawaban.kode, outcome.daftar) == (kode, None)


@pytest.mark.parametrize("banyak", [0, TUGAS_SEKALI_MAKS + 1])
def test_nobody_asks_for_none_or_for_all_at_once(banyak: int) -> None:
    with pytest.raises(ValueError, match="paling_banyak"):
        minta(paling_banyak=banyak)


@pytest.mark.parametrize("pelaksana", ["kabid", "frontoffice", "pemohon"])
def test_every_desk_can_be_asked_where_its_decisions_go_one_question_at_a_time(
    pelaksana: str,
) -> None:
    decisions = routes(Desk(pelaksana).context)[f"{pelaksana}.putusan"]
    assert set(decisions) == {"Putusan", "MintaTugas", "MintaNaskah"}
    key = decisions["MintaTugas"].key
    assert key(minta()) == key(minta(permintaan_id="uji-minta-0002"))
