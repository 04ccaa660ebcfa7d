"""`izin karantina`: what is read off a message, which one is meant, what is shown; no servers."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest

from izin.cli import karantina_view
from izin.cli.karantina_view import Export
from shared.errors import KodeTolak
from shared.kantor.errors import MasukanKeliru
from shared.kantor.karantina import TidakDiKarantina, Wanted, choose
from shared.kantor.karantina_entry import Entry, Reader, cure
from shared.rabbit.browse import Held
from shared.settings import Settings
from shared.topology import topologi, tujuan_asal
from shared.whole_file import new_file
from shared.words import office_zone
from tests.unit.cli.running import izin

SEJAK = datetime(2026, 11, 28, 2, 30, tzinfo=UTC)
OLEH_WORKER = {
    "kode": "bukan_wewenang",
    "alasan": "langkah 5 adalah wewenang backoffice",
    "antrean_asal": "kabid.putusan",
    "pelaksana": "kabid",
    "dikarantina_pada": SEJAK.isoformat(),
    "kali_dikirim": 2,
    "dikirim_ulang": 1,
}
OLEH_BROKER = {
    "x-death": [
        {"count": 1, "reason": "delivery_limit", "queue": "kabid.berkas", "time": SEJAK},
        {"count": 9, "reason": "rejected", "queue": "kabid.tugas", "time": SEJAK},
    ],
    "x-first-death-queue": "kabid.tugas",
}
READ = Reader({"kabid.berkas": 20})


class Lain:
    """The parts of a delivery that are read; no broker is behind it."""

    def __init__(self, body: bytes, headers: Mapping[str, Any], **properti: Any) -> None:
        self.body = body
        self.headers = dict(headers)
        for nama in ("message_id", "correlation_id", "type", "content_type", "content_encoding",
                     "reply_to", "timestamp", "app_id", "user_id"):  # fmt: skip
            setattr(self, nama, properti.get(nama))


def pesan(body: bytes = b"{}", headers: Mapping[str, Any] | None = None, **properti: Any) -> Held:
    return cast(Held, Lain(body, OLEH_WORKER if headers is None else headers, **properti))


def entry(id_: str, kode: str = "galat_tak_terduga", asal: str = "kabid.berkas") -> Entry:
    return Entry(id_, "m-1", "Berkas", kode, "alasan", asal, 4, 0, SEJAK, "", 2)


def test_what_a_worker_put_aside_says_why_whence_how_often_and_since_when() -> None:
    satu = Reader({})(pesan(b'{"nomor": "PAUD-2026-000001"}', message_id="m-1", type="Putusan"))
    assert (satu.kode, satu.asal, satu.kali) == ("bukan_wewenang", "kabid.putusan", 2)
    assert (satu.dikirim_ulang, satu.sejak) == (1, SEJAK)
    assert (satu.nomor, satu.tipe) == ("PAUD-2026-000001", "Putusan")


def test_what_the_broker_dead_lettered_is_told_by_its_latest_death() -> None:
    satu = READ(pesan(headers=OLEH_BROKER, correlation_id="c-1"))
    assert (satu.kode, satu.asal, satu.kali) == ("delivery_limit", "kabid.berkas", 20)
    assert (satu.sejak, satu.nomor) == (SEJAK, "c-1")
    assert "sampai batas" in satu.alasan


@pytest.mark.parametrize("body", [b"", b"\xff\x00", b"[1]", b"[" * 100_000, b"bukan JSON"])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-death": []},
        {"x-death": "kabid"},
        {"x-death": [7], "dikarantina_pada": "kemarin"},
        {"kode": 7, "alasan": None, "antrean_asal": b"\xff", "kali_dikirim": "dua"},
    ],
)
def test_anybody_s_message_can_be_looked_at(body: bytes, headers: Mapping[str, Any]) -> None:
    satu = Reader({})(pesan(body, headers))
    assert satu.ukuran_bytes == len(body)
    assert satu.kode and satu.alasan


def test_the_same_message_twice_has_two_ids_and_another_stay_has_another() -> None:
    read = Reader({})
    pertama, kedua = read(pesan(message_id="m-1")), read(pesan(message_id="m-1"))
    assert kedua.id == f"{pertama.id}-2"
    nanti = {**OLEH_WORKER, "dikarantina_pada": "2026-11-29T00:00:00+00:00"}
    assert read(pesan(headers=nanti, message_id="m-1")).id.partition("-")[0] != pertama.id
    assert Reader({})(pesan(message_id="m-1")).id == pertama.id


def test_an_id_may_be_shortened_as_far_as_it_means_one_message() -> None:
    semua = [entry("abcd1111"), entry("abcd2222"), entry("abcd2222-2"), entry("ef001122")]
    assert choose(semua, Wanted(("ef00",))) == [semua[3]]
    assert choose(semua, Wanted(("abcd2222",))) == [semua[1]]
    with pytest.raises(MasukanKeliru, match="lebih dari satu"):
        choose(semua, Wanted(("ef00", "abcd")))
    for tidak_ada in ("ffff", "ef", ""):
        with pytest.raises(TidakDiKarantina):
            choose(semua, Wanted((tidak_ada,)))


def test_a_kind_is_chosen_by_code_and_by_queue() -> None:
    semua = [entry("a1", "x", "kabid.berkas"), entry("a2", "x", "kabid.tugas"), entry("a3", "y")]
    assert choose(semua, Wanted(kode="x")) == semua[:2]
    assert choose(semua, Wanted(kode="x", antrean="kabid.tugas")) == [semua[1]]
    assert choose(semua, Wanted()) == semua


@pytest.mark.parametrize("kode", list(KodeTolak))
def test_for_every_reason_there_is_something_to_do(kode: KodeTolak) -> None:
    assert cure(kode, "kabid.berkas").endswith(".")
    assert "tidak dapat dikirim ulang" in cure(kode, "")


@pytest.mark.parametrize(
    ("asal", "tujuan"),
    [
        ("kabid.putusan", ("izin", "kabid.putusan")),
        ("pemohon.pemberitahuan", ("izin", "pemohon.pemberitahuan")),
        ("ops.mutu-baku", ("", "ops.mutu-baku")),  # its exchange would tell everyone else again
        ("ops.kabar.kepala", ("", "ops.kabar.kepala")),
        ("karantina", None),
        ("antrean.orang-lain", None),
        ("", None),
    ],
)
def test_a_message_goes_back_to_its_own_queue_and_to_no_other(
    asal: str, tujuan: tuple[str, str] | None
) -> None:
    assert tujuan_asal(asal, topologi(["kabid"])) == tujuan


def test_personal_data_is_masked_wherever_it_stands_unless_all_was_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    isi = {"pemohon": {"nama": "Siti", "nik": "6372000000000001"}, "lain": [{"telepon": "0811000"}]}
    satu = pesan(json.dumps(isi).encode())
    zona = office_zone(Settings())
    karantina_view.show_message(READ(satu), satu, zona, complete=False)
    tertutup = capsys.readouterr().out
    assert "6372000000000001" not in tertutup
    assert "0811000" not in tertutup
    assert "Penanganan:" in tertutup
    karantina_view.show_message(READ(satu), satu, zona, complete=True)
    assert "6372000000000001" in capsys.readouterr().out


def test_a_body_without_fields_is_shown_only_to_who_asks_for_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    satu = pesan(b"NIK 6372000000000001\x1b[2J")
    karantina_view.show_message(READ(satu), satu, office_zone(Settings()), complete=False)
    assert "6372" not in capsys.readouterr().out
    karantina_view.show_json(READ(satu), satu, complete=True)
    assert "6372" in capsys.readouterr().out


async def test_an_export_keeps_every_byte_and_every_header(tmp_path: Path) -> None:
    ke = tmp_path / "k.jsonl"
    with new_file(ke) as file:
        export = Export(file)
        for satu in (pesan(b"\xff\x00", OLEH_BROKER, message_id="m-1"), pesan("é".encode())):
            await export(READ(satu), satu)
    biner, teks = map(json.loads, ke.read_text().splitlines())
    assert biner["isi_base64"] == "/wA="
    assert biner["properti"]["headers"]["x-death"][0]["queue"] == "kabid.berkas"
    assert biner["properti"]["message_id"] == "m-1"
    assert teks["isi"] == "é"


@pytest.mark.parametrize(
    ("perintah", "kata"),
    [
        (("kirim-ulang", "--oleh", "1:Budi"), "Sebut salah satu"),
        (("kirim-ulang", "abcd", "--semua", "--oleh", "1:Budi"), "Sebut salah satu"),
        (("kirim-ulang", "--semua"), "IZIN_PETUGAS"),
        (("buang", "abcd", "--oleh", "198001012005011001:Budi", "--alasan", " "), "alasan"),
        (("buang", "abcd", "--oleh", "198001012005011001:Budi"), "--alasan"),
        (("buang", "--alasan", "uji"), "ID"),
    ],
)
def test_who_why_and_which_have_to_be_said(perintah: tuple[str, ...], kata: str) -> None:
    env = {"RABBITMQ_URL": "amqp://127.0.0.1:1/", "MONGODB_URL": "mongodb://127.0.0.1:1/"}
    outcome = izin("karantina", *perintah, env=env)
    assert outcome.code == 2
    assert kata in outcome.said


@pytest.mark.parametrize(
    "perintah", ["daftar", "lihat", "kirim-ulang", "ekspor", "buang", "catatan"]
)
def test_the_help_of_each_is_indonesian_and_fits(perintah: str) -> None:
    outcome = izin("karantina", perintah, "--help")
    assert outcome.code == 0
    assert "Pemakaian: izin karantina" in outcome.out
    assert max(map(len, outcome.out.splitlines())) <= 80


@pytest.mark.parametrize(
    ("asal", "tipe", "pengguna", "kode", "kata"),
    [
        ("kabid.tugas", "Tugas", "layanan-kabid", "pesan_tidak_sah", "kontrak"),
        ("kabid.tugas", "Tugas", "portal", "bukan_wewenang", "yang berwenang: layanan-kabid"),
        ("kabid.tugas", "Tugas", None, "bukan_wewenang", "tanpa user_id"),
        ("pemohon.pemberitahuan", "Tugas", "meja-kabid", "bukan_wewenang", "meja-kabid"),
        ("kabid.berkas", "Tugas", None, "rejected", "tanpa alasan"),
    ],
)
def test_what_a_tool_could_only_reject_has_the_reason_that_the_tool_had(
    asal: str, tipe: str, pengguna: str | None, kode: str, kata: str
) -> None:
    headers = {"x-death": [{"count": 1, "reason": "rejected", "queue": asal, "time": SEJAK}]}
    satu = READ(pesan(headers=headers, type=tipe, user_id=pengguna))
    assert (satu.kode, satu.asal) == (kode, asal)
    assert kata in satu.alasan
