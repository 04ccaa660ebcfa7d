"""The demo's officers: a register that an office could have, and two who try what they may not."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from izin.demo.dunia import oleh_wakil, petugas_demo, tulis_daftar
from izin.demo.pertimbangan import harus_ditolak, korban, percobaan
from shared.contracts import Putusan
from shared.errors import KodeTolak, PutusanDitolak
from shared.petugas.loader import baca, peringatan
from shared.petugas.wewenang import wewenang
from tests.builders import Perjalanan
from tests.register import PERAN
from tests.unit.demo.play import BENIH, skenario_demo, sop_bawaan
from tests.unit.kantor.tugas import tugas_of

MULAI = date(2026, 1, 5)
WITA = ZoneInfo("Asia/Makassar")
SAAT = datetime(2026, 1, 6, 9, tzinfo=WITA)
DAFTAR = baca(tulis_daftar(sop_bawaan().values(), BENIH, MULAI), "petugas.toml", WITA, PERAN)


def test_every_role_has_its_officer_and_nothing_is_to_be_looked_at_again() -> None:
    for peran in PERAN:
        hak = wewenang(DAFTAR, petugas_demo(BENIH, peran).id, peran, (SAAT,))
        assert hak is not None
        assert hak.jenis == "definitif"
    assert peringatan(DAFTAR) == ()


def test_some_decrees_are_signed_by_who_stands_in_and_most_are_not() -> None:
    oleh = [oleh_wakil(satu.no, satu.sop) for satu in skenario_demo(40)]
    wakil = [satu for satu in oleh if satu is not None]
    assert 0 < len(wakil) < len(oleh) / 2
    for satu in wakil:
        siapa = petugas_demo(BENIH, satu.peran).id
        hak = wewenang(DAFTAR, siapa, satu.sebagai, (SAAT,))
        assert hak is not None
        assert hak.jenis == "plh"


def test_what_is_tried_on_purpose_is_refused_for_the_reason_that_is_expected() -> None:
    skenario = korban(skenario_demo(40))
    assert skenario is not None
    perjalanan = Perjalanan(skenario.sop.kode, diajukan=SAAT)
    perjalanan.daftar = DAFTAR
    dicoba: set[str] = set()
    while perjalanan.permohonan.langkah is not None:
        peran = perjalanan.permohonan.langkah.pelaksana
        putusan = perjalanan.putusan(petugas=petugas_demo(BENIH, peran))
        for satu in percobaan(putusan, tugas_of(perjalanan), skenario, BENIH):
            dicoba.add(_kode(perjalanan, satu.putusan))
            assert satu.kode in dicoba
        perjalanan.terapkan(putusan)
    assert dicoba == harus_ditolak(skenario_demo(40))


def _kode(perjalanan: Perjalanan, putusan: Putusan) -> str:
    try:
        perjalanan.terapkan(putusan)
    except PutusanDitolak as tolak:
        return tolak.kode
    return KodeTolak.GALAT_TAK_TERDUGA


def test_a_demo_whose_only_application_is_refused_tries_nothing() -> None:
    ditolak = [satu for satu in skenario_demo(40) if satu.akhir == "ditolak"]
    assert ditolak
    assert harus_ditolak(ditolak) == frozenset()
