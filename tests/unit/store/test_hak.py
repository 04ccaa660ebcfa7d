"""Every account of the store, every collection, every action: exactly what stands here."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from izin.registry import discover_desks
from shared.akses import semua_hak
from shared.store.hak import (
    PEMULIH,
    SEMUA,
    Aksi,
    HakSimpanan,
    hak_simpanan,
    perintah,
)
from shared.store.mongo_cadangan import BERKAS, DAHULU, KEMUDIAN, POTONGAN
from tests.builders import katalog

ACCOUNTS = [h.pengguna for h in semua_hak([x.sop for x in katalog().values()], discover_desks())]
HAK = {satu.pengguna: satu for satu in hak_simpanan(ACCOUNTS)}
COLLECTIONS = sorted(
    {*DAHULU, *KEMUDIAN, "gangguan", "kabar_saluran", "kabar_terkirim", "karantina_catatan"}
    | {
        "macet",
        "keadaan",
        "jam",
        "sk",
        "surat",
        "surat_katalog",
        "laporan",
        *("akun_petugas", "sesi_petugas", "percobaan_masuk", "kotak", "kotak_urut"),
        *("konsep_putusan", "seri_putusan", "peringatan_dilihat"),
        "perkara_dibuka",
        "system.users",
        "tak-dikenal",
    }
)
LETTERS = dict(zip("ftuhilb", list(Aksi)[:7], strict=True))
"""find, tambah (insert), ubah (update), hapus (remove), indeks, lihat indeks, buang (drop)."""

LETTER = dict.fromkeys(("sk", "surat", "surat_katalog"), "f")
BOOKS = {BERKAS: "f", POTONGAN: "f", "kalender": "f", "masa_kalender": "f", "sop": "f"}
EXPECTED: Mapping[str, Mapping[str, str]] = {
    "meja-": {**BOOKS, **LETTER, "permohonan": "f", BERKAS: "ft", POTONGAN: "ft"},
    "portal": {**BOOKS, "permohonan": "f", BERKAS: "ftl", POTONGAN: "ftl"},
    "layanan-": {
        **{"permohonan": "ftui", BERKAS: "fti", POTONGAN: "fti", "sop": "ftu", "pencacah": "ftu"},
        **{"kalender": "ft", "masa_kalender": "ft", "denyut": "ftu", "gangguan": "t"},
        **{"jam": "ftuhi", "surat": "ft", "surat_katalog": "ft", "sk": "ftui"},
    },
    "layanan-watchdog": {
        **{"permohonan": "fui", "pelanggaran": "ftuhi", "sop": "ftu", "kalender": "ft"},
        **{"masa_kalender": "ftu", "gangguan": "i", "sapuan": "tu", "macet": "ftuh"},
        **{"keadaan": "ftu", "jam": "ftuhi"},
    },
    "layanan-kabar": {
        **{"kabar_terkirim": "ftui", "kabar_saluran": "ftuh", "keadaan": "f"},
        **dict.fromkeys(["pelanggaran", "peringatan_dilihat", "kalender", "masa_kalender"], "f"),
        "jam": "ftuhi",
    },
    "layanan-meja": {
        **{**BOOKS, **LETTER, "permohonan": "f", BERKAS: "ft", POTONGAN: "ft", "gangguan": "f"},
        **dict.fromkeys(["sapuan", "keadaan", "pelanggaran"], "f"),
        "akun_petugas": "fui",
        **dict.fromkeys(["sesi_petugas", "percobaan_masuk", "kotak", "konsep_putusan"], "ftuhi"),
        **{"kotak_urut": "ftu", "seri_putusan": "ftui", "peringatan_dilihat": "fti"},
        "laporan": "ft",
        "perkara_dibuka": "fti",
        "jam": "ftuhi",
    },
    "dasbor": {
        **dict.fromkeys([c for c in COLLECTIONS if c != "system.users"], "l"),
        **dict.fromkeys([*BOOKS, "permohonan", "pelanggaran", "pencacah"], "fl"),
        **dict.fromkeys(["gangguan", "sapuan", "macet", "keadaan", "jam", "laporan"], "fl"),
        **dict.fromkeys(LETTER, "fl"),
    },
    "ops": {
        **dict.fromkeys([c for c in COLLECTIONS if c != "system.users"], "fl"),
        "karantina_catatan": "ftil",
        "laporan": "ftl",
        "sk": "ftul",
        **{"akun_petugas": "ftuil", "sesi_petugas": "fhil", "percobaan_masuk": "fhil"},
    },
    "pemulih": {
        **dict.fromkeys([c for c in COLLECTIONS if c != "system.users"], "fti"),
        "pencacah": "ftui",
    },
    "sehat": {},
}


def expected(akun: str) -> Mapping[str, str]:
    return EXPECTED.get(akun) or EXPECTED.get(f"{akun.partition('-')[0]}-") or {}


@pytest.mark.parametrize("akun", HAK)
@pytest.mark.parametrize("koleksi", COLLECTIONS)
def test_an_account_may_do_what_stands_here_and_nothing_else(akun: str, koleksi: str) -> None:
    may = {aksi for letter in expected(akun).get(koleksi, "") for aksi in [LETTERS[letter]]}
    assert {aksi for aksi in LETTERS.values() if HAK[akun].boleh(aksi, koleksi)} == may
    role = roles("izin")[akun]
    assert {aksi for aksi in LETTERS.values() if granted(role, aksi, "izin", koleksi)} == may
    assert not any(granted(role, aksi, "lain", koleksi) for aksi in Aksi)


def roles(basis_data: str) -> Mapping[str, Mapping[str, Any]]:
    made = perintah(list(HAK.values()), dict.fromkeys(HAK, "x"), basis_data)
    return {satu["createRole"]: satu for satu in made if "createRole" in satu}


def granted(role: Mapping[str, Any], aksi: str, basis_data: str, koleksi: str) -> bool:
    """As MongoDB's manual has it: a privilege on a database with no collection named covers all of
    its collections but the system's."""
    return any(
        aksi in hak["actions"]
        and hak["resource"]["db"] == basis_data
        and (
            hak["resource"]["collection"] == koleksi
            or (hak["resource"]["collection"] == "" and not koleksi.startswith("system."))
        )
        for hak in role["privileges"]
    )


