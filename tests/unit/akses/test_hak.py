"""The rights as they are derived; tests/integration/akses shows that the broker keeps them."""

import re

import pytest

from izin.registry import discover_desks
from ops.notifier import NAME as NOTIFIER
from ops.watchdog import NAME as WATCHDOG
from shared import topology as t
from shared.akses import DASBOR, OPS, PORTAL, Hak, Penjaga, layanan, meja, semua_hak
from shared.akses import pengguna as nama
from shared.akses.hak import pola
from shared.topology import topologi
from tests.builders import katalog

SOPS = tuple(loaded.sop for loaded in katalog().values())
DESKS = frozenset(discover_desks())
HAK = {hak.pengguna: hak for hak in semua_hak(SOPS, DESKS)}
QUEUES = sorted(topologi(DESKS).nama_antrean)


def test_whatever_can_be_run_and_every_officers_tool_has_an_account() -> None:
    services = {layanan(n) for n in (*DESKS, WATCHDOG, NOTIFIER)}
    tools = {meja(n) for n in DESKS - {t.PELAKSANA_PEMOHON}}
    assert set(HAK) == services | tools | {PORTAL, OPS, DASBOR}
    assert (nama.WATCHDOG, nama.KABAR) == (WATCHDOG, NOTIFIER)


def test_a_pattern_matches_the_names_and_nothing_longer_or_alike() -> None:
    satu = pola(["kabid.tugas", "ops.kabar.*"])
    assert re.search(satu, "kabid.tugas")
    assert re.search(satu, "ops.kabar.surel")
    assert not re.search(satu, "kabid.tugas2")
    assert not re.search(satu, "kabidXtugas")
    assert not re.search(satu, "lain.ops.kabar.surel")
    assert not re.search(pola([]), "apa pun")


def test_a_worker_hands_on_where_its_decisions_lead_and_nowhere_else() -> None:
    for sop in SOPS:
        for langkah in sop.langkah:
            for rute in langkah.rute:
                if isinstance(rute.ke, int):
                    ke = t.antrean_berkas(sop.langkah_ke(rute.ke).pelaksana)
                    assert kirim(HAK[layanan(langkah.pelaksana)], ke)
    assert not kirim(HAK[layanan("frontoffice")], t.antrean_berkas("kabid"))
    assert not kirim(HAK[layanan("sekretaris")], t.antrean_berkas("frontoffice"))


def test_the_receiving_worker_hands_on_what_the_applicant_submits() -> None:
    assert kirim(HAK[layanan(t.PELAKSANA_PENERIMA)], t.antrean_berkas(t.PELAKSANA_PENERIMA))


def test_no_worker_and_no_tool_but_its_own_may_write_a_decision() -> None:
    for pelaksana in DESKS:
        antrean = t.antrean_putusan(pelaksana)
        penulis = {p for p, hak in HAK.items() if kirim(hak, antrean)} - {OPS}
        assert penulis == {PORTAL if pelaksana == t.PELAKSANA_PEMOHON else meja(pelaksana)}


def test_whom_the_broker_lets_write_a_worker_believes_and_nobody_else() -> None:
    """The two tables agree, but for dossiers: these may come from any pelaksana's worker."""
    penjaga = Penjaga(DESKS)
    for pelaksana in DESKS:
        putusan = t.antrean_putusan(pelaksana)
        assert penjaga.penulis(putusan, "Putusan") == penulis(putusan)
        berkas = t.antrean_berkas(pelaksana)
        assert penulis(berkas) - {PORTAL} <= penjaga.penulis(berkas, "Berkas")
    pengajuan = t.antrean_berkas(t.PELAKSANA_PENERIMA)
    assert penjaga.penulis(pengajuan, "Pengajuan") == {PORTAL}


def penulis(antrean: str) -> set[str]:
    return {p for p, hak in HAK.items() if kirim(hak, antrean)} - {OPS}


def kirim(hak: Hak, kunci: str) -> bool:
    return hak.boleh_kirim(t.EXCHANGE_IZIN, kunci)


def test_every_queue_has_one_kind_of_reader_beside_the_administrator() -> None:
    for antrean in QUEUES:
        pembaca = {p for p, hak in HAK.items() if re.search(hak.read, antrean)} - {OPS}
        assert len(pembaca) == (0 if antrean in (t.ANTREAN_KARANTINA, t.ANTREAN_OPS) else 1)


@pytest.mark.parametrize("pengguna", sorted(set(HAK) - {OPS}))
def test_only_the_administrator_may_declare_what_everybody_shares(pengguna: str) -> None:
    hak = HAK[pengguna]
    shared = (*QUEUES, *topologi(DESKS).exchange)
    assert not [satu for satu in shared if re.search(hak.configure, satu)]
    assert hak.tag == ()


def test_a_role_of_a_new_sop_has_its_accounts_without_code() -> None:
    baru = {hak.pengguna: hak for hak in semua_hak(SOPS, {*DESKS, "arsip"})}
    assert baru[meja("arsip")].read == r"^(arsip\.tugas)$"
    assert layanan("arsip") in baru
