"""A client written from the published contract alone plays portal and every officer."""

import ast
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from shared.settings import Settings
from tests.integration.contract_client.running import CONTRACT, HERE, run_client
from tests.integration.contract_client.test_signed_sk import OFFICERS, WRONG_SIGNATURES
from tests.register import teks_petugas, teks_semua
from tests.workers import workers_here

pytestmark = pytest.mark.integration

CLIENT_LIBRARIES = {"bson", "gridfs", "jsonschema", "pika", "pyhanko", "pymongo"}


def imported(source: Path) -> set[str]:
    """The top-level packages that a file imports; relative imports stay inside the client."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.partition(".")[0])
    return names


def sources() -> list[Path]:
    return sorted((HERE / "client").rglob("*.py"))


def test_the_client_imports_nothing_of_the_project() -> None:
    foreign = {
        f"{source.name}: {name}"
        for source in sources()
        for name in imported(source) - set(sys.stdlib_module_names) - CLIENT_LIBRARIES
    }
    assert foreign == set()


def test_the_client_spells_out_no_name_that_the_contract_holds() -> None:
    """Queues, exchanges, persyaratan, form codes, SOPs and refusals are looked up. A field of a
    message is read by its name, whatever else is called so."""
    contract = json.loads(CONTRACT.read_text(encoding="utf-8"))
    names = set(contract["channels"]) | {one["name"] for one in contract["x-exchanges"]}
    names |= {one["kode"] for one in contract["x-kode-tolak"]}
    for sop in contract["x-sop"]:
        names |= {sop["kode"]}
        names |= {one["kode"] for one in sop["persyaratan"] + sop["isian"]}
    fields = {
        name
        for schema in contract["components"]["schemas"].values()
        for name in schema.get("properties", {})
    }
    strings = {
        node.value
        for source in sources()
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert strings & names <= fields


@pytest.mark.usefixtures("semua_worker")
async def test_it_corrects_what_was_sent_back_under_the_same_nomor(
    settings: Settings, tmp_path: Path
) -> None:
    seen = (await run_client(settings, tmp_path, "correction"))["correction"]
    assert seen["shown_missing"]
    assert seen["reasons"][seen["rejected"]] == "Tidak terbaca, mohon pindai ulang."
    assert len(seen["reasons"]) == 2
    assert seen["judged_again"]
    assert seen["putaran"] == 2
    assert seen["visited"] == OFFICERS[1:]


OUTSIDE = "di_luar_mandat"

WRONG_DECISIONS = {
    "unknown application": "permohonan_tidak_dikenal",
    "through the queue of another role": "bukan_wewenang",
    "in the name of another role": "bukan_wewenang",
    "both, for a step of neither": "bukan_wewenang",
    "a decision the step does not have": "putusan_tidak_tersedia",
    "another round": "langkah_tidak_terbuka",
    "an unknown field": "pesan_tidak_sah",
    "a verdict on no document": "bidang_tidak_dikenal",
    "an output not asked for": "output_tidak_diminta",
    "no verdicts": "verdik_kurang",
    "accepted with a rejected document": "verdik_kurang",
    "rejected without a reason": "alasan_kurang",
    "sent back without a reason": "alasan_kurang",
    "nothing named as approved": "draf_berbeda",
    "something else approved": "draf_berbeda",
    "output missing": "output_kurang",
    "one file for two outputs": "output_kurang",
    "the draft as the SK": "output_kurang",
    "approved by its author": "draf_sendiri",
    "output: no such file": "berkas_ditolak",
    "output: another digest": "berkas_ditolak",
    "output: another size": "berkas_ditolak",
    "output: another type": "berkas_ditolak",
    "output: a type not allowed": "berkas_ditolak",
    "a letter that says nothing": "isi_surat",
    "a letter that the system does not make": "tanda_tangan",
    "accepted though incomplete": "kelengkapan_kurang",
    "a decision where a submission is due": "putusan_tidak_tersedia",
    "the same again": "sudah_diterapkan",
    "the same id with other content": "kiriman_berbeda",
    "already decided": "sudah_diputus",
}


@pytest.mark.usefixtures("semua_worker")
async def test_every_wrong_decision_is_answered_with_its_code_and_changes_nothing(
    settings: Settings, tmp_path: Path
) -> None:
    seen = (await run_client(settings, tmp_path, "refused_decisions"))["refused_decisions"]
    assert seen == {what: [code] for what, code in WRONG_DECISIONS.items()}


WRONG_SUBMISSIONS = {
    "an unknown SOP": "sop_tidak_dikenal",
    "in place of no SK": "sk_tidak_dikenal",
    "an unknown form field": "bidang_tidak_dikenal",
    "an unknown document": "bidang_tidak_dikenal",
    "an answer outside the choices": "bidang_tidak_dikenal",
    "no such file": "berkas_ditolak",
    "another digest": "berkas_ditolak",
    "too large": "berkas_ditolak",
    "the same id with other content": "kiriman_berbeda",
    "an unknown nomor": "permohonan_tidak_dikenal",
    "not with the applicant": "langkah_tidak_terbuka",
    "an accepted document": "dokumen_terkunci",
    "another round": "langkah_tidak_terbuka",
    "the same again": "sudah_diterapkan",
}


@pytest.mark.usefixtures("semua_worker")
async def test_a_refused_submission_is_answered_announced_and_kept_in_quarantine(
    settings: Settings, tmp_path: Path
) -> None:
    seen = (await run_client(settings, tmp_path, "refused_submissions"))["refused_submissions"]
    codes: dict[str, Any] = {what: seen[what] for what in WRONG_SUBMISSIONS}
    assert codes == WRONG_SUBMISSIONS
    assert seen["one application"]
    assert seen["still goes on"] == OFFICERS[-1]


@pytest.mark.usefixtures("semua_worker")
async def test_what_cannot_be_read_lands_in_quarantine_with_a_reason_and_the_next_one_is_served(
    settings: Settings, tmp_path: Path
) -> None:
    seen = (await run_client(settings, tmp_path, "quarantine"))["quarantine"]
    assert seen.pop("next one")
    assert seen.pop("nobody to answer") == "permohonan_tidak_dikenal"
    assert seen.pop("rejected by a tool") == {"from": True, "why": "rejected"}
    assert {one["kode"] for one in seen.values()} == {"pesan_tidak_sah"}
    named = {what: one["alasan"] for what, one in seen.items()}
    assert "bukan JSON yang sah" in named["not JSON"]
    assert "bukan JSON yang sah" in named["not UTF-8"]
    assert "objek JSON" in named["not an object"]
    assert "kolom_asing" in named["unknown field"]
    assert "putaran" in named["wrong type"]
    assert "pemohon.nama" in named["missing field"]
    assert "diajukan_pada" in named["no zone"]
    assert "tipe" in named["another message"]


async def test_a_client_may_declare_the_queues_before_the_workers_and_after_them(
    settings: Settings, tmp_path: Path
) -> None:
    before = await run_client(settings, tmp_path, "declare")
    assert before["declare"]["queues"] > len(set(OFFICERS))
    async with workers_here(settings):
        assert (await run_client(settings, tmp_path, "declare", "correction"))["correction"]


async def test_an_officer_who_is_not_in_the_register_is_told(
    settings: Settings, tmp_path: Path
) -> None:
    register = tmp_path / "petugas.toml"
    register.write_text(teks_semua(teks_petugas("orang.lain", "Orang Lain")))
    async with workers_here(settings.model_copy(update={"daftar_petugas": register})):
        seen = await run_client(settings, tmp_path, "outside_the_register")
    assert seen["outside_the_register"] == {"kode": OUTSIDE}


def test_the_client_meets_every_refusal_that_is_answered() -> None:
    contract = json.loads(CONTRACT.read_text(encoding="utf-8"))
    answered = (WRONG_DECISIONS, WRONG_SUBMISSIONS, WRONG_SIGNATURES)
    met = {OUTSIDE, *(code for table in answered for code in table.values())} - {"sudah_diterapkan"}
    # Only ever seen in quarantine: a failure that nobody foresaw, an alert that nobody took.
    only_in_quarantine = {"galat_tak_terduga", "kabar_tidak_terkirim"}
    assert met == {one["kode"] for one in contract["x-kode-tolak"]} - only_in_quarantine


@pytest.mark.usefixtures("semua_worker")
async def test_it_follows_an_application_asks_for_a_lost_task_and_withdraws(
    settings: Settings, tmp_path: Path
) -> None:
    seen = (await run_client(settings, tmp_path, "withdrawal"))["withdrawal"]
    assert seen == {
        "registered_at": "frontoffice",
        "moved_to": ["backoffice", "backoffice", True],
        "found_again": True,
        "withdrawn": True,
        "late": [False, "sudah_diputus"],
        "told": None,
    }