def test_who_looks_through_everything_may_list_it() -> None:
    assert {a for a, hak in HAK.items() if hak.koleksi_terlihat} == {"ops", "dasbor", PEMULIH}
    for akun, role in roles("izin").items():
        listed = any(Aksi.LIHAT_KOLEKSI in hak["actions"] for hak in role["privileges"])
        assert listed is HAK[akun].koleksi_terlihat
        assert HAK[akun].boleh(Aksi.LIHAT_KOLEKSI, "") is listed


def test_no_account_may_drop_anything_and_none_has_a_role_of_the_store_s_own() -> None:
    for akun, role in roles("izin").items():
        assert role["roles"] == []
        assert not any(Aksi.BUANG in hak["actions"] for hak in role["privileges"]), akun


def test_only_a_worker_and_the_watchdog_write_an_application() -> None:
    writers = {akun for akun, hak in HAK.items() if akun != PEMULIH and writes(hak, "permohonan")}
    assert writers == {akun for akun in HAK if akun.startswith("layanan-")} - {
        "layanan-kabar",
        "layanan-meja",
    }


def writes(hak: HakSimpanan, koleksi: str) -> bool:
    return any(hak.boleh(aksi, koleksi) for aksi in (Aksi.TAMBAH, Aksi.UBAH, Aksi.HAPUS))


def test_every_account_has_a_user_and_a_role_of_its_own() -> None:
    made = perintah(list(HAK.values()), {akun: f"sandi {akun}" for akun in HAK}, "izin")
    users = [satu for satu in made if "createUser" in satu]
    assert [(u["createUser"], u["pwd"]) for u in users] == [(a, f"sandi {a}") for a in HAK]
    assert all(u["roles"] == [{"role": u["createUser"], "db": "izin"}] for u in users)


def test_an_account_that_nobody_described_has_no_rights() -> None:
    with pytest.raises(ValueError, match="siapa"):
        hak_simpanan(["siapa"])


def all_rights() -> Iterator[str]:
    for hak in HAK.values():
        yield from hak.koleksi


def test_no_right_names_a_collection_that_there_is_not() -> None:
    assert set(all_rights()) <= {*COLLECTIONS, SEMUA}
