"""Whole journeys over a real broker and a real store."""

import hashlib
from pathlib import Path

import pytest

from shared import topology
from shared.contracts import Peristiwa, Verdik
from shared.permohonan import periksa_rantai
from shared.settings import Settings
from shared.sop.loader import FOLDER_BAWAAN, muat_folder
from tests.builders import KURSUS, PAUD, kode_wajib, pdf, termuat
from tests.office import open_office
from tests.pipeline.shared_office import SharedOffice
from tests.workers import workers_here

JALAN = (
    "frontoffice",
    "backoffice",
    "dinasteknis",
    "backoffice",
    "kabid",
    "sekretaris",
    "kepaladinas",
    "pemohon",
)


pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture
def office(shared_office: SharedOffice) -> SharedOffice:
    return shared_office


@pytest.mark.parametrize("kode", [KURSUS, PAUD])
async def test_an_application_travels_to_its_sk(office: SharedOffice, kode: str) -> None:
    jawaban = await office.ajukan(await office.pengajuan(termuat(kode).sop))
    assert jawaban.kode == "diterapkan"
    await office.lewati(*JALAN)
    permohonan = await office.permohonan(jawaban)
    assert permohonan.status == "selesai"
    assert [e.pelaksana for e in permohonan.riwayat] == ["pemohon", *JALAN]
    periksa_rantai(permohonan)
    diterima, terbit = await office.pemberitahuan(), await office.pemberitahuan()
    assert (diterima.jenis, diterima.nomor) == ("diterima", jawaban.nomor)
    assert terbit.jenis == "sk_terbit"
    sk = terbit.dokumen[0].berkas
    isi = b"".join([b async for b in office.dokumen.read(sk.berkas_id)])
    assert hashlib.sha256(isi).hexdigest() == sk.sha256
    assert await office.kosong(topology.ANTREAN_KARANTINA)


async def test_a_portal_that_asks_is_told_of_every_desk(office: SharedOffice) -> None:
    jawaban = await office.ajukan(await office.pengajuan(kabari_kemajuan=True))
    await office.lewati(*JALAN)
    kabar = [await office.pemberitahuan() for _ in range(9)]
    assert [(satu.jenis, satu.pelaksana) for satu in kabar] == [
        ("diterima", JALAN[0]),
        *[("diproses", meja) for meja in JALAN[1:-1]],
        ("sk_terbit", "pemohon"),
        ("selesai", None),
    ]
    assert {satu.nomor for satu in kabar} == {jawaban.nomor}
    assert all(satu.jatuh_tempo and satu.meja for satu in kabar[:-1])
    assert await office.pemberitahuan_lain() == []


async def test_a_rejected_application_is_corrected_under_the_same_nomor(
    office: SharedOffice,
) -> None:
    buruk, hilang = kode_wajib(termuat().sop)[:2]
    jawaban = await office.ajukan(await office.pengajuan(tanpa=[hilang]))
    tugas = await office.tugas("frontoffice")
    assert [k.kode for k in tugas.kekurangan] == [hilang]
    verdik = tuple(
        Verdik(kode=d.kode, diterima=d.kode != buruk, alasan="" if d.kode != buruk else "buram")
        for d in tugas.dokumen
    )
    assert (await office.putuskan(tugas, "tolak", verdik=verdik, catatan="")).diterapkan
    assert (await office.pemberitahuan()).jenis == "diterima"
    kembali = await office.pemberitahuan()
    assert {p.kode: p.alasan for p in kembali.perbaikan} == {
        buruk: "buram",
        hilang: "belum dilampirkan",
    }
    bagi_pemohon = await office.tugas("pemohon")
    assert (bagi_pemohon.tindakan, bagi_pemohon.putaran) == ("ajukan", kembali.putaran)
    perbaikan = await office.pengajuan(
        nomor=kembali.nomor,
        putaran=kembali.putaran,
        tanpa=set(kode_wajib(termuat().sop)) - {buruk, hilang},
    )
    perbaikan = perbaikan.model_copy(
        update={"dokumen": tuple([await office.berkode(k, pdf("baru")) for k in (buruk, hilang)])}
    )
    lagi = await office.ajukan(perbaikan)
    assert (lagi.nomor, lagi.permohonan_id) == (jawaban.nomor, jawaban.permohonan_id)
    await office.lewati(*JALAN)
    assert (await office.permohonan(jawaban)).status == "selesai"


