"""What is demanded of a message from outside before anybody looks at it."""

import json
from typing import Any

import pytest

from shared.contracts import Dokumen, Jawaban, Lembaga, Pengajuan, Putusan
from shared.contracts.reading import UKURAN_PESAN_MAKS_BYTES, baca_pesan, pengenal
from shared.errors import RINCIAN_MAKS, PesanTidakTerbaca
from tests.builders import PETUGAS, Perjalanan
from tests.unit.contracts.golden import FOLDER, payload_of

BARU = payload_of(FOLDER / "pengajuan-baru.json")
TERIMA = payload_of(FOLDER / "putusan-setujui.json")
ESC, BALIK, NOL_LEBAR = "\x1b", "\u202e", "\u200b"


def reads(payload: dict[str, Any] | bytes) -> Pengajuan | Putusan:
    body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    pesan = baca_pesan(body, None, {"Pengajuan": Pengajuan, "Putusan": Putusan})
    assert isinstance(pesan, Pengajuan | Putusan)
    return pesan


def refused(payload: dict[str, Any] | bytes) -> str:
    with pytest.raises(PesanTidakTerbaca) as galat:
        reads(payload)
    return str(galat.value)


def named(nama_berkas: str) -> dict[str, Any]:
    pertama = BARU["dokumen"][0]
    berkas = pertama["berkas"] | {"nama_berkas": nama_berkas}
    return BARU | {"dokumen": [pertama | {"berkas": berkas}]}


@pytest.mark.parametrize(
    "nama",
    [
        f"surat{BALIK}fdp.exe",
        f"surat{NOL_LEBAR}.pdf",
        f"surat{ESC}[2J.pdf",
        "surat\n.pdf",
        "surat\u2028.pdf",
        "..",
        ".",
        "   ",
        ". .",
        "../surat.pdf",
        "folder\\surat.pdf",
    ],
)
def test_a_file_name_that_deceives_is_refused(nama: str) -> None:
    assert "nama_berkas" in refused(named(nama))


@pytest.mark.parametrize(
    "nama",
    [
        "Scan KTP: Budi? (1).pdf",
        "aux.pdf",
        ".hidden",
        "-rf",
        "akta pendirian “Melati”.pdf",
        "أ كتة.pdf",
        "شهادة.pdf",
        "证书😀.pdf",
        "é" * 200,
        "=1+1.pdf",
    ],
)
def test_an_unusual_file_name_is_nobodys_business(nama: str) -> None:
    pengajuan = reads(named(nama))
    assert isinstance(pengajuan, Pengajuan)
    assert pengajuan.dokumen[0].berkas.nama_berkas == nama


@pytest.mark.parametrize("nama", ["Siti\nContoh", f"Siti{ESC}[31m", f"Siti{BALIK}", "Siti\x00"])
def test_a_name_is_one_line_of_what_can_be_seen(nama: str) -> None:
    assert "pemohon.nama" in refused(BARU | {"pemohon": BARU["pemohon"] | {"nama": nama}})
    assert "petugas.nama" in refused(TERIMA | {"petugas": TERIMA["petugas"] | {"nama": nama}})
    assert nama.strip() not in refused(BARU | {"pemohon": BARU["pemohon"] | {"nama": nama}})


def test_a_note_may_have_lines_and_nothing_else_that_is_not_text() -> None:
    isi = "Perbaiki:\r\n\t1. alamat\n\t2. nomor telepon"
    pesan = reads(TERIMA | {"catatan": isi})
    assert isinstance(pesan, Putusan)
    assert pesan.catatan == isi
    for buruk in (f"{ESC}]0;x\x07", f"a{BALIK}b", "a\x00b", "a\x85b"):
        assert "catatan memuat" in refused(TERIMA | {"catatan": buruk})
        assert "isian.nib memuat" in refused(BARU | {"isian": {"nib": buruk}})


@pytest.mark.parametrize(
    "saat",
    [
        "0001-01-01T00:00:00+08:00",
        "9999-12-31T23:59:59-08:00",
        "0001-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "2200-01-01T00:00:00Z",
    ],
)
def test_a_clock_that_was_never_set_is_noticed(saat: str) -> None:
    assert "diajukan_pada" in refused(BARU | {"diajukan_pada": saat})
    assert "mulai_pada" in refused(BARU | {"mulai_pada": saat})
    assert "diputuskan_pada" in refused(TERIMA | {"diputuskan_pada": saat})


