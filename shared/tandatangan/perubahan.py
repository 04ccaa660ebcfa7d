"""What the revision that brought the signature changed besides: a signed file may begin with the
naskah, byte for byte, and still show another page.

pyHanko compares what comes behind a signature with what was signed. Before the first signature
there is no form to compare with, so the naskah is compared here, object by object: what it had
stays as it was, but for the places where a signature field is hung up.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    PdfObject,
    Reference,
    StreamObject,
)
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

_KATALOG = {"/AcroForm", "/DSS", "/Extensions", "/Metadata", "/Perms", "/Version"}
_FORMULIR = {"/DA", "/DR", "/Fields", "/SigFlags"}
_TINDAKAN = {"/A", "/AA"}
"""What a reader may do at a click, or by itself."""


def hanya_tanda_tangan(pembaca: PdfFileReader, revisi: int) -> bool:
    """Whether everything that the first revision had is there unchanged in this one (from 0), and
    nothing more is shown but signature fields. Titles and dates in the metadata may be new."""
    awal = pembaca.get_historical_resolver(0)
    akhir = pembaca.get_historical_resolver(revisi)
    if awal.root_ref != akhir.root_ref or "/Encrypt" in akhir.trailer_view:
        return False
    for satu in range(1, revisi + 1):
        saat_itu = pembaca.get_historical_resolver(satu)
        if any(_ada(awal, ref) for ref in saat_itu.refs_freed_in_revision()):  # type: ignore[no-untyped-call]
            return False
    pembanding = _Pembanding(awal, akhir)
    return all(map(pembanding.boleh, _ditulis_ulang(pembaca, awal, revisi)))


def _ditulis_ulang(
    pembaca: PdfFileReader, awal: HistoricalResolver, revisi: int
) -> Iterator[Reference]:
    for satu in range(1, revisi + 1):
        for ref in pembaca.get_historical_resolver(satu).explicit_refs_in_revision():  # type: ignore[no-untyped-call]
            if _ada(awal, ref):
                yield ref


def _ada(awal: HistoricalResolver, ref: Reference) -> bool:
    return not awal.is_ref_unassignable(ref)


class _Pembanding:
    """Objects of the naskah beside what they have become."""

    def __init__(self, awal: HistoricalResolver, akhir: HistoricalResolver) -> None:
        self._awal = awal
        self._akhir = akhir
        self._katalog = awal.root_ref
        katalog = _kamus(awal(awal.root_ref))
        halaman = list(_halaman(awal, katalog["/Pages"]))
        self._halaman = {ref for ref, _ in halaman}
        self._daftar_anotasi = set(_rujukan((isi, "/Annots") for _, isi in halaman))
        self._keterangan = set(_rujukan(((katalog, "/Metadata"), (awal.trailer_view, "/Info"))))

    def boleh(self, ref: Reference) -> bool:
        lama, baru = self._awal(ref), self._akhir(ref)
        if _sama(lama, baru) or ref in self._keterangan:
            return True
        if ref == self._katalog:
            return self._katalog_boleh(_kamus(lama), _kamus(baru))
        if ref in self._halaman:
            return self._halaman_boleh(_kamus(lama), _kamus(baru))
        return ref in self._daftar_anotasi and self._anotasi_boleh(lama, baru)

    def _katalog_boleh(self, lama: DictionaryObject, baru: DictionaryObject) -> bool:
        if not _beda(lama, baru) <= _KATALOG:
            return False
        formulir = ambil(baru, "/AcroForm")
        if not isinstance(formulir, DictionaryObject):
            return formulir is None
        return set(formulir) <= _FORMULIR and all(
            _bidang_tanda_tangan(satu.get_object()) for satu in ambil(formulir, "/Fields", ())
        )

    def _halaman_boleh(self, lama: DictionaryObject, baru: DictionaryObject) -> bool:
        return _beda(lama, baru) <= {"/Annots"} and self._anotasi_boleh(
            ambil(lama, "/Annots", ArrayObject()), ambil(baru, "/Annots", ArrayObject())
        )

    def _anotasi_boleh(self, lama: object, baru: object) -> bool:
        if not (isinstance(lama, ArrayObject) and isinstance(baru, ArrayObject)):
            return False
        terdahulu, kini = _mentah(lama), _mentah(baru)
        if kini[: len(terdahulu)] != terdahulu:
            return False
        return all(_bidang_tanda_tangan(satu.get_object()) for satu in kini[len(terdahulu) :])  # type: ignore[no-untyped-call]


def ambil(kamus: DictionaryObject, nama: str, bila_tiada: Any = None) -> Any:
    """The value itself, also where the dictionary only refers to it (`get` does not follow)."""
    return kamus[nama] if nama in kamus else bila_tiada  # noqa: SIM401


def _bidang_tanda_tangan(satu: PdfObject) -> bool:
    if not isinstance(satu, DictionaryObject) or set(satu) & _TINDAKAN:
        return False
    induk = ambil(satu, "/Parent", satu)
    return "/Sig" in (ambil(satu, "/FT"), ambil(induk, "/FT"))


def _halaman(
    awal: HistoricalResolver, simpul: DictionaryObject
) -> Iterator[tuple[Reference, DictionaryObject]]:
    for anak in _mentah(simpul["/Kids"]):
        isi = awal(anak.reference)
        if ambil(isi, "/Type") == "/Pages":
            yield from _halaman(awal, isi)
        else:
            yield anak.reference, isi


def _mentah(larik: ArrayObject) -> Sequence[IndirectObject]:
    return [larik.raw_get(ke) for ke in range(len(larik))]


def _rujukan(tempat: Iterable[tuple[DictionaryObject, str]]) -> Iterator[Reference]:
    """Of values that are objects of their own; others are part of the dictionary that has them."""
    for kamus, nama in tempat:
        if nama in kamus and isinstance(isi := kamus.raw_get(nama), IndirectObject):
            yield isi.reference


def _kamus(satu: PdfObject) -> DictionaryObject:
    if not isinstance(satu, DictionaryObject):
        raise TypeError("kamus PDF diharapkan")
    return satu


def _beda(lama: DictionaryObject, baru: DictionaryObject) -> set[str]:
    return {
        str(nama)
        for nama in {*lama, *baru}
        if nama not in lama or nama not in baru or lama.raw_get(nama) != baru.raw_get(nama)
    }


def _sama(lama: PdfObject, baru: PdfObject) -> bool:
    if isinstance(lama, StreamObject) or isinstance(baru, StreamObject):
        return (
            isinstance(lama, StreamObject)
            and isinstance(baru, StreamObject)
            and not _beda(lama, baru)
            and lama.encoded_data == baru.encoded_data
        )
    return type(lama) is type(baru) and bool(lama == baru)
