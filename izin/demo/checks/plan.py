"""The applications in the store against the scenarios that were played."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from izin.demo.scenario import Skenario
from shared.audit.keluaran import PemilikSk, periksa_jumlah_sk
from shared.audit.temuan import Temuan
from shared.permohonan import Permohonan


def periksa_satu_satu(
    semua: Sequence[Permohonan], skenario: Iterable[Skenario]
) -> Iterator[Temuan]:
    """Every submission is exactly one application, and there is no other."""
    dari = Counter(permohonan.pengajuan_id[0] for permohonan in semua)
    harus = {satu.pengajuan_id for satu in skenario}
    for kunci in sorted(harus):
        if dari[kunci] != 1:
            yield Temuan("", f"pengajuan {kunci} menjadi {dari[kunci]} permohonan")
    for kunci in sorted(dari.keys() - harus):
        yield Temuan("", f"ada permohonan dari pengajuan {kunci} yang tidak pernah dikirim")
    for nomor, kali in Counter(permohonan.nomor for permohonan in semua).items():
        if kali > 1:
            yield Temuan(nomor, f"nomor dipakai {kali} permohonan")


def periksa_skenario(permohonan: Permohonan, skenario: Skenario) -> Iterator[Temuan]:
    """It ended as planned, and what was to happen on the way did happen."""
    if permohonan.status not in ("berjalan", skenario.akhir):
        yield Temuan(permohonan.nomor, f"berakhir {permohonan.status}, bukan {skenario.akhir}")
    diminta = {p.kode for entri in permohonan.riwayat for p in entri.perbaikan}
    for kode in (*skenario.kasus.hilang, *skenario.kasus.salah):
        if kode not in diminta:
            yield Temuan(permohonan.nomor, f"kekurangan '{kode}' tidak pernah diminta diperbaiki")
    belokan = skenario.kasus.belokan
    ditempuh = {(entri.langkah, entri.putusan) for entri in permohonan.riwayat}
    if belokan and (belokan.langkah, belokan.putusan) not in ditempuh:
        yield Temuan(
            permohonan.nomor,
            f"putusan '{belokan.putusan}' {belokan.pelaksana} tidak pernah terjadi",
        )


def periksa_sk(semua: Iterable[Permohonan]) -> Iterator[Temuan]:
    pemilik = PemilikSk()
    for permohonan in semua:
        yield from periksa_jumlah_sk(permohonan)
        yield from pemilik.periksa(permohonan)
