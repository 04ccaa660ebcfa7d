"""What a correction changes of the form, and which acceptances cannot outlive it.

An officer accepted each document beside the values that stood then: who applies, for what, with
which answers. A correction may change such a value without having been asked to; then it is shown,
old beside new, and every document is judged anew.
"""

import unicodedata
from collections.abc import Iterable, Mapping

from shared.contracts.messages import Pengajuan
from shared.contracts.parts import Perubahan
from shared.permohonan import DokumenPermohonan, Permohonan, sidik
from shared.sop.model import Sop

_HUBUNGAN = frozenset({"pemohon.telepon", "pemohon.surel"})
"""How the applicant is reached: no document vouches for it."""

_NAMA = {
    "pemohon.nama": "Nama pemohon",
    "pemohon.nik": "NIK pemohon",
    "pemohon.telepon": "Telepon pemohon",
    "pemohon.surel": "Surel pemohon",
    "lembaga.nama": "Nama lembaga",
    "lembaga.alamat": "Alamat lembaga",
}

PANJANG_SIDIK = 4
"""Hex digits of a field's own digest: enough to tell which field no longer fits, and too few for
anybody to find out from an exported history what a NIK or a name was."""


def bidang_formulir(formulir: Pengajuan | Permohonan) -> dict[str, str]:
    """Every value of the form by its path, such as "pemohon.nik" or "isian.jumlah-pendidik"."""
    bagian = {"pemohon": dict(formulir.pemohon), "lembaga": dict(formulir.lembaga)}
    semua = {**bagian, "isian": formulir.isian}
    bidang = {f"{b}.{nama}": str(n) for b, isi in semua.items() for nama, n in isi.items()}
    return bidang | ({"menggantikan": formulir.menggantikan} if formulir.menggantikan else {})


def perubahan_formulir(
    permohonan: Permohonan, pengajuan: Pengajuan, sop: Sop
) -> tuple[Perubahan, ...]:
    """In the order of the form. A field that is not there counts as empty."""
    lama, baru = bidang_formulir(permohonan), bidang_formulir(pengajuan)
    label = _NAMA | {f"isian.{satu.kode}": satu.label for satu in sop.isian}
    diminta = _diminta(permohonan)
    return tuple(
        Perubahan(
            putaran=pengajuan.putaran,
            bidang=bidang,
            nama=label.get(bidang, bidang),
            semula=lama.get(bidang, ""),
            menjadi=baru.get(bidang, ""),
            diminta=bidang in diminta,
        )
        for bidang in lama | baru
        if lama.get(bidang, "") != baru.get(bidang, "")
    )


def _diminta(permohonan: Permohonan) -> frozenset[str]:
    diminta = permohonan.langkah.perbaikan if permohonan.langkah else ()
    return frozenset(f"isian.{satu.kode}" for satu in diminta if satu.jenis == "isian")


def mencabut_penerimaan(perubahan: Iterable[Perubahan]) -> bool:
    """True where a value was changed that had not been sent back, on which acceptances may rest.
    Another spelling of the same value (capitals, spaces, width) is no other value."""
    return any(
        not satu.diminta
        and satu.bidang not in _HUBUNGAN
        and _baku(satu.semula) != _baku(satu.menjadi)
        for satu in perubahan
    )


def _baku(nilai: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", nilai).casefold().split())


def tanpa_penerimaan(dokumen: Iterable[DokumenPermohonan]) -> tuple[DokumenPermohonan, ...]:
    """The same files, those that were accepted to be judged anew."""
    return tuple(
        satu.model_copy(update={"diterima": None}) if satu.diterima else satu for satu in dokumen
    )


def perubahan_putaran(permohonan: Permohonan, putaran: int) -> tuple[Perubahan, ...]:
    """What the correction of this putaran changed."""
    return tuple(satu for satu in permohonan.perubahan if satu.putaran == putaran)


def perubahan_terakhir(permohonan: Permohonan) -> tuple[Perubahan, ...]:
    """What the last correction changed, for every desk that it comes to; empty when that correction
    changed documents only."""
    pengajuan = [e.putaran for e in permohonan.riwayat if e.pengajuan]
    return perubahan_putaran(permohonan, pengajuan[-1]) if pengajuan else ()


def sidik_perubahan(perubahan: Iterable[Perubahan]) -> str | None:
    """Seals the values, old and new, in the riwayat, from which they can be left out; None where
    nothing changed."""
    isi = [satu.model_dump(mode="json") for satu in perubahan]
    return sidik(isi) if isi else None


def sidik_bidang(formulir: Pengajuan | Permohonan, kiriman_id: str) -> Mapping[str, str]:
    """A short digest of each value of the form, bound to the submission that brought it."""
    return {
        bidang: sidik([kiriman_id, bidang, nilai])[:PANJANG_SIDIK]
        for bidang, nilai in bidang_formulir(formulir).items()
    }
