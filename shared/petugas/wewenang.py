"""May this officer decide in that role, at these instants? By what right, or why not."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from shared.contracts.parts import Petugas
from shared.errors import KodeTolak, PutusanDitolak
from shared.permohonan.wewenang import JenisWewenang, Wewenang
from shared.petugas.masa import Masa, teks_masa, teks_saat_kantor
from shared.petugas.model import CatatanPetugas, DaftarPetugas
from shared.petugas.orang import nama_sejalan

SEBUTAN: Mapping[JenisWewenang, str] = {"definitif": "", "plh": "Plh", "plt": "Plt"}
"""Before the name of the role: Plh Kepala Dinas."""


def wewenang(
    daftar: DaftarPetugas, petugas_id: str, pelaksana: str, pada: Sequence[datetime]
) -> Wewenang | None:
    """The one that holds at every one of these instants; the definitive one before a mandate."""
    for satu in daftar.wewenang(petugas_id):
        if satu.sebagai == pelaksana and all(map(satu.berlaku_pada, pada)):
            return satu
    return None


def pastikan_berwenang(
    daftar: DaftarPetugas, petugas: Petugas, pelaksana: str, pada: tuple[datetime, datetime]
) -> Wewenang:
    """`pada` is (decided, received): a decision needs its right at both, or it could be dated back
    after a mandate has ended (decision 42). Raises `PutusanDitolak` that says what would do."""
    orang = daftar.orang(petugas.id)
    if orang is None:
        raise _di_luar_mandat(f"{petugas.id} ({petugas.nama}) tidak ada dalam daftar petugas")
    if not nama_sejalan(orang.nama, petugas.nama):
        raise _di_luar_mandat(
            f"{petugas.id} terdaftar atas nama {orang.nama}, bukan {petugas.nama}"
        )
    if hak := wewenang(daftar, petugas.id, pelaksana, pada):
        return hak
    punya = [satu for satu in daftar.wewenang(petugas.id) if satu.sebagai == pelaksana]
    sebab = (
        _di_luar_masa(daftar, orang.nama, punya, pada)
        if punya
        else (f"{orang.nama} tidak memegang peran {pelaksana}")
    )
    raise _di_luar_mandat(f"{sebab}; {_yang_berwenang(daftar, pelaksana, pada[1])}")


def _di_luar_masa(
    daftar: DaftarPetugas, nama: str, punya: Sequence[Wewenang], pada: tuple[datetime, datetime]
) -> str:
    masa = ", dan ".join(teks_wewenang(satu, daftar.zona) for satu in reversed(punya))
    diputus, diterima = (teks_saat_kantor(saat, daftar.zona) for saat in pada)
    return f"{nama} berwenang sebagai {masa}; putusan ini dibuat {diputus}, diterima {diterima}"


def _yang_berwenang(daftar: DaftarPetugas, pelaksana: str, saat: datetime) -> str:
    nama = [
        f"{satu.nama} ({SEBUTAN[satu.jenis]})" if SEBUTAN[satu.jenis] else satu.nama
        for _, satu in pemegang(daftar, pelaksana, saat)
    ]
    return f"yang berwenang sekarang {', '.join(nama) or 'tidak ada'}"


def pemegang(
    daftar: DaftarPetugas, pelaksana: str, saat: datetime
) -> Iterator[tuple[CatatanPetugas, Wewenang]]:
    """Whoever may decide in that role then, in the order of the register."""
    for orang in daftar.isi.petugas:
        if hak := wewenang(daftar, orang.id, pelaksana, (saat,)):
            yield orang, hak


def teks_wewenang(satu: Wewenang, zona: ZoneInfo) -> str:
    """Plh kepaladinas sejak 23 November 2026 sampai dengan 27 November 2026"""
    sebutan = f"{SEBUTAN[satu.jenis]} {satu.sebagai}".strip()
    return f"{sebutan} {teks_masa(Masa(satu.sejak, satu.sampai), zona)}"


def _di_luar_mandat(alasan: str) -> PutusanDitolak:
    return PutusanDitolak(KodeTolak.DI_LUAR_MANDAT, alasan)
