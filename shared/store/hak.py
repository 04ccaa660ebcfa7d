"""The rights of every account in the store: which collections it may read, add to, change, take
from and index, and nothing else.

MongoDB gives rights by roles: a list of privileges, each some actions on one collection. Each
account has a role of its own, made from the lists here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from shared.akses.pengguna import (
    DASBOR,
    KABAR,
    LAYANAN,
    MEJA,
    OPS,
    PORTAL,
    RUANG_MEJA,
    WATCHDOG,
    layanan,
)
from shared.store.indeks import (
    AKUN,
    BUCKET_DOKUMEN,
    DIBUKA,
    DILIHAT,
    GANGGUAN,
    JAM,
    KABAR_TERKIRIM,
    KARANTINA_CATATAN,
    KONSEP,
    KOTAK,
    KOTAK_URUT,
    LAPORAN,
    PELANGGARAN,
    PERCOBAAN,
    PERMOHONAN,
    SERI,
    SESI,
    SK,
    SURAT,
    SURAT_KATALOG,
)


class Aksi(StrEnum):
    """As MongoDB calls them."""

    BACA = "find"
    TAMBAH = "insert"
    UBAH = "update"
    HAPUS = "remove"
    INDEKS = "createIndex"
    LIHAT_INDEKS = "listIndexes"
    BUANG = "dropCollection"
    LIHAT_KOLEKSI = "listCollections"


SEBUTAN: Mapping[Aksi, str] = {
    Aksi.BACA: "baca",
    Aksi.TAMBAH: "tambah",
    Aksi.UBAH: "ubah",
    Aksi.HAPUS: "hapus",
    Aksi.INDEKS: "indeks",
    Aksi.LIHAT_INDEKS: "lihat indeks",
}
"""Of the actions on a collection, for people."""

SEMUA = ""
"""As a collection: each of the database, also one that this version does not know."""

PEMULIH = "pemulih"
"""Puts a copy back into an empty database. It has no account at the broker."""
SEHAT = "sehat"
"""Logs in, and may do nothing: how a container tells that the store is up."""

FILES, CHUNKS = f"{BUCKET_DOKUMEN}.files", f"{BUCKET_DOKUMEN}.chunks"
_BACA = frozenset({Aksi.BACA})
_TAMBAH = _BACA | {Aksi.TAMBAH}
_TULIS = _TAMBAH | {Aksi.UBAH}
_INDEKS = frozenset({Aksi.INDEKS})

Koleksi = Mapping[str, frozenset[Aksi]]

_BUKU: Koleksi = dict.fromkeys(
    (PERMOHONAN, "sop", "kalender", "masa_kalender", FILES, CHUNKS), _BACA
)
"""An application, its files, and what it is read by: its SOP, the calendars that were in force."""


@dataclass(frozen=True)
class HakSimpanan:
    """`koleksi`: the actions on each. `koleksi_terlihat`: it may list the collections' names."""

    pengguna: str
    untuk: str
    koleksi: Koleksi
    koleksi_terlihat: bool = False

    def boleh(self, aksi: str, koleksi: str) -> bool:
        """What the store will say: a privilege on the collection, or on all of them, which leaves
        out those of the system."""
        if aksi == Aksi.LIHAT_KOLEKSI:
            return self.koleksi_terlihat
        milik = self.koleksi.get(koleksi, frozenset())
        if not koleksi.startswith("system."):
            milik |= self.koleksi.get(SEMUA, frozenset())
        return aksi in milik

    def peran(self, basis_data: str) -> dict[str, Any]:
        """The command that makes its role, by the name of the account."""
        hak = [
            {
                "resource": {"db": basis_data, "collection": koleksi},
                "actions": sorted(aksi),
            }
            for koleksi, aksi in sorted(self.koleksi.items())
        ]
        if self.koleksi_terlihat:
            tempat = {"db": basis_data, "collection": SEMUA}
            hak.append({"resource": tempat, "actions": [Aksi.LIHAT_KOLEKSI]})
        return {"createRole": self.pengguna, "privileges": hak, "roles": []}


def gabung(*semua: Koleksi) -> Koleksi:
    """What each of them allows."""
    nama = {koleksi for satu in semua for koleksi in satu}
    return {n: frozenset().union(*(satu.get(n, frozenset()) for satu in semua)) for n in nama}


def hak_simpanan(pengguna: Iterable[str]) -> tuple[HakSimpanan, ...]:
    """Of these accounts of the broker, and of those that only the store has."""
    return (*map(_hak, pengguna), _PEMULIH, _SEHAT)


def _hak(pengguna: str) -> HakSimpanan:
    if pengguna in _TERSENDIRI:
        return _TERSENDIRI[pengguna]
    if pengguna.startswith(MEJA):
        return HakSimpanan(pengguna, "alat petugas", _MEJA)
    if pengguna.startswith(LAYANAN):
        return HakSimpanan(pengguna, "layanan pelaksana", _PELAKSANA)
    raise ValueError(pengguna)


_SK: Koleksi = dict.fromkeys((SK, SURAT, SURAT_KATALOG), _BACA)
"""The register of SKs, and what an SK was made of: to be compared with the file in one's hand."""

_JAM: Koleksi = {JAM: _TULIS | {Aksi.HAPUS} | _INDEKS}
"""Each process tells its clock, reads the others', and takes its own away when it ends."""

