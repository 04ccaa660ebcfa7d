"""Every route of the table, asked by everybody: what `Untuk` says, and nothing else. A page that
comes to the table is asked here without a word of its own."""

import re
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

import httpx
import pytest
from starlette.responses import PlainTextResponse, Response

from services.meja.aplikasi import RUTE
from services.meja.permintaan import Permintaan
from services.meja.rute import Rute
from services.meja.untuk import Untuk
from shared.akun.model import Hak
from tests.builders import KURSUS, Perjalanan, katalog
from tests.pegawai import akun_uji, token_sesi
from tests.unit.meja.kantor import KantorUji
from tests.unit.meja.situs import peramban, settings, situs_uji

MEJA = tuple(
    dict.fromkeys(
        langkah.pelaksana
        for termuat in katalog().values()
        for langkah in termuat.sop.langkah
        if langkah.pelaksana != "pemohon"
    )
)
CONTOH = {
    "pelaksana": "frontoffice",
    "nomor": "PAUD-2026-999999",
    "berkas_id": "0" * 24,
    "ke": "1",
    "kode": "bapl",
    "rupa": "tidak-ada",
    "seri": "0" * 32,
    "id": "tidak-ada",
}
"""One of each part that an address may have; of a case and a file, one that is not there."""

SAMPAI = "sampai di halamannya"


class Siapa(NamedTuple):
    """`masuk`: signed in to the end; `setengah`: a step is still owed."""

    nama: str
    peran: tuple[str, ...] = ()
    hak: tuple[Hak, ...] = ()
    masuk: bool = True
    setengah: bool = False
    terkunci: str = ""


SEMUA = (
    Siapa("tanpa-akun", masuk=False),
    Siapa("terkunci", MEJA, ("penyelia", "pengelola"), masuk=False, terkunci="pindah"),
    Siapa("setengah", MEJA, ("penyelia", "pengelola"), masuk=False, setengah=True),
    Siapa("tanpa-peran"),
    *(Siapa(nama, (nama,)) for nama in MEJA),
    Siapa("penyelia", hak=("penyelia",)),
    Siapa("pengelola", hak=("pengelola",)),
    Siapa("layar", hak=("layar",)),
)


def boleh(untuk: Untuk, siapa: Siapa) -> bool:
    """The rule in this test's own words. A new kind of `Untuk` needs a line here."""
    return {
        Untuk.SIAPA_PUN: True,
        Untuk.SETENGAH: siapa.masuk or siapa.setengah,
        Untuk.MASUK: siapa.masuk,
        Untuk.PETUGAS: siapa.masuk and bool(siapa.peran),
        Untuk.PENYELIA: siapa.masuk and "penyelia" in siapa.hak,
        Untuk.PENGELOLA: siapa.masuk and "pengelola" in siapa.hak,
        Untuk.PIMPINAN: siapa.masuk and bool({"penyelia", "pengelola"} & set(siapa.hak)),
        Untuk.LAYAR: siapa.masuk and bool(siapa.hak),
    }[untuk]


async def _sampai(_: Permintaan) -> Response:
    return PlainTextResponse(SAMPAI)


def _pintu_saja(rute: Iterable[Rute]) -> tuple[Rute, ...]:
    """The same table, with pages that only say that they were reached."""
    return tuple(
        replace(
            satu,
            baca=_sampai if satu.baca else None,
            tulis=_sampai if satu.tulis else None,
        )
        for satu in rute
    )


def alamat(rute: Rute, **isi: str) -> str:
    """With a part for each name in the address."""

    def bagian(found: re.Match[str]) -> str:
        nama = found[1].partition(":")[0]
        if nama not in isi and nama not in CONTOH:
            pytest.fail(f"{rute.jalan}: beri contoh '{nama}' di CONTOH ({__file__})")
        return isi.get(nama) or CONTOH[nama]

    return re.sub(r"\{([^}]+)\}", bagian, rute.jalan)


def badan(answer: httpx.Response) -> str:
    """The page, without what names the very address that was asked for."""
    return answer.text.replace(str(answer.request.url.path), "…")


