import pytest

from shared import topology as t
from shared.akses import (
    OPS,
    PORTAL,
    Penjaga,
    alat_memeriksa,
    layanan,
    meja,
    nama_pengguna,
    pengguna_asal,
)
from shared.settings import Settings
from shared.worker.sender_check import penjaga_of

PENJAGA = Penjaga(frozenset({"kabid", "sekretaris", "pemohon"}))
PUTUSAN = t.antrean_putusan("kabid")


def test_the_officers_tool_of_the_role_may_decide() -> None:
    assert PENJAGA.keberatan(PUTUSAN, "Putusan", meja("kabid")) is None
    assert PENJAGA.keberatan(t.antrean_putusan("pemohon"), "Putusan", PORTAL) is None


@pytest.mark.parametrize(
    ("pengguna", "kata"),
    [
        (None, "tanpa user_id"),
        (meja("sekretaris"), "meja-sekretaris"),
        (layanan("kabid"), "layanan-kabid"),  # the worker decides nothing itself
        (PORTAL, "portal"),
        ("izin", "izin"),
    ],
)
def test_nobody_else_may_and_is_told_who_could(pengguna: str | None, kata: str) -> None:
    keberatan = PENJAGA.keberatan(PUTUSAN, "Putusan", pengguna)
    assert keberatan is not None
    assert kata in keberatan
    assert keberatan.endswith("yang berwenang: meja-kabid")


def test_the_administrator_sends_on_what_somebody_who_may_had_written() -> None:
    assert PENJAGA.keberatan(PUTUSAN, "Putusan", OPS, meja("kabid")) is None
    for asal in (None, meja("sekretaris"), OPS):
        assert PENJAGA.keberatan(PUTUSAN, "Putusan", OPS, asal) is not None


def test_a_dossier_decides_nothing_and_may_be_published_anew() -> None:
    antrean = t.antrean_berkas("kabid")
    assert PENJAGA.keberatan(antrean, "Berkas", OPS) is None
    assert PENJAGA.keberatan(antrean, "Berkas", layanan("sekretaris")) is None
    assert PENJAGA.keberatan(antrean, "Berkas", meja("kabid")) is not None


def test_alerts_and_their_copies_come_from_the_watchdog() -> None:
    for antrean in (t.ANTREAN_JURNAL, t.antrean_kabar("surel")):
        assert PENJAGA.keberatan(antrean, "Pelanggaran", layanan("watchdog")) is None
        assert PENJAGA.keberatan(antrean, "Pelanggaran", layanan("kabid")) is not None


def test_where_all_share_one_account_everybody_is_believed() -> None:
    penjaga = Penjaga(PENJAGA.pelaksana, aktif=False)
    assert penjaga.keberatan(PUTUSAN, "Putusan", None) is None


@pytest.mark.parametrize(
    ("pengguna", "kepala", "asal"),
    [
        (layanan("kabid"), meja("kabid"), meja("kabid")),  # put aside by the worker
        (OPS, meja("kabid"), meja("kabid")),  # sent back, and put aside again
        (meja("kabid"), meja("sekretaris"), meja("kabid")),  # a header says nothing by itself
        (None, meja("kabid"), None),
        (layanan("kabid"), None, layanan("kabid")),
        (layanan("kabid"), 7, layanan("kabid")),
    ],
)
def test_who_wrote_at_first_is_believed_from_those_who_put_aside_only(
    pengguna: str | None, kepala: object, asal: str | None
) -> None:
    assert pengguna_asal(pengguna, kepala) == asal


@pytest.mark.parametrize(
    ("url", "pengguna"),
    [
        ("amqp://layanan-kabid:x@mq/izin", "layanan-kabid"),
        ("amqps://a%40b:x@mq/", "a@b"),
        ("amqp://mq:5672/", None),
    ],
)
def test_the_account_is_the_one_that_the_address_logs_in_with(
    url: str, pengguna: str | None
) -> None:
    assert nama_pengguna(url) == pengguna


@pytest.mark.parametrize(
    ("pilihan", "pengguna", "aktif"),
    [
        (None, "layanan-kabid", True),
        (None, "izin", False),
        ("ya", "izin", True),
        ("tidak", "layanan-kabid", False),
    ],
)
def test_a_worker_looks_where_it_has_an_account_of_its_own_or_is_told_to(
    pilihan: str | None, pengguna: str, aktif: bool
) -> None:
    settings = Settings.model_validate({"periksa_pengguna": pilihan})
    assert penjaga_of(settings, f"amqp://{pengguna}:x@mq/", ["kabid"]).aktif is aktif


TUGAS, KABAR_PEMOHON = t.antrean_tugas("kabid"), t.ANTREAN_PEMBERITAHUAN


@pytest.mark.parametrize(
    "pengguna", [None, meja("kabid"), layanan("sekretaris"), layanan("watchdog"), PORTAL, OPS]
)
def test_a_task_comes_from_the_worker_of_its_role_alone(pengguna: str | None) -> None:
    assert PENJAGA.keberatan(TUGAS, "Tugas", layanan("kabid")) is None
    assert PENJAGA.keberatan(TUGAS, "Tugas", OPS, layanan("kabid")) is None
    assert "layanan-kabid" in str(PENJAGA.keberatan(TUGAS, "Tugas", pengguna))


def test_a_notice_comes_from_a_pelaksana_s_worker_or_is_published_anew() -> None:
    for boleh in (layanan("kabid"), layanan("arsip"), OPS):
        assert PENJAGA.keberatan(KABAR_PEMOHON, "Pemberitahuan", boleh) is None
    for lain in (
        None,
        meja("kabid"),
        PORTAL,
        layanan("watchdog"),
        layanan("kabar"),
        layanan("meja"),
        "izin",
    ):
        assert PENJAGA.keberatan(KABAR_PEMOHON, "Pemberitahuan", lain) is not None


@pytest.mark.parametrize(
    ("pengguna", "pilihan", "memeriksa"),
    [
        (meja("kabid"), None, True),
        (PORTAL, None, True),
        (OPS, None, True),
        (layanan("kabid"), None, True),
        ("izin", None, False),
        (None, None, False),
        ("izin", "ya", True),
        (meja("kabid"), "tidak", False),
    ],
)
def test_a_tool_looks_where_its_account_is_its_own_or_it_is_told_to(
    pengguna: str | None, pilihan: str | None, memeriksa: bool
) -> None:
    assert alat_memeriksa(pengguna, pilihan) is memeriksa
