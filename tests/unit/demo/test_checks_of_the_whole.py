"""What only shows across applications, files and queues: found, and named in the summary."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from izin.demo.bukti import Bukti
from izin.demo.pemeriksaan import Kabar, Karantina
from izin.demo.periksa import periksa
from shared.permohonan import Permohonan
from shared.tindakan import Tindakan
from tests.unit.demo.played import Selesai, empat_puluh
from tests.unit.demo.tampering import segel_ulang, ubah_entri


def _pertama(**ubah: object) -> Callable[[Bukti], Bukti]:
    return lambda bukti: _ganti(bukti, bukti.semua[0].model_copy(update=ubah))


def _ganti(bukti: Bukti, satu: Permohonan) -> Bukti:
    return replace(bukti, semua=tuple(satu if p.id == satu.id else p for p in bukti.semua))


def _belum_berakhir(bukti: Bukti) -> Bukti:
    return _pertama(status="berjalan")(bukti)


def _berkas_hilang(bukti: Bukti) -> Bukti:
    return replace(bukti, fakta=dict(list(bukti.fakta.items())[1:]))


def _berkas_berubah(bukti: Bukti) -> Bukti:
    kunci, fakta = next(iter(bukti.fakta.items()))
    return replace(bukti, fakta={**bukti.fakta, kunci: replace(fakta, sha256="0" * 64)})


def _tanda_tangan(permohonan: Permohonan) -> int:
    """Where in the riwayat the SK was signed."""
    return next(
        e.urutan
        for e in permohonan.riwayat
        if e.tindakan is Tindakan.TANDA_TANGANI and e.putusan == "terima"
    )


def _dua_sk(bukti: Bukti) -> Bukti:
    satu = bukti.semua[0]
    ke = _tanda_tangan(satu)
    ganda = (*satu.riwayat[: ke + 1], *satu.riwayat[ke:])
    return _ganti(bukti, segel_ulang(satu, ganda))


def _sk_orang_lain(bukti: Bukti) -> Bukti:
    satu, lain = bukti.semua[0], next(p for p in bukti.semua[1:] if p.status == "selesai")
    hasil = lain.riwayat[_tanda_tangan(lain)].hasil
    return _ganti(bukti, ubah_entri(_tanda_tangan(satu), hasil=hasil)(satu))


def _tanpa_belokan(bukti: Bukti) -> Bukti:
    """The application that was to be refused was issued like its neighbour."""
    ditolak = next(p for p in bukti.semua if p.status == "ditolak")
    lurus = next(p for p in bukti.semua if len(p.riwayat) == 9)
    return _ganti(bukti, segel_ulang(ditolak, lurus.riwayat))


KASUS: dict[str, tuple[Callable[[Bukti], Bukti], str, str]] = {
    "a submission that became nothing": (
        lambda b: replace(b, semua=b.semua[1:]),
        "Satu pengajuan menjadi satu permohonan",
        "menjadi 0 permohonan",
    ),
    "a submission that became two": (
        lambda b: replace(b, semua=(*b.semua, b.semua[0])),
        "Satu pengajuan menjadi satu permohonan",
        "menjadi 2 permohonan",
    ),
    "an application from nowhere": (
        lambda b: replace(
            b, semua=(*b.semua, b.semua[0].model_copy(update={"pengajuan_id": ("asing-01",)}))
        ),
        "Satu pengajuan menjadi satu permohonan",
        "asing-01 yang tidak pernah dikirim",
    ),
    "a nomor given twice": (
        lambda b: _pertama(nomor=b.semua[1].nomor)(b),
        "Satu pengajuan menjadi satu permohonan",
        "nomor dipakai 2 permohonan",
    ),
    "an application that did not end": (
        _belum_berakhir,
        "Semua permohonan berakhir",
        "belum berakhir",
    ),
    "an SOP version nobody knows": (
        _pertama(sop_versi="f" * 64),
        "Rantai riwayat utuh",
        "versi SOP yang tidak dikenal",
    ),
    "a file that is gone": (
        _berkas_hilang,
        "Berkas cocok dengan SHA-256 yang tercatat",
        "tidak ada di penyimpanan dokumen",
    ),
    "a file that is another one now": (
        _berkas_berubah,
        "Berkas cocok dengan SHA-256 yang tercatat",
        "isinya lain daripada yang tercatat",
    ),
    "a chain that is broken": (
        _pertama(nomor="IKP-2026-000099"),
        "Rantai riwayat utuh",
        "rantai riwayat putus",
    ),
    "an SK issued twice": (_dua_sk, "SK terbit tepat satu kali", "SK terbit 2 kali"),
    "an SK that belongs to somebody else": (
        _sk_orang_lain,
        "SK terbit tepat satu kali",
        "SK-nya sama dengan SK",
    ),
    "an SK for a refused application": (
        _pertama(status="ditolak"),
        "SK terbit tepat satu kali",
        "SK terbit 1 kali, seharusnya 0",
    ),
    "another end than planned": (
        _pertama(status="ditolak"),
        "Semua skenario terjadi sesuai rencana",
        "berakhir ditolak, bukan selesai",
    ),
    "a refusal that did not happen": (
        _tanpa_belokan,
        "Semua skenario terjadi sesuai rencana",
        "putusan 'tolak' dinasteknis tidak pernah terjadi",
    ),
    "a notice that did not arrive": (
        lambda b: replace(b, kabar=frozenset(sorted(b.kabar, key=str)[1:])),
        "Pemohon diberi tahu semestinya",
        "tidak sampai",
    ),
    "a notice that should not be": (
        lambda b: replace(b, kabar=b.kabar | {Kabar("IKP-2026-000001", "ditolak", 1, None)}),
        "Pemohon diberi tahu semestinya",
        "'ditolak' tidak semestinya",
    ),
    "a bad message that is not in karantina": (
        lambda b: replace(b, karantina=b.karantina[1:]),
        "Karantina hanya berisi yang disengaja",
        "tidak ada di karantina",
    ),
    "a message in karantina that should not be there": (
        lambda b: replace(b, karantina=(*b.karantina, Karantina("m-1", "", "dead letter"))),
        "Karantina hanya berisi yang disengaja",
        "pesan m-1 di karantina tidak semestinya",
    ),
    "a bad message put aside for another reason": (
        lambda b: replace(
            b, karantina=(replace(b.karantina[0], kode="galat_tak_terduga"), b.karantina[1])
        ),
        "Karantina hanya berisi yang disengaja",
        "galat_tak_terduga",
    ),
    "a bad message put aside twice": (
        lambda b: replace(b, karantina=(*b.karantina, b.karantina[0])),
        "Karantina hanya berisi yang disengaja",
        "tidak semestinya",
    ),
    "work left in a queue": (
        lambda b: replace(b, antrean={"kabid.tugas": 1}),
        "Tidak ada yang tertinggal di antrean",
        "antrean kabid.tugas masih berisi 1 pesan",
    ),
}


@pytest.fixture(scope="module")
def selesai() -> Selesai:
    return empat_puluh()


@pytest.mark.parametrize(("rusak", "nama", "pesan"), KASUS.values(), ids=KASUS.keys())
def test_it_is_found_by_the_check_that_says_so(
    selesai: Selesai, rusak: Callable[[Bukti], Bukti], nama: str, pesan: str
) -> None:
    hasil = {satu.nama: satu for satu in periksa(rusak(selesai.bukti), selesai.harapan)}
    assert not hasil[nama].lulus
    assert any(pesan in str(temuan) for temuan in hasil[nama].temuan), hasil[nama].temuan
