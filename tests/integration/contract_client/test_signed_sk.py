"""The client of the published contract takes both SOPs to a signed SK: written as letters where the
office holds the key, signed with a key of its own where officers have theirs elsewhere."""

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shared.settings import Settings
from shared.tandatangan.folder_uji_coba import Pejabat, siapkan
from shared.tandatangan.periksa import periksa_tanda_tangan
from shared.tandatangan.susunan import baca_susunan, tulis_uji_coba
from tests.integration.contract_client.running import run_client
from tests.workers import StartWorker, workers_here

pytestmark = pytest.mark.integration

OFFICERS = [
    "frontoffice",
    "backoffice",
    "dinasteknis",
    "backoffice",
    "kabid",
    "sekretaris",
    "kepaladinas",
]


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """The office holds the keys."""
    return settings.model_copy(update={"tanda_tangan": tulis_uji_coba(tmp_path / "kunci")})


async def test_it_takes_both_sops_to_a_signed_sk_by_writing_letters(
    settings: Settings, start_worker: StartWorker, tmp_path: Path
) -> None:
    """The workers are processes of their own, as in a real installation, and hold the key."""
    assert settings.tanda_tangan
    workers = [start_worker(pelaksana) for pelaksana in sorted({*OFFICERS, "pemohon"})]
    for worker in workers:
        worker.wait_ready()
    seen = (await run_client(settings, tmp_path, "issue"))["issue"]
    assert set(seen) == {"izin-kursus-pelatihan", "izin-paud"}
    for sop, one in seen.items():
        assert one["visited"] == OFFICERS
        assert (one["fact"], one["fact_sop"]) == ("selesai", sop)
        await asyncio.to_thread(
            signed_by, tmp_path / one["sk_file"], settings.tanda_tangan, "Petugas Uji"
        )


def signed_by(letter: Path, signing: Path, name: str) -> None:
    trusted = baca_susunan(signing).kepercayaan
    judged = periksa_tanda_tangan(letter.read_bytes(), trusted, datetime.now(UTC))
    assert judged.temuan == ()
    assert [one.nama for one in judged.penanda] == [name]


WRONG_SIGNATURES = {
    "no number yet": "tanda_tangan",
    "to be signed here": "tanda_tangan",
    "asked about another draft": "draf_berbeda",
    "asked about another round": "langkah_tidak_terbuka",
    "asked about no application": "permohonan_tidak_dikenal",
    "the text unsigned": "tanda_tangan",
    "the draft signed": "tanda_tangan",
    "signed by somebody else": "tanda_tangan",
    "more behind the signature": "tanda_tangan",
}
HEAD = Pejabat("198001012005011001", "Drs. H. Budi Santoso, M.Si.")
OTHER = Pejabat("197501012000012002", "Siti Aminah")


def signed_through_a_service(settings: Settings, folder: Path) -> Settings:
    """The office believes the authority; the keys are the client's, in its working directory."""
    keys = siapkan(folder / "kunci", [HEAD, OTHER])
    people = {
        part: {
            "petugas": {"id": key.pejabat.nip, "nama": key.pejabat.nama},
            "kunci": str(key.berkas),
            "frasa": key.frasa(),
        }
        for part, key in zip(("penanda", "lain"), keys.kunci, strict=True)
    }
    (folder / "penanda.json").write_text(json.dumps(people))
    signing = folder / "tanda-tangan.toml"
    signing.write_text(f'cara = "bsre"\nakar = ["{keys.ca.relative_to(folder)}"]\n')
    return settings.model_copy(update={"tanda_tangan": signing})


async def test_it_has_the_sk_of_both_sops_signed_elsewhere_and_only_the_right_file_is_taken(
    settings: Settings, tmp_path: Path
) -> None:
    settings = signed_through_a_service(settings, tmp_path)
    assert settings.tanda_tangan
    async with workers_here(settings):
        seen = (await run_client(settings, tmp_path, "signed_elsewhere"))["signed_elsewhere"]
    assert set(seen) == {"izin-kursus-pelatihan", "izin-paud"}
    for one in seen.values():
        assert one["refused"] == WRONG_SIGNATURES
        assert one["begins_with_the_text"]
        await asyncio.to_thread(
            signed_by, tmp_path / one["sk_file"], settings.tanda_tangan, HEAD.nama
        )
    assert [one["number"].split("/")[0] for one in seen.values()] == ["001", "001"]


@pytest.mark.usefixtures("semua_worker")
async def test_where_nothing_is_to_be_signed_there_is_no_text(
    settings: Settings, tmp_path: Path
) -> None:
    seen = (await run_client(settings, tmp_path, "nothing_to_sign"))["nothing_to_sign"]
    assert seen == {"kode": "tanda_tangan"}