async def test_a_correction_that_changes_the_applicant_is_shown_and_all_is_judged_again(
    office: SharedOffice,
) -> None:
    (buruk,) = kode_wajib(termuat().sop)[:1]
    jawaban = await office.ajukan(await office.pengajuan())
    tugas = await office.tugas("frontoffice")
    verdik = tuple(Verdik(kode=d.kode, diterima=d.kode != buruk, alasan="x") for d in tugas.dokumen)
    assert (await office.putuskan(tugas, "tolak", verdik=verdik, catatan="")).diterapkan
    perbaikan = await office.pengajuan(
        nomor=jawaban.nomor, putaran=2, tanpa=set(kode_wajib(termuat().sop)) - {buruk}
    )
    lain = perbaikan.pemohon.model_copy(update={"nama": "Orang Lain"})
    await office.ajukan(perbaikan.model_copy(update={"pemohon": lain}))
    tugas = await office.tugas("frontoffice")
    assert [(p.bidang, p.menjadi, p.diminta) for p in tugas.perubahan] == [
        ("pemohon.nama", "Orang Lain", False)
    ]
    assert [d.kode for d in tugas.dokumen if d.diterima] == []
    (disimpan,) = (await office.permohonan(jawaban)).perubahan
    assert disimpan.semula == tugas.perubahan[0].semula != "Orang Lain"


async def test_an_application_is_refused_after_inspection(office: SharedOffice) -> None:
    jawaban = await office.ajukan(await office.pengajuan())
    await office.lewati("frontoffice", "backoffice")
    tugas = await office.tugas("dinasteknis")
    assert (await office.putuskan(tugas, "tolak", catatan="ruang tidak layak")).diterapkan
    assert (await office.permohonan(jawaban)).status == "ditolak"
    await office.pemberitahuan()
    assert "ruang tidak layak" in (await office.pemberitahuan()).pesan


async def test_a_draft_sent_back_by_the_sekretaris_is_made_and_approved_anew(
    office: SharedOffice,
) -> None:
    jawaban = await office.ajukan(await office.pengajuan())
    await office.lewati(*JALAN[:5])
    assert (await office.putuskan(await office.tugas("sekretaris"), "kembalikan")).diterapkan
    await office.lewati(*JALAN[3:])
    permohonan = await office.permohonan(jawaban)
    assert [e.langkah for e in permohonan.riwayat] == [1, 2, 3, 4, 5, 6, 7, 5, 6, 7, 8, 9]
    assert permohonan.putaran == 2


async def test_every_change_is_a_fact_for_whoever_binds_a_queue(office: SharedOffice) -> None:
    queue = await office.channel.declare_queue("uji-arsip", exclusive=True)
    await queue.bind(topology.EXCHANGE_PERISTIWA, routing_key=f"*.{KURSUS}")
    jawaban = await office.ajukan(await office.pengajuan())
    await office.lewati(*JALAN)
    fakta = [Peristiwa.dari_json((await office.ambil("uji-arsip")).body) for _ in range(9)]
    permohonan = await office.permohonan(jawaban)
    assert [f.digest for f in fakta] == [e.digest for e in permohonan.riwayat]
    assert fakta[-1].peristiwa == "selesai"


SOP_KETIGA = """
kode = "izin-rumah-baca"
judul = "SOP PENERBITAN IZIN RUMAH BACA"
izin = "Izin Rumah Baca"
awalan_nomor = "IRB"
total = "1 Hari 25 Menit (2 Hari)"
dasar = ["contoh uji"]
isian = []

[[persyaratan]]
kode = "surat-permohonan"
nama = "Surat permohonan"
wajib = true
sumber = "contoh uji"
"""