@dataclass
class Orang:
    siapa: Siapa
    browser: httpx.AsyncClient
    csrf: str

    async def ambil(self, jalan: str) -> httpx.Response:
        return await self.browser.get(jalan)

    async def kirim(self, jalan: str) -> httpx.Response:
        return await self.browser.post(jalan, data={"csrf": self.csrf})


@pytest.fixture(params=SEMUA, ids=lambda siapa: siapa.nama)
async def orang(request: pytest.FixtureRequest) -> AsyncIterator[Orang]:
    siapa: Siapa = request.param
    situs = situs_uji(settings=settings(faktor_kedua="tidak", laju_meja=100_000))
    async with peramban(situs, _pintu_saja(RUTE)) as browser:
        if siapa.nama != "tanpa-akun":
            akun = await akun_uji(
                situs.ruang, "satu.orang", *siapa.peran, hak=siapa.hak, harus_ganti=siapa.setengah
            )
            browser.cookies.set("sesi", await token_sesi(situs.ruang, akun))
            if siapa.terkunci:
                locked = akun.model_copy(update={"terkunci": siapa.terkunci})
                assert await situs.ruang.akun.change(locked, akun)
        page = (await browser.get("/tidak-ada")).text
        found = re.search(r'name="csrf" value="([0-9a-f]+)"', page)
        assert found, page
        yield Orang(siapa, browser, found[1])


async def test_every_page_is_there_for_whom_it_is_and_for_nobody_else(orang: Orang) -> None:
    tidak_ada = badan(await orang.ambil("/tidak-ada"))
    for rute in RUTE:
        jalan = alamat(rute)
        if rute.baca is not None:
            await _diperiksa(orang, rute, await orang.ambil(jalan), tidak_ada)
            assert (await orang.browser.head(jalan)).status_code != 405
        if rute.tulis is not None:
            await _diperiksa(orang, rute, await orang.kirim(jalan), tidak_ada)


async def _diperiksa(orang: Orang, rute: Rute, answer: httpx.Response, tidak_ada: str) -> None:
    siapa, apa = orang.siapa, f"{answer.request.method} {rute.jalan} sebagai {orang.siapa.nama}"
    if boleh(rute.untuk, siapa):
        assert (answer.status_code, answer.text) == (200, SAMPAI), apa
        return
    assert SAMPAI not in answer.text, apa
    if siapa.masuk:
        assert answer.status_code == 404, apa
        assert badan(answer) == tidak_ada, apa
    elif siapa.setengah:
        assert answer.status_code == 303, apa
        assert answer.headers["location"].startswith("/akun/sandi?lanjut="), apa
    elif answer.request.method == "GET":
        assert answer.status_code == 303, apa
        assert answer.headers["location"].startswith("/masuk?lanjut="), apa
    else:
        assert answer.status_code == 401, apa


async def test_nothing_is_changed_by_a_form_that_is_not_ours(orang: Orang) -> None:
    for rute in RUTE:
        if rute.tulis is None:
            continue
        for data in ({}, {"csrf": "0" * 64}):
            answer = await orang.browser.post(alamat(rute), data=data)
            assert answer.status_code == 403, rute.jalan
            assert SAMPAI not in answer.text


async def test_no_page_answers_to_another_way_of_asking(orang: Orang) -> None:
    for rute in RUTE:
        for satu in CARA - _cara_di(jalan := alamat(rute)):
            answer = await orang.browser.request(satu, jalan)
            assert answer.status_code == 405, f"{satu} {rute.jalan}"


CARA = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


def _cara_di(jalan: str) -> set[str]:
    """By all routes that this address fits."""
    pola = ((re.sub(r"\{[^}]+\}", "[^/]+", rute.jalan), rute.cara) for rute in RUTE)
    return {satu for satu_pola, cara in pola if re.fullmatch(satu_pola, jalan) for satu in cara}


# Cases: what lies at another desk is not there.
PERKARA = tuple(rute for rute in RUTE if "{nomor}" in rute.jalan)
TIDAK_ADA = CONTOH["nomor"]


@dataclass
class Perkara:
    nomor: str
    pelaksana: str
    berkas_id: str


