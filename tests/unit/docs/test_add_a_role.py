"""docs/add-a-role.md works as it stands: its role is found, and an application passes its desk."""

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import services.approvals
from izin.registry import discover_desks
from shared import topology
from shared.alur import susun_berkas
from shared.books import SopBook, all_pelaksana
from shared.contracts import Tugas
from shared.desk import Desk, buku_aturan
from shared.errors import KodeTolak, PutusanDitolak
from shared.sop.loader import KatalogSop, baca
from shared.sop.model import SopTermuat
from shared.store.memory import MemoryDokumenStore, MemoryPermohonanStore
from shared.topology import topologi
from shared.worker.context import WorkerContext
from shared.worker.dossiers import DossierHandler
from tests.builders import BATAS_BYTES, Perjalanan, buku_kalender
from tests.unit.docs.pages import blocks, read

PAGE = read("docs/add-a-role.md")
MODULE = "services.approvals.kasi"
KASI, DRAF = 4, 3


@pytest.fixture
def desks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mapping[str, Desk]]:
    """The desks there are once the file of the page lies where the page says."""
    (file,) = re.findall(r"### 1\. The role: `services/approvals/(.*)`", PAGE)
    (text,) = blocks(PAGE, "python")
    (tmp_path / file).write_text(text, encoding="utf-8")
    folders = [*services.approvals.__path__, str(tmp_path)]
    monkeypatch.setattr(services.approvals, "__path__", folders)
    yield discover_desks()
    sys.modules.pop(MODULE)
    delattr(services.approvals, "kasi")


@pytest.fixture
def sop(desks: Mapping[str, Desk]) -> SopTermuat:
    """The example of the other page, with the end that this page gives it."""
    (example,) = blocks(read("docs/add-an-sop.md"), "toml")
    (end,) = blocks(PAGE, "toml")
    begin, _, replaced = example.partition("[[langkah]]\nno = 4\n")
    assert replaced
    return baca(begin + end, "halaman", frozenset(desks))


@pytest.fixture
def perjalanan(sop: SopTermuat, monkeypatch: pytest.MonkeyPatch) -> Perjalanan:
    """An application whose draft lies on the Kasi's desk."""
    monkeypatch.setattr("tests.builders.termuat", lambda _kode: sop)
    return Perjalanan(sop.sop.kode).sampai(KASI)


def test_without_the_file_there_is_no_such_role() -> None:
    assert "kasi" not in discover_desks()


def test_the_role_is_found_and_every_act_still_has_one_rule(desks: Mapping[str, Desk]) -> None:
    assert desks["kasi"].nama == "Kasi Perizinan"
    buku_aturan(desks.values())


def test_its_queues_are_declared_as_soon_as_it_exists(desks: Mapping[str, Desk]) -> None:
    antrean = topologi(all_pelaksana(KatalogSop([]), desks)).nama_antrean
    assert {"kasi.berkas", "kasi.tugas", "kasi.putusan"} <= antrean


async def test_its_worker_opens_a_task_for_its_officers(
    desks: Mapping[str, Desk], sop: SopTermuat, perjalanan: Perjalanan
) -> None:
    store, permohonan = MemoryPermohonanStore(), perjalanan.permohonan
    await store.insert(permohonan)
    handle = DossierHandler(
        WorkerContext(
            pelaksana="kasi",
            permohonan=store,
            dokumen=MemoryDokumenStore(),
            sop=SopBook(KatalogSop([sop]), store),
            kalender=buku_kalender(),
            aturan=buku_aturan(desks.values()),
            batas_berkas_bytes=BATAS_BYTES,
            batas_kiriman_bytes=10 * BATAS_BYTES,
            zona=ZoneInfo("Asia/Makassar"),
        )
    )
    assert permohonan.langkah is not None
    (kiriman,) = (await handle(susun_berkas(permohonan, permohonan.langkah, sop.sop))).kiriman
    assert kiriman.kunci == topology.antrean_tugas("kasi")
    assert isinstance(kiriman.pesan, Tugas)
    assert [p.putusan for p in kiriman.pesan.pilihan] == ["terima", "kembalikan"]
    assert kiriman.pesan.atas is not None


def test_its_paraf_sends_the_draft_on_to_be_signed(perjalanan: Perjalanan) -> None:
    perjalanan.putus()
    assert perjalanan.permohonan.langkah is not None
    assert perjalanan.permohonan.langkah.pelaksana == "kepaladinas"
    assert perjalanan.permohonan.hasil_untuk("paraf-kasi") is not None


def test_it_is_held_to_the_rule_of_its_act(perjalanan: Perjalanan) -> None:
    with pytest.raises(PutusanDitolak) as ditolak:
        perjalanan.putus(atas="0" * 64)
    assert ditolak.value.kode == KodeTolak.DRAF_BERBEDA


def test_it_can_send_the_draft_back(perjalanan: Perjalanan) -> None:
    perjalanan.putus("kembalikan")
    assert perjalanan.permohonan.langkah is not None
    assert perjalanan.permohonan.langkah.no == DRAF
