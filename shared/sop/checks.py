"""What makes an SOP that parses fit to run. Each check yields every problem it sees.

The checks along whole paths are left out while a number, a route or a code is wrong by itself:
what they would say is only its echo.
"""

from collections import Counter
from collections.abc import Callable, Iterator

from shared.sop.errors import Masalah
from shared.sop.graph import Sisi, dapat_selesai, setelah, sisi, terjangkau, tersedia
from shared.sop.model import Langkah, Rute, Sop
from shared.tindakan import Tindakan


# What holds only along whole paths: reach, an end, and outputs that are there when needed.
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


def rute_langkah(sop: Sop) -> Iterator[Masalah]:
    """The routes of each step by themselves: where they may lead and what they may owe."""
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


def _penarikan_pada_langkah(sop: Sop) -> Iterator[Masalah]:
    if sop.penarikan and sop.penarikan.sampai not in {langkah.no for langkah in sop.langkah}:
        sampai = sop.penarikan.sampai
        yield Masalah(None, f"penarikan.sampai: langkah {sampai} tidak ada")


_CEK: tuple[Cek, ...] = (
    _penarikan_pada_langkah,
    _ajukan_hanya_pertama,
    _hasil_sesuai_tindakan,
    _atas_sesuai_tindakan,
    output_dikenal,
)