_MEJA: Koleksi = gabung(_BUKU, _SK, dict.fromkeys((FILES, CHUNKS), _TAMBAH))
"""A tool brings files; what it decides goes over the broker alone."""
_RUANG_MEJA: Koleksi = gabung(
    _BUKU,
    _SK,
    _JAM,
    dict.fromkeys((GANGGUAN, PELANGGARAN, "sapuan", "keadaan"), _BACA),
    dict.fromkeys((FILES, CHUNKS), _TAMBAH),
    {AKUN: _BACA | {Aksi.UBAH} | _INDEKS},
    dict.fromkeys((SESI, PERCOBAAN, KOTAK, KONSEP), _TULIS | {Aksi.HAPUS} | _INDEKS),
    {KOTAK_URUT: _TULIS, SERI: _TULIS | _INDEKS, LAPORAN: _TAMBAH},
    dict.fromkeys((DILIHAT, DIBUKA), _TAMBAH | _INDEKS),
)
"""The desk in a browser: as a tool, with inboxes and sessions of its own. It makes no account."""
_PORTAL: Koleksi = gabung(_BUKU, dict.fromkeys((FILES, CHUNKS), _TAMBAH | {Aksi.LIHAT_INDEKS}))
"""The first file of all comes by the portal: whoever uploads it looks for the indexes."""

_PELAKSANA: Koleksi = gabung(
    _BUKU,
    _JAM,
    {PERMOHONAN: _TULIS | _INDEKS},
    dict.fromkeys((FILES, CHUNKS), _TAMBAH | _INDEKS),
    {SURAT: _TAMBAH, SURAT_KATALOG: _TAMBAH, SK: _TULIS | _INDEKS},
    {"sop": _TULIS, "pencacah": _TULIS, "kalender": _TAMBAH, "masa_kalender": _TAMBAH},
    {"denyut": _TULIS, GANGGUAN: frozenset({Aksi.TAMBAH})},
)
_WATCHDOG: Koleksi = gabung(
    _JAM,
    {PERMOHONAN: _BACA | {Aksi.UBAH} | _INDEKS, PELANGGARAN: _TULIS | {Aksi.HAPUS} | _INDEKS},
    {"sop": _TULIS, "kalender": _TAMBAH, "masa_kalender": _TULIS},
    {GANGGUAN: _INDEKS, "sapuan": frozenset({Aksi.TAMBAH, Aksi.UBAH})},
    {"macet": _TULIS | {Aksi.HAPUS}, "keadaan": _TULIS},
)
_KABAR: Koleksi = {
    KABAR_TERKIRIM: _TULIS | _INDEKS,
    "kabar_saluran": _TULIS | {Aksi.HAPUS},
    **dict.fromkeys(("keadaan", PELANGGARAN, DILIHAT, "kalender", "masa_kalender"), _BACA),
    **_JAM,
}
"""It reads alerts and who has seen them, for escalation, and no application."""
_TERLIHAT = ("pencacah", "sapuan", "macet", "keadaan", GANGGUAN, JAM, LAPORAN, PELANGGARAN)
_DASBOR: Koleksi = gabung(
    dict.fromkeys((*_BUKU, *_SK, *_TERLIHAT), _BACA), {SEMUA: frozenset({Aksi.LIHAT_INDEKS})}
)
"""An audit looks at the indexes of whatever there is."""
_OPS: Koleksi = {
    SEMUA: _BACA | {Aksi.LIHAT_INDEKS},
    KARANTINA_CATATAN: frozenset({Aksi.TAMBAH}) | _INDEKS,
    LAPORAN: frozenset({Aksi.TAMBAH}),
    SK: frozenset({Aksi.TAMBAH, Aksi.UBAH}),
    AKUN: frozenset({Aksi.TAMBAH, Aksi.UBAH}) | _INDEKS,
    SESI: frozenset({Aksi.HAPUS}) | _INDEKS,
    PERCOBAAN: frozenset({Aksi.HAPUS}) | _INDEKS,
}
"""Accounts of officers are made and locked with it. SKs are revoked with it, by two officers;
numbers are passed over. The first report of a month is kept by whoever makes it with the right
to."""

_TERSENDIRI: Mapping[str, HakSimpanan] = {
    satu.pengguna: satu
    for satu in (
        HakSimpanan(layanan(WATCHDOG), "watchdog mutu baku", _WATCHDOG),
        HakSimpanan(layanan(KABAR), "pengantar kabar mutu baku", _KABAR),
        HakSimpanan(layanan(RUANG_MEJA), "meja petugas di peramban", _RUANG_MEJA),
        HakSimpanan(PORTAL, "portal pemohon", _PORTAL),
        HakSimpanan(OPS, "administrator: karantina, pulihkan, cadangan", _OPS, True),
        HakSimpanan(DASBOR, "dasbor dan arsip", _DASBOR, True),
    )
}
_PEMULIH = HakSimpanan(
    PEMULIH,
    "memasang cadangan ke basis data yang kosong",
    {SEMUA: _TAMBAH | _INDEKS, "pencacah": frozenset({Aksi.UBAH})},
    True,
)
_SEHAT = HakSimpanan(SEHAT, "pemeriksaan kesehatan", {})


# How the store is told: the same commands from a script of MongoDB's shell, and from a test.
def perintah(
    hak: Sequence[HakSimpanan], sandi: Mapping[str, str], basis_data: str
) -> list[dict[str, Any]]:
    """For a new database, in this order. `sandi` by account."""
    return [
        *(satu.peran(basis_data) for satu in hak),
        *(
            {
                "createUser": satu.pengguna,
                "pwd": sandi[satu.pengguna],
                "roles": [{"role": satu.pengguna, "db": basis_data}],
            }
            for satu in hak
        ),
    ]
