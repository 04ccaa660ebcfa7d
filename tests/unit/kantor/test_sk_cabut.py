"""A revocation takes two officers, and one of them may sign the SK."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from shared.contracts import Petugas
from shared.kantor.errors import MasukanKeliru, TidakBerlaku, TidakTerlaksana
from shared.kantor.kantor import Kantor
from shared.kantor.sk import SkTidakDikenal
from shared.kantor.sk_cabut import Permintaan, batal_usul, cabut
from shared.settings import Settings
from shared.sk.model import NomorSk, diganti
from shared.store.memory import MemoryPermohonanStore
from tests.builders import petugas
from tests.issued import Penerbit
from tests.register import teks_petugas, teks_semua
from tests.tandatangan import PADA
from tests.unit.kantor.doubles import kantor_of_doubles

NOMOR = "001/PAUD/DPMPTSP/XI/2026"
SATU = Petugas(id="198001012005011001", nama="Budi Santoso")
DUA = Petugas(id="197001011995032002", nama="Siti Aminah")
ALASAN, DASAR = "syarat dipalsukan", "Berita acara Nomor 5/2026"


async def open_office(settings: Settings | None = None) -> Kantor:
    kantor = kantor_of_doubles(
        MemoryPermohonanStore(), clock=lambda: PADA, settings=settings or Settings()
    )
    await Penerbit(kantor).terbitkan()
    return kantor


@pytest_asyncio.fixture
async def kantor() -> AsyncIterator[Kantor]:
    yield await open_office()


def usul(oleh: Petugas = SATU, alasan: str = ALASAN, dasar: str = DASAR) -> Permintaan:
    return Permintaan(NOMOR, oleh, alasan, dasar)


def setuju(oleh: Petugas) -> Permintaan:
    return Permintaan(NOMOR, oleh, setujui=True)


async def now(kantor: Kantor) -> NomorSk:
    satu = await kantor.sk.find(NOMOR)
    assert satu is not None
    return satu


async def test_one_proposes_and_the_sk_stays_in_force(kantor: Kantor) -> None:
    diusulkan = await cabut(kantor, usul())
    assert diusulkan == await now(kantor)
    assert diusulkan.status == "berlaku"
    langkah = diusulkan.usul_cabut
    assert langkah is not None
    assert (langkah.oleh, langkah.alasan, langkah.dasar) == (SATU, ALASAN, DASAR)


@pytest.mark.parametrize("kedua", [usul(DUA), setuju(DUA)])
async def test_a_second_officer_revokes_it(kantor: Kantor, kedua: Permintaan) -> None:
    await cabut(kantor, usul())
    dicabut = await cabut(kantor, kedua)
    assert dicabut == await now(kantor)
    assert (dicabut.status, dicabut.alasan, dicabut.usul_cabut) == ("dicabut", ALASAN, None)
    assert [(satu.jenis, satu.oleh) for satu in dicabut.pencabutan] == [
        ("usul", SATU),
        ("setuju", DUA),
    ]


@pytest.mark.parametrize("nip", ["198001012005011001", "19800101 200501 1 001"])
async def test_nobody_approves_what_they_proposed(kantor: Kantor, nip: str) -> None:
    await cabut(kantor, usul())
    sama = Petugas(id=nip, nama="Nama Lain")
    for minta in (usul(sama), setuju(sama)):
        with pytest.raises(TidakBerlaku, match="harus petugas lain"):
            await cabut(kantor, minta)
    assert (await now(kantor)).status == "berlaku"


async def test_a_proposal_of_another_reason_is_no_approval(kantor: Kantor) -> None:
    await cabut(kantor, usul())
    with pytest.raises(TidakBerlaku, match="dengan alasan lain") as ditolak:
        await cabut(kantor, usul(DUA, alasan="permintaan lembaga"))
    assert f"Alasan: {ALASAN}" in ditolak.value.rincian
    assert (await now(kantor)).usul_cabut is not None


async def test_a_proposal_that_was_taken_back_leaves_the_sk_in_force(kantor: Kantor) -> None:
    await cabut(kantor, usul())
    dibatalkan = await batal_usul(kantor, Permintaan(NOMOR, DUA, "keliru"))
    assert (dibatalkan.status, dibatalkan.usul_cabut) == ("berlaku", None)
    assert [satu.jenis for satu in dibatalkan.pencabutan] == ["usul", "batal_usul"]
    for menolak in (cabut(kantor, setuju(DUA)), batal_usul(kantor, Permintaan(NOMOR, DUA))):
        with pytest.raises(TidakBerlaku, match="Tidak ada usul"):
            await menolak
    await cabut(kantor, usul(DUA))
    assert (await cabut(kantor, setuju(SATU))).status == "dicabut"


@pytest.mark.parametrize(("alasan", "dasar"), [("", DASAR), (ALASAN, ""), ("  ", DASAR)])
async def test_reason_and_rule_are_owed(kantor: Kantor, alasan: str, dasar: str) -> None:
    with pytest.raises(MasukanKeliru, match="beralasan dan berdasar"):
        await cabut(kantor, usul(alasan=alasan, dasar=dasar))
    assert (await now(kantor)).pencabutan == ()


async def test_what_is_not_in_force_is_not_revoked(kantor: Kantor) -> None:
    with pytest.raises(SkTidakDikenal):
        await cabut(kantor, Permintaan("999", SATU, ALASAN, DASAR))
    await cabut(kantor, usul())
    await kantor.sk.change(diganti(await now(kantor), "002", PADA), await now(kantor))
    for minta in (usul(), setuju(DUA)):
        with pytest.raises(TidakBerlaku, match="sudah diganti"):
            await cabut(kantor, minta)


async def test_two_at_the_same_moment_make_one_proposal(
    kantor: Kantor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second one reads what the first wrote, and judges by that."""
    change, kali = kantor.sk.change, 0

    async def overtaken(baru: NomorSk, lama: NomorSk) -> bool:
        nonlocal kali
        kali += 1
        if kali == 1:
            await cabut(kantor, usul(DUA))
        return await change(baru, lama)

    monkeypatch.setattr(kantor.sk, "change", overtaken)
    assert (await cabut(kantor, usul())).status == "dicabut"
    assert [satu.oleh for satu in (await now(kantor)).pencabutan] == [DUA, SATU]


