"""The rights as they are derived; tests/integration/akses shows that the broker keeps them."""

import re

import pytest

from izin.registry import discover_desks
from ops.notifier import NAME as NOTIFIER
from ops.watchdog import NAME as WATCHDOG
from services.meja import NAME as MEJA
from shared import topology as t
from shared.akses import (
    DASBOR,
    OPS,
    PORTAL,
    Hak,
    Penjaga,
    dilihat,
    hak_layanan,
    layanan,
    lewat_pintu,
    meja,
    semua_hak,
)
from shared.akses import pengguna as nama
from shared.akses.hak import pola
from shared.topology import topologi
from tests.builders import katalog

SOPS = tuple(loaded.sop for loaded in katalog().values())
DESKS = frozenset(discover_desks())
HAK = {hak.pengguna: hak for hak in semua_hak(SOPS, DESKS)}
TOPOLOGI = topologi(DESKS)
QUEUES = sorted(TOPOLOGI.nama_antrean)


def test_whatever_can_be_run_and_every_officers_tool_has_an_account() -> None:
    services = {layanan(n) for n in (*DESKS, WATCHDOG, NOTIFIER, MEJA)}
    tools = {meja(n) for n in DESKS - {t.PELAKSANA_PEMOHON}}
    assert set(HAK) == services | tools | {PORTAL, OPS, DASBOR}
    assert (nama.WATCHDOG, nama.KABAR, nama.RUANG_MEJA) == (WATCHDOG, NOTIFIER, MEJA)


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


def kirim(hak: Hak, antrean: str) -> bool:
    [milik] = [satu for satu in TOPOLOGI.antrean if satu.nama == antrean]
    return any(hak.boleh_kirim(exchange, kunci) for exchange, kunci in milik.semua_ikatan)


def test_who_is_not_a_service_reaches_the_queues_of_its_doors_alone() -> None:
    """Also by headers that 3.10 routes by and does not look at: nothing else is bound there."""
    for pelaksana in DESKS - {t.PELAKSANA_PEMOHON}:
        assert HAK[meja(pelaksana)].mencapai(TOPOLOGI) == {t.antrean_putusan(pelaksana)}
    assert HAK[PORTAL].mencapai(TOPOLOGI) == {
        t.antrean_berkas(t.PELAKSANA_PENERIMA),
        t.antrean_putusan(t.PELAKSANA_PEMOHON),
    }
    assert HAK[DASBOR].mencapai(TOPOLOGI) == frozenset()


def test_a_service_reaches_what_is_bound_to_where_it_may_write() -> None:
    assert HAK[layanan("kabid")].mencapai(TOPOLOGI) == set(QUEUES)  # it answers by name
    assert HAK[layanan(WATCHDOG)].mencapai(TOPOLOGI) == {
        t.ANTREAN_OPS,
        t.ANTREAN_JURNAL,
        t.ANTREAN_KARANTINA,
    }
    assert HAK[layanan(NOTIFIER)].mencapai(TOPOLOGI) == {t.ANTREAN_KARANTINA}
    assert HAK[layanan(MEJA)].mencapai(TOPOLOGI) == frozenset()


def test_an_account_writes_to_the_doors_by_which_its_tools_send() -> None:
    for pengguna, hak in HAK.items():
        pintu = [nama for nama in hak.tulis if nama.startswith(t.AWALAN_PINTU)]
        assert (pengguna == OPS or lewat_pintu(pengguna)) == bool(pintu)


def test_every_queue_has_one_kind_of_reader_beside_the_administrator() -> None:
    for antrean in QUEUES:
        pembaca = {p for p, hak in HAK.items() if re.search(hak.read, antrean)} - {OPS}
        assert len(pembaca) == (0 if antrean == t.ANTREAN_OPS else 1)


def test_the_watchdog_sees_how_much_waits_in_karantina() -> None:
    assert {p for p, hak in HAK.items() if re.search(hak.read, t.ANTREAN_KARANTINA)} == {
        OPS,
        layanan(WATCHDOG),
    }


@pytest.mark.parametrize("pengguna", sorted(p for p in HAK if p.startswith("layanan-")))
def test_a_service_asks_after_what_its_account_has_a_right_on(pengguna: str) -> None:
    """Without the SOPs: from its name alone it knows whom it reads and where it writes."""
    milik = hak_layanan(pengguna.removeprefix("layanan-"))
    assert dilihat([milik]) == dilihat([HAK[pengguna]])
    hak = HAK[pengguna]
    for satu in dilihat([milik]):
        assert any(re.search(right, satu) for right in (hak.read, hak.write, hak.configure))


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
