"""Drafts decided in series: which wait, which this person has read, and what is put together to be
decided. A draft counts as read by this person, at this opening of the step, with this digest."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from shared.contracts.base import Saat
from shared.kantor.kotak import TugasTidakAda
from shared.kantor.orang import Orang
from shared.kantor.perkara import Dosir, dosir
from shared.kantor.putusan import Pemutus, Timbangan
from shared.kotak.hitung import Saring
from shared.kotak.konsep import Konsep, konsep_kosong, kunci_konsep, nilai
from shared.kotak.model import Baris, TugasMasuk
from shared.kotak.rancangan import akibat
from shared.kotak.seri import ButirSeri, Seri
from shared.topology import PELAKSANA_PEMOHON

SERI_MAKS = 100
TERIMA = (("putusan", "terima"),)

Bacaan = Literal["belum", "berubah", "dibaca", "orang_lain", "sendiri"]
"""`berubah`: another draft was read; `sendiri`: this person is deciding it on its own page."""


@dataclass(frozen=True)
class Calon:
    """A case that waits with its draft."""

    baris: Baris
    bacaan: Bacaan

    @property
    def milik(self) -> bool:
        """Whether it is in this person's row of drafts."""
        return self.bacaan != "orang_lain"


@dataclass(frozen=True)
class Siap:
    """One that may be decided now. `konsep`: accepted, and nothing said besides."""

    perkara: Dosir
    masuk: TugasMasuk
    timbangan: Timbangan


class TidakSiap(Exception):
    """The sentence says why one cannot be decided in series."""

    def __init__(self, kata: str) -> None:
        super().__init__(kata)
        self.kata = kata


async def calon(pemutus: Pemutus, orang: Orang, pelaksana: str) -> list[Calon]:
    """By what falls due first. Raises `TugasTidakAda` for a desk at which they do not decide."""
    if pelaksana not in orang.peran:
        raise TugasTidakAda(pelaksana)
    semua = await pemutus.kotak.lines(orang, pelaksana, Saring())
    baris = [satu for satu in semua if satu.draf]
    kunci = {satu.kunci: _kunci(satu, orang) for satu in baris}
    konsep = await pemutus.kotak.store.drafts(list(kunci.values()))
    return [Calon(satu, _bacaan(satu, orang, konsep.get(kunci[satu.kunci]))) for satu in baris]


def _kunci(baris: Baris, orang: Orang) -> str:
    pembukaan = baris.langkah, baris.putaran
    return kunci_konsep(baris.pelaksana, baris.permohonan_id, pembukaan, orang.akun.nama)


def _bacaan(baris: Baris, orang: Orang, konsep: Konsep | None) -> Bacaan:
    if baris.pegangan is not None and baris.pegangan.akun != orang.akun.nama:
        return "orang_lain"
    if konsep is None:
        return "belum"
    if _memutus_sendiri(konsep):
        return "sendiri"
    if not konsep.dibaca:
        return "belum"
    return "dibaca" if konsep.dibaca == baris.draf else "berubah"


def _memutus_sendiri(konsep: Konsep) -> bool:
    """Something else was begun than plain acceptance."""
    isian = konsep.nilai
    return nilai(isian, "putusan") not in {"", "terima"} or bool(nilai(isian, "catatan").strip())


def bukti_dibuka(kunci: bytes, konsep: str, sha256: str) -> str:
    """What only the page that showed this draft to this person knows."""
    return hmac.new(kunci, f"bacaan\0{konsep}\0{sha256}".encode(), hashlib.sha256).hexdigest()


async def tandai_dibaca(
    pemutus: Pemutus, orang: Orang, masuk: TugasMasuk, bukti: str, kunci: bytes
) -> bool:
    """False for another draft than the page showed, or without the page."""
    baris = masuk.baris
    benar = bukti_dibuka(kunci, _kunci(baris, orang), baris.draf)
    if not baris.draf or not hmac.compare_digest(benar.encode(), bukti.encode()):
        return False
    await pemutus.simpan_bacaan(orang, baris, baris.draf)
    return True


def bukti_untuk(orang: Orang, masuk: TugasMasuk, kunci: bytes) -> str:
    return bukti_dibuka(kunci, _kunci(masuk.baris, orang), masuk.baris.draf)


async def siapkan(pemutus: Pemutus, orang: Orang, pelaksana: str, nomor: str) -> Siap:
    """Raises `TidakSiap`."""
    try:
        masuk = await pemutus.kotak.task(orang, pelaksana, nomor)
        perkara = await dosir(pemutus.kotak, orang, pelaksana, nomor)
    except TugasTidakAda as error:
        raise TidakSiap("sudah tidak menunggu di meja ini") from error
    baris = masuk.baris
    bacaan = _bacaan(baris, orang, await pemutus.konsep(orang, baris))
    if pelaksana not in orang.peran or bacaan != "dibaca" or not baris.draf:
        raise TidakSiap(_sebab(baris, bacaan))
    kosong = konsep_kosong(baris, orang.akun.nama, baris.dibuka_pada)
    terima = kosong.model_copy(update={"isian": TERIMA})
    timbangan = await pemutus.timbang(orang, perkara, masuk.tugas, terima)
    if timbangan.cacat or timbangan.keputusan is None:
        raise TidakSiap("; ".join(satu.kata.rstrip(".") for satu in timbangan.cacat))
    return Siap(perkara, masuk, timbangan)


def _sebab(baris: Baris, bacaan: Bacaan) -> str:
    if bacaan == "orang_lain" and baris.pegangan:
        return f"sedang dipegang {baris.pegangan.petugas.nama}"
    if bacaan == "berubah":
        return "drafnya berubah sesudah Anda baca; baca lagi"
    if bacaan == "sendiri":
        return "sedang Anda putus sendiri"
    return "drafnya belum Anda baca"


@dataclass(frozen=True)
class Susunan:
    """`ditinggal`: the others, each with why."""

    seri: Seri | None
    ditinggal: Sequence[tuple[str, str]] = ()


async def susun(
    pemutus: Pemutus, orang: Orang, pelaksana: str, nomor: Iterable[str], kini: Saat
) -> Susunan:
    """Of those that may be decided; None where there is none of them. Nothing is decided yet."""
    desks = pemutus.kotak.kantor.desks
    nama = {kunci: desk.nama for kunci, desk in desks.items()}
    butir: list[ButirSeri] = []
    ditinggal: list[tuple[str, str]] = []
    for satu in list(dict.fromkeys(nomor))[:SERI_MAKS]:
        try:
            butir.append(_butir(await siapkan(pemutus, orang, pelaksana, satu), nama))
        except TidakSiap as error:
            ditinggal.append((satu, error.kata))
    if not butir:
        return Susunan(None, ditinggal)
    seri = Seri(
        id=secrets.token_urlsafe(16),
        akun=orang.akun.nama,
        pelaksana=pelaksana,
        butir=tuple(butir),
        dibuat_pada=kini,
    )
    await pemutus.kotak.store.keep_series(seri)
    return Susunan(seri, ditinggal)


def _butir(siap: Siap, nama: Mapping[str, str]) -> ButirSeri:
    baris = siap.masuk.baris
    return ButirSeri(
        nomor=baris.nomor,
        permohonan_id=baris.permohonan_id,
        langkah=baris.langkah,
        putaran=baris.putaran,
        lembaga=baris.lembaga,
        draf=baris.draf,
        akibat=akibat(siap.masuk.tugas, siap.timbangan.rancangan, nama, PELAKSANA_PEMOHON),
        layanan=bool(siap.timbangan.layanan),
    )