async def test_who_is_always_overtaken_is_told(
    kantor: Kantor, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(*_: NomorSk) -> bool:
        return False

    monkeypatch.setattr(kantor.sk, "change", never)
    with pytest.raises(TidakTerlaksana, match="sedang diubah"):
        await cabut(kantor, usul())


@pytest_asyncio.fixture
async def berdaftar(tmp_path: Path) -> AsyncIterator[Kantor]:
    """With a register: one officer a role, and one who serves elsewhere now."""
    lama = teks_petugas("lama", "Orang Lama", ["kabid"], "sejak = 2020-01-01\nsampai = 2025-12-31")
    (path := tmp_path / "petugas.toml").write_text(f"tunggal = []\n{teks_semua(lama)}")
    yield await open_office(Settings(daftar_petugas=path))


async def test_with_a_register_one_of_the_two_may_sign(berdaftar: Kantor) -> None:
    kepala, kabid, sekretaris = map(petugas, ("kepaladinas", "kabid", "sekretaris"))
    await cabut(berdaftar, usul(kabid))
    with pytest.raises(TidakBerlaku, match="berwenang menandatangani") as ditolak:
        await cabut(berdaftar, setuju(sekretaris))
    assert "kepaladinas" in ditolak.value.anjuran
    dicabut = await cabut(berdaftar, setuju(kepala))
    hak = [satu.wewenang for satu in dicabut.pencabutan]
    assert [satu.sebagai for satu in hak if satu] == ["kabid", "kepaladinas"]


async def test_the_signatory_may_propose_and_another_approve(berdaftar: Kantor) -> None:
    await cabut(berdaftar, usul(petugas("kepaladinas")))
    assert (await cabut(berdaftar, setuju(petugas("kabid")))).status == "dicabut"


@pytest.mark.parametrize(
    ("oleh", "sebab"),
    [
        (SATU, "tidak ada dalam daftar petugas"),
        (Petugas(id="uji-kabid", nama="Orang Lain"), "terdaftar atas nama"),
        (Petugas(id="lama", nama="Orang Lama"), "tidak memegang peran"),
    ],
)
async def test_who_has_no_right_now_changes_nothing(
    berdaftar: Kantor, oleh: Petugas, sebab: str
) -> None:
    for minta in (usul(oleh), setuju(oleh)):
        with pytest.raises(TidakBerlaku, match=sebab):
            await cabut(berdaftar, minta)
    assert (await now(berdaftar)).pencabutan == ()