def test_one_byte_order_mark_in_front_of_a_message_is_no_part_of_it() -> None:
    body = json.dumps(BARU).encode()
    dengan = baca_pesan(b"\xef\xbb\xbf" + body, None, {"Pengajuan": Pengajuan})
    assert dengan == baca_pesan(body, None, {"Pengajuan": Pengajuan})


@pytest.mark.parametrize(
    ("body", "kata"),
    [
        (json.dumps(BARU).encode()[:-1] + b',"sop":"izin-paud"}', "lebih dari satu kali"),
        (json.dumps({**BARU, "putaran": float("nan")}).encode(), "NaN"),
        (json.dumps(BARU).encode("utf-16"), "melainkan UTF-16; kirim sebagai UTF-8"),
        (b"\xef\xbb\xbf" * 2 + json.dumps(BARU).encode(), "JSON"),
        (json.dumps({**BARU, "sop": "\ud800"}).encode(), "kode huruf \\u tidak berpasangan"),
        (json.dumps({**BARU, "sop": "x\xe9"}, ensure_ascii=False).encode("latin-1"), "baris 1"),
        (b'{"a":' * 100_000, "JSON"),
        (json.dumps({**BARU, "putaran": 10**400}).encode(), "putaran"),
        (b" " * (UKURAN_PESAN_MAKS_BYTES + 1), "melebihi batas"),
    ],
)
def test_json_that_two_readers_could_take_for_different_things_is_refused(
    body: bytes, kata: str
) -> None:
    assert kata in refused(body)


def test_a_key_that_comes_twice_is_not_repeated() -> None:
    text = refused(b'{"isian": {"6371012345678901": "a", "6371012345678901": "b"}}')
    assert "satu kunci disebut lebih dari satu kali" in text
    assert "6371012345678901" not in text


def test_what_is_wrong_with_a_message_is_told_in_less_than_the_message() -> None:
    with pytest.raises(PesanTidakTerbaca) as galat:
        reads(BARU | {f"asing-{ke}-{'x' * 600}": 1 for ke in range(1000)})
    assert len(galat.value.rincian) == RINCIAN_MAKS + 1
    assert galat.value.rincian[-1] == f"… dan {1000 - RINCIAN_MAKS} hal lagi"
    assert len(str(galat.value)) < 40_000


@pytest.mark.parametrize("kunci", ["\\ud800", "x" * 100_000, "a\\u0000bcdefgh", ""])
def test_only_a_key_that_could_be_one_is_repeated_in_the_answer(kunci: str) -> None:
    menjawab = pengenal(f'{{"putusan_id": "{kunci}"}}'.encode())
    assert menjawab == ""
    assert Jawaban(menjawab=menjawab, diterapkan=False, kode="x", alasan="x").ke_json()


def test_what_was_accepted_before_a_rule_stays_readable() -> None:
    """In the store, and in what the system sends about it."""
    lama = Lembaga(nama="LKP\nContoh", alamat="Jalan\x00")
    assert Lembaga.model_validate_json(lama.model_dump_json()) == lama
    perjalanan = Perjalanan()
    permohonan = perjalanan.permohonan.model_copy(update={"lembaga": lama})
    assert type(permohonan).model_validate_json(permohonan.model_dump_json()) == permohonan


def test_a_tool_that_is_written_in_python_is_told_at_once() -> None:
    with pytest.raises(ValueError, match=r"petugas\.nama"):
        Perjalanan().putusan(petugas=PETUGAS.model_copy(update={"nama": "Budi\n"}))


def test_a_size_that_no_store_can_hold_is_refused() -> None:
    assert Dokumen.model_json_schema()["properties"]["ukuran_bytes"]["maximum"] == 2**40
    berkas = BARU["dokumen"][0]["berkas"] | {"ukuran_bytes": 2**63}
    assert "ukuran_bytes" in refused(BARU | {"dokumen": [BARU["dokumen"][0] | {"berkas": berkas}]})
