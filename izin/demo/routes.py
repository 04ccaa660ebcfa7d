"""The ways through an SOP, read from the SOP alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from shared.mutu_baku.tempuh import pelaksana_pemohon
from shared.sop.model import Langkah, Rute, Sop
from shared.tindakan import Akhir, NilaiPutusan, Tindakan


@dataclass(frozen=True)
class Belokan:
    """A route other than acceptance that an officer takes when the step is opened first."""

    langkah: int
    pelaksana: str
    tindakan: Tindakan
    putusan: NilaiPutusan
    ke: int | Akhir

    @property
    def kunci(self) -> tuple[str, str, str]:
        """By this the same route is known in different SOPs."""
        return (self.pelaksana, self.tindakan, self.putusan)


def jalan_lurus(sop: Sop) -> Iterator[Langkah]:
    """The steps that an application passes when everybody accepts."""
    ke: int | Akhir = sop.langkah_pertama.no
    while isinstance(ke, int):
        langkah = sop.langkah_ke(ke)
        yield langkah
        terima = langkah.rute_untuk("terima")
        ke = terima.ke if terima else "selesai"


def langkah_kantor(sop: Sop) -> list[Langkah]:
    """The office's steps of the straight way."""
    return [satu for satu in jalan_lurus(sop) if satu.pelaksana != pelaksana_pemohon(sop)]


def kembali_ke_pemohon(sop: Sop, rute: Rute) -> bool:
    return isinstance(rute.ke, int) and sop.langkah_ke(rute.ke).tindakan is Tindakan.AJUKAN


def oleh_dokumen(sop: Sop, langkah: Langkah, rute: Rute) -> bool:
    """A verifier's return to the applicant: the documents themselves bring it about."""
    return langkah.tindakan is Tindakan.VERIFIKASI and kembali_ke_pemohon(sop, rute)


def pemeriksa_dokumen(sop: Sop) -> Langkah | None:
    """The first step that sends an application back for its documents."""
    return next(
        (
            langkah
            for langkah in jalan_lurus(sop)
            if any(oleh_dokumen(sop, langkah, rute) for rute in langkah.rute)
        ),
        None,
    )


def belokan_sop(sop: Sop) -> tuple[Belokan, ...]:
    """Routes that need an officer to decide otherwise; refusals first."""
    semua = [
        Belokan(langkah.no, langkah.pelaksana, langkah.tindakan, rute.putusan, rute.ke)
        for langkah in jalan_lurus(sop)
        for rute in langkah.rute
        if rute.putusan != "terima" and not oleh_dokumen(sop, langkah, rute)
    ]
    return tuple(sorted(semua, key=lambda b: (b.ke != "ditolak", -b.langkah)))
