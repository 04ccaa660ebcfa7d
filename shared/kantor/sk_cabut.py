"""An SK is revoked by two officers: one proposes, another approves; one of them may sign it."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.contracts import Petugas
from shared.errors import PutusanDitolak
from shared.kantor.errors import MasukanKeliru, TidakBerlaku, TidakTerlaksana
from shared.kantor.kantor import Kantor
from shared.kantor.sk import cari
from shared.permohonan import Wewenang
from shared.petugas.loader import baca_berkas
from shared.petugas.model import DaftarPetugas
from shared.petugas.wewenang import pastikan_berwenang, wewenang
from shared.sk.model import LangkahCabut, NomorSk
from shared.sk.pencabutan import PencabutanDitolak, batalkan, setujui, usulkan
from shared.sop.model import Sop
from shared.tindakan import Tindakan
from shared.topology import PELAKSANA_PEMOHON
from shared.words import office_zone

_ULANG_MAKS = 5


@dataclass(frozen=True)
class Permintaan:
    """Who wants what. `setujui`: what was proposed, whatever its reason."""

    nomor: str
    oleh: Petugas
    alasan: str = ""
    dasar: str = ""
    setujui: bool = False


async def cabut(kantor: Kantor, minta: Permintaan) -> NomorSk:
    """Proposed by the first officer, revoked with the second. Raises `SkTidakDikenal`,
    `MasukanKeliru` without reason and rule, `TidakBerlaku` where it may not be."""
    return await _ubah(kantor, minta, _usul_atau_setuju)


async def batal_usul(kantor: Kantor, minta: Permintaan) -> NomorSk:
    """The proposal is taken back. Raises `SkTidakDikenal` and `TidakBerlaku`."""
    return await _ubah(kantor, minta, _batal)


@dataclass(frozen=True)
class _Pelaku:
    """`hak` is None where the office keeps no register; `penanda` are the roles that sign."""

    minta: Permintaan
    hak: Wewenang | None
    penanda: frozenset[str]

    def langkah(self, kantor: Kantor, jenis: str) -> LangkahCabut:
        isi = {
            "jenis": jenis,
            "oleh": self.minta.oleh,
            "pada": kantor.clock(),
            "alasan": self.minta.alasan.strip(),
            "dasar": self.minta.dasar.strip(),
            "wewenang": self.hak,
        }
        return LangkahCabut.model_validate(isi)


_Perubahan = Callable[[Kantor, NomorSk, _Pelaku], NomorSk]


async def _ubah(kantor: Kantor, minta: Permintaan, perubahan: _Perubahan) -> NomorSk:
    for _ in range(_ULANG_MAKS):
        satu = await cari(kantor, minta.nomor)
        pelaku = await _pelaku(kantor, satu, minta)
        try:
            baru = perubahan(kantor, satu, pelaku)
        except PencabutanDitolak as tolak:
            kalimat = str(tolak)
            raise TidakBerlaku(kalimat[:1].upper() + kalimat[1:]) from tolak
        if await kantor.sk.change(baru, satu):
            return baru
    raise TidakTerlaksana(f"Nomor {minta.nomor} sedang diubah yang lain; ulangi perintahnya")


def _usul_atau_setuju(kantor: Kantor, satu: NomorSk, pelaku: _Pelaku) -> NomorSk:
    minta, usul = pelaku.minta, satu.usul_cabut
    langkah = pelaku.langkah(kantor, "usul")
    if minta.setujui or (usul and (usul.alasan, usul.dasar) == (langkah.alasan, langkah.dasar)):
        baru = setujui(satu, minta.oleh, pelaku.hak, kantor.clock())
        _salah_satu_menandatangani(baru, pelaku)
        return baru
    if usul is not None:
        raise TidakBerlaku(
            f"Pencabutan SK nomor {satu.nomor} sudah diusulkan {usul.oleh.nama} dengan alasan lain",
            rincian=(f"Alasan: {usul.alasan}", f"Dasar: {usul.dasar}"),
            anjuran=f"Setujui: izin sk cabut {satu.nomor} --setujui."
            f" Batalkan: izin sk batal-usul {satu.nomor}",
        )
    if not (langkah.alasan and langkah.dasar):
        raise MasukanKeliru(
            "Pencabutan harus beralasan dan berdasar",
            anjuran="Sebut --alasan TEKS dan --dasar TEKS (surat atau aturan yang mendasarinya)",
        )
    return usulkan(satu, langkah)


def _batal(kantor: Kantor, satu: NomorSk, pelaku: _Pelaku) -> NomorSk:
    return batalkan(satu, pelaku.langkah(kantor, "batal_usul"))


def _salah_satu_menandatangani(baru: NomorSk, pelaku: _Pelaku) -> None:
    """Raises `TidakBerlaku`. Who may issue an SK may revoke it, and nobody else."""
    if pelaku.hak is None:
        return
    hak = [langkah.wewenang for langkah in baru.pencabutan[-2:]]
    if not any(satu and satu.sebagai in pelaku.penanda for satu in hak):
        raise TidakBerlaku(
            "Salah satu dari kedua petugas harus berwenang menandatangani SK ini",
            anjuran=f"Peran yang menandatangani: {', '.join(sorted(pelaku.penanda))};"
            " pemegangnya: izin petugas daftar",
        )


async def _pelaku(kantor: Kantor, satu: NomorSk, minta: Permintaan) -> _Pelaku:
    """Raises `TidakBerlaku` for one who has no role in the procedure of this SK now."""
    sop = await _sop(kantor, satu)
    penanda = frozenset(
        langkah.pelaksana
        for langkah in (sop.langkah if sop else ())
        if langkah.tindakan is Tindakan.TANDA_TANGANI
    )
    daftar = _daftar(kantor)
    if daftar is None or sop is None:
        return _Pelaku(minta, None, penanda)
    lain = sorted(set(sop.pelaksana) - penanda - {PELAKSANA_PEMOHON})
    return _Pelaku(minta, _hak(kantor, daftar, minta.oleh, (*sorted(penanda), *lain)), penanda)


def _hak(kantor: Kantor, daftar: DaftarPetugas, oleh: Petugas, peran: tuple[str, ...]) -> Wewenang:
    kini = kantor.clock()
    punya = next((satu for satu in peran if wewenang(daftar, oleh.id, satu, (kini,))), peran[0])
    try:
        return pastikan_berwenang(daftar, oleh, punya, (kini, kini))
    except PutusanDitolak as tolak:
        kalimat = tolak.alasan
        raise TidakBerlaku(kalimat[:1].upper() + kalimat[1:]) from tolak


async def _sop(kantor: Kantor, satu: NomorSk) -> Sop | None:
    permohonan = await kantor.permohonan.find(satu.permohonan_id) if satu.permohonan_id else None
    if permohonan is not None:
        return (await kantor.sop.version(permohonan.sop_versi)).sop
    termuat = kantor.sop.current(satu.sop or "")
    return termuat.sop if termuat else None


def _daftar(kantor: Kantor) -> DaftarPetugas | None:
    """Raises `DaftarPetugasTidakSah`."""
    path = kantor.settings.daftar_petugas
    if path is None:
        return None
    peran = {p for termuat in kantor.sop.katalog.values() for p in termuat.sop.pelaksana}
    return baca_berkas(path, office_zone(kantor.settings), frozenset(peran | set(kantor.desks)))
