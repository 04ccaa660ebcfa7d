"""Whether every officer's decision was theirs to make, from the riwayat alone: later, without the
register, and by whoever doubts it."""

from collections.abc import Iterator

from shared.permohonan import Entri, Permohonan, Wewenang
from shared.petugas.empat_mata import MENGESAHKAN, ikut_menyusun
from shared.petugas.orang import nama_sejalan
from shared.topology import PELAKSANA_PEMOHON


def periksa_wewenang(permohonan: Permohonan, *, berdaftar: bool = False) -> Iterator[str]:
    """What is wrong, one sentence each. `berdaftar`: the office kept a register all along, so no
    officer's decision may be without its right. The chain of digests is looked at elsewhere."""
    for entri in permohonan.riwayat:
        temuan = (*_hak(entri, berdaftar=berdaftar), *_empat_mata(permohonan, entri))
        yield from (f"entri {entri.urutan}: {satu}" for satu in temuan)


def _hak(entri: Entri, *, berdaftar: bool) -> Iterator[str]:
    hak = entri.wewenang
    if hak is not None:
        yield from _hak_tercatat(entri, hak)
    elif berdaftar and entri.pelaksana != PELAKSANA_PEMOHON and not entri.ditarik:
        yield f"diputus {entri.pelaksana} tanpa wewenang yang tercatat"


def _hak_tercatat(entri: Entri, hak: Wewenang) -> Iterator[str]:
    if entri.oleh is None:
        yield "wewenang tercatat, tetapi petugasnya tidak"
    elif not nama_sejalan(entri.oleh.nama, hak.nama):
        yield f"diputus {entri.oleh.nama}, wewenangnya milik {hak.nama}"
    if hak.sebagai != entri.pelaksana:
        yield f"langkah {entri.pelaksana} diputus dengan wewenang {hak.sebagai}"
    if hak.jenis != "definitif" and not hak.dasar:
        yield f"mandat {hak.jenis} tanpa dasar"
    for kata, saat in (("diputuskan", entri.diputuskan_pada), ("diterima", entri.ditutup_pada)):
        if not hak.berlaku_pada(saat):
            yield f"{kata} {saat.isoformat()}, di luar masa wewenang {hak.jenis} {hak.sebagai}"


def _empat_mata(permohonan: Permohonan, entri: Entri) -> Iterator[str]:
    if entri.tindakan not in MENGESAHKAN or entri.putusan != "terima" or entri.oleh is None:
        return
    sebelum = permohonan.riwayat[: entri.urutan]
    if ikut_menyusun(entri.oleh, sebelum, _kode_atas(sebelum, entri)):
        yield f"{entri.oleh.nama} mengesahkan draf yang ikut disusunnya sendiri"


def _kode_atas(sebelum: tuple[Entri, ...], entri: Entri) -> str | None:
    """The code of the document that was approved or signed; None where the riwayat does not say."""
    atas = {hasil.atas for hasil in entri.hasil if hasil.atas}
    return next(
        (
            hasil.kode
            for lama in reversed(sebelum)
            for hasil in lama.hasil
            if hasil.berkas and hasil.berkas.sha256 in atas
        ),
        None,
    )
