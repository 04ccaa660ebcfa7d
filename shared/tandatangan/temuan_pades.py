"""From what a validator reports of one signature to findings."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate, AdESSubIndic
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel

from shared.tandatangan.bentuk import Kotak
from shared.tandatangan.hasil import KodePeriksa, Temuan
from shared.tandatangan.perubahan import ambil
from shared.tandatangan.sertifikat import Dibaca

_K = KodePeriksa

_SEBAB: Mapping[AdESSubIndic, KodePeriksa] = {
    AdESFailure.REVOKED: _K.SERTIFIKAT_DICABUT,
    AdESIndeterminate.REVOKED_NO_POE: _K.SERTIFIKAT_DICABUT,
    AdESIndeterminate.REVOKED_CA_NO_POE: _K.SERTIFIKAT_DICABUT,
    AdESIndeterminate.TRY_LATER: _K.PENCABUTAN_TIDAK_DIKETAHUI,
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE: _K.ALGORITMA_LEMAH,
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE: _K.ALGORITMA_LEMAH,
}
_TAK_TENTU = 0x80
_TITIK = 1.0
"""Points by which a place on the page may be off: producers round."""


def celah(pdf: bytes, satu: EmbeddedPdfSignature) -> Iterator[Temuan]:
    """The signed bytes are the file from its start, but for a gap that holds this very signature
    in hexadecimal digits, followed by zeros alone."""
    rentang = [int(angka) for angka in satu.byte_range]
    if len(rentang) != 4 or rentang[0] != 0 or min(rentang) < 0:
        yield Temuan(_K.TIDAK_MENYELURUH)
        return
    _, buka, lanjut, sisa = rentang
    isi = pdf[buka:lanjut]
    if not (isi.startswith(b"<") and isi.endswith(b">")) or lanjut + sisa > len(pdf):
        yield Temuan(_K.TIDAK_MENYELURUH)
        return
    try:
        wadah = bytes.fromhex(isi[1:-1].decode("ascii"))
    except ValueError:
        yield Temuan(_K.TANDA_TANGAN_RUSAK)
        return
    if wadah != satu.pkcs7_content or any(wadah[_panjang(wadah) :]):
        yield Temuan(_K.TANDA_TANGAN_RUSAK)


def _panjang(wadah: bytes) -> int:
    """Bytes of the ASN.1 value in front. One of indefinite length (BER) ends by zeros of its own:
    all of it counts."""
    if wadah[1] == _TAK_TENTU:
        return len(wadah)
    if wadah[1] < _TAK_TENTU:
        return 2 + wadah[1]
    isi = 2 + wadah[1] - _TAK_TENTU
    return isi + int.from_bytes(wadah[2:isi])


def keutuhan(status: PdfSignatureStatus) -> Iterator[Temuan]:
    if not status.intact:
        yield Temuan(_K.ISI_BERUBAH)
    elif not status.valid:
        yield Temuan(_K.TANDA_TANGAN_RUSAK)
    if status.coverage is None or status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        yield Temuan(_K.TIDAK_MENYELURUH)
    if status.docmdp_ok is False and status.coverage == SignatureCoverageLevel.ENTIRE_REVISION:
        yield Temuan(_K.ADA_TAMBAHAN)
    if status.seed_value_constraint_error is not None:
        yield Temuan(_K.TANDA_TANGAN_RUSAK)


def kepercayaan(status: PdfSignatureStatus, dibaca: Dibaca, pada: datetime) -> Iterator[Temuan]:
    """What is wrong with the certificate itself is said first; what is left is its chain."""
    jelas = list(_sertifikat(dibaca, pada))
    yield from jelas
    if status.trusted or not (status.intact and status.valid):
        return
    sebab = status.trust_problem_indic
    if status.revoked:
        yield Temuan(_K.SERTIFIKAT_DICABUT)
    elif sebab is not None and sebab in _SEBAB:
        yield Temuan(_SEBAB[sebab])
    elif not jelas:
        yield Temuan(_K.SERTIFIKAT_TIDAK_DIPERCAYA)


def _sertifikat(dibaca: Dibaca, pada: datetime) -> Iterator[Temuan]:
    if pada > dibaca.orang.berlaku_sampai:
        yield Temuan(_K.SERTIFIKAT_KEDALUWARSA, f"berakhir {dibaca.orang.berlaku_sampai:%Y-%m-%d}")
    if pada < dibaca.orang.berlaku_sejak:
        yield Temuan(_K.SERTIFIKAT_BELUM_BERLAKU, f"sejak {dibaca.orang.berlaku_sejak:%Y-%m-%d}")
    if not dibaca.mengikat:
        yield Temuan(_K.KEGUNAAN_SALAH)


def tampak_di_luar(pembaca: PdfFileReader, satu: EmbeddedPdfSignature, kotak: Kotak | None) -> bool:
    """Whether a signature covers part of a page other than `kotak`."""
    return any(
        not _di_dalam(letak, kotak)
        or _halaman(pembaca, tempat) != _ke(pembaca, kotak.halaman if kotak else 1)
        for tempat in _tempat(satu)
        if (letak := _letak(tempat)) is not None
    )


def _tempat(satu: EmbeddedPdfSignature) -> list[DictionaryObject]:
    """Where the field is shown: by itself, or by annotations of its own."""
    anak = [kid.get_object() for kid in ambil(satu.sig_field, "/Kids", ())]
    return [satu.sig_field, *anak]


def _letak(tempat: DictionaryObject) -> Kotak | None:
    """None for what has no area."""
    satu, dua, tiga, empat = (float(angka) for angka in ambil(tempat, "/Rect", (0, 0, 0, 0)))
    (kiri, kanan), (bawah, atas) = sorted((satu, tiga)), sorted((dua, empat))
    return None if kiri == kanan or bawah == atas else Kotak(0, kiri, bawah, kanan, atas)


def _di_dalam(letak: Kotak, kotak: Kotak | None) -> bool:
    return (
        kotak is not None
        and letak.kiri >= kotak.kiri - _TITIK
        and letak.bawah >= kotak.bawah - _TITIK
        and letak.kanan <= kotak.kanan + _TITIK
        and letak.atas <= kotak.atas + _TITIK
    )


def _ke(pembaca: PdfFileReader, halaman: int) -> int:
    return halaman - 1 if halaman > 0 else _jumlah(pembaca) + halaman


def _halaman(pembaca: PdfFileReader, tempat: DictionaryObject) -> int:
    """From 0; -1 where it names no page of the document."""
    try:
        milik = tempat.raw_get("/P").reference
    except (KeyError, AttributeError):
        return -1
    for ke in range(_jumlah(pembaca)):
        halaman, _ = pembaca.find_page_for_modification(ke)  # type: ignore[no-untyped-call]
        if halaman.reference == milik:
            return ke
    return -1


def _jumlah(pembaca: PdfFileReader) -> int:
    return int(pembaca.root["/Pages"]["/Count"])
