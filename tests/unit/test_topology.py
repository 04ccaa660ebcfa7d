"""The topology: what every queue must be, whatever pelaksana there are."""

from uuid import uuid4

from shared import topology
from shared.topology import Antrean, topologi


def antrean() -> tuple[Antrean, ...]:
    return topologi(["frontoffice", "kasi"]).antrean


def test_every_queue_is_a_quorum_queue_with_a_limit_of_its_own() -> None:
    """Without one it would have 20 from RabbitMQ 4.0 on, and looking would lose messages."""
    for satu in antrean():
        assert satu.argumen["x-queue-type"] == "quorum"
        assert int(satu.argumen["x-delivery-limit"]) >= 20


def test_officers_may_look_at_a_task_more_often_than_a_worker_may_fail_at_a_message() -> None:
    batas = {satu.nama: satu.argumen["x-delivery-limit"] for satu in antrean()}
    assert batas["kasi.berkas"] == batas["kasi.putusan"] == topology.BATAS_KIRIM_ULANG
    assert batas["kasi.tugas"] == topology.BATAS_KIRIM_ULANG_TUGAS
    assert topology.BATAS_KIRIM_ULANG_TUGAS >= 1000


def test_every_queue_but_karantina_is_dead_lettered_to_it_at_least_once() -> None:
    for satu in antrean():
        if satu.nama == topology.ANTREAN_KARANTINA:
            assert "x-dead-letter-exchange" not in satu.argumen
            continue
        assert satu.argumen["x-dead-letter-exchange"] == topology.EXCHANGE_KARANTINA
        assert satu.argumen["x-dead-letter-strategy"] == "at-least-once"
        assert satu.argumen["x-overflow"] == "reject-publish"


def test_karantina_is_declared_and_bound_before_anything_can_be_dead_lettered() -> None:
    assert antrean()[0].nama == topology.ANTREAN_KARANTINA
    assert topologi([]).exchange[0] == topology.EXCHANGE_KARANTINA


def test_a_door_leads_to_one_queue_and_every_queue_that_tools_write_to_has_one() -> None:
    doors = {
        exchange: satu.nama
        for satu in antrean()
        for exchange, _ in satu.semua_ikatan
        if exchange.startswith(topology.AWALAN_PINTU)
    }
    assert doors == {
        topology.pintu(nama): nama
        for nama in (
            "frontoffice.berkas",
            *(f"{p}.putusan" for p in ("frontoffice", "kasi", "pemohon")),
        )
    }
    jenis = topologi(["frontoffice", "kasi"]).jenis_exchange
    assert {nama for nama, satu in jenis.items() if satu == "direct"} == doors.keys()


def test_a_new_pelaksana_has_its_three_queues_and_the_fixed_ones_are_always_there() -> None:
    nama = topologi(["kasi"]).nama_antrean
    assert {"kasi.berkas", "kasi.tugas", "kasi.putusan"} <= nama
    assert {"frontoffice.berkas", "pemohon.pemberitahuan", "ops.mutu-baku", "karantina"} <= nama


def test_a_channel_of_alerts_has_one_queue_and_a_binding_for_each_of_its_keys() -> None:
    kunci = topology.kunci_kabar(["terlampaui", "mendekati"], ["kasi", "keseluruhan"])
    ikatan = topology.ikatan_kabar("kadis", kunci)
    assert {satu.nama for satu in ikatan} == {"ops.kabar.kadis"}
    assert [satu.ikatan for satu in ikatan] == [
        ("izin.mutu-baku", "terlampaui.kasi"),
        ("izin.mutu-baku", "terlampaui.keseluruhan"),
        ("izin.mutu-baku", "mendekati.kasi"),
        ("izin.mutu-baku", "mendekati.keseluruhan"),
    ]
    ops = next(satu for satu in antrean() if satu.nama == topology.ANTREAN_OPS)
    assert all(satu.argumen == ops.argumen for satu in ikatan)


def test_a_filter_that_is_not_there_stands_for_all_there_are() -> None:
    assert topology.kunci_kabar(["terlampaui"], []) == ("terlampaui.*",)
    assert topology.kunci_kabar([], ["kasi"]) == ("*.kasi",)


def test_a_message_id_fits_into_an_amqp_short_string() -> None:
    assert len(topology.id_pesan(uuid4(), 999, 9999, "x" * 120)) <= 255
