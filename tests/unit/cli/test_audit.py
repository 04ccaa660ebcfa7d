"""`izin audit`: nothing to say about a sound store, and every violation by its nomor."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from izin.cli.audit import audit_facts, print_audit
from shared.kantor.audit import audit_all, audit_one
from shared.kantor.audit_lines import Lines
from shared.permohonan import Entri, Permohonan, akar, segel
from shared.store.indeks import SEMUA_INDEKS
from tests.builders import KURSUS, PAGI, PAUD, Perjalanan
from tests.stores import klaim, pelanggaran
from tests.unit.cli.running import izin
from tests.unit.demo.tampering import Ubah, tanpa_entri, ubah, ubah_entri
from tests.unit.kantor.audit_office import AuditOffice, kantor

NOMOR = "IKP-2026-000001"


def said(lines: Lines) -> list[str]:
    return [f"{line.name}: {finding}" for line in lines.all for finding in line.findings]


async def milik(office: AuditOffice) -> Permohonan:
    permohonan = await office.permohonan.find_by_nomor(NOMOR)
    assert permohonan is not None
    return permohonan


async def test_a_sound_store_gives_no_finding() -> None:
    lines = await audit_all((await kantor()).stores, with_files=True)
    assert said(lines) == []
    assert lines.readable.count == 2
    assert lines.schemas == {3: 2}
    assert all(line.count for line in lines.all if line not in (lines.claims, lines.register))


@pytest.mark.parametrize("langkah", [1, 2, 4, 8])
async def test_a_withdrawn_application_is_as_sound_as_any(langkah: int) -> None:
    office, jalan = AuditOffice(), Perjalanan(PAUD)
    if langkah == 1:
        jalan.putus("tolak")
    await office.isi(jalan.sampai(langkah))
    office.ganti(jalan.tarik(alasan="pindah kota"))
    assert said(await audit_all(office.stores, with_files=True)) == []


def _perpanjang(permohonan: Permohonan) -> Permohonan:
    return ubah_entri(3, catatan="lain")(permohonan)


def tanpa_sidik_bidang(permohonan: Permohonan) -> Permohonan:
    """As if every entry had been sealed by an earlier version: the chain holds."""
    riwayat: list[Entri] = []
    sebelum = akar(permohonan.id, permohonan.nomor, permohonan.sop, permohonan.sop_versi)
    for entri in permohonan.riwayat:
        lama = {"sidik_bidang": None, "digest_sebelum": sebelum}
        riwayat.append(segel(entri.model_copy(update=lama)))
        sebelum = riwayat[-1].digest
    return permohonan.model_copy(update={"riwayat": tuple(riwayat)})


RUSAK: dict[str, tuple[Ubah, str]] = {
    "an entry changed": (
        lambda p: p.model_copy(
            update={"riwayat": (p.riwayat[0].model_copy(update={"sidik": "x"}), *p.riwayat[1:])}
        ),
        f"Rantai riwayat utuh: {NOMOR}: rantai riwayat putus",
    ),
    "an entry taken out, and all sealed anew": (
        tanpa_entri(3),
        f"Setiap riwayat menempuh jalan SOP: {NOMOR}: entri 3",
    ),
    "an output gone": (ubah_entri(4, hasil=()), f"{NOMOR}: entri 4: output"),
    "another status": (ubah(status="berjalan"), f"{NOMOR}: status berjalan, padahal"),
    "another putaran": (ubah(putaran=7), f"{NOMOR}: putaran 7, menurut riwayat 2"),
    "another urutan": (ubah(urutan=3), f"{NOMOR}: urutan 3, padahal"),
    "a step still open": (
        ubah(langkah=Perjalanan().permohonan.langkah),
        f"{NOMOR}: selesai, tetapi langkah 2 masih terbuka",
    ),
    "documents of another": (ubah(dokumen=()), f"{NOMOR}: dokumen yang tersimpan lain"),
    "outputs of another": (ubah(hasil=()), f"{NOMOR}: output yang tersimpan lain"),
    "a submission that nobody made": (
        ubah(pengajuan_id=("uji-pengajuan-asing",)),
        f"{NOMOR}: pengajuan_id lain daripada",
    ),
    "a version of the SOP that nobody has": (
        ubah(sop_versi="e" * 64),
        f"{NOMOR}: berjalan menurut versi SOP eeeeeeeeeeee",
    ),
    "another applicant": (
        lambda p: p.model_copy(
            update={"pemohon": p.pemohon.model_copy(update={"nik": "6372111111111111"})}
        ),
        f"{NOMOR}: pemohon.nik lain daripada yang disegel entri 2",
    ),
    "another institution": (
        lambda p: p.model_copy(update={"lembaga": p.lembaga.model_copy(update={"nama": "Lain"})}),
        f"{NOMOR}: lembaga.nama lain",
    ),
    "another answer": (
        lambda p: p.model_copy(update={"isian": {**p.isian, "jenis-kursus": "lain"}}),
        f"{NOMOR}: isian.jenis-kursus lain",
    ),
    "another answer, sealed before each value was": (
        lambda p: tanpa_sidik_bidang(
            p.model_copy(update={"isian": {**p.isian, "jenis-kursus": "lain"}})
        ),
        f"{NOMOR}: pemohon, lembaga atau isian lain daripada yang disegel entri 2",
    ),
    "the old value of a change": (
        lambda p: p.model_copy(
            update={"perubahan": tuple(c.model_copy(update={"semula": "x"}) for c in p.perubahan)}
        ),
        f"{NOMOR}: catatan perubahan putaran 2 lain daripada yang disegel",
    ),
    "a change that nobody made": (
        lambda p: p.model_copy(
            update={"perubahan": (*p.perubahan, p.perubahan[0].model_copy(update={"putaran": 9}))}
        ),
        f"{NOMOR}: catatan perubahan putaran 9 lain",
    ),
    "a document's verdict": (
        lambda p: p.model_copy(
            update={"dokumen": (p.dokumen[0].model_copy(update={"diterima": None}), *p.dokumen[1:])}
        ),
        f"{NOMOR}: dokumen yang tersimpan lain daripada yang diajukan dan dinilai riwayat: ",
    ),
    "an SK that was never signed": (
        ubah(riwayat=(), urutan=0),
        f"{NOMOR}: SK terbit 0 kali, seharusnya 1",
    ),
}


@pytest.mark.parametrize("nama", RUSAK)
async def test_a_document_that_was_tampered_with_is_named_and_stops_no_other(nama: str) -> None:
    office = await kantor()
    rusakkan, pesan = RUSAK[nama]
    office.ganti(rusakkan(await milik(office)))
    lines = await audit_all(office.stores, with_files=True)
    assert any(pesan in satu for satu in said(lines)), said(lines)
    assert lines.readable.count == 2
    assert not [satu for satu in said(lines) if "PAUD" in satu]


async def test_a_file_that_is_gone_or_other_is_named() -> None:
    office = await kantor()
    entri = (await milik(office)).riwayat[0]
    hilang, lain = (satu.berkas for satu in entri.dokumen[:2])
    del office.dokumen.fakta[hilang.berkas_id]
    fakta = office.dokumen.fakta[lain.berkas_id]
    office.dokumen.fakta[lain.berkas_id] = replace(fakta, sha256="0" * 64)
    temuan = said(await audit_all(office.stores, with_files=True))
    assert any(f"{hilang.nama_berkas} ({hilang.berkas_id}) tidak ada" in satu for satu in temuan)
    assert any(f"{lain.nama_berkas} ({lain.berkas_id}) isinya lain" in satu for satu in temuan)
    assert said(await audit_all(office.stores, with_files=False)) == []


async def test_two_applications_with_the_same_keys_are_both_named() -> None:
    office = await kantor()
    asli = await milik(office)
    office.ganti(asli.model_copy(update={"id": uuid4()}))
    temuan = said(await audit_all(office.stores, with_files=False))
    for pesan in (f"nomor {NOMOR} sudah dipakai", "putusan_id uji-", "id bukan turunan"):
        assert any(pesan in satu for satu in temuan), temuan


async def test_a_counter_that_is_behind_is_named() -> None:
    office = await kantor()
    office.permohonan._pencacah.clear()
    temuan = said(await audit_all(office.stores, with_files=False))
    assert "pencacah IKP-2026 di 0, padahal nomor 1 sudah ada" in temuan[0]


async def test_a_missing_index_is_named() -> None:
    office = await kantor()
    hilang, lain, *ada = SEMUA_INDEKS
    office.audit.indeks = (lain._replace(unik=not lain.unik), *ada)
    temuan = said(await audit_all(office.stores, with_files=False))
    assert [satu.partition("indeks ")[2] for satu in temuan] == [
        f"indeks {satu} tidak ada".partition("indeks ")[2] for satu in (hilang, lain)
    ]


async def test_an_sop_text_that_is_not_that_version_is_named() -> None:
    office = await kantor()
    versi = (await milik(office)).sop_versi
    berkas, sumber = office.permohonan._sop[versi]
    office.permohonan._sop[versi] = (berkas, sumber + "\n")
    temuan = said(await audit_all(office.stores, with_files=False))
    assert any("teksnya bukan teks versi itu" in satu for satu in temuan)
    assert any(f"{NOMOR}: berjalan menurut versi SOP" in satu for satu in temuan)


async def test_claims_are_held_to_their_application_their_key_and_their_announcement() -> None:
    office = await kantor()
    asli = await milik(office)
    baik = pelanggaran(asli.id, nomor=NOMOR, sop=KURSUS)
    await office.watch.claim(replace(klaim(baik), diumumkan_pada=PAGI))
    assert said(await audit_all(office.stores, with_files=False)) == []
    lain = baik.model_copy(update={"putaran": 2})
    await office.watch.claim(klaim(lain))
    await office.watch.claim(replace(klaim(lain), kunci="salah", diumumkan_pada=PAGI))
    await office.watch.claim(replace(klaim(), diumumkan_pada=PAGI))
    temuan = said(await audit_all(office.stores, with_files=False))
    for pesan in ("belum diumumkan", "salah seharusnya berkunci", "permohonan yang tidak ada"):
        assert sum(pesan in satu for satu in temuan) == 1, temuan


async def test_a_claim_that_was_just_made_may_wait() -> None:
    office = await kantor()
    isi = pelanggaran((await milik(office)).id, nomor=NOMOR)
    kini = office.stores.clock()
    await office.watch.claim(klaim(isi, dipegang_pada=kini - timedelta(minutes=1)))
    assert said(await audit_all(office.stores, with_files=False)) == []


async def test_documents_of_an_earlier_version_are_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    office = await kantor()
    office.ganti((await milik(office)).model_copy(update={"skema": 1}))
    lines = await audit_all(office.stores, with_files=False)
    assert lines.schemas == {1: 1, 3: 1}
    print_audit(lines, lines.all)
    assert "1 dokumen masih berskema 1" in capsys.readouterr().out


async def test_people_read_what_is_wrong_and_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    office = await kantor()
    office.ganti(_perpanjang(await milik(office)).model_copy(update={"putaran": 9}))
    lines = await audit_all(office.stores, with_files=False)
    print_audit(lines, lines.all)
    out = capsys.readouterr().out
    assert "✗    Keadaan permohonan sesuai riwayatnya" in out
    assert f"✗ {NOMOR}: putaran 9" in out
    assert "→ Jangan ubah isinya" in out
    facts = audit_facts(lines, lines.all)
    assert facts["bersih"] is False
    assert facts["skema"] == {"3": 2}


async def test_one_application_is_checked_without_the_others() -> None:
    office = await kantor()
    paud = await office.permohonan.find_by_nomor("PAUD-2026-000001")
    assert paud is not None
    office.ganti(ubah(putaran=9)(await milik(office)))
    lines = await audit_one(office.stores, paud, with_files=True)
    assert all(line.clean for line in lines.of_an_application)
    lines = await audit_one(office.stores, await milik(office), with_files=True)
    assert not all(line.clean for line in lines.of_an_application)


@pytest.mark.parametrize(
    ("kata", "pesan"),
    [
        (("--ekspor", "x"), "memerlukan NOMOR"),
        ((NOMOR, "--dengan-berkas"), "memerlukan --ekspor"),
        ((NOMOR, "--berkas", "x"), "--berkas berdiri sendiri"),
        (("--berkas", "tidak-ada.json"), "tidak terbaca sebagai ekspor riwayat"),
    ],
)
def test_options_that_do_not_go_together_are_refused(kata: tuple[str, ...], pesan: str) -> None:
    outcome = izin("audit", *kata)
    assert (outcome.code, pesan in outcome.said) == (2, True), outcome.said
