"""What nobody has seen, and what stays open over its limit, goes to the superior: once."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from ops.notifier.aturan_eskalasi import AturanEskalasi, Eskalasi
from ops.notifier.errors import GagalSementara
from ops.notifier.eskalasi import Catatan, Eskalator, Tangga
from ops.notifier.rhythm import Rhythm, Tempo
from ops.notifier.saluran import BerkasKabar, SaluranApprise
from ops.notifier.surat import Penulis, surat_eskalasi
from shared.books import PetugasBook
from shared.contracts import Pelanggaran
from shared.contracts.parts import Petugas
from shared.store.dilihat_port import Dilihat
from shared.store.memory import MemoryPermohonanStore
from shared.store.memory_dilihat import MemoryDilihatStore
from shared.store.memory_watch import MemoryKabarStore, MemoryWatchStore
from shared.store.watch_port import SEWA_PERINGATAN
from tests.builders import PAGI, buku_kalender
from tests.register import daftar, teks_petugas
from tests.stores import klaim, pelanggaran

KABID, KEPALA = "197512312000121002", "197001011995012003"
DAFTAR = daftar(
    teks_petugas("198001012005011001", "Ani Contoh", ["backoffice"]),
    teks_petugas(KABID, "Budi Contoh", ["kabid"]),
    teks_petugas(KEPALA, "Citra Contoh", ["kepaladinas"]),
    '[atasan]\nbackoffice = "kabid"\nkeseluruhan = "kepaladinas"\n',
)
SEKALI = Tempo(awal=0.0, terlama=0.0, giliran=0.0)
MENIT = timedelta(minutes=1)


class Pintu:
    """A channel that keeps what it was given."""

    def __init__(self, nama: str, *eskalasi: str) -> None:
        self.saluran = SaluranApprise(
            nama=nama, jenis="apprise", url="json://x.test", eskalasi=eskalasi
        )
        self.diterima: list[Eskalasi] = []
        self.pesan = 0
        self.gagal = False
        self.terbuka = asyncio.Event()
        self.terbuka.set()

    async def send_eskalasi(self, semua: Sequence[Eskalasi]) -> None:
        await self.terbuka.wait()
        if self.gagal:
            raise GagalSementara("tutup")
        self.pesan += 1
        self.diterima += semua

    async def close(self) -> None: ...

    @property
    def apa(self) -> list[tuple[str, str]]:
        return [(satu.pelanggaran.nomor, satu.sebab) for satu in self.diterima]


class Adegan:
    """Two notifiers over one store, with a channel for each of two superiors."""

    def __init__(self, **aturan: Any) -> None:
        self.kini = self.wall = PAGI
        self.watch = MemoryWatchStore(MemoryPermohonanStore())
        self.dilihat, self.kabar = MemoryDilihatStore(), MemoryKabarStore()
        self.kabid, self.kepala = Pintu("satu", "kabid"), Pintu("dua", KEPALA)
        self.aturan = AturanEskalasi(**aturan)
        self.notifiers = [self.notifier() for _ in range(2)]

    def notifier(self) -> Eskalator:
        petugas = cast("PetugasBook", SimpleNamespace(berlaku=lambda: DAFTAR))
        return Eskalator(
            aturan=self.aturan,
            tangga=[
                Tangga(pintu.saluran, pintu, Rhythm(pintu.saluran.nama, SEKALI))
                for pintu in (self.kabid, self.kepala)
            ],
            catatan=Catatan(self.watch, self.dilihat, self.kabar),
            petugas=petugas,
            kalender=buku_kalender(),
            clock=lambda: self.kini,
            wall=lambda: self.wall,
        )

    async def datang(self, nomor: str, **isi: Any) -> Pelanggaran:
        """Now; its limit ran out a minute ago."""
        waktu: dict[str, datetime] = {
            "terdeteksi_pada": self.kini,
            "terjadi_pada": self.kini,
            "jatuh_tempo": self.kini - MENIT,
        }
        satu = pelanggaran(nomor=nomor, **(waktu | isi))
        assert await self.watch.claim(klaim(satu))
        return satu

    async def dilihat_oleh(self, satu: Pelanggaran) -> None:
        siapa = Petugas(id="dn-1", nama="Dedi Noor")
        await self.dilihat.see(Dilihat(klaim(satu).kunci, siapa, self.kini))

    async def lewat(self, menit: int) -> None:
        """Of office time, as this is a morning; both look."""
        self.kini += menit * MENIT
        self.wall += menit * MENIT
        for notifier in self.notifiers:
            await notifier.once()


async def test_what_nobody_has_seen_goes_to_the_superior_of_the_desk_once() -> None:
    adegan = Adegan(masih_terbuka_menit=0)
    await adegan.datang("IKP-2026-000001")
    await adegan.lewat(59)
    assert adegan.kabid.apa == []
    await adegan.lewat(1)
    await adegan.lewat(30)
    assert adegan.kabid.apa == [("IKP-2026-000001", "belum_dilihat")]
    adegan.notifiers = [adegan.notifier()]
    await adegan.lewat(30)
    assert adegan.kabid.pesan == 1, "also after a restart"
    assert adegan.kepala.apa == []


async def test_what_somebody_has_seen_stays_where_it_is() -> None:
    adegan = Adegan(masih_terbuka_menit=0)
    await adegan.dilihat_oleh(await adegan.datang("IKP-2026-000001"))
    await adegan.lewat(180)
    assert adegan.kabid.apa == []


async def test_a_step_that_stays_open_goes_up_whoever_has_seen_it() -> None:
    adegan = Adegan()
    satu, dua = [await adegan.datang(f"IKP-2026-00000{n}") for n in (1, 2)]
    for p in (satu, dua):
        await adegan.dilihat_oleh(p)
    selesai = await adegan.datang(
        "IKP-2026-000002", permohonan_id=dua.permohonan_id, tingkat="selesai_terlambat"
    )
    await adegan.dilihat_oleh(selesai)
    await adegan.lewat(118)
    assert adegan.kabid.apa == []
    await adegan.lewat(2)
    assert adegan.kabid.apa == [("IKP-2026-000001", "masih_terbuka")]


async def test_the_night_does_not_count() -> None:
    adegan = Adegan(masih_terbuka_menit=0)
    adegan.kini = adegan.wall = PAGI.replace(hour=7, minute=50)  # 15.50 in the office's zone
    await adegan.datang("IKP-2026-000001")
    await adegan.lewat(16 * 60)
    assert adegan.kabid.apa == [], "ten minutes of the afternoon, and 20 of the morning"
    await adegan.lewat(60)
    assert adegan.kabid.pesan == 1


async def test_a_whole_application_goes_to_its_own_superior() -> None:
    adegan = Adegan()
    utuh: dict[str, Any] = {"langkah": None, "pelaksana": None, "cakupan": "keseluruhan"}
    await adegan.datang("IKP-2026-000001", **utuh)
    await adegan.lewat(300)
    assert adegan.kepala.apa == [("IKP-2026-000001", "belum_dilihat")]
    assert adegan.kabid.apa == []


async def test_what_is_due_together_is_one_message() -> None:
    adegan = Adegan(masih_terbuka_menit=0)
    for n in range(3):
        await adegan.datang(f"IKP-2026-00000{n}")
    await adegan.lewat(60)
    assert (adegan.kabid.pesan, len(adegan.kabid.diterima)) == (1, 3)


async def test_what_did_not_arrive_is_tried_again_and_then_never_more() -> None:
    adegan = Adegan(masih_terbuka_menit=0)
    await adegan.datang("IKP-2026-000001")
    adegan.kabid.gagal = True
    await adegan.lewat(60)
    adegan.kabid.gagal = False
    await adegan.lewat(0)
    assert adegan.kabid.pesan == 0, "whoever claimed it may still be at it"
    await adegan.lewat(SEWA_PERINGATAN // MENIT)
    await adegan.lewat(60)
    assert adegan.kabid.pesan == 1


async def test_a_channel_that_hangs_holds_up_no_other() -> None:
    adegan = Adegan(masih_terbuka_menit=0)
    await adegan.datang("IKP-2026-000001")
    await adegan.datang("IKP-2026-000002", langkah=None, pelaksana=None, cakupan="keseluruhan")
    adegan.notifiers = adegan.notifiers[:1]
    adegan.kabid.terbuka.clear()
    adegan.kepala.terbuka.clear()
    berjalan = asyncio.create_task(adegan.lewat(60))
    adegan.kepala.terbuka.set()
    while not adegan.kepala.pesan:
        await asyncio.sleep(0)
    assert adegan.kabid.pesan == 0
    adegan.kabid.terbuka.set()
    await berjalan
    assert adegan.kabid.pesan == 1


async def test_only_the_levels_that_the_office_chose_and_nothing_that_is_old() -> None:
    adegan = Adegan(tingkat=("terlampaui",), masih_terbuka_menit=0)
    await adegan.datang("IKP-2026-000001", tingkat="mendekati")
    await adegan.datang("IKP-2026-000002", terdeteksi_pada=PAGI - timedelta(days=40))
    await adegan.lewat(300)
    assert adegan.kabid.apa == []


async def test_a_desk_without_a_superior_is_named_in_the_log_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    adegan = Adegan()
    await adegan.datang("IKP-2026-000001", pelaksana="dinasteknis")
    adegan.notifiers = adegan.notifiers[:1]
    await adegan.lewat(300)
    await adegan.lewat(300)
    assert capsys.readouterr().out.count("eskalasi_tanpa_tujuan") == 1


SATU = {"nama": "kabid", "jenis": "apprise", "url_env": "URL"}


def test_a_channel_of_a_superior_brings_nothing_else_unless_it_says_so() -> None:
    hanya = SaluranApprise.model_validate(SATU | {"eskalasi": ["kabid"]})
    juga = SaluranApprise.model_validate(SATU | {"eskalasi": ["kabid"], "tingkat": ["mendekati"]})
    assert (hanya.kunci, hanya.menghendaki(pelanggaran())) == ((), False)
    assert not hanya.menghendaki_karantina
    assert juga.menghendaki(pelanggaran(tingkat="mendekati"))


def test_rules_without_anybody_to_tell_are_refused() -> None:
    with pytest.raises(ValidationError, match="tanpa saluran"):
        BerkasKabar.model_validate({"saluran": [SATU], "eskalasi": {"belum_dilihat_menit": 30}})


def test_the_letter_says_what_it_is_about_and_why_it_comes() -> None:
    penulis = Penulis({"backoffice": "Back Office"}, ZoneInfo("Asia/Makassar"))
    isi = pelanggaran(UUID(int=1), nomor="IKP-2026-000001")
    satu = Eskalasi("k", isi, "belum_dilihat", 60)
    surat = surat_eskalasi([satu], penulis, 20)
    assert surat.judul == (
        "[AlurIzin] Eskalasi: Terlampaui: IKP-2026-000001, langkah 3 Back Office"
    )
    assert "lebih dari 60 menit kantor belum dilihat siapa pun" in surat.isi
    assert surat.genting
    banyak = [satu._replace(pelanggaran=pelanggaran(uuid4())) for _ in range(3)]
    surat = surat_eskalasi(banyak, penulis, 2)
    assert surat.judul == "[AlurIzin] Eskalasi: 3 peringatan mutu baku"
    assert "dan 1 lagi" in surat.isi
