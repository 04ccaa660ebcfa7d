"""What a person is deciding: a task of theirs with the draft of the form, and what they read where
somebody else was quicker."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import NamedTuple

from starlette.exceptions import HTTPException
from starlette.responses import Response

from services.meja.perkara.perkara import milik_saya
from services.meja.perkara.riwayat import kalimat
from services.meja.permintaan import Permintaan
from shared.contracts import Tugas
from shared.kantor.kotak import SudahDipegang
from shared.kantor.pendahulu import Pendahulu, pendahulu
from shared.kantor.perkara import Dosir
from shared.kantor.putusan import Timbangan
from shared.kotak.konsep import Konsep, konsep_kosong
from shared.kotak.model import TugasMasuk
from shared.petugas.orang import pengenal_baku

CONFLICT = 409

Jawab = Callable[[Permintaan], Awaitable[Response]]


class Meja(NamedTuple):
    """What a person is deciding."""

    perkara: Dosir
    masuk: TugasMasuk
    konsep: Konsep

    @property
    def tugas(self) -> Tugas:
        return self.masuk.tugas

    @property
    def pangkal(self) -> str:
        return f"/perkara/{self.masuk.baris.pelaksana}/{self.masuk.baris.nomor}"


class SudahDiputus(HTTPException):
    """Where somebody was quicker with what this person had begun to decide."""

    def __init__(self, dahulu: Pendahulu) -> None:
        super().__init__(404)
        self.dahulu = dahulu


async def di_meja(permintaan: Permintaan) -> Meja:
    """The task, with the draft. Raises `HTTPException` for one that is not theirs to decide."""
    saya, pemutus = permintaan.saya, permintaan.situs.pemutus
    try:
        perkara, masuk = await milik_saya(permintaan)
    except HTTPException:
        pelaksana, nomor = permintaan.jalur("pelaksana"), permintaan.jalur("nomor")
        if (dahulu := await pendahulu(pemutus, saya, pelaksana, nomor)) is not None:
            raise SudahDiputus(dahulu) from None
        raise
    konsep = await pemutus.konsep(saya, masuk.baris)
    kosong = konsep_kosong(masuk.baris, saya.akun.nama, masuk.tugas.dibuka_pada)
    return Meja(perkara, masuk, konsep or kosong)


async def milik_sendiri(permintaan: Permintaan) -> Meja:
    """As `di_meja`; raises `SudahDipegang` where somebody else has taken it."""
    meja = await di_meja(permintaan)
    pegangan = meja.masuk.baris.pegangan
    if pegangan is not None and pegangan.akun != permintaan.saya.akun.nama:
        raise SudahDipegang(meja.masuk.baris)
    return meja


async def timbang(permintaan: Permintaan, meja: Meja) -> Timbangan:
    return await permintaan.situs.pemutus.timbang(
        permintaan.saya, meja.perkara, meja.tugas, meja.konsep
    )


def bila_didahului(jawab: Jawab) -> Jawab:
    """Of two at one task, the slower one is told who was quicker, and what they decided."""

    @wraps(jawab)
    async def dijawab(permintaan: Permintaan) -> Response:
        try:
            return await jawab(permintaan)
        except SudahDipegang as error:
            return dipegang(permintaan, error)
        except SudahDiputus as error:
            return didahului(permintaan, error.dahulu)

    return dijawab


def dipegang(permintaan: Permintaan, error: SudahDipegang) -> Response:
    return permintaan.halaman("kotak/sudah_dipegang.html", CONFLICT, baris=error.baris)


def didahului(permintaan: Permintaan, dahulu: Pendahulu) -> Response:
    """Their own, decided in another window or with another tool, is answered as it is."""
    pelaksana, nomor = permintaan.jalur("pelaksana"), dahulu.permohonan.nomor
    oleh = dahulu.oleh
    if pengenal_baku(oleh.id) == pengenal_baku(permintaan.saya.petugas.id):
        return permintaan.ke(f"/perkara/{pelaksana}/{nomor}/putusan/{dahulu.entri.kiriman_id}")
    return permintaan.halaman(
        "perkara/didahului.html",
        CONFLICT,
        pelaksana=pelaksana,
        nomor=nomor,
        oleh=oleh,
        entri=dahulu.entri,
        kalimat=kalimat(dahulu.entri, dahulu.sop, permintaan.situs.kantor),
        alasan="",
        catatan=dahulu.catatan,
    )
