"""The form of any SOP, filled in: choices from its own list, the rest by what its label asks."""

from collections.abc import Mapping

from izin.demo.material.people import Profil, teks_tanggal
from shared.sop.model import Isian, Persyaratan, Sop

_PELUANG_TAMBAHAN = 0.3


def isi_formulir(sop: Sop, profil: Profil) -> dict[str, str]:
    """Every field, the optional ones too."""
    return {isian.kode: _jawab(isian, profil) for isian in sop.isian}


def _jawab(isian: Isian, profil: Profil) -> str:
    if isian.pilihan:
        return profil.rng(isian.kode).choice(isian.pilihan)
    label = isian.label.casefold()
    tersedia = _jawaban(profil, isian.kode)
    return next(
        (jawab for kata, jawab in tersedia if kata in label),
        "Sebagaimana diuraikan dalam dokumen yang dilampirkan",
    )


def _jawaban(profil: Profil, kode: str) -> tuple[tuple[str, str], ...]:
    """(word in the label, answer); the first word found wins, so the particular come first."""
    rng = profil.rng(kode)
    return (
        ("nib", profil.nib),
        ("kapasitas", f"{rng.randrange(12, 61, 4)} orang"),
        ("jumlah", f"{rng.randrange(3, 25)} orang"),
        ("usia", "3 sampai 6 tahun"),
        ("jarak", f"{rng.randint(2, 48) / 10:.1f} km".replace(".", ",")),
        ("luas", f"{rng.randrange(60, 400, 10)} m2"),
        ("tanggal", teks_tanggal(profil.tanggal)),
        ("kursus", profil.bidang),
        ("keterampilan", profil.bidang),
        ("bidang", profil.bidang),
        ("alamat", profil.lembaga.alamat),
        ("nomor", f"{rng.randrange(10**9):09d}"),
        ("nama", profil.pemohon.nama),
    )


def dibawa(sop: Sop, profil: Profil, isian: Mapping[str, str]) -> tuple[Persyaratan, ...]:
    """Everything required, what an answer on the form calls for, and some of the rest."""
    jawaban = [nilai.casefold() for nilai in isian.values()]
    return tuple(
        satu
        for satu in sop.persyaratan
        if satu.wajib
        or any(nilai in satu.keterangan.casefold() for nilai in jawaban)
        or profil.rng(f"membawa {satu.kode}").random() < _PELUANG_TAMBAHAN
    )
