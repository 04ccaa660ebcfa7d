"""The sample cases of `izin web`: where each stands, and since when; from the SOPs alone."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import NamedTuple

from izin.demo.giliran import Tempo, giliran, sisa_batas
from izin.demo.kelambatan import (
    Belokan,
    Kelambatan,
    belokan_sop,
    kembali_ke_pemohon,
    langkah_kantor,
    pemeriksa_dokumen,
)
from izin.demo.material.profil import buat_profil
from izin.demo.skenario import MULUS, Kasus, Skenario
from shared.kalender.hitung import jatuh_tempo, menit_kerja
from shared.kalender.model import Kalender
from shared.sop.model import Langkah, Rute, Sop
from shared.tindakan import Akhir, Tindakan
from shared.topology import PELAKSANA_PEMOHON

TEMPO = Tempo(0.25)
"""A quarter of its limit for each step that is past."""
BARU, HAMPIR, LEWAT = 0.25, 0.9, 1.25
"""Of the limit of the step at which a case stands."""
LAMBAT = Tempo(1.2)
_JAUH = timedelta(days=90)
_DETIK = timedelta(seconds=1)
_SIANG = timedelta(hours=5)
_KEMARIN = timedelta(hours=9)
"""Office time since a case ended or came to its applicant."""


class Perhentian(NamedTuple):
    """Where a case stands: the step, opened in that round."""

    langkah: int
    putaran: int = 1


@dataclass(frozen=True)
class Contoh:
    """`berhenti` None: to its end."""

    skenario: Skenario
    berhenti: Perhentian | None
    diajukan: datetime


class _Niat(NamedTuple):
    """`bagian`: how much of the limit of its step is used by now; None: since `lama`."""

    kasus: Kasus
    berhenti: Perhentian | None
    bagian: float | None
    lama: timedelta = _SIANG


class Saat(NamedTuple):
    """The instant to which all is planned, and the calendar it is reckoned by."""

    kini: datetime
    kalender: Kalender


def rencanakan(katalog: Mapping[str, Sop], saat: Saat, benih: int) -> tuple[Contoh, ...]:
    """In the order in which they are submitted."""
    nomor = count(1)
    semua = [
        _contoh(next(nomor), sop, niat, saat, benih)
        for ke, sop in enumerate(katalog.values())
        for niat in _niat(sop, ke)
    ]
    return tuple(sorted(semua, key=lambda satu: satu.diajukan))


def _contoh(no: int, sop: Sop, niat: _Niat, saat: Saat, benih: int) -> Contoh:
    kini, kalender = saat
    if niat.bagian is None or niat.berhenti is None:
        di_sana = sebelum(kini, lambda t: menit_kerja(kalender, t, kini) >= niat.lama)
    else:
        waktu, bagian = sop.langkah_ke(niat.berhenti.langkah).waktu, niat.bagian

        def terpakai(dibuka: datetime) -> bool:
            batas = menit_kerja(kalender, dibuka, jatuh_tempo(kalender, dibuka, waktu))
            return menit_kerja(kalender, dibuka, kini) >= batas * bagian

        di_sana = sebelum(kini, terpakai)
    lewat = tuple(jejak(sop, niat.kasus, niat.berhenti))
    diajukan = sebelum(kini, lambda mulai: tiba(kalender, mulai, lewat) <= di_sana)
    skenario = Skenario(
        no=no,
        sop=sop,
        profil=buat_profil(benih, no, kalender.tanggal(diajukan)),
        pengajuan_id=f"contoh-{diajukan:%Y%m%d%H%M%S}-{no:04d}",
        kasus=niat.kasus,
    )
    return Contoh(skenario, niat.berhenti, diajukan)


def sebelum(kini: datetime, sudah: Callable[[datetime], bool]) -> datetime:
    """The last second before `kini` for which it holds; it holds for everything earlier."""
    bawah, atas = -(_JAUH // _DETIK), 0
    while atas - bawah > 1:
        tengah = (bawah + atas) // 2
        if sudah(kini + tengah * _DETIK):
            bawah = tengah
        else:
            atas = tengah
    return kini + bawah * _DETIK


def tiba(kalender: Kalender, mulai: datetime, lewat: Sequence[tuple[Langkah, Tempo]]) -> datetime:
    """When it comes to where it stands, submitted at `mulai`."""
    for langkah, tempo in lewat:
        sisa = sisa_batas(kalender, mulai, None, langkah.waktu)
        mulai = giliran(kalender, mulai, tempo, sisa).putus
    return mulai


def jejak(sop: Sop, kasus: Kasus, berhenti: Perhentian | None) -> Iterator[tuple[Langkah, Tempo]]:
    """The steps that are decided before it stands there, each with its pace."""
    ke: int | Akhir = _terima(sop.langkah_pertama).ke
    putaran = 1
    while isinstance(ke, int) and Perhentian(ke, putaran) != berhenti:
        langkah = sop.langkah_ke(ke)
        yield langkah, tempo_dari(kasus, langkah.no, putaran)
        rute = _rute(sop, kasus, langkah, putaran)
        putaran += rute.putusan != "terima"
        ke = rute.ke


def tempo_dari(kasus: Kasus, langkah: int, putaran: int) -> Tempo:
    for satu in kasus.lambat:
        if (satu.langkah, satu.putaran) == (langkah, putaran):
            return satu.tempo
    return TEMPO


def _rute(sop: Sop, kasus: Kasus, langkah: Langkah, putaran: int) -> Rute:
    belok = kasus.belokan
    if putaran > 1:
        return _terima(langkah)
    if belok is not None and belok.langkah == langkah.no:
        return next(rute for rute in langkah.rute if rute.putusan == belok.putusan)
    if kasus.salah and langkah.tindakan is Tindakan.VERIFIKASI:
        return next(r for r in langkah.rute if r.putusan != "terima" and kembali_ke_pemohon(sop, r))
    return _terima(langkah)


def _terima(langkah: Langkah) -> Rute:
    rute = langkah.rute_untuk("terima")
    assert rute is not None  # noqa: S101 - a loaded SOP has one at each step
    return rute


def _niat(sop: Sop, ke: int) -> Iterator[_Niat]:
    """`ke`: which SOP it is, from 0; what stands once is shared out among them."""
    for langkah in langkah_kantor(sop):
        yield _Niat(MULUS, Perhentian(langkah.no), BARU)
        if langkah.waktu.satuan == "hari":
            yield _Niat(MULUS, Perhentian(langkah.no), HAMPIR if ke % 2 == 0 else LEWAT)
        elif langkah.tindakan is Tindakan.VERIFIKASI and ke % 2 == 0:
            yield _Niat(MULUS, Perhentian(langkah.no), LEWAT)
        elif langkah.tindakan is Tindakan.TANDA_TANGANI:
            yield _Niat(MULUS, Perhentian(langkah.no), BARU)
    yield from _dikembalikan(sop, ke)
    yield from _berakhir(sop, ke)


def _dikembalikan(sop: Sop, ke: int) -> Iterator[_Niat]:
    """To the applicant, back from them, and among officers."""
    periksa = pemeriksa_dokumen(sop)
    wajib = next((satu.kode for satu in sop.persyaratan if satu.wajib), None)
    if periksa is not None and wajib is not None:
        salah = Kasus("dokumen salah", salah=(wajib,))
        if ke % 2 == 0:
            yield _Niat(salah, Perhentian(sop.langkah_pertama.no, 2), None)
        else:
            yield _Niat(salah, Perhentian(periksa.no, 2), BARU)
    if (belok := _kembali(sop)) is not None and ke % 2 == 1 and isinstance(belok.ke, int):
        yield _Niat(Kasus("berbelok", belokan=belok), Perhentian(belok.ke, 2), BARU)


def _kembali(sop: Sop) -> Belokan | None:
    """An approver's return of a draft."""
    return next((b for b in belokan_sop(sop) if b.tindakan is Tindakan.SETUJUI), None)


def _berakhir(sop: Sop, ke: int) -> Iterator[_Niat]:
    """Refused, signed and not yet fetched, received; of these one whose limit was exceeded."""
    tolak = next((b for b in belokan_sop(sop) if b.ke == "ditolak"), None)
    if tolak is not None and ke % 2 == 0:
        yield _Niat(Kasus("berbelok", belokan=tolak), None, None)
    if (serah := _penyerahan(sop)) is not None:
        yield _Niat(MULUS, Perhentian(serah.no), None)
    yield _Niat(MULUS, None, None, _KEMARIN)
    hari = next((satu for satu in langkah_kantor(sop) if satu.waktu.satuan == "hari"), None)
    if hari is not None and ke % 2 == 1:
        lambat = Kasus("lambat", lambat=(Kelambatan(hari.no, 1, LAMBAT),))
        yield _Niat(lambat, None, None, _KEMARIN)


def _penyerahan(sop: Sop) -> Langkah | None:
    """The applicant's last step."""
    milik = [satu for satu in sop.langkah if satu.pelaksana == PELAKSANA_PEMOHON]
    return milik[-1] if len(milik) > 1 else None
