"""What makes an SOP that parses fit to run. Each check yields every problem it sees.

The checks along whole paths are left out while a number, a route or a code is wrong by itself:
what they would say is only its echo.
"""

from collections import Counter
from collections.abc import Callable, Iterator

from shared.sop.errors import Masalah
from shared.sop.model import Langkah, Sop
from shared.sop.path_checks import output_dikenal, sepanjang_rute
from shared.sop.route_checks import rute_langkah
from shared.tindakan import Tindakan

# Nobody hands in a file with these acts: the decision itself is the record.
HANYA_CATATAN = frozenset(
    {
        Tindakan.AJUKAN,
        Tindakan.VERIFIKASI,
        Tindakan.TERUSKAN,
        Tindakan.SETUJUI,
        Tindakan.SERAHKAN,
    }
)
# These acts exist for the file that they make.
MEMBUAT_DOKUMEN = frozenset(
    {Tindakan.PERIKSA_LAPANGAN, Tindakan.SUSUN_DRAF, Tindakan.TANDA_TANGANI}
)
# These acts work on one exact file: without `atas` nobody could say on which.
BEKERJA_ATAS = frozenset({Tindakan.SETUJUI, Tindakan.TANDA_TANGANI, Tindakan.SERAHKAN})

Cek = Callable[[Sop], Iterator[Masalah]]


def periksa(sop: Sop, pelaksana: frozenset[str] | None) -> tuple[Masalah, ...]:
    """All problems, those of the whole file first and then step by step; empty when sound."""
    dasar = [*_nomor_berurutan(sop), *rute_langkah(sop), *_kode_tunggal(sop)]
    temuan = [*dasar, *_pelaksana_dikenal(sop, pelaksana)]
    for cek in _CEK:
        temuan += cek(sop)
    if not dasar:
        temuan += sepanjang_rute(sop)
    return tuple(sorted(temuan, key=lambda masalah: masalah.langkah or 0))


def _pelaksana_dikenal(sop: Sop, pelaksana: frozenset[str] | None) -> Iterator[Masalah]:
    if pelaksana is None:
        return
    for langkah in sop.langkah:
        if langkah.pelaksana not in pelaksana:
            dikenal = ", ".join(sorted(pelaksana))
            yield Masalah(
                langkah.no, f'pelaksana "{langkah.pelaksana}" tidak dikenal; yang ada: {dikenal}'
            )


def _nomor_berurutan(sop: Sop) -> Iterator[Masalah]:
    for harusnya, langkah in enumerate(sop.langkah, start=1):
        if langkah.no != harusnya:
            yield Masalah(
                langkah.no, f"nomor tidak berurutan: baris ke-{harusnya} harus bernomor {harusnya}"
            )


def _ajukan_hanya_pertama(sop: Sop) -> Iterator[Masalah]:
    for indeks, langkah in enumerate(sop.langkah):
        if (indeks == 0) != (langkah.tindakan is Tindakan.AJUKAN):
            yield Masalah(
                langkah.no, 'tindakan "ajukan" adalah milik langkah pertama, dan hanya langkah itu'
            )


def _kode_tunggal(sop: Sop) -> Iterator[Masalah]:
    # A requirement and an output are both files of the application, so they share one space.
    berkas = [satu.kode for satu in sop.persyaratan]
    hasil = [(langkah.no, satu.kode) for langkah in sop.langkah for satu in langkah.hasil]
    yield from _berulang(berkas, "persyaratan")
    yield from _berulang([satu.kode for satu in sop.isian], "isian")
    terpakai = set(berkas)
    for no, kode in hasil:
        if kode in terpakai:
            yield Masalah(no, f'kode hasil "{kode}" sudah dipakai')
        terpakai.add(kode)


def _berulang(kode: list[str], jenis: str) -> Iterator[Masalah]:
    for satu, kali in Counter(kode).items():
        if kali > 1:
            yield Masalah(None, f'kode {jenis} "{satu}" dipakai {kali} kali')


def _hasil_sesuai_tindakan(sop: Sop) -> Iterator[Masalah]:
    for langkah in sop.langkah:
        yield from _hasil_langkah(langkah)


def _hasil_langkah(langkah: Langkah) -> Iterator[Masalah]:
    dokumen = [satu.kode for satu in langkah.hasil if satu.jenis == "dokumen"]
    if not langkah.hasil:
        yield Masalah(langkah.no, "tidak ada hasil: langkah tidak dapat ditutup tanpa output")
    elif langkah.tindakan in MEMBUAT_DOKUMEN and not dokumen:
        yield Masalah(
            langkah.no, f'tindakan "{langkah.tindakan}" harus menghasilkan sedikitnya satu dokumen'
        )
    if langkah.tindakan in HANYA_CATATAN:
        for kode in dokumen:
            yield Masalah(
                langkah.no,
                f'tindakan "{langkah.tindakan}" hanya menghasilkan catatan, '
                f'tetapi "{kode}" adalah dokumen',
            )


def _atas_sesuai_tindakan(sop: Sop) -> Iterator[Masalah]:
    jenis = {satu.kode: satu.jenis for langkah in sop.langkah for satu in langkah.hasil}
    for langkah in sop.langkah:
        if langkah.tindakan in BEKERJA_ATAS and not langkah.atas:
            yield Masalah(
                langkah.no, f'tindakan "{langkah.tindakan}" harus menyebut dokumennya dengan "atas"'
            )
        if jenis.get(langkah.atas) == "catatan":
            yield Masalah(
                langkah.no, f'"atas" harus menunjuk dokumen; "{langkah.atas}" adalah catatan'
            )


_CEK: tuple[Cek, ...] = (
    _ajukan_hanya_pertama,
    _hasil_sesuai_tindakan,
    _atas_sesuai_tindakan,
    output_dikenal,
)