def tulis_sop_ketiga(folder: Path) -> None:
    for berkas in FOLDER_BAWAAN.glob("*.toml"):
        (folder / berkas.name).write_bytes(berkas.read_bytes())
    langkah = [
        # no, pelaksana, tindakan, waktu, butuh, hasil, jenis, atas, rute
        (1, "pemohon", "ajukan", "10 Menit", "", "data", "catatan", "", "terima:2"),
        (
            2,
            "backoffice",
            "verifikasi",
            "5 Menit",
            "data",
            "diperiksa",
            "catatan",
            "",
            "terima:3 tolak:1",
        ),
        (3, "dinasteknis", "susun_draf", "1 Hari", "diperiksa", "draf", "dokumen", "", "terima:4"),
        (4, "sekretaris", "tanda_tangani", "5 Menit", "draf", "sk", "dokumen", "draf", "terima:5"),
        (5, "pemohon", "serahkan", "5 Menit", "sk", "terima-sk", "catatan", "sk", "terima:selesai"),
    ]
    teks = [SOP_KETIGA]
    for no, pelaksana, tindakan, waktu, butuh, hasil, jenis, atas, rute in langkah:
        teks.append(
            f'[[langkah]]\nno = {no}\nkegiatan = "{tindakan}"\npelaksana = "{pelaksana}"\n'
            f'tindakan = "{tindakan}"\nkelengkapan = "{butuh or "syarat"}"\nwaktu = "{waktu}"\n'
            f'output = "{hasil}"\nbutuh = [{f"{butuh!r}" if butuh else ""}]\natas = "{atas}"\n'
            f'hasil = [{{kode = "{hasil}", nama = "{hasil}", jenis = "{jenis}"}}]\n'
        )
        for satu in rute.split():
            putusan, ke = satu.split(":")
            tujuan = ke if ke.isdigit() else f'"{ke}"'
            teks.append(f'[[langkah.rute]]\nputusan = "{putusan}"\nke = {tujuan}\n')
    (folder / "izin-rumah-baca.toml").write_text("\n".join(teks))


async def test_a_third_sop_runs_end_to_end_without_a_line_of_code(
    settings: Settings, tmp_path: Path
) -> None:
    """Another order of roles, other acts for them, other codes: only the file knows."""
    tulis_sop_ketiga(tmp_path)
    sendiri = settings.model_copy(update={"folder_sop": tmp_path})
    pelaksana = frozenset({"pemohon", "frontoffice", "backoffice", "dinasteknis", "sekretaris"})
    ketiga = muat_folder(tmp_path, pelaksana | {"kabid", "kepaladinas"})["izin-rumah-baca"]
    async with workers_here(sendiri), open_office(sendiri) as office:
        jawaban = await office.ajukan(await office.pengajuan(ketiga.sop))
        assert jawaban.nomor is not None
        assert jawaban.nomor.startswith("IRB-")
        await office.lewati("backoffice", "dinasteknis", "sekretaris", "pemohon")
        permohonan = await office.permohonan(jawaban)
    assert permohonan.status == "selesai"
    assert permohonan.sop_versi == ketiga.versi


async def test_an_application_finishes_under_the_sop_it_began_with(
    settings: Settings, tmp_path: Path
) -> None:
    """The file changes while an application is under way: the old version comes from the store."""
    berkas = tmp_path / "izin-paud.toml"
    asli = (FOLDER_BAWAAN / "izin-paud.toml").read_text()
    berkas.write_text(asli)
    sendiri = settings.model_copy(update={"folder_sop": tmp_path})
    async with workers_here(sendiri), open_office(sendiri) as office:
        jawaban = await office.ajukan(await office.pengajuan(termuat(PAUD).sop))
        await office.lewati(*JALAN[:2])
    berkas.write_text(asli.replace('waktu = "4 Hari"', 'waktu = "3 Hari"'))
    async with workers_here(sendiri), open_office(sendiri) as office:
        assert (await office.tugas("dinasteknis")).waktu == "4 Hari"
        lama = await office.permohonan(jawaban)
        baru = await office.ajukan(await office.pengajuan(termuat(PAUD).sop))
        assert (await office.permohonan(baru)).sop_versi != lama.sop_versi
