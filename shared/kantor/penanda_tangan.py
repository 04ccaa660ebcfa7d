"""Who signs the SKs of an office, and whether each could today: by the SOPs, by the register of
officers, by the keys of `tanda-tangan.toml`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from shared.akun.aturan import penanda_tangan
from shared.petugas.model import DaftarPetugas
from shared.petugas.orang import pengenal_baku
from shared.petugas.wewenang import SEBUTAN
from shared.sop.model import Sop
from shared.surat.kantor import KantorSurat
from shared.tandatangan.akar import Akar, daftar_lewat, para_akar
from shared.tandatangan.errors import TandaTanganError
from shared.tandatangan.hasil import Penanda
from shared.tandatangan.susunan import TandaTanganKantor

SEGERA = timedelta(days=30)
"""A certificate that ends within this time is told of."""


class Penandatangan(NamedTuple):
    """An officer with a right to sign, now or later: `sebagai` "kepaladinas", "Plh kepaladinas"."""

    id: str
    nama: str
    sebagai: tuple[str, ...]
    sekarang: bool


def para_penanda(
    daftar: DaftarPetugas, sop: Iterable[Sop], kini: datetime
) -> tuple[Penandatangan, ...]:
    """In the order of the register. Rights that have ended do not count."""
    peran = penanda_tangan(sop)
    ada: dict[str, Penandatangan] = {}
    for satu in daftar.jabatan():
        if satu.sebagai not in peran or (satu.masa.sampai and satu.masa.sampai <= kini):
            continue
        orang = satu.orang
        lama = ada.get(orang.id, Penandatangan(orang.id, orang.nama, (), sekarang=False))
        ada[orang.id] = lama._replace(
            sebagai=(*lama.sebagai, f"{SEBUTAN[satu.jenis]} {satu.sebagai}".strip()),
            sekarang=lama.sekarang or satu.masa.sejak <= kini,
        )
    return tuple(ada.values())


def tanpa_nomor(sop: Iterable[Sop], kantor: KantorSurat) -> tuple[str, ...]:
    """Codes of SOPs that sign SKs for which the office has no number (`[[keputusan]]`)."""
    return tuple(
        satu.kode
        for satu in sop
        if penanda_tangan((satu,)) and kantor.keputusan_untuk(satu.kode) is None
    )


@dataclass(frozen=True)
class Dicoba:
    """One signatory's key, tried. `penanda` is what its certificate says, where it signed."""

    siapa: Penandatangan
    masalah: tuple[str, ...]
    penanda: Penanda | None = None


@dataclass
class Laporan:
    """Whether the office can sign. `masalah`: some SK cannot be signed, or is not believed."""

    cara: str
    akar: tuple[Akar, ...]
    kunci: list[Dicoba] = field(default_factory=list)
    masalah: list[str] = field(default_factory=list)
    peringatan: list[str] = field(default_factory=list)


def periksa(
    kantor: TandaTanganKantor,
    daftar: DaftarPetugas | None,
    sop: Sequence[Sop],
    kini: datetime,
) -> Laporan:
    """Every key is made to sign something. Raises `TandaTanganTidakSah`."""
    laporan = Laporan(kantor.cara, para_akar(kantor))
    _akar(laporan, kini)
    lewat = laporan.masalah if kantor.susunan.wajib_pencabutan else laporan.peringatan
    lewat.extend(daftar_lewat(kantor, kini))
    if kantor.cara == "bsre":
        _layanan(laporan, kantor)
    else:
        _kunci(laporan, kantor, daftar, sop, kini)
    return laporan


def _akar(laporan: Laporan, kini: datetime) -> None:
    for satu in laporan.akar:
        if not satu.berlaku_sejak <= kini <= satu.berlaku_sampai:
            laporan.masalah.append(
                f"{satu.berkas}: sertifikat penyelenggara tidak berlaku hari ini"
                f" ({satu.berlaku_sejak:%Y-%m-%d} sampai {satu.berlaku_sampai:%Y-%m-%d})"
            )
        elif satu.berlaku_sampai - kini < SEGERA:
            laporan.peringatan.append(_berakhir(satu.berkas, satu.berlaku_sampai, kini))


def _layanan(laporan: Laporan, kantor: TandaTanganKantor) -> None:
    if not kantor.ada_layanan:
        laporan.peringatan.append(
            "tanpa [bsre]: berkas ini untuk pelaksana dan pemeriksa; alat dan meja penanda tangan"
            " memerlukan akun layanan"
        )
        return
    try:
        kantor.layanan()
    except TandaTanganError as galat:
        laporan.masalah.append(f"[bsre]: {galat}")


def _kunci(
    laporan: Laporan,
    kantor: TandaTanganKantor,
    daftar: DaftarPetugas | None,
    sop: Sequence[Sop],
    kini: datetime,
) -> None:
    milik = {pengenal_baku(satu.nip): satu.nip for satu in kantor.susunan.kunci}
    if not milik and kantor.susunan.uji_coba is None:
        laporan.peringatan.append(
            "tanpa [[kunci]]: dengan berkas ini SK hanya dapat diperiksa, tidak ditandatangani"
        )
        return
    if daftar is None:
        laporan.peringatan.append(
            "tanpa daftar petugas (IZIN_DAFTAR_PETUGAS), pemilik kunci hanya dicocokkan dengan NIP"
        )
    penanda = _dengan_kunci(milik, para_penanda(daftar, sop, kini) if daftar else None, laporan)
    for satu in penanda:
        if pengenal_baku(satu.id) in milik:
            _coba(laporan, kantor, satu, kini)
        elif kantor.susunan.uji_coba is not None:
            laporan.kunci.append(Dicoba(satu, ()))
        else:
            kalimat = f"{satu.nama} ({', '.join(satu.sebagai)}) belum punya kunci"
            (laporan.masalah if satu.sekarang else laporan.peringatan).append(kalimat)


def _dengan_kunci(
    milik: dict[str, str], penanda: Sequence[Penandatangan] | None, laporan: Laporan
) -> Sequence[Penandatangan]:
    """The signatories of the register; without one, whoever has a key."""
    if penanda is None:
        return [Penandatangan(nip, "", (), sekarang=True) for nip in milik.values()]
    dikenal = {pengenal_baku(satu.id) for satu in penanda}
    laporan.peringatan += [
        f"kunci NIP {nip}: pemiliknya tidak berwenang menandatangani menurut daftar petugas"
        for baku, nip in milik.items()
        if baku not in dikenal
    ]
    return penanda


def _coba(
    laporan: Laporan, kantor: TandaTanganKantor, siapa: Penandatangan, kini: datetime
) -> None:
    from shared.tandatangan.coba import coba_kunci  # noqa: PLC0415 - 40 MB for a check alone

    hasil = coba_kunci(kantor, siapa.id, siapa.nama, kini)
    laporan.kunci.append(Dicoba(siapa, hasil.masalah, hasil.penanda))
    sebutan = siapa.nama or f"NIP {siapa.id}"
    daftar = laporan.masalah if siapa.sekarang else laporan.peringatan
    daftar.extend(f"{sebutan}: {satu}" for satu in hasil.masalah)
    penanda = hasil.penanda
    if penanda and not hasil.masalah and penanda.berlaku_sampai - kini < SEGERA:
        laporan.peringatan.append(_berakhir(sebutan, penanda.berlaku_sampai, kini))


def _berakhir(apa: str, sampai: datetime, kini: datetime) -> str:
    return f"{apa}: sertifikat berakhir {sampai:%Y-%m-%d} ({(sampai - kini).days} hari lagi)"
