"""What all contestants repeat is what AlurIzin really says and writes."""

from uuid import uuid4

from bench.pola.rekam import PERMOHONAN_ID, Pola, rekam
from bench.pola.tulisan import dokumen_untuk, saring_untuk, ubah_untuk
from shared.contracts import SEMUA_PESAN, Putusan, Tugas
from shared.permohonan import id_permohonan
from tests.builders import KURSUS, PAUD, termuat

POLA = rekam()
MODEL = {model.__name__: model for model in SEMUA_PESAN}


def test_every_step_of_the_sop_is_closed_once_and_in_order() -> None:
    assert [tapak.no for tapak in POLA.tapak] == [
        langkah.no for langkah in termuat(KURSUS).sop.langkah
    ]
    assert set(POLA.pelaksana) == set(termuat(KURSUS).sop.pelaksana)


def test_another_sop_can_be_recorded_as_well() -> None:
    assert len(rekam(PAUD).tapak) == len(termuat(PAUD).sop.langkah)


def test_every_recorded_message_keeps_the_contract_for_whichever_application() -> None:
    pengajuan_id = str(uuid4())
    permohonan_id = str(id_permohonan(pengajuan_id))
    for tapak in POLA.tapak:
        surat = [tapak.masuk, *tapak.keluar, *filter(None, [tapak.tugas])]
        for satu in surat:
            isi = satu.untuk(permohonan_id, pengajuan_id, "2026-11-28T08:00:00.000Z")
            MODEL[satu.tipe].dari_json(isi)
            assert PERMOHONAN_ID.encode() not in isi


def test_the_instant_of_sending_is_the_officers_own() -> None:
    isi = POLA.tapak[1].masuk.untuk(str(uuid4()), saat="2026-11-28T08:00:00.000Z")
    assert Putusan.dari_json(isi).diputuskan_pada.isoformat() == "2026-11-28T08:00:00+00:00"


def test_three_messages_and_more_travel_for_every_decision() -> None:
    """Berkas and Peristiwa, the Tugas before and the Jawaban after; notices where they are due."""
    for tapak in POLA.tapak[1:-1]:
        assert {"Berkas", "Peristiwa"} <= {satu.tipe for satu in tapak.keluar}
        assert tapak.tugas is not None and Tugas.dari_json(tapak.tugas.isi).langkah == tapak.no
    notices = [s for tapak in POLA.tapak for s in tapak.keluar if s.tipe == "Pemberitahuan"]
    assert len(notices) == 2


def test_a_recording_is_the_same_in_every_process() -> None:
    assert isi(rekam()) == isi(rekam())


def isi(pola: Pola) -> list[tuple[bytes, ...]]:
    return [(t.masuk.isi, t.jawaban, *(s.isi for s in t.keluar)) for t in pola.tapak]


def test_writes_of_two_applications_differ_in_what_is_unique_only() -> None:
    pertama, kedua = POLA.tapak[:2]
    satu, dua = dokumen_untuk(pertama, "a"), dokumen_untuk(pertama, "b")
    assert {kunci for kunci in satu if satu[kunci] != dua[kunci]} == {
        *("_id", "nomor", "pengajuan_id"),
    }
    assert saring_untuk(kedua, "a") == {**saring_untuk(kedua, "b"), "_id": "a"}
    assert ubah_untuk(kedua, "a")["$set"]["pengajuan_id"] == ["a"]
    assert ubah_untuk(kedua, "a")["$push"] == kedua.ubah["$push"]
