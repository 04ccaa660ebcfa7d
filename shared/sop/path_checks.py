"""What holds only along whole paths: reach, an end, and outputs that are there when needed."""

from collections.abc import Iterator

from shared.sop.errors import Masalah
from shared.sop.graph import Sisi, dapat_selesai, setelah, sisi, terjangkau, tersedia
from shared.sop.model import Langkah, Sop


def sepanjang_rute(sop: Sop) -> Iterator[Masalah]:
    """Only for an SOP whose numbers and routes are each sound by themselves."""
    yield from _jangkauan(sop)
    yield from _terjamin(sop)


def _jangkauan(sop: Sop) -> Iterator[Masalah]:
    nomor = {langkah.no for langkah in sop.langkah}
    for no in sorted(nomor - terjangkau(sop)):
        yield Masalah(no, "tidak dapat dicapai dari langkah 1")
    buntu = sorted(nomor - dapat_selesai(sop))
    if buntu:
        # Routes lead on to higher numbers, so the last of them is where the way is lost.
        dari = ", ".join(map(str, buntu))
        yield Masalah(buntu[-1], f'di sini jalan ke "selesai" terputus bagi langkah {dari}')


def output_dikenal(sop: Sop) -> Iterator[Masalah]:
    """Needs no walkable graph: an output nobody makes is wrong on any path."""
    pembuat = _semua_hasil(sop)
    for langkah in sop.langkah:
        for kunci, kode in _disebut(langkah):
            if kode not in pembuat:
                yield Masalah(langkah.no, f'{kunci} "{kode}": tidak ada langkah yang membuatnya')


def _terjamin(sop: Sop) -> Iterator[Masalah]:
    pembuat, ada = _semua_hasil(sop), tersedia(sop)
    for langkah in sop.langkah:
        for kunci, kode in _disebut(langkah):
            if kode in pembuat and kode not in ada[langkah.no]:
                jalan = ", ".join(_jalan_tanpa(sop, ada, langkah.no, kode))
                yield Masalah(
                    langkah.no,
                    f'{kunci} "{kode}" tidak terjamin ada ketika langkah dibuka: {jalan}',
                )


def _semua_hasil(sop: Sop) -> frozenset[str]:
    return frozenset(hasil.kode for langkah in sop.langkah for hasil in langkah.hasil)


def _disebut(langkah: Langkah) -> list[tuple[str, str]]:
    """Each output the step relies on, with the key that names it."""
    butuh = [("butuh", kode) for kode in langkah.butuh]
    return [*butuh, ("atas", langkah.atas)] if langkah.atas else butuh


def _jalan_tanpa(sop: Sop, ada: dict[int, frozenset[str]], no: int, kode: str) -> Iterator[str]:
    """The ways into a step on which the output is missing, for the author to look at."""
    if no == 1:
        yield "langkah pertama dibuka tanpa output apa pun"
    for satu in sisi(sop):
        if satu.ke == no and kode not in setelah(sop, satu, ada[satu.dari]):
            yield _sebut(satu)


def _sebut(lewat: Sisi) -> str:
    return f'lewat "{lewat.putusan}" dari langkah {lewat.dari}'