@pytest.fixture
async def kantor() -> KantorUji:
    return KantorUji()


def _sesudah(banyak: int) -> Perjalanan:
    """A case after so many decisions, with a number of its own."""
    perjalanan = Perjalanan(KURSUS)
    nomor = f"{perjalanan.sop.awalan_nomor}-2026-{banyak + 1:06d}"
    perjalanan.permohonan = perjalanan.permohonan.model_copy(update={"nomor": nomor})
    for _ in range(banyak):
        perjalanan.putus()
    return perjalanan


async def _di_setiap_meja(kantor: KantorUji) -> dict[str, Perkara]:
    """One case at each desk, by desk."""
    semua: dict[str, Perkara] = {}
    banyak = 0
    while (perjalanan := _sesudah(banyak)).permohonan.langkah is not None:
        pelaksana = perjalanan.permohonan.langkah.pelaksana
        if pelaksana in MEJA and pelaksana not in semua:
            nomor = await kantor.masukkan(perjalanan)
            berkas = perjalanan.permohonan.dokumen[0].berkas
            kantor.taruh(berkas, b"%PDF-1.7 isi")
            semua[pelaksana] = Perkara(nomor, pelaksana, berkas.berkas_id)
        banyak += 1
    assert set(semua) == set(MEJA)
    return semua


@pytest.mark.parametrize("peran", MEJA)
async def test_a_case_of_another_desk_is_not_there_on_any_page(
    kantor: KantorUji, peran: str
) -> None:
    semua = await _di_setiap_meja(kantor)
    milik = semua.pop(peran)
    akun = await kantor.petugas("satu.orang", peran)
    async with await kantor.peramban(akun) as browser:
        csrf = _token((await browser.get("/akun")).text)
        orang = Orang(Siapa(peran, (peran,)), browser, csrf)
        assert (await orang.ambil(f"/perkara/{peran}/{milik.nomor}")).status_code == 200
        assert (await orang.ambil(f"/kotak/{peran}")).status_code == 200
        for lain in semua.values():
            for meja in (lain.pelaksana, peran):
                await _sama_saja(orang, meja, lain)
            kotak = await orang.ambil(f"/kotak/{lain.pelaksana}")
            tanpa = await orang.ambil("/kotak/tidak-ada")
            assert (kotak.status_code, badan(kotak)) == (404, badan(tanpa))


async def _sama_saja(orang: Orang, meja: str, lain: Perkara) -> None:
    """On each page, the case of another desk as one that there is not."""
    for rute in PERKARA:
        ada = alamat(rute, pelaksana=meja, nomor=lain.nomor, berkas_id=lain.berkas_id)
        tiada = alamat(rute, pelaksana=meja, nomor=TIDAK_ADA, berkas_id=lain.berkas_id)
        for cara in (["ambil"] if rute.baca else []) + (["kirim"] if rute.tulis else []):
            answer = await getattr(orang, cara)(ada)
            unknown = await getattr(orang, cara)(tiada)
            assert answer.status_code == 404, f"{cara} {ada} sebagai {orang.siapa.nama}"
            assert badan(answer) == badan(unknown), f"{cara} {ada}"


@pytest.mark.parametrize("peran", MEJA)
async def test_a_file_of_another_case_is_not_there(kantor: KantorUji, peran: str) -> None:
    semua = await _di_setiap_meja(kantor)
    milik = semua.pop(peran)
    akun = await kantor.petugas("satu.orang", peran)
    dengan_berkas = [rute for rute in PERKARA if "{berkas_id}" in rute.jalan and rute.baca]
    assert dengan_berkas
    async with await kantor.peramban(akun) as browser:
        for lain in semua.values():
            for rute in dengan_berkas:
                sini = {"pelaksana": peran, "nomor": milik.nomor}
                answer = await browser.get(alamat(rute, **sini, berkas_id=lain.berkas_id))
                unknown = await browser.get(alamat(rute, **sini))
                assert answer.status_code == 404, rute.jalan
                assert badan(answer) == badan(unknown)


def _token(halaman: str) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', halaman)
    assert found
    return found[1]
