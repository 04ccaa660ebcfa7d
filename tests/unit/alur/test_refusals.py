"""Decisions that must not stand. Nothing may change, and the sender is told which rule it was."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from shared.alur import perkara_terbuka
from shared.contracts import Verdik
from shared.errors import KodeTolak, PutusanDitolak, SudahDiterapkan
from shared.tindakan import NilaiPutusan
from tests.builders import Perjalanan, kode_wajib


@dataclass(frozen=True)
class Kasus:
    """At `langkah`, the decision `nilai` with `ubah` changed is refused with `kode`."""

    langkah: int
    nilai: NilaiPutusan
    ubah: Callable[[Perjalanan], dict[str, Any]]
    kode: KodeTolak


def _tanpa(hasil: str) -> Callable[[Perjalanan], dict[str, Any]]:
    return lambda p: {"hasil": tuple(h for h in p.putusan().hasil if h.kode != hasil)}


def _ganti_berkas(**ubah: Any) -> Callable[[Perjalanan], dict[str, Any]]:
    """The first output, with something about its reference untrue."""

    def buat(p: Perjalanan) -> dict[str, Any]:
        pertama, *lain = p.putusan().dokumen
        berkas = pertama.berkas.model_copy(update=ubah)
        return {"hasil": (pertama.model_copy(update={"berkas": berkas}), *lain)}

    return buat


KASUS = {
    "a document without a verdict": Kasus(
        2, "terima", lambda p: {"verdik": p.putusan().verdik[1:]}, KodeTolak.VERDIK_KURANG
    ),
    "a rejected document without a reason": Kasus(
        2,
        "tolak",
        lambda p: {
            "verdik": tuple(Verdik(kode=d.kode, diterima=False) for d in p.permohonan.dokumen)
        },
        KodeTolak.ALASAN_KURANG,
    ),
    "accepting while a document is rejected": Kasus(
        2,
        "terima",
        lambda p: {
            "verdik": tuple(
                Verdik(kode=d.kode, diterima=False, alasan="buram") for d in p.permohonan.dokumen
            )
        },
        KodeTolak.VERDIK_KURANG,
    ),
    "a verdict on a document that is not there": Kasus(
        2,
        "terima",
        lambda p: {"verdik": (*p.putusan().verdik, Verdik(kode="tak-ada", diterima=True))},
        KodeTolak.BIDANG_TIDAK_DIKENAL,
    ),
    "sending back without any reason": Kasus(
        3, "kembalikan", lambda _: {"catatan": ""}, KodeTolak.ALASAN_KURANG
    ),
    "a decision the SOP does not know here": Kasus(
        3, "tolak", lambda _: {}, KodeTolak.PUTUSAN_TIDAK_TERSEDIA
    ),
    "an output that nobody asked for": Kasus(
        3,
        "terima",
        lambda p: {"hasil": (p.lemari.berkode("bapl"),)},
        KodeTolak.OUTPUT_TIDAK_DIMINTA,
    ),
    "inspection without its report": Kasus(4, "terima", _tanpa("bapl"), KodeTolak.OUTPUT_KURANG),
    "inspection without its recommendation": Kasus(
        4, "terima", _tanpa("rekomendasi"), KodeTolak.OUTPUT_KURANG
    ),
    "one file handed in as both report and recommendation": Kasus(
        4,
        "terima",
        lambda p: {
            "hasil": (p.lemari.berkode("bapl", "sama"), p.lemari.berkode("rekomendasi", "sama"))
        },
        KodeTolak.OUTPUT_KURANG,
    ),
    "an output that is not in the store": Kasus(
        4, "terima", _ganti_berkas(berkas_id="f" * 24), KodeTolak.BERKAS_DITOLAK
    ),
    "an output whose digest is another": Kasus(
        4, "terima", _ganti_berkas(sha256="0" * 64), KodeTolak.BERKAS_DITOLAK
    ),
    "an output whose size is another": Kasus(
        4, "terima", _ganti_berkas(ukuran_bytes=1), KodeTolak.BERKAS_DITOLAK
    ),
    "a draft that is a picture": Kasus(
        5,
        "terima",
        lambda p: {
            "hasil": (
                p.putusan()
                .hasil[0]
                .model_copy(update={"berkas": p.lemari.berkas("foto", "image/jpeg")}),
            )
        },
        KodeTolak.BERKAS_DITOLAK,
    ),
    "approval of no draft in particular": Kasus(
        6, "terima", lambda _: {"atas": None}, KodeTolak.DRAF_BERBEDA
    ),
    "approval of another draft": Kasus(
        7, "terima", lambda _: {"atas": "0" * 64}, KodeTolak.DRAF_BERBEDA
    ),
    "the unsigned draft handed in as the SK": Kasus(
        8,
        "terima",
        lambda p: {"hasil": (p.lemari.berkode("surat-keputusan", "draft-sk-1"),)},
        KodeTolak.OUTPUT_KURANG,
    ),
    "a signature without the signed SK": Kasus(
        8, "terima", lambda _: {"hasil": ()}, KodeTolak.OUTPUT_KURANG
    ),
    "receipt of another SK": Kasus(
        9, "terima", lambda _: {"atas": "0" * 64}, KodeTolak.DRAF_BERBEDA
    ),
    "a step that is not open yet": Kasus(
        3, "terima", lambda _: {"langkah": 5}, KodeTolak.LANGKAH_TIDAK_TERBUKA
    ),
    "a step the SOP does not have": Kasus(
        3, "terima", lambda _: {"langkah": 99}, KodeTolak.LANGKAH_TIDAK_TERBUKA
    ),
    "a round that never was": Kasus(
        3, "terima", lambda _: {"putaran": 7}, KodeTolak.LANGKAH_TIDAK_TERBUKA
    ),
    "a step that is another role's": Kasus(
        4, "terima", lambda _: {"pelaksana": "kabid"}, KodeTolak.BUKAN_WEWENANG
    ),
}


@pytest.mark.parametrize("kasus", KASUS.values(), ids=KASUS.keys())
def test_is_refused_and_changes_nothing(kasus: Kasus) -> None:
    perjalanan = Perjalanan().sampai(kasus.langkah)
    sebelum = perjalanan.permohonan
    putusan = perjalanan.putusan(kasus.nilai, **({"catatan": ""} | kasus.ubah(perjalanan)))
    with pytest.raises(PutusanDitolak) as tolak:
        perjalanan.terapkan(putusan)
    assert tolak.value.kode is kasus.kode
    assert perjalanan.permohonan == sebelum


def test_accepting_while_a_required_document_is_missing_names_it() -> None:
    hilang = kode_wajib(Perjalanan().sop)[0]
    perjalanan = Perjalanan(tanpa=[hilang])
    with pytest.raises(PutusanDitolak, match=hilang) as tolak:
        perjalanan.putus()
    assert tolak.value.kode is KodeTolak.KELENGKAPAN_KURANG


def test_a_returned_draft_may_not_come_back_unchanged() -> None:
    perjalanan = Perjalanan().sampai(5)
    draf = perjalanan.putusan().hasil
    perjalanan.putus(hasil=draf)
    perjalanan.putus("kembalikan")
    with pytest.raises(PutusanDitolak) as tolak:
        perjalanan.putus(hasil=draf)
    assert tolak.value.kode is KodeTolak.DRAF_BERBEDA


def test_the_same_decision_again_is_recognised_whatever_came_after_it() -> None:
    perjalanan = Perjalanan().sampai(3)
    putusan = perjalanan.putusan()
    perjalanan.terapkan(putusan)
    perjalanan.sampai(6)
    with pytest.raises(SudahDiterapkan) as sudah:
        perjalanan.terapkan(putusan)
    assert perjalanan.permohonan.riwayat[sudah.value.urutan].kiriman_id == putusan.putusan_id


def test_a_decision_that_a_tool_repeats_under_a_new_time_is_the_same_one() -> None:
    perjalanan = Perjalanan().sampai(3)
    putusan = perjalanan.putusan()
    perjalanan.terapkan(putusan)
    nanti = putusan.diputuskan_pada + timedelta(minutes=1)
    with pytest.raises(SudahDiterapkan):
        perjalanan.terapkan(putusan.model_copy(update={"diputuskan_pada": nanti}))


def test_the_same_putusan_id_with_another_content_is_refused() -> None:
    perjalanan = Perjalanan().sampai(3)
    putusan = perjalanan.putusan()
    perjalanan.terapkan(putusan)
    lain = putusan.model_copy(update={"putusan": "kembalikan", "catatan": "berubah pikiran"})
    with pytest.raises(PutusanDitolak) as tolak:
        perjalanan.terapkan(lain)
    assert tolak.value.kode is KodeTolak.KIRIMAN_BERBEDA


def test_a_second_officer_deciding_the_same_step_is_told_who_was_first() -> None:
    perjalanan = Perjalanan().sampai(3)
    pertama, kedua = perjalanan.putusan(), perjalanan.putusan()
    perjalanan.terapkan(pertama)
    with pytest.raises(PutusanDitolak, match="Petugas Backoffice") as tolak:
        perjalanan.terapkan(kedua)
    assert tolak.value.kode is KodeTolak.SUDAH_DIPUTUS


def test_a_decision_through_another_roles_queue_is_refused() -> None:
    perjalanan = Perjalanan().sampai(6)
    with pytest.raises(PutusanDitolak) as tolak:
        perjalanan.terapkan(perjalanan.putusan(), pelaksana="sekretaris")
    assert tolak.value.kode is KodeTolak.BUKAN_WEWENANG


def test_the_applicants_correction_is_not_a_putusan() -> None:
    perjalanan = Perjalanan()
    perjalanan.putus("tolak")
    with pytest.raises(PutusanDitolak, match="Pengajuan") as tolak:
        perjalanan.putus()
    assert tolak.value.kode is KodeTolak.PUTUSAN_TIDAK_TERSEDIA


def test_nothing_can_be_decided_after_the_end() -> None:
    perjalanan = Perjalanan().sampai(9)
    putusan = perjalanan.putusan()
    perjalanan.terapkan(putusan)
    lagi = putusan.model_copy(update={"putusan_id": "putusan-yang-lain"})
    with pytest.raises(PutusanDitolak) as tolak:
        perkara_terbuka(perjalanan.permohonan, lagi, perjalanan.sop, "pemohon")
    assert tolak.value.kode is KodeTolak.SUDAH_DIPUTUS
