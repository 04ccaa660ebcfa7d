"""Alerts, ledgers, report and watchdog: whatever does not agree is found, and named."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from izin.demo.bukti import Bukti
from izin.demo.pemeriksaan import Pengumuman
from izin.demo.periksa import periksa
from shared.mutu_baku.kejadian import kunci_pelanggaran
from shared.permohonan import Permohonan
from shared.store.watch_port import Klaim
from tests.unit.demo.cheap_play import semua_ragam
from tests.unit.demo.played import Selesai
from tests.unit.demo.tampering import segel_ulang, ubah_entri


def _ganti(bukti: Bukti, satu: Permohonan) -> Bukti:
    return replace(bukti, semua=tuple(satu if p.id == satu.id else p for p in bukti.semua))


def _waktu(**ubah: Any) -> Callable[[Bukti], Bukti]:
    return lambda bukti: replace(bukti, waktu=replace(bukti.waktu, **ubah))


def _klaim(bukti: Bukti, tingkat: str) -> Klaim:
    return next(k for k in bukti.waktu.klaim if k.pelanggaran.tingkat == tingkat)


def _ganti_klaim(bukti: Bukti, lama: Klaim, *baru: Klaim) -> Bukti:
    """On record and announced alike, so that the two still agree."""
    klaim = tuple(k for k in bukti.waktu.klaim if k.kunci != lama.kunci) + baru
    pengumuman = tuple(Pengumuman(k.kunci, k.pelanggaran) for k in klaim)
    return _waktu(klaim=klaim, pengumuman=pengumuman)(bukti)


def _tanpa(tingkat: str) -> Callable[[Bukti], Bukti]:
    return lambda bukti: _ganti_klaim(bukti, _klaim(bukti, tingkat))


def _diubah(**ubah: Any) -> Callable[[Bukti], Bukti]:
    """One record says something else about its breach."""

    def rusak(bukti: Bukti) -> Bukti:
        lama = _klaim(bukti, "terlampaui")
        pelanggaran = lama.pelanggaran.model_copy(update=ubah)
        return _ganti_klaim(bukti, lama, replace(lama, pelanggaran=pelanggaran))

    return rusak


def _diumumkan_lagi(bukti: Bukti) -> Bukti:
    pengumuman = bukti.waktu.pengumuman
    return _waktu(pengumuman=(*pengumuman, pengumuman[0]))(bukti)


def _diumumkan_lain(bukti: Bukti) -> Bukti:
    pertama, *lain = bukti.waktu.pengumuman
    salah = pertama.pelanggaran.model_copy(update={"batas": "99 Menit"})
    return _waktu(pengumuman=(pertama._replace(pelanggaran=salah), *lain))(bukti)


def _belum_diumumkan(bukti: Bukti) -> Bukti:
    pertama, *lain = bukti.waktu.klaim
    return _waktu(klaim=(replace(pertama, diumumkan_pada=None), *lain))(bukti)


def _tidak_terjadi(bukti: Bukti) -> Bukti:
    """An alert about an application in which nobody was slow."""
    contoh = _klaim(bukti, "mendekati")
    milik = bukti.waktu.klaim_menurut
    tenang = next(p for p in bukti.semua if str(p.id) not in milik)
    pelanggaran = contoh.pelanggaran.model_copy(
        update={"permohonan_id": tenang.id, "nomor": tenang.nomor}
    )
    baru = replace(contoh, kunci=kunci_pelanggaran(pelanggaran), pelanggaran=pelanggaran)
    return _ganti_klaim(bukti, baru, baru)


def _atas_pemohon(bukti: Bukti) -> Bukti:
    lama = _klaim(bukti, "mendekati")
    pelanggaran = lama.pelanggaran.model_copy(update={"langkah": 1, "pelaksana": "pemohon"})
    return _ganti_klaim(bukti, lama, replace(lama, pelanggaran=pelanggaran))


def _lebih_cepat(bukti: Bukti) -> Bukti:
    """In the history the slow one was quick after all."""
    terlambat = (k for k in bukti.waktu.klaim if k.pelanggaran.tingkat == "selesai_terlambat")
    lama = next(k for k in terlambat if k.pelanggaran.langkah and k.pelanggaran.putaran == 1)
    satu = next(p for p in bukti.semua if p.id == lama.pelanggaran.permohonan_id)
    ke = next(e.urutan for e in satu.riwayat if e.ditutup_pada == lama.pelanggaran.terjadi_pada)
    tutup = satu.riwayat[ke].dibuka_pada + timedelta(minutes=1)
    riwayat = list(ubah_entri(ke, ditutup_pada=tutup, diputuskan_pada=tutup)(satu).riwayat)
    riwayat[ke + 1] = riwayat[ke + 1].model_copy(update={"dibuka_pada": tutup})
    return _ganti(bukti, segel_ulang(satu, tuple(riwayat)))


def _celah(bukti: Bukti) -> Bukti:
    """The second step was opened a minute after the first had closed."""
    satu = bukti.semua[0]
    buka = satu.riwayat[1].dibuka_pada + timedelta(minutes=1)
    return _ganti(bukti, ubah_entri(1, dibuka_pada=buka)(satu))


KASUS: dict[str, tuple[Callable[[Bukti], Bukti], str, str]] = {
    "an alert that was announced twice": (
        _diumumkan_lagi,
        "Setiap peringatan diumumkan tepat satu kali",
        "diumumkan 2 kali",
    ),
    "an alert that is on record and was never announced": (
        lambda b: _waktu(pengumuman=b.waktu.pengumuman[1:])(b),
        "Setiap peringatan diumumkan tepat satu kali",
        "diumumkan 0 kali",
    ),
    "an alert that was announced and is not on record": (
        lambda b: _waktu(klaim=b.waktu.klaim[1:])(b),
        "Setiap peringatan diumumkan tepat satu kali",
        "diumumkan, tetapi tidak tercatat",
    ),
    "an alert that was announced in other words": (
        _diumumkan_lain,
        "Setiap peringatan diumumkan tepat satu kali",
        "diumumkan lain daripada yang tercatat",
    ),
    "an alert that the record does not know to be announced": (
        _belum_diumumkan,
        "Setiap peringatan diumumkan tepat satu kali",
        "tidak tercatat sebagai sudah diumumkan",
    ),
    "a breach that nobody noticed": (
        _tanpa("terlampaui"),
        "Peringatan tercatat sama dengan yang diturunkan",
        "'terlampaui' langkah",
    ),
    "a return at the very end that nobody noticed": (
        _tanpa("kembali_ujung_batas"),
        "Peringatan tercatat sama dengan yang diturunkan",
        "'kembali di ujung batas' langkah",
    ),
    "an alert about nothing": (
        _tidak_terjadi,
        "Peringatan tercatat sama dengan yang diturunkan",
        "tercatat, tetapi tidak mengikuti dari riwayat",
    ),
    "an alert with another due instant": (
        lambda b: _diubah(jatuh_tempo=b.waktu.mulai)(b),
        "Peringatan tercatat sama dengan yang diturunkan",
        "tercatat lain dari yang seharusnya",
    ),
    "an alert against another desk": (
        _diubah(pelaksana="sekretaris"),
        "Peringatan tercatat sama dengan yang diturunkan",
        "tercatat lain dari yang seharusnya",
    ),
    "a history that was changed after its alerts": (
        _lebih_cepat,
        "Peringatan tercatat sama dengan yang diturunkan",
        "tercatat, tetapi tidak mengikuti dari riwayat",
    ),
    "somebody who was to be slow and was not": (
        _tanpa("selesai_terlambat"),
        "Semua kelambatan yang direncanakan terjadi",
        "'selesai terlambat' langkah",
    ),
    "an alert against an applicant": (
        _atas_pemohon,
        "Pemohon tidak pernah diperingatkan",
        "diumumkan atas langkah pemohon",
    ),
    "a report that counts another number of late ones": (
        _tanpa("selesai_terlambat"),
        "Laporan menghitung keterlambatan yang sama",
        "terlambat, diumumkan",
    ),
    "a report with a record that nothing in a history stands for": (
        _tidak_terjadi,
        "Laporan menghitung keterlambatan yang sama",
        "laporan tidak cocok dengan catatan",
    ),
    "a minute that belongs to nobody": (
        _celah,
        "Buku waktu setiap permohonan genap",
        "buku waktu: langkah 2 tidak menyambung",
    ),
    "minutes whose sum is not the whole": (
        _celah,
        "Buku waktu setiap permohonan genap",
        "buku waktu: jumlah bagian bukan keseluruhan",
    ),
    "a watchdog that looked away before the end": (
        lambda b: _waktu(sapuan=b.waktu.mulai)(b),
        "Watchdog berjaga sampai akhir",
        "sebelum kejadian terakhir",
    ),
    "a watchdog that never looked": (
        _waktu(sapuan=None),
        "Watchdog berjaga sampai akhir",
        "tidak pernah",
    ),
    "a breach that was seen before it came about": (
        lambda b: _diubah(terdeteksi_pada=b.waktu.mulai)(b),
        "Watchdog berjaga sampai akhir",
        "terdeteksi sebelum terjadi",
    ),
}


@pytest.fixture(scope="module")
def selesai() -> Selesai:
    return semua_ragam()


@pytest.mark.parametrize(("rusak", "nama", "pesan"), KASUS.values(), ids=KASUS.keys())
def test_it_is_found_by_the_check_that_says_so(
    selesai: Selesai, rusak: Callable[[Bukti], Bukti], nama: str, pesan: str
) -> None:
    hasil = {satu.nama: satu for satu in periksa(rusak(selesai.bukti), selesai.harapan)}
    assert not hasil[nama].lulus
    assert any(pesan in str(temuan) for temuan in hasil[nama].temuan), hasil[nama].temuan
