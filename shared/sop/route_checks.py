"""The routes of each step by themselves: where they may lead and what they may owe."""

from collections import Counter
from collections.abc import Iterator

from shared.sop.errors import Masalah
from shared.sop.model import Langkah, Rute, Sop
from shared.tindakan import Tindakan


def rute_langkah(sop: Sop) -> Iterator[Masalah]:
    nomor = {langkah.no for langkah in sop.langkah}
    for langkah in sop.langkah:
        yield from _jumlah(langkah)
        for rute in langkah.rute:
            if isinstance(rute.ke, int) and rute.ke not in nomor:
                yield _masalah(langkah, rute, f"menuju langkah {rute.ke} yang tidak ada")
            else:
                yield from _arah(langkah, rute)
            yield from _utang(langkah, rute)


def _masalah(langkah: Langkah, rute: Rute, alasan: str) -> Masalah:
    return Masalah(langkah.no, f'rute "{rute.putusan}" {alasan}')


def _jumlah(langkah: Langkah) -> Iterator[Masalah]:
    if not langkah.rute:
        yield Masalah(langkah.no, "tidak menuju ke mana pun: tidak ada rute")
    for putusan, kali in Counter(rute.putusan for rute in langkah.rute).items():
        if kali > 1:
            yield Masalah(langkah.no, f'ada {kali} rute untuk putusan "{putusan}"; harus satu')
    # A submission is no decision: it can only be made, so nothing could take another route.
    lain = ", ".join(rute.putusan for rute in langkah.rute if rute.putusan != "terima")
    if langkah.tindakan is Tindakan.AJUKAN and lain:
        yield Masalah(langkah.no, f'tindakan "ajukan" hanya mengenal rute "terima", bukan {lain}')


def _arah(langkah: Langkah, rute: Rute) -> Iterator[Masalah]:
    """Accepted goes on, refused ends or goes back, sent back goes back."""
    maju = rute.ke == "selesai" or (isinstance(rute.ke, int) and rute.ke > langkah.no)
    mundur = isinstance(rute.ke, int) and rute.ke < langkah.no
    if rute.putusan == "terima" and not maju:
        yield _masalah(langkah, rute, f'harus maju atau "selesai", bukan ke {rute.ke}')
    elif rute.putusan == "kembalikan" and not mundur:
        yield _masalah(langkah, rute, f"harus kembali ke langkah sebelumnya, bukan ke {rute.ke}")
    elif rute.putusan == "tolak" and not mundur and rute.ke != "ditolak":
        yield _masalah(
            langkah, rute, f'harus kembali ke langkah sebelumnya atau "ditolak", bukan ke {rute.ke}'
        )


def _utang(langkah: Langkah, rute: Rute) -> Iterator[Masalah]:
    milik = {satu.kode for satu in langkah.hasil}
    for kode in rute.hasil or ():
        if kode not in milik:
            yield _masalah(langkah, rute, f'menagih "{kode}", yang bukan hasil langkah ini')
    if rute.putusan == "terima" and rute.hasil == ():
        yield _masalah(langkah, rute, "tidak menghasilkan apa pun: langkah ditutup tanpa output")
