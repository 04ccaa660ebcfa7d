"""Texts of letters, for tests that decide by them instead of by files."""

from typing import Any

from shared.contracts import HasilPutusan, Tugas
from tests.builders import surat


def isian(tugas: Tugas, **lain: dict[str, Any]) -> tuple[HasilPutusan, ...]:
    """Every output that the office makes: the sample of its letter, over it the words that the task
    begins with, over these `lain` by output."""
    hasil = []
    for satu in tugas.keluaran:
        if satu.surat:
            contoh = surat().contoh(satu.surat.jenis, tugas.sop)
            dikenal = satu.surat.skema["properties"]
            isi = {kode: nilai for kode, nilai in contoh.items() if kode in dikenal}
            isi = {**isi, **satu.surat.awal, **lain.get(satu.kode, {})}
            hasil.append(HasilPutusan(kode=satu.kode, isi=isi))
    return tuple(hasil)
